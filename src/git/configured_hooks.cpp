// Hooks that stand in Git's settings. They are read and written by the `git` program: it is the one
// that will run them.

#include "git/configured_hooks.hpp"

#include <algorithm>
#include <charconv>

#include "git/ask_git.hpp"
#include "support/text.hpp"

namespace qualm::git {
namespace {

/// Takes a number off the front.
std::optional<int> take_number(std::string_view& text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || number < 0) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

bool is_false(std::string_view value) {
  const std::string word = ascii_lower(value);
  return word.empty() || word == "false" || word == "no" || word == "off" || word == "0";
}

/// `linter` and `event` of `hook.linter.event`; nothing for a key without a name between.
struct KeyParts {
  std::string name;
  std::string last;
};
std::optional<KeyParts> parts_of(const std::string& key) {
  const std::size_t first = key.find('.');
  const std::size_t last = key.rfind('.');
  if (first == std::string::npos || first == last) return std::nullopt;
  return KeyParts{.name = key.substr(first + 1, last - first - 1), .last = key.substr(last + 1)};
}

Result<void> set(const Repository& repository, const std::string& key, const std::string& value) {
  QUALM_ASSIGN(const ProgramEnd end,
               ask_git(repository, {"config", "--local", "--replace-all", key, value}));
  if (end.status != 0) return fail(git_failure(end, "git cannot set " + key));
  return {};
}

}  // namespace

std::optional<GitVersion> parse_git_version(std::string_view text) {
  constexpr std::string_view kStart = "git version ";
  if (!text.starts_with(kStart)) return std::nullopt;
  text.remove_prefix(kStart.size());
  const auto major = take_number(text);
  if (!major || !text.starts_with('.')) return std::nullopt;
  text.remove_prefix(1);
  const auto minor = take_number(text);
  if (!minor) return std::nullopt;
  return GitVersion{.major = *major, .minor = *minor};
}

Result<GitVersion> git_version(const Repository& repository) {
  QUALM_ASSIGN(const ProgramEnd end, ask_git(repository, {"version"}));
  if (end.status != 0) return fail(git_failure(end, "git does not tell its version"));
  if (const auto version = parse_git_version(end.out)) return *version;
  return fail(ErrorCode::unsupported, "git does not tell its version in a way that is known",
              "`git version` should say something like \"git version 2.54.0\"");
}

Result<std::vector<HookSetting>> hook_settings(const Repository& repository) {
  QUALM_ASSIGN(const ProgramEnd end,
               ask_git(repository, {"config", "--show-scope", "-z", "--get-regexp", "^hook\\."}));
  std::vector<HookSetting> settings;
  if (end.status == 1 && end.err.empty()) return settings;  // there is none
  if (end.status != 0) return fail(git_failure(end, "git cannot read its settings of hooks"));
  const auto parts = split(end.out, '\0');
  for (std::size_t at = 0; at + 1 < parts.size(); at += 2) {
    const std::string_view entry = parts[at + 1];
    const std::size_t end_of_key = entry.find('\n');
    const bool has_value = end_of_key != std::string_view::npos;  // a key alone means true
    settings.push_back(
        {.scope = std::string(parts[at]),
         .key = std::string(entry.substr(0, end_of_key)),
         .value = has_value ? std::string(entry.substr(end_of_key + 1)) : std::string("true")});
  }
  return settings;
}

std::vector<ConfiguredHook> configured_hooks(const std::vector<HookSetting>& settings,
                                             std::string_view event) {
  std::vector<ConfiguredHook> hooks;
  const auto forget = [&](const std::string& name) {
    std::erase_if(hooks, [&](const ConfiguredHook& hook) { return hook.name == name; });
  };
  // The last place counts where one is named twice; an event without a name takes all back.
  for (const HookSetting& setting : settings) {
    const auto key = parts_of(setting.key);
    if (!key || key->last != "event") continue;
    if (setting.value.empty() || setting.value == event) forget(key->name);
    if (setting.value == event) hooks.push_back({.name = key->name, .scope = setting.scope});
  }
  bool event_enabled = true;
  for (const HookSetting& setting : settings) {
    const auto key = parts_of(setting.key);
    if (!key) continue;
    if (key->last == "enabled" && key->name == event) event_enabled = !is_false(setting.value);
    const auto hook = std::find_if(hooks.begin(), hooks.end(), [&](const ConfiguredHook& one) {
      return one.name == key->name;
    });
    if (hook == hooks.end()) continue;
    if (key->last == "command") hook->command = setting.value;
    if (key->last == "enabled") hook->enabled = !is_false(setting.value);
  }
  for (ConfiguredHook& hook : hooks) hook.enabled = hook.enabled && event_enabled;
  return hooks;
}

Result<void> configure_hook(const Repository& repository, const std::string& name,
                            const std::string& event, const std::string& command) {
  // The command first: Git gives up over an event without one, and does nothing about a command
  // without an event.
  QUALM_TRY(set(repository, "hook." + name + ".command", command));
  return set(repository, "hook." + name + ".event", event);
}

Result<void> forget_hook(const Repository& repository, const std::string& name) {
  QUALM_ASSIGN(const ProgramEnd end,
               ask_git(repository, {"config", "--local", "--remove-section", "hook." + name}));
  if (end.status != 0) return fail(git_failure(end, "git cannot remove hook." + name));
  return {};
}

}  // namespace qualm::git
