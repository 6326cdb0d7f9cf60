// Text laid out in the columns of a terminal.

#include "support/layout.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "support/code_point.hpp"
#include "support/encode.hpp"
#include "support/text.hpp"

namespace qualm {
namespace {

constexpr int kTabStop = 4;
constexpr int kLeastColumns = 20;

/// A code point as it is printed.
struct Cell {
  std::string text;
  int width = 0;
};

std::vector<Cell> cells_of(std::string_view line) {
  std::vector<Cell> cells;
  int column = 0;
  for (std::string& piece : terminal_pieces(line)) {
    Cell cell{.text = std::move(piece)};
    if (cell.text == "\\x09") {
      cell.text.assign(static_cast<std::size_t>(kTabStop - column % kTabStop), ' ');
    }
    cell.width = display_width(cell.text);
    column += cell.width;
    cells.push_back(std::move(cell));
  }
  return cells;
}

int width_of(const std::vector<Cell>& cells, std::size_t first, std::size_t last) {
  int width = 0;
  for (std::size_t i = first; i < last; ++i) width += cells[i].width;
  return width;
}

/// Cells `first` to `last` that fit `columns`, with the cell `caret` among them.
struct Window {
  std::size_t first = 0;
  std::size_t last = 0;
};

Window window_around(const std::vector<Cell>& cells, std::size_t caret, int columns) {
  if (width_of(cells, 0, cells.size()) <= columns) return {0, cells.size()};
  const int room = columns - 2;  // for an ellipsis at either end
  Window window{caret, caret};
  int width = 0;
  const auto grow = [&](std::size_t cell) {
    if (width + cells[cell].width > room) return false;
    width += cells[cell].width;
    return true;
  };
  // A third of the room shows what comes before, the rest what follows; what is left over at the
  // end of the line goes to the front again.
  while (window.first > 0 && width < room / 3 && grow(window.first - 1)) --window.first;
  while (window.last < cells.size() && grow(window.last)) ++window.last;
  while (window.first > 0 && grow(window.first - 1)) --window.first;
  return window;
}

std::size_t index_of(int column) { return static_cast<std::size_t>(std::max(0, column)); }

}  // namespace

std::string counted(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

std::string wrapped(std::string_view label, std::string_view text, int width) {
  const std::string indent(static_cast<std::size_t>(display_width(label)), ' ');
  std::string out;
  std::string line(label);
  bool bare = true;  // no word in this line yet
  const std::string collapsed = collapse_space(text);
  for (const std::string_view raw : split(collapsed, ' ')) {
    const std::string word = terminal_text(raw);
    const int gap = bare ? 0 : 1;
    if (!bare && display_width(line) + gap + display_width(word) > width) {
      out += line + '\n';
      line = indent;
      bare = true;
    }
    if (!bare) line.push_back(' ');
    line += word;
    bare = false;
  }
  return out + line + '\n';
}

Excerpt excerpt_around(std::string_view line, int column, std::size_t limit) {
  if (line.size() <= limit) return {.text = std::string(line)};
  std::vector<std::size_t> starts;  // of the code points
  for (std::size_t at = 0; at < line.size(); at += code_point_at(line, at).length) {
    starts.push_back(at);
  }
  const std::size_t target = std::min(index_of(column - 1), starts.size() - 1);
  const std::size_t before = starts[target] - std::min(starts[target], limit / 3);
  const std::size_t from = std::min(before, line.size() - limit);
  const auto first = std::lower_bound(starts.begin(), starts.end(), from);
  const std::size_t end = *first + limit;
  const auto last = std::upper_bound(starts.begin(), starts.end(), end);
  const std::size_t cut = end >= line.size() ? line.size() : *std::prev(last);
  return {.text = std::string(line.substr(*first, cut - *first)),
          .column = static_cast<int>(first - starts.begin()) + 1};
}

SnippetLines lay_out(const Snippet& snippet, int columns) {
  const std::vector<Cell> cells = cells_of(snippet.line);
  const int offset = snippet.column - snippet.line_column;
  const bool shown = offset >= 0 && index_of(offset) <= cells.size() && !cells.empty();
  const std::size_t caret = shown ? index_of(offset) : 0;
  const Window window = window_around(cells, caret, std::max(columns, kLeastColumns));

  const bool cut_before = window.first > 0 || snippet.line_column > 1;
  SnippetLines lines;
  if (cut_before) lines.source += "…";
  for (std::size_t i = window.first; i < window.last; ++i) lines.source += cells[i].text;
  if (window.last < cells.size()) lines.source += "…";
  if (!shown) return lines;

  const std::size_t end = std::min(caret + index_of(std::max(1, snippet.width)), window.last);
  const int blank = width_of(cells, window.first, caret) + (cut_before ? 1 : 0);
  const int underlined = std::max(1, width_of(cells, caret, std::max(caret, end)));
  lines.carets.append(index_of(blank), ' ');
  lines.carets.append(index_of(underlined), '^');
  return lines;
}

}  // namespace qualm
