// Hooks that stand in Git's settings instead of files: `hook.<name>.command` and
// `hook.<name>.event`, which Git reads from 2.54 on.

#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "git/repository.hpp"
#include "support/result.hpp"

namespace qualm::git {

struct GitVersion {
  int major = 0;
  int minor = 0;

  friend bool operator==(const GitVersion&, const GitVersion&) = default;
  // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 misreads the generated comparison
  friend auto operator<=>(const GitVersion&, const GitVersion&) = default;
};

/// The first version that runs configured hooks, and the first in which `hook.<event>.enabled`
/// turns all of an event off and no hook may be named like an event.
inline constexpr GitVersion kConfiguredHooksSince{.major = 2, .minor = 54};
inline constexpr GitVersion kEventSwitchSince{.major = 2, .minor = 55};

/// The version in what `git version` says; nothing when it says something else.
[[nodiscard]] std::optional<GitVersion> parse_git_version(std::string_view text);

/// The version of the `git` that hooks are asked about. `not_found` when there is no git,
/// `unsupported` when it does not say which it is.
[[nodiscard]] Result<GitVersion> git_version(const Repository& repository);

/// A setting below `hook.`, as Git reads it.
struct HookSetting {
  std::string scope;  ///< in Git's word: `system`, `global`, `local`, `worktree`, `command`
  std::string key;    ///< `hook.linter.event`; what stands between the dots is as written
  std::string value;
  std::string origin;          ///< where it is set: `file:/etc/gitconfig`
  bool without_value = false;  ///< the key stands alone, without `=`
};

/// All of them, weakest first. `io` when git cannot read its settings.
[[nodiscard]] Result<std::vector<HookSetting>> hook_settings(const Repository& repository);

/// A hook that is tied to an event.
struct ConfiguredHook {
  std::string name;
  std::string command;
  std::string scope;   ///< of the setting that ties it to the event
  std::string origin;  ///< of that setting
  /// The setting that turns it off, or all of its event; none when Git would run it.
  std::optional<HookSetting> turned_off;
};

/// The configured hooks of an event, in the order in which a Git of `version` runs them.
[[nodiscard]] std::vector<ConfiguredHook> configured_hooks(const std::vector<HookSetting>& settings,
                                                           std::string_view event,
                                                           GitVersion version);

/// Settings over which a Git of `version` gives up wherever it would run a hook, configured or not.
struct UnusableSetting {
  HookSetting setting;
  std::string why;  ///< what is wrong, behind the key: "has no value"
};
[[nodiscard]] std::optional<UnusableSetting> unusable_setting(
    const std::vector<HookSetting>& settings, GitVersion version);

/// What stands under a hook's name in the file of settings that belongs to the repository alone,
/// and neither in a file that it includes nor in that of one work tree: `forget_hook` removes
/// these.
[[nodiscard]] std::vector<HookSetting> own_settings(const Repository& repository,
                                                    const std::vector<HookSetting>& settings,
                                                    const std::string& name);

/// Ties the command to the event under `name` in the settings of the repository, in the place of
/// what that name stood for there. `io` when git cannot write them; the command may then stand
/// there without an event, which Git passes over.
[[nodiscard]] Result<void> configure_hook(const Repository& repository, const std::string& name,
                                          const std::string& event, const std::string& command);

/// Adds settings to those of the repository, as they were before `forget_hook`. `io` when git
/// cannot.
[[nodiscard]] Result<void> add_hook_settings(const Repository& repository,
                                             const std::vector<HookSetting>& settings);

/// Removes everything under `name` from the settings of the repository. `io` when git cannot.
[[nodiscard]] Result<void> forget_hook(const Repository& repository, const std::string& name);

}  // namespace qualm::git
