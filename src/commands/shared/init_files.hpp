// The files of a repository that holds itself to a policy.

#pragma once

#include <string>
#include <vector>

#include "commands/shared/init_answers.hpp"
#include "scaffold/plan.hpp"
#include "scaffold/template_set.hpp"
#include "support/date.hpp"
#include "support/result.hpp"

namespace qualm::commands {

struct InitFiles {
  std::vector<scaffold::Wanted> wanted;
  std::vector<std::string> notes;  ///< what is left to the user, and why
};

/// Every file that `qualm init` writes, filled in. One that the repository has under another name
/// is wanted where it stands.
[[nodiscard]] Result<InitFiles> init_files(const InitAnswers& answers, const Surroundings& there,
                                           const scaffold::TemplateSet& templates,
                                           const Identity& author, Date today);

}  // namespace qualm::commands
