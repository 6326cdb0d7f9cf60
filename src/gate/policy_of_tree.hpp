// The policy as a tree has it.

#pragma once

#include "model/policy.hpp"
#include "model/snapshot.hpp"
#include "support/result.hpp"

namespace qualm::gate {

/// The `.qualm.yaml` of `tree`, or the defaults where there is none. `invalid` when it is no
/// ordinary file, has another ending or says something it may not say.
[[nodiscard]] Result<Policy> policy_of_tree(const Snapshot& tree);

}  // namespace qualm::gate
