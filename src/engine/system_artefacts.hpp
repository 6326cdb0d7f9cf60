// Which model files a system has, and which of them no manifest lists; private to engine/.

#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/landscape.hpp"
#include "engine/shelf.hpp"
#include "support/result.hpp"

namespace qualm::engine {

/// The model files of one system.
struct SystemArtefacts {
  std::size_t system = kNoSystem;
  std::string manifest;               ///< a manifest that lists some of them, else the system's own
  std::vector<std::string> unlisted;  ///< those that no manifest of the tree lists, by path
};

/// The model files of each system of `land`, by its index: those below its folder and below no
/// nearer system, and those that its policy says it covers. Lock files are lists, not models.
[[nodiscard]] std::vector<std::vector<std::string>> artefacts_by_system(const Landscape& land);

/// Every system that has model files. Fails where a manifest cannot be read: it may list any file.
[[nodiscard]] Result<std::vector<SystemArtefacts>> listed_artefacts(const Landscape& land,
                                                                    Shelf& shelf);

}  // namespace qualm::engine
