// Putting our hooks in their places.
//
// Everything that can be known to be in the way is looked at before anything is changed; what only
// shows on the way is answered by going the way back.

#include "commands/shared/hook_install.hpp"

#include <fmt/format.h>

#include "commands/shared/hook_changes.hpp"
#include "commands/shared/hook_configure.hpp"
#include "commands/shared/hook_place.hpp"
#include "commands/shared/hook_text.hpp"
#include "commands/shared/hook_turn.hpp"
#include "support/limits.hpp"

namespace qualm::commands {
namespace {

using git::HookFile;
using git::HookFileKind;

/// What a hook of somebody else is called in messages.
std::string name_of(const HookFile& file) {
  const std::string_view manager = manager_of(file.text);
  return manager.empty() ? std::string() : fmt::format(" ({})", manager);
}

/// A tool that wrote its hook again over ours wrote what is kept already.
bool is_kept_already(const SurveyedHook& hook) {
  return hook.file.kind == HookFileKind::file && hook.kept.kind == HookFileKind::file &&
         hook.file.text.size() < limits::kHookFileBytes && hook.file.text == hook.kept.text &&
         hook.file.mode == hook.kept.mode;
}

/// Git tries to run a directory, too.
Result<void> check_kind(const git::Repository& repository, const SurveyedHook& hook) {
  if (hook.file.kind != HookFileKind::other) return {};
  return fail(ErrorCode::invalid,
              fmt::format("{}/{} is neither file nor link",
                          shown_path(repository, hook.directory.path), hook.event->name),
              "look at what it is, and remove it");
}

/// Whether the hook that is there can be kept and run after ours.
Result<void> check_other(const git::Repository& repository, const SurveyedHook& hook,
                         const std::string& program) {
  const std::string name(hook.event->name);
  if (hook.file.kind == HookFileKind::none || hook.program || is_kept_already(hook) ||
      hook.called)  // it is as good as ours, and ours before it would judge twice
    return {};
  QUALM_TRY(check_kind(repository, hook));
  if (has_to_stand(hook.file.text)) {
    return fail(ErrorCode::invalid,
                fmt::format("the {} hook that is there{} has to stand under that name: without it "
                            "nobody would be let in",
                            name, name_of(hook.file)),
                "qualm hook install pre-receive reference-transaction, which judge all that it "
                "would");
  }
  if (looks_at_its_name(hook.file.text)) {
    return fail(ErrorCode::invalid,
                fmt::format("the {} hook that is there{} looks at its own name, so it would not do "
                            "the same when it is kept under another",
                            name, name_of(hook.file)),
                fmt::format("have it run this as well, with its arguments and standard input, and "
                            "fail when this fails: {} \"$@\"",
                            our_call(*hook.event, program)));
  }
  if (hook.kept.kind == HookFileKind::none) return {};
  return fail(ErrorCode::invalid,
              fmt::format("both {} and {} are hooks of others, and only one can be kept", name,
                          kept_name(*hook.event)),
              fmt::format("look at both in {}, and remove one",
                          shown_path(repository, hook.directory.path)));
}

/// Where our hook belongs. Of a file and a setting that are both ours one stands aside
/// (`has_turn`).
enum class Home : std::uint8_t { directory, both, elsewhere };

class Installer {
 public:
  Installer(const git::Repository& repository, const InstallOptions& options,
            const HookSurvey& survey)
      : repository_(repository), options_(options), survey_(survey) {}

  Result<void> check(const SurveyedHook& hook) const;

  Result<HookChange> install(const SurveyedHook& hook) {
    switch (home_of(hook)) {
      case Home::directory:
        return into_directory(hook);
      case Home::both:
        return into_both(hook);
      case Home::elsewhere:
        return elsewhere(hook);
    }
    return fail(ErrorCode::unsupported, "there is no such place for a hook");
  }

  Error go_back(Error reason) { return back_.go(std::move(reason)); }

 private:
  [[nodiscard]] Home home_of(const SurveyedHook& hook) const;
  [[nodiscard]] bool is_current(const SurveyedHook& hook) const;
  [[nodiscard]] std::string about_others(const SurveyedHook& hook) const;
  [[nodiscard]] bool can_hold_file(const SurveyedHook& hook) const;
  Result<HookChange> put_file(const SurveyedHook& hook);
  Result<HookChange> into_directory(const SurveyedHook& hook);
  Result<HookChange> into_both(const SurveyedHook& hook);
  Result<HookChange> elsewhere(const SurveyedHook& hook);
  Result<std::string> keep_other(const SurveyedHook& hook, const git::HookFolder& folder);
  Result<std::string> clear_directory(const SurveyedHook& hook);

  const git::Repository& repository_;
  const InstallOptions& options_;
  const HookSurvey& survey_;
  WayBack back_;
};

Home Installer::home_of(const SurveyedHook& hook) const {
  if (!survey_.reads_configured() || options_.files) return Home::directory;
  if (stands_elsewhere(survey_, hook)) return Home::elsewhere;
  // A hook that calls us stays as it is; so does a file that other repositories run as well.
  const bool is_shared = hook.program && hook.file.runs && !hook.directory.own;
  return hook.called || is_shared ? Home::directory : Home::both;
}

/// Whether our file is there as it would be written.
bool Installer::is_current(const SurveyedHook& hook) const {
  return hook.program && hook.file.text == our_hook(*hook.event, options_.program) &&
         hook.file.mode == git::kHookMode;
}

Result<void> Installer::check(const SurveyedHook& hook) const {
  switch (home_of(hook)) {
    case Home::elsewhere:
      return {};
    case Home::both:
      QUALM_TRY(check_kind(repository_, hook));
      return check_settings(repository_, survey_, hook, our_command(*hook.event, options_.program));
    case Home::directory:
      break;
  }
  if (is_current(hook) || hook.called) return {};
  QUALM_TRY(check_place(repository_, hook.directory, options_.shared));
  return check_other(repository_, hook, options_.program);
}

/// Keeps the hook of somebody else; what there is to say about it.
Result<std::string> Installer::keep_other(const SurveyedHook& hook, const git::HookFolder& folder) {
  const std::string kept = kept_name(*hook.event);
  if (hook.file.kind == HookFileKind::none || hook.program || is_kept_already(hook)) {
    return hook.kept.kind == HookFileKind::none ? std::string()
                                                : fmt::format("; {} runs after it", kept);
  }
  const std::string name(hook.event->name);
  QUALM_TRY(folder.keep(name, kept));
  back_.add([path = hook.directory.path, name, kept]() -> Result<void> {
    QUALM_ASSIGN(const auto again, git::HookFolder::open(path));
    return again.give_back(kept, name);
  });
  if (!hook.file.runs) {
    return fmt::format(
        "; the one that was there{} is not executable, so Git did not run it: it is kept as {}, "
        "and "
        "not run",
        name_of(hook.file), kept);
  }
  return fmt::format("; the hook that was there{} is kept as {} and runs after it",
                     name_of(hook.file), kept);
}

/// What there is to say about hooks in the directory that stay as they are.
std::string Installer::about_others(const SurveyedHook& hook) const {
  std::string text;
  if (hook.file.kind != HookFileKind::none && !hook.program && hook.file.runs)
    text = fmt::format("; the hook in {}{} stays, and runs after it",
                       shown_path(repository_, hook.directory.path), name_of(hook.file));
  if (hook.kept.kind != HookFileKind::none)
    text += fmt::format("; {} stays too, and is not run", kept_name(*hook.event));
  return text;
}

Result<HookChange> Installer::put_file(const SurveyedHook& hook) {
  const std::string name(hook.event->name);
  const std::string text = our_hook(*hook.event, options_.program);
  const std::string place = shown_path(repository_, hook.directory.path);
  HookChange change{.event = hook.event};
  if (is_current(hook)) {
    change.text = fmt::format("installed in {} already", place);
  } else if (hook.called) {
    change.text = fmt::format("the hook in {} calls qualm already, and stays as it is", place);
  } else {
    QUALM_ASSIGN(const auto folder, open_place(hook.directory));
    QUALM_ASSIGN(const std::string about_other, keep_other(hook, folder));
    const bool was_there = hook.file.kind != HookFileKind::none;
    QUALM_TRY(folder.put(name, text, git::kHookMode));
    if (!was_there || hook.program || is_kept_already(hook)) {
      back_.add([path = hook.directory.path, name, was_there, old = hook.file]() -> Result<void> {
        QUALM_ASSIGN(const auto again, git::HookFolder::open(path));
        return was_there ? again.put(name, old.text, old.mode) : again.remove(name);
      });
    }
    change.changed = true;
    change.in_work_tree = hook.directory.in_work_tree;
    change.text =
        fmt::format("{} in {}{}", hook.program ? "renewed" : "installed", place, about_other);
  }
  return change;
}

Result<HookChange> Installer::into_directory(const SurveyedHook& hook) {
  QUALM_ASSIGN(HookChange change, put_file(hook));
  // Our setting may stay: it stands aside for the file, and a hook that calls us does for it.
  const git::ConfiguredHook* const other = stand_by(hook);
  const bool stays = !options_.files && other != nullptr &&
                     other->command == our_command(*hook.event, options_.program);
  if (!stays) QUALM_TRY(forget_settings(repository_, hook, back_));
  return change;
}

/// Whether a file may stand beside the setting. What is in the way of one is no failure there: it
/// stays as it is. Nor is a file put where somebody would commit it.
bool Installer::can_hold_file(const SurveyedHook& hook) const {
  if (is_current(hook)) return true;
  return hook.directory.own && (!hook.directory.in_work_tree || hook.program) &&
         check_place(repository_, hook.directory, options_.shared) &&
         check_other(repository_, hook, options_.program);
}

Result<HookChange> Installer::into_both(const SurveyedHook& hook) {
  QUALM_ASSIGN(HookChange change,
               configure(repository_, hook, our_command(*hook.event, options_.program), back_));
  if (!can_hold_file(hook)) {
    change.settings_alone = change.changed;
    change.text += about_others(hook);
    return change;
  }
  QUALM_ASSIGN(HookChange file, put_file(hook));
  file.text += "; " + change.text;
  file.changed = file.changed || change.changed;
  return file;
}

/// Somebody else saw to it that Git calls us; what we would add is taken away.
Result<HookChange> Installer::elsewhere(const SurveyedHook& hook) {
  HookChange change{.event = hook.event};
  QUALM_TRY(forget_settings(repository_, hook, back_));
  const auto other = stands_elsewhere(survey_, hook);
  change.text = fmt::format("hook.{} calls qualm already ({}), and stays as it is",
                            other ? other->name : "", other ? other->scope : "");
  if (!hook.program || hook.directory.own || options_.shared) {
    QUALM_ASSIGN(const std::string about_file, clear_directory(hook));
    change.text += about_file;
  }
  return change;
}

/// Beside what is not ours our file would judge everything twice, and a hook that was kept for it
/// is Git's to run; what there is to say about them.
Result<std::string> Installer::clear_directory(const SurveyedHook& hook) {
  const std::string place = shown_path(repository_, hook.directory.path);
  const std::string kept = kept_name(*hook.event);
  const bool was_kept = hook.kept.kind != HookFileKind::none;
  const bool may_write = hook.directory.own || options_.shared;
  if (hook.program && may_write) {
    QUALM_TRY(take_away(hook, back_));
    return fmt::format("; the file in {} is gone{}", place,
                       was_kept ? ", and the hook that was there before is back" : "");
  }
  if (was_kept && may_write && hook.file.kind == HookFileKind::none) {
    QUALM_TRY(take_away(hook, back_));
    return fmt::format("; the hook that was there before is back in {}", place);
  }
  if (was_kept && may_write && is_kept_already(hook)) {
    QUALM_TRY(take_away(hook, back_));
    return fmt::format("; the hook in {}{} stays, and runs after it", place, name_of(hook.file));
  }
  return about_others(hook);
}

}  // namespace

Result<std::vector<HookChange>> install_hooks(const git::Repository& repository,
                                              const HookSurvey& survey,
                                              const InstallOptions& options) {
  Installer installer(repository, options, survey);
  for (const SurveyedHook& hook : survey.hooks) QUALM_TRY(installer.check(hook));
  std::vector<HookChange> changes;
  for (const SurveyedHook& hook : survey.hooks) {
    auto change = installer.install(hook);
    if (!change) return fail(installer.go_back(std::move(change).error()));
    changes.push_back(*std::move(change));
  }
  return changes;
}

}  // namespace qualm::commands
