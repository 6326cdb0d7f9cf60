// `qualm new rule`.

#pragma once

#include "commands/command.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// Writes `.qualm/rules/PACK/NAME.yaml`, a rule that works as it stands. `usage` for a name that no
/// rule may have, a built-in rule's, and one that is taken.
[[nodiscard]] Result<int> new_rule(Session& session, const Arguments& arguments);

}  // namespace qualm::commands
