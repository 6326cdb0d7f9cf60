// Our hooks in the settings of Git.
//
// Only what stands in the repository's own file of settings is ours to write and to take away. What
// is set for more than the repository, or for one work tree of it, counts all the same: Git reads
// all of it together.

#include "commands/shared/hook_configure.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "commands/shared/hook_text.hpp"

namespace qualm::commands {
namespace {

using git::ConfiguredHook;
using git::HookSetting;

std::string key_of(const SurveyedHook& hook, std::string_view last) {
  return fmt::format("hook.{}.{}", our_name(*hook.event), last);
}

/// All settings without our own, and with `ours` where the repository's file would hold them.
std::vector<HookSetting> settings_with(const HookSurvey& survey, const SurveyedHook& hook,
                                       const std::vector<HookSetting>& ours) {
  std::vector<HookSetting> all;
  const auto is_own = [&](const HookSetting& setting) {
    return std::any_of(hook.own_settings.begin(), hook.own_settings.end(), [&](const auto& own) {
      return own.key == setting.key && own.scope == setting.scope && own.origin == setting.origin;
    });
  };
  std::copy_if(survey.settings.begin(), survey.settings.end(), std::back_inserter(all),
               [&](const HookSetting& setting) { return !is_own(setting); });
  const auto stronger = std::find_if(all.begin(), all.end(), [](const HookSetting& setting) {
    return setting.scope == "worktree" || setting.scope == "command";
  });
  all.insert(stronger, ours.begin(), ours.end());
  return all;
}

}  // namespace

std::vector<ConfiguredHook> configured_elsewhere(const HookSurvey& survey,
                                                 const SurveyedHook& hook) {
  if (!survey.reads_configured()) return {};
  auto hooks = git::configured_hooks(settings_with(survey, hook, {}), hook.event->name, survey.git);
  std::erase_if(hooks, [&](const ConfiguredHook& one) {
    return one.turned_off || !command_calls_us(*hook.event, one.command);
  });
  return hooks;
}

std::optional<ConfiguredHook> stands_elsewhere(const HookSurvey& survey, const SurveyedHook& hook) {
  const auto hooks = configured_elsewhere(survey, hook);
  const bool on_client = hook.event->place == git::HookPlace::work_tree;
  const auto found = std::find_if(hooks.begin(), hooks.end(), [&](const ConfiguredHook& one) {
    return one.scope == "local" || one.scope == "system" || (on_client && one.scope == "global");
  });
  return found == hooks.end() ? std::nullopt : std::optional(*found);
}

Result<void> check_settings(const git::Repository& repository, const HookSurvey& survey,
                            const SurveyedHook& hook, const std::string& command) {
  if (survey.gives_up) {
    const HookSetting& setting = survey.gives_up->setting;
    return fail(ErrorCode::invalid,
                fmt::format("Git gives up before it runs any hook: {} {}",
                            shown_setting(repository, setting), survey.gives_up->why),
                unset_hint(setting));
  }
  const std::string event(hook.event->name);
  const auto all = settings_with(
      survey, hook,
      {{.scope = "local", .key = key_of(hook, "command"), .value = command, .origin = {}},
       {.scope = "local", .key = key_of(hook, "event"), .value = event, .origin = {}}});
  const auto hooks = git::configured_hooks(all, event, survey.git);
  const auto ours = std::find_if(hooks.begin(), hooks.end(), [&](const ConfiguredHook& one) {
    return one.name == our_name(*hook.event);
  });
  if (ours == hooks.end() || ours->command != command) {
    return fail(
        ErrorCode::invalid,
        fmt::format("a stronger setting changes {} or {}, so Git would not run qualm",
                    key_of(hook, "command"), key_of(hook, "event")),
        fmt::format("git config --show-origin --get-regexp 'hook\\.{}\\.'", our_name(*hook.event)));
  }
  if (!ours->turned_off) return {};
  return fail(
      ErrorCode::invalid,
      fmt::format("{} turns {} off, so Git would not run it",
                  shown_setting(repository, *ours->turned_off), fmt::format("hook.{}", ours->name)),
      unset_hint(*ours->turned_off));
}

Result<HookChange> configure(const git::Repository& repository, const SurveyedHook& hook,
                             const std::string& command, WayBack& way_back) {
  const std::string name = our_name(*hook.event);
  HookChange change{.event = hook.event};
  const ConfiguredHook* const ours = hook.ours();
  const bool is_own =
      std::any_of(hook.own_settings.begin(), hook.own_settings.end(),
                  [&](const HookSetting& one) { return one.key == key_of(hook, "event"); });
  if (is_own && ours != nullptr && ours->command == command && !ours->turned_off) {
    change.text = fmt::format("configured as hook.{} already", name);
    return change;
  }
  // Whatever stood there under our name is ours, and may say more than the two settings we write.
  QUALM_TRY(forget_settings(repository, hook, way_back));
  auto done = git::configure_hook(repository, name, std::string(hook.event->name), command);
  if (!done) {
    const auto half = git::forget_hook(repository, name);  // there may be nothing to forget
    static_cast<void>(half);
    return fail(std::move(done).error());
  }
  way_back.add([&repository, name] { return git::forget_hook(repository, name); });
  change.changed = true;
  change.text = fmt::format("configured as hook.{}", name);
  return change;
}

Result<void> forget_settings(const git::Repository& repository, const SurveyedHook& hook,
                             WayBack& way_back) {
  if (hook.own_settings.empty()) return {};
  QUALM_TRY(git::forget_hook(repository, our_name(*hook.event)));
  way_back.add(
      [&repository, own = hook.own_settings] { return git::add_hook_settings(repository, own); });
  return {};
}

}  // namespace qualm::commands
