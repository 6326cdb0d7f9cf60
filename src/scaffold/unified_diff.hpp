// What two texts do not share, line by line, as `diff -u` shows it.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qualm::scaffold {

/// The hunks that lead from `before` to `after`, with three lines around each change: lines that
/// begin with `@@`, a space, `-` or `+`, without their ends. Empty when the texts have the same
/// lines. The fewest lines are shown as changed, but for texts so long that finding them would
/// take too much room: there, everything between the first and the last difference is.
[[nodiscard]] std::vector<std::string> unified_diff(std::string_view before,
                                                    std::string_view after);

}  // namespace qualm::scaffold
