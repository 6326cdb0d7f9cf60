// The open concerns about a system, as a change looks at them; private to engine/.

#pragma once

#include <string>
#include <vector>

#include "engine/change_sides.hpp"

namespace qualm::engine {

/// The ids of the open concerns about the system in `folder`, as they were raised: by its folder
/// and, unless `by_name`, also those about `*`, which follows a system wherever it goes, and those
/// that do not say which they mean. Asks for `change.concerns` to be there.
[[nodiscard]] std::vector<std::string> open_concerns(const Change& change,
                                                     const std::string& folder, bool by_name);

}  // namespace qualm::engine
