// The ledger: every event of every concern, gathered from the refs and the trees where they count.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "concerns/history.hpp"
#include "git/commit_signature.hpp"
#include "git/repository.hpp"
#include "model/snapshot.hpp"
#include "support/date.hpp"
#include "support/result.hpp"

namespace qualm::concerns {

/// Text of events that one ledger may hold, in bytes. Beyond it nothing can be judged.
inline constexpr std::size_t kLedgerBytes = std::size_t{64} * 1024 * 1024;

/// A ref that holds a concern's branch, or a copy of one.
struct ConcernRef {
  std::string name;      ///< of the ref, in full
  std::string concern;   ///< what stands behind `concern/` in the branch's own name
  std::string tip;       ///< commit id
  bool settled = false;  ///< the protected side has this very commit as the branch's tip
};

/// Where to look, and by which keys to tell who signed.
struct LedgerSources {
  std::vector<ConcernRef> refs;
  /// Trees in which copies of events may stand, under `safety/concerns/`: these open and never
  /// close. The first is that of the protected side, or there is none.
  std::vector<const Snapshot*> trees;
  bool verify = false;  ///< whether signatures are looked at: it takes a process for each
  std::vector<git::AllowedKey> keys;
  Date today;  ///< the day on which a key has to be valid
};

/// The events of one concern, as `fold` takes them.
struct GatheredConcern {
  std::string id;  ///< the name of its folder, which is the concern's id when all is well
  std::vector<LedgerEvent> events;
};

/// Gathers the events of all concerns, sorted by id. An event is looked for in every commit that
/// the refs reach, so none is lost that was ever there. What an event says, who brought it and
/// whether its evidence is there is recorded, and nothing is judged.
///
/// `incomplete` when history or objects of a ref are missing (with the command that brings them),
/// `limit` beyond `kLedgerBytes` or what a walk may see, `invalid` for a damaged object.
[[nodiscard]] Result<std::vector<GatheredConcern>> gather(const git::Repository& repository,
                                                          const LedgerSources& sources);

}  // namespace qualm::concerns
