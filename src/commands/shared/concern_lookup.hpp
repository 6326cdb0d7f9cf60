// Which concern the user means.

#pragma once

#include <string>
#include <string_view>

#include "commands/command.hpp"
#include "gate/standing.hpp"
#include "git/repository.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// All concerns as of `--now`, by the remote that `--remote` names.
[[nodiscard]] Result<gate::Standing> load_standing(const Session& session,
                                                   const Arguments& arguments,
                                                   const git::Repository& repository);

/// The concern whose id begins with `prefix`, with `concern/` in front of it if need be. `usage`
/// when several do, `not_found` when none does, with the command that fetches more where some may
/// be missing.
[[nodiscard]] Result<const gate::StandingConcern*> find_concern(const gate::Standing& standing,
                                                                std::string_view prefix);

}  // namespace qualm::commands
