// What paths say of what stands at them: kinds of documents, model artefacts, and what else the
// survey of a tree looks for. For engine/, and for gate/ where it asks what a path in a change is.

#pragma once

#include <cstddef>

#include "engine/path_classes.hpp"
#include "model/policy.hpp"
#include "support/result.hpp"

namespace qualm::engine {

/// Classes of paths behind those of the document kinds, whose classes are their places in
/// `documents::all_kinds`.
enum PathKind : std::size_t { kArtefact = 1000, kCardFile, kCardData, kCodeOwners, kReadme };

/// The classes of paths by the globs of `policy`. `invalid` for a `documents:` entry that names no
/// kind.
[[nodiscard]] Result<PathClasses> path_kinds(const Policy& policy);

/// The folders that the policy keeps everybody out of.
[[nodiscard]] PathClasses excluded_folders(const Policy& policy);

}  // namespace qualm::engine
