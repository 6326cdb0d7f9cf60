// Changes of what a protected ref is judged by: who may make them, and whether anything can be
// judged after them. Private to gate/.

#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "concerns/circumstances.hpp"
#include "concerns/commit_proof.hpp"
#include "gate/verdict.hpp"
#include "git/commit_walk.hpp"
#include "git/repository.hpp"
#include "model/policy.hpp"
#include "model/snapshot.hpp"
#include "support/date.hpp"
#include "support/result.hpp"

namespace qualm::gate {

/// A change of a protected ref, as far as its policy is concerned.
struct PolicyChange {
  const git::Repository& repository;
  const Snapshot& before;
  const Snapshot& after;
  git::Revision head;
  /// The default branch of the protected side: what stands there has been judged already.
  std::optional<git::Revision> elsewhere;
  const Policy& policy;                   ///< that is changed
  std::vector<std::string> policy_by;     ///< the roles that may weaken it
  bool is_first = false;                  ///< none was in force: it is the one that is pushed
  const std::vector<std::string>& paths;  ///< that differ
  const concerns::Ground& ground;  ///< whose people have rights, and how they prove who they are
  concerns::SigningKeys keys;
  bool any_open_concern = false;
  /// The commits that the protected side does not have.
  std::function<Result<const std::vector<git::WalkedCommit>*>()> commits;
};

/// Who wrote what the change brings into files that only some people may change.
class PolicyAuthors {
 public:
  /// `change` must outlive it.
  explicit PolicyAuthors(const PolicyChange& change) : change_(change) {}

  /// Why not every new commit that changes `file` is by somebody who may weaken the policy, or none
  /// of them brings what stands there now, as where an old branch is brought back; empty otherwise.
  [[nodiscard]] Result<std::string> unfit(const std::string& file);

 private:
  [[nodiscard]] Result<std::string> look(const std::string& file) const;
  [[nodiscard]] std::string unfit_for(const git::WalkedCommit& commit) const;
  [[nodiscard]] Result<bool> changes(const git::WalkedCommit& commit,
                                     const std::string& file) const;

  const PolicyChange& change_;
  std::map<std::string, std::string> known_;
};

/// A reason for each thing that the change asks less of without somebody behind it who may do so
/// (design: the policy): in the policy, in the team's own rules, in the mailmap.
[[nodiscard]] Result<std::vector<Reason>> unfit_weakenings(const PolicyChange& change,
                                                           PolicyAuthors& authors);

/// Why nothing could be judged any more once `after` is the protected side: its policy, rules,
/// baseline or mailmap cannot be read. Such a change would lock everybody out, the one who mends it
/// included. Nothing where all is well.
[[nodiscard]] std::optional<Reason> locks_out(const Snapshot& after);

/// Whether a change of `paths` can do that, under `policy`.
[[nodiscard]] bool may_lock_out(const std::vector<std::string>& paths, const Policy& policy);

}  // namespace qualm::gate
