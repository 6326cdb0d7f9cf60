// Taking our hooks away again.

#include <fmt/format.h>

#include "commands/shared/hook_changes.hpp"
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

/// Takes the settings away; what there is to say about them.
Result<std::string> clear_settings(const git::Repository& repository, const SurveyedHook& hook,
                                   WayBack& back) {
  const git::ConfiguredHook* const ours = hook.ours();
  if (ours == nullptr) return std::string();
  if (ours->scope != "local") {
    return fmt::format("hook.{} stays: it is set for more than this repository ({})", ours->name,
                       ours->scope);
  }
  QUALM_TRY(git::forget_hook(repository, ours->name));
  back.add(
      [&repository, name = ours->name, event = std::string(hook.event->name),
       command = ours->command] { return git::configure_hook(repository, name, event, command); });
  return fmt::format("hook.{} is gone from the settings", ours->name);
}

Result<HookChange> uninstall(const git::Repository& repository, const SurveyedHook& hook,
                             WayBack& back) {
  HookChange change{.event = hook.event};
  QUALM_ASSIGN(change.text, clear_settings(repository, hook, back));
  if (what_is_left(hook) != Left::nothing) {
    QUALM_ASSIGN(const std::string text, clear_directory(repository, hook, back));
    change.text = change.text.empty() ? text : change.text + "; " + text;
  }
  change.changed = !change.text.empty();
  if (change.changed) return change;
  change.text = "not installed";
  if (hook.file.kind != HookFileKind::none)
    change.text += calls_us(*hook.event, hook.file.text)
                       ? "; the hook that is there calls qualm all the same, and stays"
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
    auto change = uninstall(repository, hook, back);
    if (!change) return fail(back.go(std::move(change).error()));
    changes.push_back(*std::move(change));
  }
  return changes;
}

}  // namespace qualm::commands
