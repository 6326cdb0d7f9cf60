// Where two lines of history part.

#pragma once

#include <string>
#include <vector>

#include "git/repository.hpp"
#include "support/result.hpp"

namespace qualm::git {

/// The best common ancestors of the commits `left` and `right` (ids); none where they share no
/// history, or none that is here. Fails where a commit is damaged or, outside a shallow clone,
/// missing.
[[nodiscard]] Result<std::vector<std::string>> merge_bases(const Repository& repository,
                                                           const std::string& left,
                                                           const std::string& right);

}  // namespace qualm::git
