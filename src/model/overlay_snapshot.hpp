// A tree with one file in place of its own: text that an editor has not saved yet.

#pragma once

#include <memory>
#include <string>

#include "model/snapshot.hpp"

namespace qualm {

/// Every file of `below`, and `content` at `path` whatever stands there.
[[nodiscard]] std::unique_ptr<Snapshot> overlay_snapshot(std::unique_ptr<Snapshot> below,
                                                         std::string path, std::string content);

}  // namespace qualm
