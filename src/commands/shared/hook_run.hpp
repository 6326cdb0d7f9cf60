// What happens when Git runs one of our hooks.

#pragma once

#include "commands/command.hpp"
#include "commands/shared/hook_events.hpp"
#include "git/repository.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// Runs the hook that the first NAME of `arguments` names, with the others as the arguments that
/// Git passes: reads all of standard input, judges, and where that passes runs the kept hook with
/// the same arguments and input. The exit status: of the judgement, or of the kept hook. Results go
/// to standard error, where Git shows them whatever it makes of standard output. `usage` for a hook
/// that Qualm has none of, `limit` beyond `limits::kHookInputBytes` of input.
[[nodiscard]] Result<int> run_hook(Session& session, const Arguments& arguments);

/// Whether all that a call brings are new branches of concerns, told without a repository.
[[nodiscard]] bool raises_only(const HookCall& call);

/// Judges what a push brings. `unsupported` in a build without a gate: the push is refused then.
[[nodiscard]] Result<int> judge_push(Session& session, const git::Repository& repository,
                                     const HookCall& call);

/// Runs the hook that stood here before ours; its exit status, 128 and more for a signal. `kClean`
/// where there is none, where it is running already and has called us, or where Git would not run
/// it either, which is then said. What it prints goes where Git wants it.
[[nodiscard]] Result<int> run_kept_hook(Session& session, const git::Repository& repository,
                                        const HookCall& call);

}  // namespace qualm::commands
