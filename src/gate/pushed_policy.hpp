// The policy that a change pushes, as a document that is judged. Private to gate/.

#pragma once

#include <optional>
#include <vector>

#include "engine/stated_policy.hpp"
#include "gate/deployment_case.hpp"
#include "gate/verdict.hpp"
#include "support/result.hpp"

namespace qualm::gate {

/// What the policy and the baseline of the change say, for what is asked of those two files; what
/// the default branch asks beyond what the ref ever said stays. Nothing where the change leaves
/// both files alone, brings the first policy, or cannot be read, which is reported elsewhere.
[[nodiscard]] Result<std::optional<engine::StatedPolicy>> pushed_policy(const DeploymentCase& at);

/// A reason for each system whose folder the change takes away while the policy that comes with it
/// declares it still: nobody could change that policy any more without being told of a system
/// that is not there.
[[nodiscard]] Result<std::vector<Reason>> declared_but_gone(const DeploymentCase& at);

}  // namespace qualm::gate
