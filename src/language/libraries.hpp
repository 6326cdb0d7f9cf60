// The library that knows what letters are.

#pragma once

#include <string>

namespace qualm::language {

/// The version of ICU, as `72.1`.
[[nodiscard]] std::string icu_version();

}  // namespace qualm::language
