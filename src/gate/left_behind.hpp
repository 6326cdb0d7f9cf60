// Commits that a change of a ref leaves behind.

#pragma once

#include "gate/deployment.hpp"
#include "gate/deployment_case.hpp"
#include "gate/ref_change.hpp"
#include "gate/verdict.hpp"
#include "support/result.hpp"

namespace qualm::gate {

/// Adds a reason to `ref` where commits of the protected side would be gone that tell who changed
/// a system which a concern is about, and a note where others would. Fails where history is not at
/// hand.
[[nodiscard]] Result<void> judge_left_behind(const DeploymentRequest& request,
                                             const RefChange& change, const DeploymentCase& at,
                                             RefVerdict& ref);

}  // namespace qualm::gate
