// The example repositories that come with the program, each told in stages.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scaffold/plan.hpp"
#include "support/result.hpp"

namespace qualm::scaffold {

/// What an example may be called: `claims-triage` for its first stage, and
/// `claims-triage/launch-week` and the like for how it stands later on. In the order of the story.
[[nodiscard]] std::vector<std::string> example_names();

/// Every file of the example `name`, by path: those of its stage, over those of the stages before.
/// `usage` when there is no such example, with the names that there are.
[[nodiscard]] Result<std::vector<Wanted>> example_files(std::string_view name);

}  // namespace qualm::scaffold
