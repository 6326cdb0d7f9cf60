// What the policy says about the gate: which refs are protected, and what fails.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/policy.hpp"
#include "model/rule.hpp"

namespace qualm::gate {

/// The policy's `gate:`, with the default of each key.
struct GatePolicy {
  std::vector<std::string> protects;   ///< as written: `@default`, `release/**`, `tags/v*`
  std::vector<std::string> policy_by;  ///< roles that may weaken the policy
  Severity fail_on = Severity::error;
};

[[nodiscard]] GatePolicy gate_policy(const Policy& policy);

/// Whether updating `ref` (its full name) is a deployment. `@default` is each of the branches
/// called as in `defaults`, and any branch where that is empty; a pattern that begins with `tags/`
/// is about tags, one with `refs/` about full names, any other about branches.
[[nodiscard]] bool is_protected(const GatePolicy& policy, std::string_view ref,
                                const std::vector<std::string>& defaults);

}  // namespace qualm::gate
