// What two versions of a text say, compared word by word.

#include "engine/change_words.hpp"

#include <algorithm>
#include <array>

#include "support/text.hpp"

namespace qualm::engine {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

bool is_sign(char c) { return c == '<' || c == '>' || c == '='; }

/// Whether the byte at `at` belongs to a word: a letter, a digit, or the point of a number.
bool is_inner(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (is_digit(c) || is_letter(c)) return true;
  return c == '.' && at > 0 && is_digit(text[at - 1]) && at + 1 < text.size() &&
         is_digit(text[at + 1]);
}

/// The length of the word at `at`; 0 where none begins.
std::size_t word_length(std::string_view text, std::size_t at) {
  std::size_t end = at;
  if (is_sign(text[at])) {
    while (end < text.size() && is_sign(text[end])) ++end;
    return end - at;
  }
  if (text[at] == '%') return 1;
  const bool alone = at == 0 || !is_inner(text, at - 1);
  if (text[at] == '-' && alone && at + 1 < text.size() && is_digit(text[at + 1])) ++end;
  while (end < text.size() && is_inner(text, end)) ++end;
  return end - at;
}

/// Where text that `~` or `~~` strikes out ends, behind the mark at `open`; nothing where none
/// does. `marks` holds the length of the mark.
std::size_t end_of_struck_out(const std::string& text, std::size_t open, std::size_t marks) {
  const std::string mark(marks, '~');
  std::size_t close = text.find(mark, open + marks);
  while (close != std::string::npos && text[close - 1] == ' ') close = text.find(mark, close + 1);
  return close == std::string::npos ? close : close + marks;
}

/// What stands between `~` and `~` or `~~` and `~~` close to the words, left out: it is struck out.
std::string without_struck_out(const std::string& text) {
  std::string left;
  std::size_t at = 0;
  std::array<bool, 3> is_none_left{};  // by length of the mark: one search to the end is enough
  for (std::size_t open = text.find('~'); open != std::string::npos; open = text.find('~', open)) {
    const std::size_t begin = std::min(text.find_first_not_of('~', open), text.size());
    const std::size_t marks = begin - open;
    const bool may_open = marks < is_none_left.size() && !is_none_left.at(marks) &&
                          begin < text.size() && text[begin] != ' ';
    const std::size_t end = may_open ? end_of_struck_out(text, open, marks) : std::string::npos;
    if (end == std::string::npos) {
      if (may_open) is_none_left.at(marks) = true;
      open = begin;
      continue;
    }
    left.append(text, at, open - at);
    at = open = end;
  }
  return left.append(text, at);
}

/// Raw HTML without its tags, whose attributes nobody reads.
std::string without_tags(std::string text) {
  bool in_tag = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool opens = text[i] == '<' && i + 1 < text.size() &&
                       (is_letter(text[i + 1]) || text[i + 1] == '/' || text[i + 1] == '!');
    in_tag = in_tag || opens;
    const bool ends = text[i] == '>';
    if (in_tag && text[i] != '\n') text[i] = ' ';
    in_tag = in_tag && !ends;
  }
  return text;
}

void add_unit(std::vector<TextUnit>& units, std::string text, SourcePos where, bool heading) {
  std::string words = plain_words(without_struck_out(text));
  if (words.empty()) return;
  units.push_back(
      {.text = std::move(text), .words = std::move(words), .where = where, .heading = heading});
}

void add_lines(std::vector<TextUnit>& units, std::string_view text, int first_line) {
  int line = first_line;
  for (const std::string_view one : split_lines(text)) {
    add_unit(units, std::string(trim(one)), {.line = line, .column = 1}, false);
    ++line;
  }
}

void add_table(std::vector<TextUnit>& units, const documents::Table& table, ShownPlaces& places) {
  for (const documents::TableRow& row : table.rows) {
    std::string text;
    for (const documents::Inline& cell : row.cells) {
      if (!cell.text.empty()) text += (text.empty() ? "" : ", ") + cell.text;
    }
    add_unit(units, std::move(text), places.of(row.where), false);
  }
}

std::vector<TextUnit> markdown_units(const documents::Document& document) {
  using documents::BlockKind;
  const documents::Markdown& markdown = *document.markdown;
  std::vector<TextUnit> units;
  ShownPlaces places(document.source);
  if (markdown.front_matter.present)
    add_lines(units, markdown.front_matter.text, markdown.front_matter.first_line);
  for (const documents::Block& block : markdown.blocks) {
    switch (block.kind) {
      case BlockKind::comment:
      case BlockKind::rule:
        break;
      case BlockKind::table:
        add_table(units, markdown.tables[static_cast<std::size_t>(block.table)], places);
        break;
      case BlockKind::code:
        add_lines(units, block.content.text, block.where.line);
        break;
      case BlockKind::html:
        add_lines(units, without_tags(block.content.text), block.where.line);
        break;
      case BlockKind::heading:
      case BlockKind::paragraph:
      case BlockKind::item:
        add_unit(units, block.content.text, places.of(block.where),
                 block.kind == BlockKind::heading);
        break;
    }
  }
  return units;
}

/// Whether two words differ by one letter: another one, one more, one less, or two swapped.
bool differ_by_a_letter(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  if (b.size() - a.size() > 1) return false;
  const auto [left, right] = std::mismatch(a.begin(), a.end(), b.begin());
  const std::string_view rest(left, a.end());
  const std::string_view other(right, b.end());
  if (rest.size() < other.size()) return rest == other.substr(1);
  if (rest.substr(1) == other.substr(1)) return true;
  return rest.size() >= 2 && rest[0] == other[1] && rest[1] == other[0] &&
         rest.substr(2) == other.substr(2);
}

}  // namespace

std::string plain_words(std::string_view text) {
  std::string words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = word_length(text, at);
    if (length > 0) {
      if (!words.empty()) words += ' ';
      words += ascii_lower(text.substr(at, length));
    }
    at += std::max<std::size_t>(length, 1);
  }
  return words;
}

bool holds_words(std::string_view hay, std::string_view needle) {
  if (needle.empty()) return false;
  for (std::size_t at = hay.find(needle); at != std::string_view::npos;
       at = hay.find(needle, at + 1)) {
    const std::size_t end = at + needle.size();
    if ((at == 0 || hay[at - 1] == ' ') && (end == hay.size() || hay[end] == ' ')) return true;
  }
  return false;
}

std::vector<TextUnit> units_of(const documents::Document& document) {
  if (document.markdown && !document.unreadable) return markdown_units(document);
  std::vector<TextUnit> units;
  add_lines(units, document.source, 1);
  return units;
}

bool is_slip_mended(std::string_view before, std::string_view after) {
  constexpr std::size_t kShortestText = 6;  // words
  constexpr std::size_t kShortestWord = 5;  // letters
  constexpr std::size_t kWordsPerSlip = 12;
  const auto old = split(before, ' ');
  const auto fresh = split(after, ' ');
  if (old.size() != fresh.size() || old.size() < kShortestText) return false;
  std::size_t slips = 0;
  for (std::size_t i = 0; i < old.size(); ++i) {
    if (old[i] == fresh[i]) continue;
    const bool plain = std::all_of(old[i].begin(), old[i].end(), is_letter) &&
                       std::all_of(fresh[i].begin(), fresh[i].end(), is_letter);
    if (!plain || std::min(old[i].size(), fresh[i].size()) < kShortestWord ||
        !differ_by_a_letter(old[i], fresh[i]))
      return false;
    ++slips;
  }
  return slips <= 1 + old.size() / kWordsPerSlip;
}

SourcePos ShownPlaces::of(SourcePos where) {
  if (where.line < 1 || where.column <= 1) return where;
  if (lines_.empty()) lines_ = split_lines(source_);
  const auto index = static_cast<std::size_t>(where.line) - 1;
  if (index >= lines_.size()) return where;
  const std::string_view line = lines_[index];
  const std::size_t bytes = std::min(line.size(), static_cast<std::size_t>(where.column - 1));
  return {.line = where.line, .column = static_cast<int>(code_points(line.substr(0, bytes))) + 1};
}

}  // namespace qualm::engine
