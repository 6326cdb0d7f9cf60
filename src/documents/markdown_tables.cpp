// Pipe tables: CommonMark leaves them as paragraphs, so they are read from the lines of one.

#include <algorithm>

#include <cmark.h>

#include "documents/markdown_parts.hpp"
#include "support/c_handle.hpp"
#include "support/text.hpp"

namespace qualm::documents::markdown {
namespace {

/// Cells that short rows may leave out in one document: a header of 500 columns over 100,000 rows
/// of one cell would otherwise fill the memory.
constexpr std::size_t kMissingCells = 100'000;

std::string_view content_of(const SourceLines& lines, const LeafSource& leaf, int line) {
  const std::string_view text = lines.line(line);
  return text.substr(std::min(leaf.begin_of(lines, line), text.size()));
}

/// The cells of a row: split at bars that no backslash hides, one bar at either end optional. Code
/// spans do not protect a bar (that is what GitHub does, too).
std::vector<RawCell> split_row(std::string_view line, std::size_t offset) {
  std::vector<RawCell> cells;
  std::size_t at = skip_blanks(line, offset);
  if (at < line.size() && line[at] == '|') ++at;
  const std::size_t end =
      line.size() - std::min(line.size(), line.size() - line.find_last_not_of(" \t") - 1);
  for (std::size_t begin = at; at <= end; ++at) {
    const bool escaped = at > begin && line[at - 1] == '\\';
    if (at < end && (line[at] != '|' || escaped)) continue;
    if (at == end && at == begin && !cells.empty()) break;  // the bar that ends the row
    if (at == end && begin >= end && cells.empty()) break;
    const std::size_t first = std::min(skip_blanks(line, begin), at);
    cells.push_back({.text = trim_blanks(line.substr(first, at - first)), .offset = first});
    begin = at + 1;
  }
  return cells;
}

/// `---`, `:--`, `--:` or `:-:`.
bool is_delimiter(std::string_view cell) {
  if (!cell.empty() && cell.front() == ':') cell.remove_prefix(1);
  if (!cell.empty() && cell.back() == ':') cell.remove_suffix(1);
  return !cell.empty() && cell.find_first_not_of('-') == std::string_view::npos;
}

/// The number of columns that a delimiter row announces; 0 for any other line.
std::size_t delimiter_columns(std::string_view content) {
  if (content.empty() || content.find_first_not_of("|-: \t") != std::string_view::npos) return 0;
  if (content.find('-') == std::string_view::npos) return 0;
  if (content.find_first_of("|:") == std::string_view::npos) return 0;
  const std::vector<RawCell> cells = split_row(content, 0);
  const bool all = std::all_of(cells.begin(), cells.end(),
                               [](const RawCell& cell) { return is_delimiter(cell.text); });
  return all ? cells.size() : 0;
}

/// Whether the text of a cell means something else than itself.
bool needs_parser(std::string_view cell) {
  return std::any_of(cell.begin(), cell.end(), [](char c) {
    return std::string_view("\\`*_[]<&!").find(c) != std::string_view::npos ||
           static_cast<unsigned char>(c) >= 0xE2;
  });
}

/// The cell as the parser should see it: `\|` is a bar, whatever stands around it.
void append_cell(std::string_view cell, std::string& out) {
  for (std::size_t i = 0; i < cell.size(); ++i) {
    if (cell[i] == '\\' && i + 1 < cell.size() && cell[i + 1] == '|') continue;
    out.push_back(cell[i]);
  }
}

/// Definitions that references in cells may need. Those in code are taken along: harmless.
void append_definitions(const SourceLines& lines, std::string& out) {
  for (int number = 1; number <= lines.count(); ++number) {
    const std::string_view line = lines.line(number);
    const std::size_t at = skip_blanks(line);
    if (at > 3 || at >= line.size() || line[at] != '[') continue;
    if (line.find("]:", at) == std::string_view::npos) continue;
    out.append(line).append("\n\n");
  }
}

}  // namespace

std::optional<int> find_table(const SourceLines& lines, const LeafSource& leaf) {
  for (int line = leaf.first + 1; line <= leaf.last; ++line) {
    const std::string_view content = content_of(lines, leaf, line);
    const std::size_t columns = delimiter_columns(content);
    if (columns == 0) continue;
    const std::string_view header = lines.line(line - 1);
    if (split_row(header, leaf.begin_of(lines, line - 1)).size() == columns) return line;
  }
  return std::nullopt;
}

Result<int> TableReader::read(const LeafSource& leaf, int delimiter) {
  const std::size_t columns = delimiter_columns(content_of(lines_, leaf, delimiter));
  Table table;
  table.rows.reserve(static_cast<std::size_t>(leaf.last - delimiter));
  table.header = row(leaf, delimiter - 1, columns, -1);
  for (int line = delimiter + 1; line <= leaf.last && missing_ <= kMissingCells; ++line) {
    const int number = static_cast<int>(table.rows.size());
    table.rows.push_back({.where = lines_.at(line, leaf.begin_of(lines_, line)),
                          .cells = row(leaf, line, columns, number)});
  }
  if (missing_ > kMissingCells) {
    return fail(Error{.code = ErrorCode::limit,
                      .message = "the rows of tables leave out more than " +
                                 std::to_string(kMissingCells) + " cells",
                      .where = Location{.file = {}, .pos = table.header[0].where},
                      .hint = {},
                      .context = {}});
  }
  out_.tables.push_back(std::move(table));
  return static_cast<int>(out_.tables.size()) - 1;
}

std::vector<Inline> TableReader::row(const LeafSource& leaf, int line, std::size_t columns,
                                     int row_number) {
  const std::string_view text = lines_.line(line);
  const std::vector<RawCell> raw = split_row(text, leaf.begin_of(lines_, line));
  std::vector<Inline> cells(columns);
  for (std::size_t i = 0; i < columns; ++i) {
    if (i >= raw.size()) {
      ++missing_;
      cells[i].where = lines_.at(line, text.size());
      continue;
    }
    cells[i].where = lines_.at(line, raw[i].offset);
    if (needs_parser(raw[i].text)) {
      waiting_.push_back({out_.tables.size(), row_number, i, line, raw[i]});
    } else {
      cells[i].text = std::string(raw[i].text);
    }
  }
  return cells;
}

void TableReader::read_waiting() {
  // Each cell is a paragraph; a letter in front keeps `- x` and `# x` from being anything else.
  std::string paragraphs;
  bool references = false;
  for (const Waiting& waiting : waiting_) {
    paragraphs.append("a ");
    append_cell(waiting.cell.text, paragraphs);
    paragraphs.append("\n\n");
    references = references || waiting.cell.text.find('[') != std::string_view::npos;
  }
  if (references) append_definitions(lines_, paragraphs);
  const CHandle<cmark_node, cmark_node_free> document(
      cmark_parse_document(paragraphs.data(), paragraphs.size(), CMARK_OPT_DEFAULT));
  const CHandle<cmark_iter, cmark_iter_free> walk(cmark_iter_new(document.get()));
  InlineReader reader(out_.links);
  auto waiting = waiting_.begin();
  while (waiting != waiting_.end()) {
    const cmark_event_type event = cmark_iter_next(walk.get());
    if (event == CMARK_EVENT_DONE) break;
    cmark_node* node = cmark_iter_get_node(walk.get());
    const cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_DOCUMENT) continue;
    if (type == CMARK_NODE_PARAGRAPH && event == CMARK_EVENT_ENTER) {
      reader.begin(lines_, {.first = waiting->line,
                            .last = waiting->line,
                            .offset = waiting->cell.offset,
                            .stop = waiting->cell.offset + waiting->cell.text.size()});
      reader.skip(2);
    } else if (type == CMARK_NODE_PARAGRAPH) {
      Table& table = out_.tables[waiting->table];
      std::vector<Inline>& cells = waiting->row < 0
                                       ? table.header
                                       : table.rows[static_cast<std::size_t>(waiting->row)].cells;
      cells[waiting->column] = reader.finish().whole();
      ++waiting;
    } else if (event == CMARK_EVENT_ENTER) {
      reader.enter(node);
    } else {
      reader.leave(node);
    }
  }
}

void TableReader::finish() {
  if (!waiting_.empty()) read_waiting();
  waiting_.clear();
}

}  // namespace qualm::documents::markdown
