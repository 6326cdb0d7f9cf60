// A table for a terminal.

#include "commands/shared/table.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "support/code_point.hpp"
#include "support/encode.hpp"
#include "support/layout.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

constexpr std::string_view kIndent = "  ";
constexpr std::string_view kGap = "  ";
constexpr int kLeastColumn = 8;

/// The lines of a cell, each at most `width` columns: broken between words, within one only where
/// it is longer than that.
std::vector<std::string> lines_of(const std::string& cell, int width) {
  std::vector<std::string> lines(1);
  int used = 0;
  const std::string collapsed = collapse_space(cell);
  for (const std::string_view word : split(collapsed, ' ')) {
    const int needed = display_width(terminal_text(word));
    if (used > 0 && used + 1 + needed > width) {
      lines.emplace_back();
      used = 0;
    }
    if (used > 0) {
      lines.back().push_back(' ');
      ++used;
    }
    for (const std::string& piece : terminal_pieces(word)) {
      const int columns = display_width(piece);
      if (used > 0 && used + columns > width) {
        lines.emplace_back();
        used = 0;
      }
      lines.back() += piece;
      used += columns;
    }
  }
  return lines;
}

/// What a column wants, and what it can do with before words break.
struct Column {
  int width = 0;
  int longest_word = 0;
};

Column column_of(const std::string& head, const std::vector<TableRow>& rows, std::size_t index) {
  Column column{.width = display_width(head), .longest_word = display_width(head)};
  for (const TableRow& row : rows) {
    const std::string collapsed = collapse_space(row.cells[index]);
    column.width = std::max(column.width, display_width(terminal_text(collapsed)));
    for (const std::string_view word : split(collapsed, ' '))
      column.longest_word = std::max(column.longest_word, display_width(terminal_text(word)));
  }
  return column;
}

/// Takes columns off the widest until all fit `room`; none gets narrower than `least` says.
template <typename Least>
void narrow(std::vector<Column>& columns, int room, const Least& least) {
  int total = 0;
  for (const Column& one : columns) total += one.width;
  while (total > room) {
    Column* widest = nullptr;
    for (Column& one : columns) {
      if (one.width <= least(one)) continue;
      if (widest == nullptr || one.width > widest->width) widest = &one;
    }
    if (widest == nullptr) return;
    --widest->width;
    --total;
  }
}

/// How wide each column is: where they do not fit, the widest give way, words last.
std::vector<int> widths_of(const std::vector<std::string>& heads, const std::vector<TableRow>& rows,
                           int width) {
  std::vector<Column> columns;
  for (std::size_t i = 0; i < heads.size(); ++i) columns.push_back(column_of(heads[i], rows, i));
  const int gaps = static_cast<int>(kGap.size() * (heads.size() - 1) + kIndent.size());
  const int room = width - gaps;
  narrow(columns, room, [](const Column& one) { return one.longest_word; });
  narrow(columns, room, [](const Column&) { return kLeastColumn; });
  std::vector<int> widths;
  for (const Column& one : columns) widths.push_back(one.width);
  return widths;
}

void put_row(std::string& out, const std::vector<std::string>& cells,
             const std::vector<int>& widths) {
  std::vector<std::vector<std::string>> columns;
  std::size_t height = 0;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    columns.push_back(lines_of(cells[i], widths[i]));
    height = std::max(height, columns.back().size());
  }
  for (std::size_t line = 0; line < height; ++line) {
    std::string text(kIndent);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const std::string part = line < columns[i].size() ? columns[i][line] : std::string();
      const int missing = std::max(0, widths[i] - display_width(part));
      text += part + std::string(static_cast<std::size_t>(missing), ' ');
      text += kGap;
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out += text + '\n';
  }
}

}  // namespace

std::string laid_out_table(const std::vector<std::string>& heads, const std::vector<TableRow>& rows,
                           int width) {
  const std::vector<int> widths = widths_of(heads, rows, width);
  std::string out;
  put_row(out, heads, widths);
  for (const TableRow& row : rows) {
    put_row(out, row.cells, widths);
    if (!row.below.empty()) out += wrapped("      ", row.below, width);
  }
  return out;
}

}  // namespace qualm::commands
