// What this build is.

#pragma once

#include <string>
#include <vector>

#include "support/libraries.hpp"

namespace qualm::commands {

/// Every library that this program runs with and whose version can be told, by name.
[[nodiscard]] std::vector<Library> libraries();

/// What `qualm --version` prints: `qualm 0.1.0` on a line by itself, then the libraries on one.
[[nodiscard]] std::string version_text();

}  // namespace qualm::commands
