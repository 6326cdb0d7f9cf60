// The id that an object's content has.

#pragma once

#include <string_view>

#include "git/libgit2.hpp"

namespace qualm::git {

/// The SHA-1 by which Git names an object of this type and content ("Git Internals: Git Objects").
/// Cannot fail. It does not tell two contents of one id apart, which somebody made to collide:
/// Git itself refuses those when it receives them.
[[nodiscard]] git_oid id_of(git_object_t type, std::string_view bytes);

}  // namespace qualm::git
