// Our hooks in the settings of Git.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "commands/shared/hook_changes.hpp"
#include "commands/shared/hook_install.hpp"
#include "commands/shared/hook_survey.hpp"
#include "git/repository.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// The configured hooks that call us without what stands under our name in the repository's own
/// settings: somebody wrote them by hand, or for more than this repository. None where Git runs
/// none.
[[nodiscard]] std::vector<git::ConfiguredHook> configured_elsewhere(const HookSurvey& survey,
                                                                    const SurveyedHook& hook);

/// The first of them that makes ours superfluous; none when none does. One that is set for this
/// command or this work tree alone does not, nor at a server's hook one that is set for this user.
[[nodiscard]] std::optional<git::ConfiguredHook> stands_elsewhere(const HookSurvey& survey,
                                                                  const SurveyedHook& hook);

/// Nothing when Git would run `command` from the settings. `invalid` when it gives up over another
/// setting, and when one that is not ours to change would turn ours off.
[[nodiscard]] Result<void> check_settings(const git::Repository& repository,
                                          const HookSurvey& survey, const SurveyedHook& hook,
                                          const std::string& command);

/// Configures the hook, in the place of what stood under its name in the repository's own settings.
/// `way_back` can undo it. `io` when git cannot write them.
[[nodiscard]] Result<HookChange> configure(const git::Repository& repository,
                                           const SurveyedHook& hook, const std::string& command,
                                           WayBack& way_back);

/// Takes away all that stands under our name in the repository's own settings; nothing where
/// nothing does. `way_back` can undo it. `io` when git cannot write them.
[[nodiscard]] Result<void> forget_settings(const git::Repository& repository,
                                           const SurveyedHook& hook, WayBack& way_back);

}  // namespace qualm::commands
