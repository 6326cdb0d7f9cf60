// What is refused before the parser sees it: shapes that cost it far more than their size.
//
// Measured with cmark 0.30.2 as Debian ships it, everything is linear but three shapes. Every blank
// line visits every open list item (12 ns each); every emphasis or link that is made visits all
// containers around it (1 ns each); every link visits every image bracket that is still open (2 ns
// each). Runs of `*`, `_` and backticks are linear there and bounded for the sake of other
// versions.
//
// What counts as a container cannot be said exactly without parsing, and a drawing in a code fence
// is no nesting. So nesting is refused here only where it could cost more than 0.1 s; the exact
// limit is checked on the tree.

#include <algorithm>

#include "documents/markdown_parts.hpp"
#include "support/limits.hpp"

namespace qualm::documents::markdown {
namespace {

constexpr std::size_t kVisits = 32 * limits::kDocumentBytes;
constexpr std::size_t kInsertions = 400 * limits::kDocumentBytes;

tl::unexpected<Error> too_much(std::string what, SourcePos where) {
  return fail(Error{.code = ErrorCode::limit,
                    .message = std::move(what),
                    .where = Location{.file = {}, .pos = where},
                    .hint = {},
                    .context = {}});
}

/// From where on a line is nothing but three or more of one of `-`, `*`, `_`: a thematic break, not
/// list markers, however many of them there are.
std::size_t thematic_tail(std::string_view line) {
  const std::size_t last = line.find_last_not_of(" \t");
  if (last == std::string_view::npos) return line.size();
  const char mark = line[last];
  if (mark != '-' && mark != '*' && mark != '_') return line.size();
  std::size_t count = 0;
  std::size_t begin = last + 1;
  while (begin > 0 && (line[begin - 1] == mark || is_blank(line[begin - 1]))) {
    if (line[--begin] == mark) ++count;
  }
  return count >= 3 ? begin : line.size();
}

/// The length of a list marker at `at`, 0 for anything else.
std::size_t marker_length(std::string_view line, std::size_t at) {
  std::size_t end = at;
  if (line[at] == '-' || line[at] == '+' || line[at] == '*') {
    ++end;
  } else {
    while (end < line.size() && is_digit(line[end])) ++end;
    if (end == at || end == line.size() || (line[end] != '.' && line[end] != ')')) return 0;
    ++end;
  }
  return end == line.size() || is_blank(line[end]) ? end - at : 0;
}

/// The most containers that can be open somewhere: upper bounds, since some of what looks like a
/// marker is code or text.
struct Depth {
  std::size_t items = 0;
  std::size_t all = 0;  // with block quotes
};

/// The depth behind `line`, if `open` items can be open before it.
Depth depth_of(std::string_view line, std::size_t open) {
  const std::size_t stop = thematic_tail(line);
  std::size_t columns = 0;
  std::size_t quotes = 0;
  std::size_t markers = 0;
  for (std::size_t at = 0; at < stop;) {
    if (is_blank(line[at])) {
      columns += line[at] == '\t' ? 4U : 1U;
      ++at;
    } else if (line[at] == '>') {
      ++quotes;
      ++at;
    } else if (const std::size_t length = marker_length(line, at); length > 0) {
      ++markers;
      at += length;
    } else {
      break;
    }
  }
  const std::size_t items = markers + std::min(open, columns / 2);  // an item takes two columns
  return {.items = items, .all = items + quotes};
}

Result<void> check_nesting(const SourceLines& lines) {
  constexpr auto kNesting = static_cast<std::size_t>(limits::kMarkdownNesting);
  std::size_t blank_lines = 0;
  Depth deepest;
  int deepest_line = 1;
  for (int number = 1; number <= lines.count(); ++number) {
    const std::string_view line = lines.line(number);
    if (skip_blanks(line) == line.size()) {
      ++blank_lines;
      continue;
    }
    const Depth depth = depth_of(line, deepest.items);
    if (depth.all > deepest.all) deepest_line = number;
    deepest = {.items = std::max(depth.items, deepest.items),
               .all = std::max(depth.all, deepest.all)};
  }
  if (deepest.all <= kNesting) return {};
  if (deepest.items * blank_lines <= kVisits && deepest.all * lines.from(1).size() <= kInsertions) {
    return {};  // the walk over the tree counts exactly
  }
  return too_much("lists and block quotes nest deeper than " + std::to_string(kNesting) + " levels",
                  lines.at(deepest_line, 0));
}

/// `![` that no `]` closes for certain. Code, tags and escapes can hide a `]` from the parser, so
/// an image counts as closed only when its text holds none of their characters.
std::size_t open_images(std::string_view text) {
  std::size_t open = 0;
  for (std::size_t at = text.find("!["); at != std::string_view::npos;
       at = text.find("![", at + 2)) {
    const std::size_t end = text.find_first_of("[]`<\\", at + 2);
    if (end == std::string_view::npos || text[end] != ']') ++open;
  }
  return open;
}

std::size_t delimiter_runs(std::string_view text) {
  std::size_t runs = 0;
  char previous = '\0';
  for (const char c : text) {
    if (c != previous && (c == '*' || c == '_' || c == '`')) ++runs;
    previous = c;
  }
  return runs;
}

Result<void> check_text(std::string_view text, SourcePos where) {
  constexpr auto kBrackets = static_cast<std::size_t>(limits::kMarkdownBrackets);
  constexpr auto kDelimiters = static_cast<std::size_t>(limits::kMarkdownDelimiters);
  if (text.size() > 2 * kBrackets && open_images(text) > kBrackets) {
    return too_much("one block of text opens more than " + std::to_string(kBrackets) +
                        " image brackets that it does not close",
                    where);
  }
  if (text.size() > kDelimiters && delimiter_runs(text) > kDelimiters) {
    return too_much("one block of text holds more than " + std::to_string(kDelimiters) +
                        " emphasis or code markers",
                    where);
  }
  return {};
}

}  // namespace

Result<void> check_bounds(const SourceLines& lines) {
  QUALM_TRY(check_nesting(lines));
  int first = 0;  // of the block of text we are in, 0 for none
  for (int number = 1; number <= lines.count() + 1; ++number) {
    const std::string_view line = lines.line(number);
    const bool blank = skip_blanks(line) == line.size();
    if (!blank && first == 0) first = number;
    if (!blank || first == 0) continue;
    const std::string_view rest = lines.from(first);
    QUALM_TRY(
        check_text(rest.substr(0, rest.size() - lines.from(number).size()), lines.at(first, 0)));
    first = 0;
  }
  return {};
}

}  // namespace qualm::documents::markdown
