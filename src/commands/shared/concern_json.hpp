// Concerns as JSON.

#pragma once

#include <iosfwd>
#include <vector>

#include "commands/shared/concern_report.hpp"
#include "gate/standing.hpp"

namespace qualm::commands {

/// What `write_concern_list` and `write_concern` say, as JSON whose keys stay: an array of
/// concerns, each with its events when `events`, and whether any may be missing.
void write_concerns_json(std::ostream& out, const std::vector<ListedConcern>& concerns,
                         const gate::Standing& standing, bool events);

}  // namespace qualm::commands
