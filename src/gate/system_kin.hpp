// Systems that are another one under a new name; private to gate/.

#pragma once

#include <cstddef>
#include <vector>

#include "gate/system_reach.hpp"
#include "gate/systems.hpp"
#include "model/policy.hpp"
#include "model/snapshot.hpp"
#include "support/result.hpp"

namespace qualm::gate {

/// The trees in which systems are compared. Those that are not there are null.
struct KinTrees {
  const Snapshot* before = nullptr;  ///< the ref as it is
  const Snapshot& after;             ///< as it is to be
  const Snapshot* now = nullptr;     ///< the default branch
};

/// Those of the systems in `all` at the places `wanted` that a touched one is a copy of, or the
/// same as by another folder. A copy stands where nothing stood before and holds a model artefact
/// or the model card of the other, byte for byte. The same system it is where the default branch
/// has only the one and the ref, as it is, only the other: then it may also be known by half of its
/// files. What further systems hold as well tells nothing. Costs a walk over the trees, and only
/// where there is such a touched one. Fails where a tree cannot be read, or the policy names no
/// kind.
[[nodiscard]] Result<std::vector<Reached>> kin_of_touched(const std::vector<SystemOfTree>& all,
                                                          const std::vector<std::size_t>& touched,
                                                          const std::vector<std::size_t>& wanted,
                                                          const KinTrees& trees,
                                                          const Policy& policy);

}  // namespace qualm::gate
