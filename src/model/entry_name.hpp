// Which names an entry of a tree may have.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/result.hpp"

namespace qualm {

/// Why no tree may hold an entry called `name`, in words ("it means .git on some file systems");
/// empty when all is well. Refused are empty names, `.`, `..`, `/`, control characters and `.git`
/// in any disguise that some file system takes for it.
[[nodiscard]] std::string_view entry_name_fault(std::string_view name);

/// `name` with everything but printable ASCII and well-formed UTF-8 written as `\x..`, for
/// messages.
[[nodiscard]] std::string visible_name(std::string_view name);

/// The components of a path that may be looked up; empty when the path is empty or any component
/// is empty, `.` or `..`, so that such a path is simply not found.
[[nodiscard]] std::vector<std::string_view> path_components(std::string_view path);

/// `directory/name`, or `name` at the top.
[[nodiscard]] std::string join_path(std::string_view directory, std::string_view name);

/// Checks that `path` is no longer and no deeper than the limits; `limit` with their names.
[[nodiscard]] Result<void> check_path_limits(std::string_view path);

}  // namespace qualm
