// The commit that somebody looked at, and the evidence they found in it.

#pragma once

#include "commands/shared/concern_draft.hpp"
#include "gate/protected_side.hpp"
#include "model/concern.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// Puts the commit of `--subject` into `event`, where its type has one, and its evidence into paths
/// from the root. Without `--subject` it is HEAD where the protected side can see that commit, and
/// what the protected side has otherwise: evidence that nobody else can look up proves nothing.
/// `not_found` for evidence that is not a file of that commit, naming the commit; where the event
/// only opens or weighs, nothing has to be there, and `usage` is for what is no path at all.
[[nodiscard]] Result<void> look_at(const DraftRequest& request, const gate::ProtectedSide& side,
                                   Event& event);

}  // namespace qualm::commands
