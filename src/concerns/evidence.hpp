// Whether the evidence that an event names is there.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "concerns/history.hpp"
#include "git/commit_walk.hpp"
#include "git/repository.hpp"
#include "model/concern.hpp"
#include "model/snapshot.hpp"
#include "support/date.hpp"
#include "support/result.hpp"

namespace qualm::concerns {

/// Looks evidence up in trees of Git objects, component by component; never in the work tree and
/// never through a symbolic link. Not for several threads at once.
class EvidenceFinder {
 public:
  /// `trees` are asked where an event names no commit; they must outlive this.
  EvidenceFinder(const git::Repository& repository, std::vector<const Snapshot*> trees);

  /// Whether every path in the event's `evidence` is a file: in the tree of its `subject` or, where
  /// it has none, in one of the trees. `gone` when the subject is not here, `not_looked_for` when
  /// it names no evidence. Fails as reading a damaged repository does.
  [[nodiscard]] Result<EvidenceFound> of(const Event& event);

  /// The day that the commit in the event's `subject` states; nothing where that is not here.
  [[nodiscard]] Result<std::optional<Date>> day_of_subject(const Event& event) const;

 private:
  [[nodiscard]] Result<EvidenceFound> in_commit(const Event& event);
  [[nodiscard]] Result<bool> in_trees(const std::string& path) const;

  git::Repository repository_;
  std::vector<const Snapshot*> trees_;
  git::PathReader reader_;
};

}  // namespace qualm::concerns
