// What a system is made of beyond the paths that belong to it; private to gate/.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "gate/systems.hpp"
#include "model/snapshot.hpp"
#include "support/result.hpp"

namespace qualm::gate {

/// Both sides of a change. `before` may be null, and then nothing was there.
struct ChangeSides {
  const Snapshot* before = nullptr;
  const Snapshot& after;
  const std::vector<std::string>& paths;  ///< that differ
};

/// A system that a change bears on without changing a path of its own.
struct Reached {
  std::size_t place = 0;  ///< in the list of all systems
  std::string how;        ///< as the end of a sentence: "it links to common/settings.yaml"
};

/// Those of the systems in `all` at the places `wanted` whose content a change bears on without
/// changing a path of theirs: a line of `.gitattributes` says how a file of theirs is checked out
/// or archived, `.gitmodules` where a submodule of theirs comes from, and a symbolic link in them
/// leads to something that differs. What cannot be told for sure counts as such. Costs a walk over
/// the wanted systems. Fails where a tree cannot be read.
[[nodiscard]] Result<std::vector<Reached>> reached_from_outside(
    const std::vector<SystemOfTree>& all, const std::vector<std::size_t>& wanted,
    const ChangeSides& change);

}  // namespace qualm::gate
