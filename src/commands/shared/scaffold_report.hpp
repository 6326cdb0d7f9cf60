// What scaffolding did, or would do, in words.

#pragma once

#include <vector>

#include "commands/session.hpp"
#include "scaffold/plan.hpp"

namespace qualm::commands {

/// Says of each file what becomes of it, shows what differs as a diff, and sums up. `only_shown`:
/// nothing is written.
void report_plan(Session& session, const std::vector<scaffold::Planned>& files, bool only_shown);

}  // namespace qualm::commands
