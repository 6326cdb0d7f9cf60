// The policy of the tree that is judged, where it is judged by that of another.

#pragma once

#include <vector>

#include "documents/selection.hpp"
#include "engine/baseline.hpp"
#include "model/policy.hpp"

namespace qualm::engine {

/// The policy and the baseline that stand in the tree: files that are judged like any other
/// document, by what they say now and not by what the protected side still says.
struct StatedPolicy {
  Policy policy;
  std::vector<BaselineEntry> baseline;
};

/// Moves items of the repository that stand in the policy `judged_by`, because a system has no
/// document that they could stand in, to the line that declares the system in `stated`. Those of a
/// system that is declared there no longer are gone.
void place_in_stated(const Policy& judged_by, const Policy& stated,
                     std::vector<documents::Item>& items);

}  // namespace qualm::engine
