// Whether one glob matches all that another does.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qualm {

/// Whether `wide` surely matches every path that `narrow` matches, by the rules of `Glob`: `a/*/**`
/// covers `a/b/**`. A no may mean that nobody can tell: alternatives and classes are only compared
/// as they are written, and so are globs too long for anybody to have written them by hand.
[[nodiscard]] bool surely_covers(std::string_view wide, std::string_view narrow);

/// Whether one of `wide` surely does. Of a long list only equals are looked for.
[[nodiscard]] bool any_surely_covers(const std::vector<std::string>& wide, std::string_view narrow);

}  // namespace qualm
