// Hooks that stand in Git's settings. They are read and written by the `git` program: it is the one
// that will run them.

#include "git/configured_hooks.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cinttypes>
#include <cstdint>
#include <filesystem>
#include <map>

#include "git/ask_git.hpp"
#include "git/libgit2.hpp"
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

/// A number as Git writes them in settings: `10`, `0x1f`, `1k`.
std::optional<std::intmax_t> take_count(const std::string& value) {
  errno = 0;
  char* rest = nullptr;
  const std::intmax_t number = std::strtoimax(value.c_str(), &rest, 0);
  if (errno != 0 || rest == value.c_str()) return std::nullopt;
  const std::string unit = ascii_lower(rest);
  constexpr std::array<std::string_view, 4> kUnits = {"", "k", "m", "g"};
  if (std::find(kUnits.begin(), kUnits.end(), unit) == kUnits.end()) return std::nullopt;
  return number;
}

/// Whether a value means yes or no to Git; nothing for a value that means neither, which Git passes
/// over.
std::optional<bool> yes_or_no(const std::string& value) {
  const std::string word = ascii_lower(value);
  if (word == "true" || word == "yes" || word == "on") return true;
  if (word.empty() || word == "false" || word == "no" || word == "off") return false;
  const auto number = take_count(value);
  if (!number) return std::nullopt;
  return *number != 0;
}

/// The hooks of Git, from its manual.
constexpr std::array<std::string_view, 28> kEvents = {"applypatch-msg",
                                                      "commit-msg",
                                                      "fsmonitor-watchman",
                                                      "p4-changelist",
                                                      "p4-post-changelist",
                                                      "p4-pre-submit",
                                                      "p4-prepare-changelist",
                                                      "post-applypatch",
                                                      "post-checkout",
                                                      "post-commit",
                                                      "post-index-change",
                                                      "post-merge",
                                                      "post-receive",
                                                      "post-rewrite",
                                                      "post-update",
                                                      "pre-applypatch",
                                                      "pre-auto-gc",
                                                      "pre-commit",
                                                      "pre-merge-commit",
                                                      "pre-push",
                                                      "pre-rebase",
                                                      "pre-receive",
                                                      "prepare-commit-msg",
                                                      "proc-receive",
                                                      "push-to-checkout",
                                                      "reference-transaction",
                                                      "sendemail-validate",
                                                      "update"};

bool is_event(std::string_view name) {
  return std::binary_search(kEvents.begin(), kEvents.end(), name);
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

/// What Git gathers from its settings in one pass, by the names of hooks.
struct Gathered {
  std::map<std::string, std::string> commands;
  std::map<std::string, HookSetting> turned_off;  // names of hooks, and of events
  std::map<std::string, std::vector<HookSetting>> events;
  std::vector<std::string> named;  // by something else than `enabled`: a hook, and no event

  [[nodiscard]] bool is_hook(const std::string& name) const {
    const auto tied = events.find(name);
    return (tied != events.end() && !tied->second.empty()) ||
           std::find(named.begin(), named.end(), name) != named.end();
  }
};

Gathered gather(const std::vector<HookSetting>& settings) {
  Gathered all;
  for (const HookSetting& setting : settings) {
    const auto key = parts_of(setting.key);
    if (!key || setting.without_value) continue;
    if (key->last == "command") {
      all.commands[key->name] = setting.value;
      all.named.push_back(key->name);
    } else if (key->last == "event") {
      auto& tied = all.events[key->name];
      // An event without a name takes all of this hook's back.
      if (setting.value.empty()) {
        tied.clear();
      } else {
        tied.push_back(setting);
      }
    } else if (key->last == "enabled") {
      const auto enabled = yes_or_no(setting.value);
      if (enabled == true) all.turned_off.erase(key->name);
      if (enabled == false) all.turned_off.insert_or_assign(key->name, setting);
    } else if (key->last == "parallel" && yes_or_no(setting.value)) {
      all.named.push_back(key->name);
    }
  }
  return all;
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
  QUALM_ASSIGN(const ProgramEnd end, ask_git(repository, {"config", "--show-scope", "--show-origin",
                                                          "-z", "--get-regexp", "^hook\\."}));
  std::vector<HookSetting> settings;
  if (end.status == 1 && end.err.empty()) return settings;  // there is none
  if (end.status != 0) return fail(git_failure(end, "git cannot read its settings of hooks"));
  const auto parts = split(end.out, '\0');
  constexpr std::size_t kParts = 3;  // scope, origin, and the key with its value
  for (std::size_t at = 0; at + kParts <= parts.size(); at += kParts) {
    const std::string_view entry = parts[at + 2];
    const std::size_t end_of_key = entry.find('\n');
    const bool has_value = end_of_key != std::string_view::npos;
    settings.push_back(
        {.scope = std::string(parts[at]),
         .key = std::string(entry.substr(0, end_of_key)),
         .value = has_value ? std::string(entry.substr(end_of_key + 1)) : std::string(),
         .origin = std::string(parts[at + 1]),
         .without_value = !has_value});
  }
  return settings;
}

std::vector<ConfiguredHook> configured_hooks(const std::vector<HookSetting>& settings,
                                             std::string_view event, GitVersion version) {
  const Gathered all = gather(settings);
  std::vector<ConfiguredHook> hooks;
  const auto forget = [&](const std::string& name) {
    std::erase_if(hooks, [&](const ConfiguredHook& hook) { return hook.name == name; });
  };
  // The last place counts where one is named twice.
  for (const HookSetting& setting : settings) {
    const auto key = parts_of(setting.key);
    if (!key || key->last != "event" || setting.without_value) continue;
    if (setting.value.empty() || setting.value == event) forget(key->name);
    if (setting.value != event) continue;
    const auto command = all.commands.find(key->name);
    hooks.push_back({.name = key->name,
                     .command = command == all.commands.end() ? std::string() : command->second,
                     .scope = setting.scope,
                     .origin = setting.origin,
                     .turned_off = std::nullopt});
  }
  const auto off = [&](const std::string& name) -> std::optional<HookSetting> {
    const auto found = all.turned_off.find(name);
    return found == all.turned_off.end() ? std::nullopt : std::optional(found->second);
  };
  const std::string name(event);
  const bool has_switch = version >= kEventSwitchSince && !all.is_hook(name);
  for (ConfiguredHook& hook : hooks) {
    hook.turned_off = has_switch ? off(name) : std::nullopt;
    if (!hook.turned_off) hook.turned_off = off(hook.name);
  }
  return hooks;
}

std::optional<UnusableSetting> unusable_setting(const std::vector<HookSetting>& settings,
                                                GitVersion version) {
  for (const HookSetting& setting : settings) {
    const auto key = parts_of(setting.key);
    if (!key) continue;
    if (setting.without_value) return UnusableSetting{setting, "has no value"};
    if (key->last == "event" && !setting.value.empty() && version >= kEventSwitchSince &&
        is_event(key->name))
      return UnusableSetting{setting, "names its hook like an event"};
  }
  const Gathered all = gather(settings);
  for (const auto& [name, tied] : all.events) {
    if (tied.empty() || all.commands.contains(name) || all.turned_off.contains(name)) continue;
    return UnusableSetting{tied.back(), "is there without hook." + name + ".command"};
  }
  return std::nullopt;
}

std::vector<HookSetting> own_settings(const Repository& repository,
                                      const std::vector<HookSetting>& settings,
                                      const std::string& name) {
  constexpr std::string_view kFile = "file:";
  const std::string& common = repository.impl()->common_directory;
  std::vector<HookSetting> own;
  for (const HookSetting& setting : settings) {
    const auto key = parts_of(setting.key);
    if (!key || key->name != name || setting.scope != "local") continue;
    if (!setting.origin.starts_with(kFile)) continue;
    std::error_code error;
    if (std::filesystem::equivalent(setting.origin.substr(kFile.size()), common + "/config", error))
      own.push_back(setting);
  }
  return own;
}

Result<void> configure_hook(const Repository& repository, const std::string& name,
                            const std::string& event, const std::string& command) {
  // The command first: Git gives up over an event without one, and does nothing about a command
  // without an event.
  QUALM_TRY(set(repository, "hook." + name + ".command", command));
  return set(repository, "hook." + name + ".event", event);
}

Result<void> add_hook_settings(const Repository& repository,
                               const std::vector<HookSetting>& settings) {
  for (const HookSetting& setting : settings) {
    QUALM_ASSIGN(const ProgramEnd end,
                 ask_git(repository, {"config", "--local", "--add", setting.key, setting.value}));
    if (end.status != 0) return fail(git_failure(end, "git cannot set " + setting.key));
  }
  return {};
}

Result<void> forget_hook(const Repository& repository, const std::string& name) {
  QUALM_ASSIGN(const ProgramEnd end,
               ask_git(repository, {"config", "--local", "--remove-section", "hook." + name}));
  if (end.status != 0) return fail(git_failure(end, "git cannot remove hook." + name));
  return {};
}

}  // namespace qualm::git
