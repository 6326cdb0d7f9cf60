// Putting something on record about a concern that was raised: what `comment`, `resolve` and the
// other writing verbs of `qualm concern` do.

#pragma once

#include "commands/command.hpp"
#include "model/concern.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// Records an event of `type` on the concern that `ID` names. Who lacks the right to do so is told
/// who has it, and nothing is written (`kFindings`). Says what the concern has come to.
[[nodiscard]] Result<int> record_event(Session& session, const Arguments& arguments,
                                       EventType type);

}  // namespace qualm::commands
