// Giving a file what it lacks: whatever the user wrote stays, line for line, and in its order.

#pragma once

#include <string>
#include <string_view>

#include "scaffold/plan.hpp"

namespace qualm::scaffold {

/// `there` with those parts of `wanted` behind it that it has none of, as `how` tells parts apart;
/// in a CODEOWNERS of sections, in front of the first one. `there` itself when it lacks nothing,
/// and for `Merge::none`. Line ends are those of `there`.
[[nodiscard]] std::string merged(const std::string& there, std::string_view wanted, Merge how);

}  // namespace qualm::scaffold
