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
  git::HookFile kept;                           ///< what stood there before ours
  std::optional<std::string> program;           ///< the qualm that the file runs, when it is ours
  std::vector<git::ConfiguredHook> configured;  ///< for this event, in Git's order

  /// Ours of the configured ones; null when there is none.
  [[nodiscard]] const git::ConfiguredHook* ours() const;
};

struct HookSurvey {
  git::GitVersion git;
  std::vector<SurveyedHook> hooks;

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

/// `core.hooksPath (global, /home/a/.gitconfig)`.
[[nodiscard]] std::string shown_setting(const git::Repository& repository,
                                        const git::HookDirectory& directory);

}  // namespace qualm::commands
