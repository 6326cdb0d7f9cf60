// How a repository stands with its concerns: every concern, judged by the protected side.

#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "concerns/circumstances.hpp"
#include "concerns/history.hpp"
#include "engine/landscape.hpp"
#include "engine/vicinity.hpp"
#include "gate/protected_side.hpp"
#include "gate/systems.hpp"
#include "git/commit_signature.hpp"
#include "git/repository.hpp"
#include "model/concern.hpp"
#include "model/policy.hpp"
#include "model/snapshot.hpp"
#include "support/date.hpp"
#include "support/result.hpp"

namespace qualm::gate {

/// A change that a repository's concerns are asked about.
struct LocalChange {
  std::vector<std::string> paths;    ///< that differ
  const Snapshot* before = nullptr;  ///< both trees outlive the question
  const Snapshot* after = nullptr;
  engine::Vicinity vicinity;  ///< the part of either tree that they bear on
};

/// A concern, and the events it was folded from.
struct StandingConcern {
  Concern concern;
  std::vector<concerns::LedgerEvent> events;
};

struct StandingRequest {
  std::string remote;  ///< empty: the one that `protected_side` chooses
  /// What is pushed or about to be: its trees and commits count too.
  std::vector<git::Revision> heads;
  Date today;
  std::optional<ProtectedSide> side =
      {};  ///< where it is known already; `remote` says nothing then
  /// Branches of concerns that are pushed at the same time: they open, and do not close yet.
  std::vector<concerns::ConcernRef> pushed = {};
  /// The only change that matters, where one does: when no concern bears on what it touches, the
  /// trees are surveyed in its vicinity alone, and who is neutral to the other concerns is not
  /// looked up.
  std::optional<LocalChange> change = {};
};

struct Standing {
  ProtectedSide side;
  Policy policy;                   ///< of the protected side; of the first head where it has none
  std::unique_ptr<Snapshot> tree;  ///< of the protected side; null where it has none
  /// The trees as the policy surveys them, by commit; of the change's vicinity where that does.
  std::map<std::string, engine::Landscape> lands;
  std::vector<SystemOfTree> systems;  ///< with the people of those that concerns are about
  std::unique_ptr<concerns::Ground> ground;
  std::vector<StandingConcern> concerns;  ///< sorted by id
  /// Why some concerns may be missing (`ConcernView`), or why one that looks open may be settled:
  /// it could not be told whether who settled it was neutral. Nothing when neither can be.
  std::optional<Error> incomplete;
  /// Why it cannot be told who changed some system, so that nobody is known to be neutral there.
  std::optional<Error> unknown_changes;
  std::optional<std::int64_t> fetched_at;  ///< Unix seconds

  /// How `commit` was surveyed; null where it was not.
  [[nodiscard]] const engine::Landscape* land_of(const std::string& commit) const;

  /// The concern called `id`; null when there is none.
  [[nodiscard]] const StandingConcern* find(std::string_view id) const;
};

/// Whether a concern that looks open was perhaps settled, where it cannot be told who was neutral:
/// somebody wrote an event that settles it, and it does not count.
[[nodiscard]] bool may_be_settled(const Concern& concern);

/// The keys that the people of `policy` sign with.
[[nodiscard]] std::vector<git::AllowedKey> allowed_keys(const Policy& policy);

/// Gathers and judges all concerns. `incomplete` where objects or history of a concern's branch are
/// missing, `invalid` for a policy that cannot be read: nobody has a right then, and nothing can be
/// judged. Raising a concern asks for none of this.
[[nodiscard]] Result<Standing> standing(const git::Repository& repository,
                                        const StandingRequest& request);

}  // namespace qualm::gate
