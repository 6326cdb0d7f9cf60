// Judging the change of a protected ref; private to gate/.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "concerns/ledger.hpp"
#include "gate/protected_side.hpp"
#include "gate/verdict.hpp"
#include "git/repository.hpp"
#include "support/date.hpp"

namespace qualm::gate {

/// What a deployment is judged in the light of.
struct DeploymentRequest {
  const git::Repository& repository;
  const ProtectedSide& side;
  std::optional<git::Revision> base;       ///< the ref as the protected side has it; nothing: new
  std::optional<git::Revision> judged_by;  ///< the commit whose policy and people count
  const std::vector<concerns::ConcernRef>& pushed;  ///< concern branches of the same push
  Date today;
  bool only_concerns = false;
  bool is_update = true;  ///< as in `GateRequest`
  bool deploys = true;  ///< false: a new ref brings what it adds to what it grew from, and no more
};

/// Judges the change in `ref` and adds what is found to it.
void judge_deployment(const DeploymentRequest& request, RefVerdict& ref);

/// An open concern that a change touches which holds nothing up.
struct OpenConcern {
  std::string id;    ///< empty where it cannot be told what the change touches
  std::string line;  ///< what to say of it
};

/// The open concerns about systems that the change touches, for a new ref by what it adds to what
/// it grew from; where that cannot be told the one line that says so.
[[nodiscard]] std::vector<OpenConcern> open_concerns(const DeploymentRequest& request,
                                                     const RefChange& change);

}  // namespace qualm::gate
