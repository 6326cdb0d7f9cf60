// The libraries that documents are read with.

#pragma once

#include <vector>

#include "support/libraries.hpp"

namespace qualm::documents {

/// Those of this room: cmark, libyaml.
[[nodiscard]] std::vector<Library> document_libraries();

}  // namespace qualm::documents
