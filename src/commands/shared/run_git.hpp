// Running `git` for what only Git can do: talk to a remote.

#pragma once

#include <string>
#include <vector>

#include "commands/session.hpp"
#include "git/repository.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// How `git` ended, and what it and the remote had to say.
struct GitEnd {
  int status = 0;
  std::vector<std::string> said;  ///< lines of its error output, which are not ours: encode them
};

/// Runs `git` on `repository` with the user's environment. It may ask for a passphrase on their
/// terminal; what it says is handed back. `not_found` when there is no git, `limit` when it takes
/// longer than ten minutes or says too much.
[[nodiscard]] Result<GitEnd> run_git(const Session& session, const git::Repository& repository,
                                     std::vector<std::string> arguments);

}  // namespace qualm::commands
