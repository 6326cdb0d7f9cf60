// Taking our hooks away again.

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "commands/shared/hook_changes.hpp"
#include "commands/shared/hook_configure.hpp"
#include "commands/shared/hook_install.hpp"
#include "commands/shared/hook_place.hpp"
#include "commands/shared/hook_text.hpp"

namespace qualm::commands {
namespace {

using git::HookFileKind;

/// What there is of ours in the hook directory.
enum class Left : std::uint8_t { nothing, hook, kept_alone };

Left what_is_left(const SurveyedHook& hook) {
  if (hook.program) return Left::hook;
  const bool gone = hook.file.kind == HookFileKind::none;
  return gone && hook.kept.kind != HookFileKind::none ? Left::kept_alone : Left::nothing;
}

/// Takes the file away; what there is to say about it.
Result<std::string> clear_directory(const git::Repository& repository, const SurveyedHook& hook,
                                    WayBack& back) {
  QUALM_TRY(take_away(hook, back));
  const std::string place = shown_path(repository, hook.directory.path);
  if (!hook.program) return fmt::format("the hook that was there before is back in {}", place);
  const bool was_kept = hook.kept.kind != HookFileKind::none;
  return fmt::format("uninstalled from {}{}", place,
                     was_kept ? "; the hook that was there before is back" : "");
}

/// Takes the settings away; what there is to say about them, and about those that are not ours.
Result<std::string> clear_settings(const git::Repository& repository, const HookSurvey& survey,
                                   const SurveyedHook& hook, WayBack& back) {
  const std::string name = our_name(*hook.event);
  std::string text;
  if (!hook.own_settings.empty()) {
    QUALM_TRY(forget_settings(repository, hook, back));
    text = fmt::format("hook.{} is gone from the settings", name);
  }
  for (const git::ConfiguredHook& other : configured_elsewhere(survey, hook)) {
    const git::HookSetting from{.scope = other.scope,
                                .key = fmt::format("hook.{}", other.name),
                                .value = {},
                                .origin = other.origin};
    text += fmt::format("{}{} calls qualm all the same, and stays: it is not qualm's to remove",
                        text.empty() ? "" : "; ", shown_setting(repository, from));
  }
  return text;
}

/// Takes the file away that `core.hooksPath` keeps Git from looking at, and which would run again
/// without it; what there is to say about it.
Result<std::string> clear_usual_place(const git::Repository& repository, const SurveyedHook& hook,
                                      WayBack& back) {
  const std::string& usual = hook.directory.usual;
  std::error_code error;
  if (hook.directory.path == usual || !std::filesystem::is_directory(usual, error) ||
      std::filesystem::is_symlink(usual, error))
    return std::string();
  QUALM_ASSIGN(const auto folder, git::HookFolder::open(usual));
  SurveyedHook left{.event = hook.event, .directory = hook.directory};
  left.directory.path = usual;
  QUALM_ASSIGN(left.file, folder.look(std::string(hook.event->name)));
  QUALM_ASSIGN(left.kept, folder.look(kept_name(*hook.event)));
  if (left.file.kind != HookFileKind::file || !program_of_hook(*hook.event, left.file.text))
    return std::string();
  left.program = program_of_hook(*hook.event, left.file.text);
  return clear_directory(repository, left, back);
}

Result<HookChange> uninstall(const git::Repository& repository, const HookSurvey& survey,
                             const SurveyedHook& hook, WayBack& back) {
  HookChange change{.event = hook.event};
  QUALM_ASSIGN(change.text, clear_settings(repository, survey, hook, back));
  if (what_is_left(hook) != Left::nothing) {
    QUALM_ASSIGN(const std::string text, clear_directory(repository, hook, back));
    change.text = change.text.empty() ? text : change.text + "; " + text;
  }
  QUALM_ASSIGN(const std::string usual, clear_usual_place(repository, hook, back));
  if (!usual.empty()) change.text = change.text.empty() ? usual : change.text + "; " + usual;
  change.changed = !change.text.empty();
  if (change.changed) return change;
  change.text = "not installed";
  if (hook.file.kind != HookFileKind::none)
    change.text += hook.called ? "; the hook that is there calls qualm all the same, and stays"
                               : "; the hook that is there stays";
  if (hook.kept.kind != HookFileKind::none)
    change.text += fmt::format(", and so does {}", kept_name(*hook.event));
  return change;
}

}  // namespace

Result<std::vector<HookChange>> uninstall_hooks(const git::Repository& repository,
                                                const HookSurvey& survey, bool shared) {
  for (const SurveyedHook& hook : survey.hooks) {
    if (what_is_left(hook) == Left::nothing) continue;
    QUALM_TRY(check_place(repository, hook.directory, shared));
  }
  WayBack back;
  std::vector<HookChange> changes;
  for (const SurveyedHook& hook : survey.hooks) {
    auto change = uninstall(repository, survey, hook, back);
    if (!change) return fail(back.go(std::move(change).error()));
    changes.push_back(*std::move(change));
  }
  return changes;
}

}  // namespace qualm::commands
