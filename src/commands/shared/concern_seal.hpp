// `qualm concern seal`: give an event that was written by hand the name it has to have.

#pragma once

#include "commands/command.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// Renames each file that `ID` names to `<type>-<digits of its content>.md`, in a folder named
/// after the concern. A file that has its name already stays. Nothing is overwritten, and nothing
/// but the name changes. `invalid` with the place for a file that is no event.
[[nodiscard]] Result<int> seal_event(Session& session, const Arguments& arguments);

}  // namespace qualm::commands
