// Who is behind a commit, told in the one way that events and changes of the policy share.

#pragma once

#include <string>
#include <vector>

#include "concerns/history.hpp"
#include "concerns/who.hpp"
#include "git/commit_signature.hpp"
#include "git/commit_walk.hpp"
#include "model/concern.hpp"
#include "support/date.hpp"

namespace qualm::concerns {

/// By which keys it is told who signed a commit.
struct SigningKeys {
  bool verify = false;  ///< whether signatures are looked at: it takes a process for each
  std::vector<git::AllowedKey> keys;
  Date today;  ///< the day on which a key has to be valid
};

/// What a commit says and proves of who made it, as the introduction of an event. Whether it lies
/// settled is for others to say, and so is whether it may be a merge. Signatures are not looked at
/// in a commit that has a fault. Never fails: what cannot be verified is `unsigned_because`.
[[nodiscard]] Introduction introduction_of(const git::WalkedCommit& commit,
                                           const SigningKeys& keys);

/// The people of the policy who made a commit. Both are null where that is not proven.
struct CommitPeople {
  const Person* author = nullptr;
  const Person* committer = nullptr;  ///< who answers for the commit: at `signature`, its signer
  std::string why_not;                ///< as a sentence; empty when it is proven
};

/// Who made `commit`, proven as `level` asks: up to `commit`, the policy knows its one author and
/// its one committer by their addresses; for `signature`, the committer also signed it with a key
/// that the policy lists for them. An author who is not the committer is only named by them. The
/// people are those of `who`; whether they have left (`has_left`) or hold a role is not asked.
[[nodiscard]] CommitPeople people_behind(const git::WalkedCommit& commit, const SigningKeys& keys,
                                         IdentityLevel level, const Who& who);

}  // namespace qualm::concerns
