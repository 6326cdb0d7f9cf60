// Which commit an id means, whatever refs are called.

#pragma once

#include <string_view>

#include "git/repository.hpp"
#include "support/result.hpp"

namespace qualm::git {

/// The fewest digits of an id that stand for a commit in a document.
inline constexpr std::size_t kFewestDigits = 7;

/// The commit of which `digits` (in either case, at least `kFewestDigits`) is the id or its
/// beginning. Unlike `Repository::resolve` it never looks at refs: anybody may push one that is
/// called like the id in a document of somebody else. `usage` for what is no id and where several
/// objects have such an id; `not_found`, `invalid` and `incomplete` as `resolve` has them.
[[nodiscard]] Result<Revision> commit_of_id(const Repository& repository, std::string_view digits);

}  // namespace qualm::git
