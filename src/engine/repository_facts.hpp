// What only the repository as a whole can say; private to engine/.

#pragma once

#include <string_view>
#include <vector>

#include "documents/selection.hpp"
#include "engine/landscape.hpp"
#include "engine/shelf.hpp"
#include "model/policy.hpp"
#include "model/snapshot.hpp"
#include "support/result.hpp"

namespace qualm::engine {

/// The items of a fact of the kind `repository`, as src/documents/kinds/repository.cpp names them.
[[nodiscard]] Result<std::vector<documents::Item>> repository_items(std::string_view fact,
                                                                    const Snapshot& tree,
                                                                    const Policy& policy,
                                                                    const Landscape& land,
                                                                    Shelf& shelf);

}  // namespace qualm::engine
