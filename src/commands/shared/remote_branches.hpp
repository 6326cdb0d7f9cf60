// Asking a remote which concerns it has.

#pragma once

#include <string>

#include "commands/session.hpp"
#include "gate/audit.hpp"
#include "git/repository.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// The concern branches that `remote` has at this moment; nothing is fetched. `io` with what git
/// said when it cannot be asked, `limit` when it takes or says too much.
[[nodiscard]] Result<gate::BranchesThere> ask_remote(const Session& session,
                                                     const git::Repository& repository,
                                                     const std::string& remote);

}  // namespace qualm::commands
