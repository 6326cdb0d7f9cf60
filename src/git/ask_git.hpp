// Asking the `git` program about a repository: for what only it can answer.

#pragma once

#include <string>
#include <vector>

#include "git/program.hpp"
#include "git/repository.hpp"
#include "support/result.hpp"

namespace qualm::git {

/// Runs `git` on `repository`, in the environment that it was opened in, and returns what it says.
/// Failures are those of `run_program`; that git itself fails is a status, and none of ours.
[[nodiscard]] Result<ProgramEnd> ask_git(const Repository& repository,
                                         std::vector<std::string> arguments);

/// The error for a run of git that failed: its own words behind `what`.
[[nodiscard]] Error git_failure(const ProgramEnd& end, const std::string& what);

}  // namespace qualm::git
