// Putting our hooks in their places and taking them away again, with what stood there before.

#pragma once

#include <string>
#include <vector>

#include "commands/shared/hook_survey.hpp"
#include "git/repository.hpp"
#include "support/result.hpp"

namespace qualm::commands {

struct InstallOptions {
  std::string program;  ///< absolute path of the qualm that hooks run
  bool shared = false;  ///< write even where other repositories take their hooks from
  bool files = false;   ///< files alone, even where Git runs configured hooks
};

/// What was done about a hook, in words.
struct HookChange {
  const HookEvent* event = nullptr;
  bool changed = false;
  bool in_work_tree = false;  ///< it was done to files there
  bool settings_alone =
      false;  ///< it was put into the settings alone, which an older Git passes over
  std::string text;
};

/// Installs every hook of `survey`, or none: what was done is undone when a later step fails. The
/// hook of somebody else is kept beside ours and runs after it; where one calls us already, nothing
/// is done. `usage` when the directory belongs to other repositories too, `invalid` when something
/// is in the way, `io` when it cannot be written.
[[nodiscard]] Result<std::vector<HookChange>> install_hooks(const git::Repository& repository,
                                                            const HookSurvey& survey,
                                                            const InstallOptions& options);

/// Takes away what `install_hooks` put there, and gives kept hooks their place back as they were.
/// Hooks of others stay. The failures of `install_hooks`.
[[nodiscard]] Result<std::vector<HookChange>> uninstall_hooks(const git::Repository& repository,
                                                              const HookSurvey& survey,
                                                              bool shared);

}  // namespace qualm::commands
