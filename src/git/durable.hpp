// Writing what survives a power cut.

#pragma once

#include <string>

#include "support/result.hpp"

namespace qualm::git {

/// Flushes the entries of the directory at `path` to disk. `io` when that fails; a file system that
/// cannot flush directories is taken at its word.
[[nodiscard]] Result<void> flush_directory(const std::string& path);

/// The same for every directory from the one that holds `path` up to `top`, which is a prefix of
/// it.
[[nodiscard]] Result<void> flush_directories_above(std::string path, const std::string& top);

}  // namespace qualm::git
