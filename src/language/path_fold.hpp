// Paths as a disk may compare them that takes names for the same which only case or the normal
// form of their letters tells apart.

#pragma once

#include <string>
#include <string_view>

namespace qualm::language {

/// `path` in a form that is the same for all paths which such a disk takes for one: without case,
/// by full Unicode folding, and with accents apart from their letters. Slashes stay where they are.
/// What is not well-formed UTF-8 is left as it is but for ASCII letters.
[[nodiscard]] std::string folded_path(std::string_view path);

}  // namespace qualm::language
