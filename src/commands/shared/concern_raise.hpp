// `qualm concern raise`.

#pragma once

#include "commands/command.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// Raises a concern. Asks nobody and judges nothing: what is lacking is said and held against no
/// one, a policy that cannot be read is none of its business. Prints the receipt. 0 when the
/// concern is on record and, where there is a remote, has reached it; `kCannotJudge` with the
/// command to run when it is on record here only.
[[nodiscard]] Result<int> raise_concern(Session& session, const Arguments& arguments);

}  // namespace qualm::commands
