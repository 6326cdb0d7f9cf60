// Who would run for each hook, and what is wrong with that.

#include "commands/shared/hook_status.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "commands/shared/hook_text.hpp"
#include "commands/shared/hook_turn.hpp"
#include "git/child.hpp"

namespace qualm::commands {
namespace {

using git::HookDirectoryKind;
using git::HookFile;
using git::HookFileKind;

std::string with_manager(std::string_view name, const HookFile& file) {
  const std::string_view manager = manager_of(file.text);
  return manager.empty() ? std::string(name) : fmt::format("{} ({})", name, manager);
}

class Look {
 public:
  Look(const Session& session, const git::Repository& repository, const HookSurvey& survey,
       const SurveyedHook& hook)
      : session_(session), repository_(repository), survey_(survey), hook_(hook) {}

  Result<HookStanding> all() {
    standing_.event = hook_.event;
    if (!hook_.directory.path.empty())
      standing_.directory = shown_path(repository_, hook_.directory.path);
    for (const git::ConfiguredHook& one : hook_.configured) look_at_configured(one);
    QUALM_TRY(look_at_directory());
    look_at_passed_over();
    look_at_older();
    if (standing_.ours && judges_ > 1) note("qualm runs more than once here, and judges each time");
    if (!standing_.ours && standing_.wrong.empty()) wrong("qualm is not installed");
    look_at_unusable();
    return std::move(standing_);
  }

 private:
  void wrong(std::string what) { standing_.wrong.push_back(std::move(what)); }
  void note(std::string what) { standing_.notes.push_back(std::move(what)); }
  void runs(std::string who) { standing_.runs.push_back(std::move(who)); }

  void stands() {
    standing_.ours = true;
    ++judges_;
  }

  /// Whether our setting is run, for which other calls of qualm stand aside.
  [[nodiscard]] bool is_backed() const {
    return survey_.reads_configured() && stand_by(hook_) != nullptr;
  }

  void look_at_configured(const git::ConfiguredHook& configured);
  void look_at_passed_over();
  void look_at_older();
  void look_at_unusable();
  Result<void> look_at_directory();
  Result<void> look_at_usual_place();
  void look_at_our_file();
  Result<void> look_at_other_file();
  void look_at_kept();
  void look_at_program(const std::string& program, bool in_file);

  const Session& session_;
  const git::Repository& repository_;
  const HookSurvey& survey_;
  const SurveyedHook& hook_;
  HookStanding standing_;
  int judges_ = 0;  ///< how often qualm would judge
};

void Look::look_at_configured(const git::ConfiguredHook& configured) {
  if (!survey_.reads_configured()) return;
  const bool ours = command_calls_us(*hook_.event, configured.command);
  const bool file_judges = is_our_hook(*hook_.event, hook_.file);
  if (configured.turned_off) {
    const std::string text = fmt::format("hook.{} is turned off by {}", configured.name,
                                         shown_setting(repository_, *configured.turned_off));
    if (ours) file_judges ? note(text + "; the file judges all the same") : wrong(text);
    return;
  }
  if (!ours) {
    runs(fmt::format("{} (configured)", configured.name));
    return;
  }
  if (file_judges && stand_by(hook_) == &configured) {
    runs("qualm (configured, stands aside)");
    return look_at_program(program_of_command(*hook_.event, configured.command).value_or(""),
                           false);
  }
  runs(configured.scope == "local" ? "qualm (configured)"
                                   : fmt::format("qualm (configured, {})", configured.scope));
  stands();
  // What somebody wrote by hand may name no program, and look for it as a shell does.
  if (const auto program = program_of_command(*hook_.event, configured.command))
    look_at_program(*program, false);
}

/// What is configured here, and is for a newer Git than this one.
void Look::look_at_passed_over() {
  if (survey_.reads_configured()) return;
  for (const git::ConfiguredHook& one : hook_.configured) {
    if (one.turned_off || !command_calls_us(*hook_.event, one.command)) continue;
    const std::string since =
        fmt::format("{}.{}", git::kConfiguredHooksSince.major, git::kConfiguredHooksSince.minor);
    if (standing_.ours && stand_by(hook_) == &one) continue;  // it will stand aside
    if (standing_.ours) {
      note(
          fmt::format("hook.{} is configured too: git {}.{} passes over it, and git from {} on "
                      "runs both",
                      one.name, survey_.git.major, survey_.git.minor, since));
    } else {
      wrong(fmt::format("hook.{} is configured, which git {}.{} passes over; from {} on it runs",
                        one.name, survey_.git.major, survey_.git.minor, since));
    }
  }
}

/// What an older Git would make of it: it runs nothing but files.
void Look::look_at_older() {
  if (!is_backed() || hook_.called || is_our_hook(*hook_.event, hook_.file)) return;
  note(fmt::format("Git before {}.{} passes over hook.{}, and would run no qualm here",
                   git::kConfiguredHooksSince.major, git::kConfiguredHooksSince.minor,
                   our_name(*hook_.event)));
}

/// What no hook gets past.
void Look::look_at_unusable() {
  if (survey_.gives_up)
    wrong(fmt::format("{} {}: Git gives up over that before it runs any hook, and every {} fails",
                      shown_setting(repository_, survey_.gives_up->setting), survey_.gives_up->why,
                      hook_.event->refuses));
  if (hook_.file.kind == HookFileKind::other && hook_.file.runs)
    wrong(
        fmt::format("{} is neither file nor link, and Git tries to run it all the same: every {} "
                    "fails",
                    hook_.event->name, hook_.event->refuses));
}

Result<void> Look::look_at_directory() {
  const git::HookDirectory& directory = hook_.directory;
  if (directory.path.empty() || directory.kind == HookDirectoryKind::unusable) {
    const std::string what = directory.path.empty() ? "is empty"
                                                    : fmt::format("names {}, which is no directory",
                                                                  standing_.directory);
    const std::string text = fmt::format(
        "{} {}, so Git runs no hook from a directory",
        directory.scope.empty() ? "the hook directory" : shown_setting(repository_, directory),
        what);
    standing_.ours ? note(text) : wrong(text);
    return {};
  }
  if (!directory.own) {
    note("that directory lies outside this repository, and others may use it too");
    if (directory.leads_to != directory.path) standing_.leads_to = directory.leads_to;
  }
  if (hook_.program) {
    look_at_our_file();
    return {};
  }
  if (hook_.file.kind == HookFileKind::file || hook_.file.kind == HookFileKind::link) {
    QUALM_TRY(look_at_other_file());
  }
  if (hook_.called) {
    look_at_kept();
  } else if (hook_.kept.kind != HookFileKind::none) {
    wrong(fmt::format("{} is there without qualm's hook before it, so it is not run",
                      kept_name(*hook_.event)));
  }
  return look_at_usual_place();
}

/// Where ours may be left behind, when a setting leads elsewhere.
Result<void> Look::look_at_usual_place() {
  const git::HookDirectory& directory = hook_.directory;
  std::error_code error;
  if (directory.path == directory.usual || !std::filesystem::is_directory(directory.usual, error))
    return {};
  QUALM_ASSIGN(const auto folder, git::HookFolder::open(directory.usual));
  QUALM_ASSIGN(const HookFile file, folder.look(std::string(hook_.event->name)));
  if (!program_of_hook(*hook_.event, file.text)) return {};
  const std::string text = fmt::format("{} leads to {}, so the qualm in {} is not run",
                                       shown_setting(repository_, directory), standing_.directory,
                                       shown_path(repository_, directory.usual));
  standing_.ours ? note(text) : wrong(text);
  return {};
}

void Look::look_at_our_file() {
  if (!hook_.file.runs) {
    wrong(fmt::format("{} is not executable, so Git passes over it", hook_.event->name));
    return;
  }
  runs("qualm");
  stands();
  if (hook_.file.text != our_hook(*hook_.event, *hook_.program))
    wrong(fmt::format("{} is not as this qualm writes it: it was changed, or is another version's",
                      hook_.event->name));
  look_at_program(*hook_.program, true);
  look_at_kept();
}

/// What runs after ours.
void Look::look_at_kept() {
  const std::string kept = kept_name(*hook_.event);
  if (hook_.kept.kind == HookFileKind::none) return;
  if (hook_.kept.runs) {
    runs(with_manager(kept, hook_.kept));
  } else {
    note(fmt::format("{} is not executable, so it is not run", kept));
  }
}

/// A hook of somebody else, which may have put ours aside.
Result<void> Look::look_at_other_file() {
  const std::string name(hook_.event->name);
  const std::string_view manager = manager_of(hook_.file.text);
  const std::string shown = manager.empty() ? "another hook" : std::string(manager);
  if (!hook_.file.runs) {
    note(
        fmt::format("{} is not executable, so Git passes over it", with_manager(name, hook_.file)));
    return {};
  }
  if (manager == "lefthook") {
    QUALM_ASSIGN(const auto folder, git::HookFolder::open(hook_.directory.path));
    QUALM_ASSIGN(const HookFile aside, folder.look(name + ".old"));
    if (program_of_hook(*hook_.event, aside.text)) {
      const std::string text =
          fmt::format("lefthook put qualm aside as {}.old, which nobody runs", name);
      standing_.ours ? note(text) : wrong(text);
    }
  }
  if (hook_.called) {
    standing_.ours = true;
    if (!is_backed()) ++judges_;
  }
  if (const auto program = program_of_hook(*hook_.event, hook_.file.text)) {
    runs("qualm, by a link");
    look_at_program(*program, true);
    return {};
  }
  runs(hook_.called ? fmt::format("{}, which calls qualm", shown) : shown);
  return {};
}

void Look::look_at_program(const std::string& program, bool in_file) {
  if (!program.empty() && git::find_program(program, {})) {
    const auto self = program_path(session_);
    if (self && *self != program) note("it runs " + program);
    return;
  }
  const auto other = git::find_program("qualm", session_.environment);
  if (in_file && other) {
    note(program.empty()
             ? fmt::format("it runs {}, found in PATH", *other)
             : fmt::format("{} is gone; {}, found in PATH, runs instead", program, *other));
    return;
  }
  wrong(fmt::format("{} is gone, so every {} is refused", program.empty() ? "qualm" : program,
                    hook_.event->refuses));
}

}  // namespace

Result<HookStanding> standing_of(const Session& session, const git::Repository& repository,
                                 const HookSurvey& survey, const SurveyedHook& hook) {
  return Look(session, repository, survey, hook).all();
}

bool holds_ours(const SurveyedHook& hook) {
  return hook.program || !hook.own_settings.empty() || hook.kept.kind != HookFileKind::none ||
         std::any_of(hook.configured.begin(), hook.configured.end(),
                     [&](const auto& one) { return command_calls_us(*hook.event, one.command); });
}

}  // namespace qualm::commands
