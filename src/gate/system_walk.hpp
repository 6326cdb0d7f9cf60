// Who changed which system in a part of history; private to gate/.

#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "gate/systems.hpp"
#include "git/commit_walk.hpp"
#include "git/repository.hpp"
#include "model/people.hpp"
#include "support/result.hpp"

namespace qualm::gate {

/// Authors, committers and co-authors of the commits of `range` that changed each system, by its
/// place in the list that `paths` was made of.
///
/// A merge changes what it has from none of its parents, and what it has from one that had not
/// changed it since they parted: it undoes the other's change then. Where a file moved into a
/// system (the same content, or the only one of its name, goes elsewhere), whoever changed it where
/// it stood before changed the system too. Fails as walking history does.
[[nodiscard]] Result<std::map<std::size_t, std::vector<Identity>>> who_changed(
    const git::Repository& repository, const SystemPaths& paths, const git::CommitRange& range);

}  // namespace qualm::gate
