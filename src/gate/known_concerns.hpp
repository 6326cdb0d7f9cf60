// The concerns of a repository, for whoever judges a tree and not a push.

#pragma once

#include <optional>
#include <vector>

#include "git/repository.hpp"
#include "model/concern.hpp"
#include "model/snapshot.hpp"
#include "support/date.hpp"
#include "support/error.hpp"

namespace qualm::gate {

/// Every concern as the protected side judges it, sorted by id.
struct KnownConcerns {
  std::vector<Concern> concerns;
  std::optional<Error> unknown;  ///< why some may be missing, and the command that brings them
};

/// The concerns that are here, those that stand in `tree` of `revision` among them. Costs next to
/// nothing where there is none. Never fails: what cannot be told is `unknown`.
[[nodiscard]] KnownConcerns known_concerns(const git::Repository& repository, const Snapshot& tree,
                                           const std::optional<git::Revision>& revision,
                                           Date today);

}  // namespace qualm::gate
