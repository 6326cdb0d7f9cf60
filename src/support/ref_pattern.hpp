// Patterns over refs, as the policy writes them.

#pragma once

#include <string>
#include <string_view>

namespace qualm {

/// A pattern as one over full names: one that begins with `tags/` is about tags, with `refs/` about
/// full names, any other about branches.
[[nodiscard]] std::string full_ref_pattern(std::string_view pattern);

}  // namespace qualm
