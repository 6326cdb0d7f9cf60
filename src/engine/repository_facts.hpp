// What only the repository as a whole can say; private to engine/.

#pragma once

#include <string_view>
#include <vector>

#include "documents/selection.hpp"
#include "engine/landscape.hpp"
#include "model/snapshot.hpp"
#include "support/result.hpp"

namespace qualm::engine {

/// The items of a fact of the kind `repository`: artefact_folders, systems or card_files.
[[nodiscard]] Result<std::vector<documents::Item>> repository_items(std::string_view fact,
                                                                    const Snapshot& tree,
                                                                    const Landscape& land);

}  // namespace qualm::engine
