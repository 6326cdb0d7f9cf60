// The settings of a repository, from every scope Git reads.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "git/repository.hpp"
#include "support/result.hpp"

namespace qualm::git {

/// One setting. The section and the last part of `key` are in lower case, what stands between them
/// is as it was written; `value` is as written, `true` for a key without one.
struct Setting {
  std::string key;
  std::string value;
};

/// All settings, weakest first: of the machine, the user, the repository, the work tree, the
/// environment (`GIT_CONFIG_COUNT` and `git -c`). The environment is the one the repository was
/// opened in. `invalid` or `io` for a file that cannot be read: none is passed over.
[[nodiscard]] Result<std::vector<Setting>> all_settings(const Repository& repository);

/// `section.Sub.Name` as `section.Sub.name`; empty when it is no key.
[[nodiscard]] std::string normal_key(std::string_view key);

/// Settings as `git -c` hands them on in GIT_CONFIG_PARAMETERS.
[[nodiscard]] Result<std::vector<Setting>> parse_parameters(std::string_view text);

}  // namespace qualm::git
