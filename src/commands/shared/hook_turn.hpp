// Whose turn it is to judge, where Git would run Qualm more than once.

#pragma once

#include "commands/session.hpp"
#include "commands/shared/hook_events.hpp"
#include "commands/shared/hook_survey.hpp"
#include "git/repository.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// Our hook in the settings of Git, as `qualm hook install` writes it: it leaves the judging to our
/// file where that is run. Null when there is none, or when Git would not run it.
[[nodiscard]] const git::ConfiguredHook* stand_by(const SurveyedHook& hook);

/// Whether the call that is being answered has to judge. Of our file and our setting exactly one
/// does: the file where Git runs it from the hook directory as we write it, otherwise the setting.
/// Any other call judges, unless the Git that makes it has run our setting already. `configured`:
/// the call is that of the setting. `io` and `not_found` when git cannot be asked.
[[nodiscard]] Result<bool> has_turn(const Session& session, const git::Repository& repository,
                                    const HookEvent& event, bool configured);

}  // namespace qualm::commands
