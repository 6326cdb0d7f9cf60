// Names of refs that would lead people elsewhere than they mean; private to gate/.

#pragma once

#include <optional>
#include <vector>

#include "gate/guard.hpp"
#include "gate/protected_side.hpp"
#include "gate/ref_change.hpp"
#include "gate/verdict.hpp"
#include "git/repository.hpp"
#include "support/result.hpp"

namespace qualm::gate {

/// A push, as far as names are concerned.
struct PushedNames {
  const git::Repository& repository;
  const ProtectedSide& side;
  const std::vector<RefChange>& changes;  ///< all of the push
};

/// Why `change` may not give its ref that name. Git looks a short name up in a fixed order, so a
/// tag called like a protected branch is what whoever asks for that branch gets, or the other way
/// round; and some names keep every clone from fetching, or concerns from being written to. Both
/// may have one name as long as they lead to the same commit. `guarded`: the ref is protected
/// itself, so that what it leads to is judged. Fails where a ref cannot be read.
[[nodiscard]] Result<std::optional<Reason>> misleading_name(const PushedNames& push,
                                                            const RefChange& change, bool guarded,
                                                            Guard& guard);

}  // namespace qualm::gate
