// The hook directory: whether it is one to write in, and taking our files away from there.

#pragma once

#include "commands/shared/hook_changes.hpp"
#include "commands/shared/hook_survey.hpp"
#include "git/hook_file.hpp"
#include "git/repository.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// Nothing when hooks may be written there. `invalid` when Git runs none from there, `usage` when
/// it lies outside the repository, so that others may run their hooks from it too, unless `shared`.
[[nodiscard]] Result<void> check_place(const git::Repository& repository,
                                       const git::HookDirectory& directory, bool shared);

/// Opens it, and makes it first where it is missing.
[[nodiscard]] Result<git::HookFolder> open_place(const git::HookDirectory& directory);

/// Takes our file of this hook away, or what is kept where ours has gone already; a kept hook gets
/// its name back, as it was. `way_back` can undo it.
[[nodiscard]] Result<void> take_away(const SurveyedHook& hook, WayBack& way_back);

}  // namespace qualm::commands
