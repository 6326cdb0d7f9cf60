// The files of some systems, listed without walking over the rest of a tree; private to gate/.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "gate/systems.hpp"
#include "model/snapshot.hpp"
#include "support/result.hpp"

namespace qualm::gate {

/// What stands at or below `place` (empty: anywhere), in path order. Fails as walking does.
[[nodiscard]] Result<std::vector<TreeEntry>> entries_below(const Snapshot& tree,
                                                           const std::string& place);

/// What each of the systems in `all` at the places `wanted` holds in `tree`, in its folder and
/// wherever it covers paths, in path order: one list for each place. Costs one walk over them.
[[nodiscard]] Result<std::vector<std::vector<TreeEntry>>> files_of(
    const Snapshot& tree, const std::vector<SystemOfTree>& all,
    const std::vector<std::size_t>& wanted);

}  // namespace qualm::gate
