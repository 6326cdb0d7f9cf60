// Which system of one side is which of the other.

#pragma once

#include <vector>

#include "engine/change_paths.hpp"
#include "engine/change_sides.hpp"
#include "support/result.hpp"

namespace qualm::engine {

/// Every system of either side, each once: by its folder; then, where the folder is gone, by the
/// files that stand under another one now with the same content; then by the title of its card. A
/// folder that only the policy names, and in which nothing stands, is no system. Fails where a file
/// cannot be read.
[[nodiscard]] Result<std::vector<SystemPair>> pair_systems(const Change& change,
                                                           Contents& contents);

}  // namespace qualm::engine
