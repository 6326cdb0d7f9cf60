// A table for a terminal: columns that fit its width, cells that break into lines.

#pragma once

#include <string>
#include <vector>

namespace qualm::commands {

/// A row of a table, with a line of text below it that runs over all columns; empty for none.
struct TableRow {
  std::vector<std::string> cells;
  std::string below;
};

/// `rows` under `heads`, two columns in from the left and encoded for a terminal, in at most
/// `width` columns where that can be: the widest columns give way first, and words break last. Each
/// line ends with a line end. Every row has as many cells as there are heads.
[[nodiscard]] std::string laid_out_table(const std::vector<std::string>& heads,
                                         const std::vector<TableRow>& rows, int width);

}  // namespace qualm::commands
