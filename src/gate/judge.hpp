// The gate: one verdict for a push, a pull request and a server.

#pragma once

#include <vector>

#include "gate/protected_side.hpp"
#include "gate/ref_change.hpp"
#include "gate/verdict.hpp"
#include "git/repository.hpp"
#include "support/date.hpp"
#include "support/result.hpp"

namespace qualm::gate {

struct GateRequest {
  const git::Repository& repository;
  ProtectedSide side;
  std::vector<RefChange> changes;
  Date today;
  /// Judge by concerns alone: what can have changed between judging a push and updating its refs.
  bool only_concerns = false;
  /// Whether the refs are about to be set to what is judged. What is only asked about may still be
  /// merged, and does not have to build on what is there.
  bool is_update = true;
};

/// Judges each ref of a push (design: the gate on a push).
///
/// A branch under `concern/` is held to the rules of such a branch and to nothing else: no finding,
/// no broken policy and no missing history keeps a new concern off the record. A protected ref is
/// judged by what the protected side holds: its policy, its people, its rules, and the closings
/// that are settled there; by the documents of the systems that the change touches, the change
/// itself, and the concerns. Any other ref is let through, with a note of the open concerns it
/// touches.
///
/// Never fails: what cannot be judged is `not_judged` with its reason.
[[nodiscard]] Verdict judge(const GateRequest& request);

}  // namespace qualm::gate
