// What a deployment is judged in the light of, opened once and then only read; private to gate/.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/baseline.hpp"
#include "engine/landscape.hpp"
#include "gate/deployment.hpp"
#include "gate/ref_change.hpp"
#include "gate/standing.hpp"
#include "git/commit_walk.hpp"
#include "git/repository.hpp"
#include "model/policy.hpp"
#include "model/snapshot.hpp"
#include "support/result.hpp"

namespace qualm::gate {

/// Both sides of the change of a protected ref, by whose policy they are judged, and how the
/// repository stands with its concerns.
struct DeploymentCase {
  git::Revision head;
  std::unique_ptr<Snapshot> after;
  std::optional<git::Revision> base;  ///< what the change is compared with; nothing at the start
  std::unique_ptr<Snapshot> before;   ///< of the base
  std::vector<git::TreeChange> changes;
  std::vector<std::string> paths;  ///< that differ

  Policy policy;                           ///< by which documents are judged
  std::unique_ptr<Snapshot> judged;        ///< the tree that it and the rules stand in
  std::optional<git::Revision> judged_by;  ///< the commit of that, unless it is what is pushed
  Policy changed_policy;  ///< of what the change is compared with: what it weakens is told by it
  bool is_first_policy = false;  ///< the protected side has no policy yet: this one is pushed
  bool is_policy_cut = false;    ///< without systems that this ref never had

  bool is_default = false;  ///< the ref is, or may be, the default branch
  /// A deployment branch goes to where the default branch has been: what that changes was judged
  /// there, and may be any sum of it.
  bool was_judged = false;

  ProtectedSide side;  ///< by which concerns are judged
  Standing standing;
  std::vector<std::string> known;    ///< folders of all systems, old and new
  std::vector<std::string> touched;  ///< of those that the change touches
  /// Those, and further ones under an open concern that it bears on by something else.
  std::vector<std::string> reached;
  std::vector<std::string> how_reached;  ///< a sentence for each of the further ones
  bool nothing_governed = false;         ///< the change touches no system, no document and no model

  /// Has to hold an exception for it to count; null: any tree does. Exceptions are those that the
  /// default branch has now, whatever a commit that it has been at may hold: that could be one in
  /// the middle of a push. The first policy brings its own.
  const Snapshot* excusing = nullptr;
  std::unique_ptr<Snapshot> default_tree;  ///< where another ref is pushed

  /// Whether documents are judged by the same policy as concerns.
  [[nodiscard]] bool is_policy_of_side() const;
  /// The landscape of a tree, where it was made by the policy that documents are judged by.
  [[nodiscard]] const engine::Landscape* surveyed(const git::Revision& revision) const;
};

/// Opens everything. Fails where a tree, a policy or history cannot be read.
[[nodiscard]] Result<DeploymentCase> open_case(const DeploymentRequest& request,
                                               const RefChange& change);

/// The entries of the baseline that the ref and the default branch both have, wherever their files
/// stand now if the change writes that down.
[[nodiscard]] Result<std::vector<engine::BaselineEntry>> excused_by_baseline(
    const DeploymentCase& at);

/// Whether the change takes away a file that an entry of `baseline` names and leaves the baseline
/// as it is, so that what was excused there is excused no longer where the file has moved to.
[[nodiscard]] bool leaves_behind(const DeploymentCase& at,
                                 const std::vector<engine::BaselineEntry>& baseline);

}  // namespace qualm::gate
