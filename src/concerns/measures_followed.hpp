// Concerns and records, put in order to be counted; private to the measures.

#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "concerns/measures.hpp"

namespace qualm::concerns {

/// A concern, how it went, and the first deployment that followed it.
struct Followed {
  const Concern* concern = nullptr;
  Timeline timeline;
  const DeploymentRecord* first = nullptr;  ///< null: none up to today
  Outcome outcome = Outcome::open;
  bool same_day = false;  ///< it changed on the day of that deployment

  [[nodiscard]] bool is_about(const std::string& system) const {
    return std::any_of(concern->systems.begin(), concern->systems.end(),
                       [&](const std::string& one) { return one == "*" || one == system; });
  }
};

/// Everything that is counted: by day, then by file or id, whatever order it came in.
struct Counted {
  std::vector<Followed> concerns;
  std::vector<const DeploymentRecord*> deployments;  ///< with a system and a day, up to today
  std::vector<const IncidentRecord*> incidents;      ///< with a day, up to today
  std::vector<std::string> systems;                  ///< those known and those deployed, by name
};

/// Follows every concern of `input`, and leaves out what cannot be placed on a day; `left_out` gets
/// a sentence for each kind of that.
[[nodiscard]] Counted follow(const MeasureInput& input, std::vector<std::string>& left_out);

/// `days`: those of the period that are counted.
[[nodiscard]] IncidentComparison compare_incidents(const Counted& counted, const Period& days);

}  // namespace qualm::concerns
