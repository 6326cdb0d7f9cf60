// Which branches work trees stand on.

#pragma once

#include <optional>
#include <string>

#include "git/libgit2.hpp"

namespace qualm::git {

/// The directory of the work tree that has the branch `name` checked out, born or not; nothing when
/// none has. A work tree that has gone missing still counts, as it does for Git. `io` when one
/// cannot be looked at.
[[nodiscard]] Result<std::optional<std::string>> checked_out_at(const Repository::Impl& repository,
                                                                const std::string& name);

}  // namespace qualm::git
