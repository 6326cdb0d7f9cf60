// Acceptances of a risk that a change of the default branch would end; private to gate/.

#pragma once

#include <string>
#include <vector>

#include "gate/deployment_case.hpp"
#include "gate/verdict.hpp"
#include "support/result.hpp"

namespace qualm::gate {

/// What a change does to concerns that are accepted.
struct EndingAcceptances {
  std::vector<Reason> reasons;     ///< the system goes, and every push would be held up
  std::vector<std::string> notes;  ///< who accepted it does not answer for the system any more
};

/// Whoever accepts a risk answers for the system. So an acceptance ends where the change takes the
/// system from its place, or gives it to somebody else: told to whoever makes the change, and not
/// first to whoever pushes next. Fails where the tree cannot be surveyed.
[[nodiscard]] Result<EndingAcceptances> ending_acceptances(const DeploymentCase& at);

}  // namespace qualm::gate
