// Whether records of deployments land where they can be believed; private to gate/.

#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "gate/standing.hpp"
#include "gate/verdict.hpp"
#include "git/commit_walk.hpp"
#include "git/repository.hpp"
#include "model/policy.hpp"
#include "model/snapshot.hpp"
#include "support/result.hpp"

namespace qualm::gate {

/// A change of a protected ref, as far as the records that it brings are asked about.
struct RecordLanding {
  const git::Repository& repository;
  std::optional<git::Revision> base;  ///< what the change is compared with
  const git::Revision& head;
  const Snapshot& after;                  ///< the tree of `head`
  const std::vector<std::string>& paths;  ///< that differ
  const Policy& policy;                   ///< of the protected side: it says where records are
  const std::vector<StandingConcern>& concerns;
  const std::vector<SystemOfTree>& systems;
  bool is_default = false;  ///< the ref is, or may be, the default branch
  /// The commits that the protected side does not have.
  std::function<Result<const std::vector<git::WalkedCommit>*>()> commits;
};

/// Why records that the change brings may not land. A record ends how far is looked back for those
/// who changed a system: before a concern by the day that its commit states, and for whoever
/// settled one by where it stands in history. So none lands under a day from before a concern about
/// its system was raised, and none on a line of commits that lacks a change of such a system which
/// the protected side has. Concerns that were withdrawn do not matter. Fails where history or a
/// record cannot be read.
[[nodiscard]] Result<std::vector<Reason>> unfit_records(const RecordLanding& landing);

}  // namespace qualm::gate
