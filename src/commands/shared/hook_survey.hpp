// Everything that decides which hooks Git would run here.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "commands/shared/hook_events.hpp"
#include "git/configured_hooks.hpp"
#include "git/hook_directory.hpp"
#include "git/hook_file.hpp"
#include "git/repository.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// One hook, in files and in settings.
struct SurveyedHook {
  const HookEvent* event = nullptr;
  git::HookDirectory directory;
  git::HookFile file;
  git::HookFile kept;                  ///< what stood there before ours
  std::optional<std::string> program;  ///< the qualm that the file runs, when it is ours
  /// The hook of somebody else that Git runs from the directory calls us, by itself or through what
  /// the tool that wrote it runs.
  bool called = false;
  std::vector<git::ConfiguredHook> configured;  ///< for this event, in Git's order
  /// What stands under our name in the settings that are this repository's alone.
  std::vector<git::HookSetting> own_settings;

  /// The configured hook of our name; null when there is none.
  [[nodiscard]] const git::ConfiguredHook* ours() const;
};

struct HookSurvey {
  git::GitVersion git;
  std::vector<SurveyedHook> hooks;
  std::vector<git::HookSetting> settings;  ///< all that are about hooks
  /// Why Git gives up wherever it would run a hook; only of a Git that reads such settings.
  std::optional<git::UnusableSetting> gives_up;

  /// Whether this Git runs configured hooks.
  [[nodiscard]] bool reads_configured() const { return git >= git::kConfiguredHooksSince; }
};

/// Looks at `events` in `repository`; changes nothing. `not_found` without git, `io` when a
/// directory or the settings cannot be read.
[[nodiscard]] Result<HookSurvey> survey_hooks(const git::Repository& repository,
                                              const std::vector<const HookEvent*>& events);

/// A path for people: from the top of the work tree, or from the Git directory when bare, where it
/// lies in there.
[[nodiscard]] std::string shown_path(const git::Repository& repository, const std::string& path);

/// `hook.pre-push.enabled (global, /home/a/.gitconfig)`, and how to be rid of it.
[[nodiscard]] std::string shown_setting(const git::Repository& repository,
                                        const git::HookSetting& setting);
[[nodiscard]] std::string unset_hint(const git::HookSetting& setting);

/// `core.hooksPath (global, /home/a/.gitconfig)`.
[[nodiscard]] std::string shown_setting(const git::Repository& repository,
                                        const git::HookDirectory& directory);

}  // namespace qualm::commands
