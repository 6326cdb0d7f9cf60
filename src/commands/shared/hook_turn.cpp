// Whose turn it is to judge, where Git would run Qualm more than once.
//
// A Git that runs hooks from its settings runs the file in the hook directory as well, and an older
// one runs nothing but the file. So both are installed, and the setting stands aside where the file
// is run. That way round, and not the other: nothing tells a file for certain which program runs
// it, while a setting is only ever run by a Git that runs files too.

#include "commands/shared/hook_turn.hpp"

#include <algorithm>

#include "commands/shared/hook_text.hpp"
#include "git/ask_git.hpp"
#include "git/refs.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

/// Whether Git runs our file from the hook directory, and it is as we write it.
Result<bool> file_is_run(const git::Repository& repository, const HookEvent& event) {
  QUALM_ASSIGN(const auto directory, git::hook_directory(repository, event.place));
  if (directory.kind != git::HookDirectoryKind::present) return false;
  QUALM_ASSIGN(const auto folder, git::HookFolder::open(directory.path));
  QUALM_ASSIGN(const auto file, folder.look(std::string(event.name)));
  return is_our_hook(event, file);
}

/// Whether a Git that runs hooks from its settings has called us, directly or through somebody's
/// hook. Git puts the folder of its own programs into PATH; other programs that run hooks do not,
/// and they read no such settings.
Result<bool> is_called_by_newer_git(const Session& session, const git::Repository& repository,
                                    const HookSurvey& survey) {
  if (!survey.reads_configured()) return false;
  QUALM_ASSIGN(const git::ProgramEnd end, git::ask_git(repository, {"--exec-path"}));
  const std::string path = session.variable("PATH");
  const auto folders = split(path, ':');
  return end.status == 0 &&
         std::find(folders.begin(), folders.end(), trim(end.out)) != folders.end();
}

}  // namespace

const git::ConfiguredHook* stand_by(const SurveyedHook& hook) {
  const git::ConfiguredHook* const ours = hook.ours();
  if (ours == nullptr || ours->turned_off) return nullptr;
  const auto program = program_of_command(*hook.event, ours->command);
  return program && ours->command == our_command(*hook.event, *program) ? ours : nullptr;
}

Result<bool> has_turn(const Session& session, const git::Repository& repository,
                      const HookEvent& event, bool configured) {
  // Where nothing is configured there is nobody else. What we write there libgit2 can read.
  if (!configured) {
    QUALM_ASSIGN(const auto command,
                 git::setting(repository, "hook." + our_name(event) + ".command"));
    if (!command) return true;
  }
  QUALM_ASSIGN(const bool is_run, file_is_run(repository, event));
  if (configured) return !is_run;
  if (is_run) return true;
  QUALM_ASSIGN(const HookSurvey survey, survey_hooks(repository, {&event}));
  if (survey.gives_up || stand_by(survey.hooks.front()) == nullptr) return true;
  QUALM_ASSIGN(const bool has_judged, is_called_by_newer_git(session, repository, survey));
  return !has_judged;
}

}  // namespace qualm::commands
