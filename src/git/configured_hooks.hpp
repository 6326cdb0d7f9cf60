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

/// The first version that runs configured hooks.
inline constexpr GitVersion kConfiguredHooksSince{.major = 2, .minor = 54};

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
};

/// All of them, weakest first. `io` when git cannot read its settings.
[[nodiscard]] Result<std::vector<HookSetting>> hook_settings(const Repository& repository);

/// A hook that Git would run.
struct ConfiguredHook {
  std::string name;
  std::string command;
  std::string scope;    ///< of the setting that ties it to the event
  bool enabled = true;  ///< neither it nor its event is turned off
};

/// The configured hooks of an event, in the order in which Git runs them.
[[nodiscard]] std::vector<ConfiguredHook> configured_hooks(const std::vector<HookSetting>& settings,
                                                           std::string_view event);

/// Ties the command to the event under `name` in the settings of the repository, in the place of
/// what that name stood for there. `io` when git cannot write them; the command may then stand
/// there without an event, which Git passes over.
[[nodiscard]] Result<void> configure_hook(const Repository& repository, const std::string& name,
                                          const std::string& event, const std::string& command);

/// Removes everything under `name` from the settings of the repository. `io` when git cannot.
[[nodiscard]] Result<void> forget_hook(const Repository& repository, const std::string& name);

}  // namespace qualm::git
