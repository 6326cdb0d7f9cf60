// The conscience clause: who spoke against deploying a system is not made to deploy it.

#pragma once

#include <string>
#include <vector>

#include "concerns/blocking.hpp"
#include "concerns/who.hpp"
#include "model/concern.hpp"
#include "model/people.hpp"

namespace qualm::concerns {

/// Somebody who would be part of a deployment.
struct Deployer {
  Identity who;
  std::string how;  ///< for people: "author of 4c1e…", "tagger of v1.4.0", "named in safety/…"
  /// The one system meant, as a record calls it; empty: every system touched.
  std::string system;
};

/// A deployment that the clause refuses.
struct ConscienceRefusal {
  std::string concern;  ///< id
  Identity who;
  std::string how;
  std::string why;  ///< for people, with the way out
};

/// Everybody of `deployers` who openly raised, endorsed or declined for a concern that is open or
/// overridden, about a system that `change` touches and they would deploy, without having
/// consented. Compared by address, policy and mailmap. Nothing that is anonymous is ever looked
/// at. Sorted by concern, then by person; each pair once.
[[nodiscard]] std::vector<ConscienceRefusal> conscience_refusals(
    const std::vector<Concern>& concerns, const std::vector<Deployer>& deployers,
    const ProtectedChange& change, const Who& who);

}  // namespace qualm::concerns
