// Who would run for each hook, and what is wrong with that.

#pragma once

#include <string>
#include <vector>

#include "commands/session.hpp"
#include "commands/shared/hook_survey.hpp"
#include "git/repository.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// What would happen at one hook, in words.
struct HookStanding {
  const HookEvent* event = nullptr;
  std::string directory;           ///< for people; empty when there is none
  std::string leads_to;            ///< where that is, when links lead it out of the repository
  std::vector<std::string> runs;   ///< who runs, in this order
  bool ours = false;               ///< qualm is among them
  std::vector<std::string> wrong;  ///< what keeps qualm from running, or from being sure to
  std::vector<std::string> notes;

  [[nodiscard]] bool stands() const { return ours && wrong.empty(); }
};

/// How the hook stands. `io` when what stands beside it cannot be looked at.
[[nodiscard]] Result<HookStanding> standing_of(const Session& session,
                                               const git::Repository& repository,
                                               const HookSurvey& survey, const SurveyedHook& hook);

/// Whether there is anything of ours at this hook, running or not.
[[nodiscard]] bool holds_ours(const SurveyedHook& hook);

}  // namespace qualm::commands
