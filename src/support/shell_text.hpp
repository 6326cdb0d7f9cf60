// Words of commands that a person is told to run.

#pragma once

#include <string>
#include <string_view>

namespace qualm {

/// `word` as a POSIX shell reads it back, in single quotes where it needs any. Names of refs and
/// files are whatever somebody chose, and a command that is shown is copied.
[[nodiscard]] std::string shell_word(std::string_view word);

}  // namespace qualm
