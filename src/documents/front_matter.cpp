// Front matter: the lines between `---` at the top of a document, if they look like a mapping.

#include "documents/markdown_parts.hpp"

namespace qualm::documents {
namespace {

using markdown::is_blank;
using markdown::skip_blanks;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::size_t kLongestKey = 60;
constexpr int kProseWords = 4;
constexpr int kProseWeight = 2;

enum class LineKind { blank, comment, heading, entry, more, other, prose };

/// Whether `line` begins an entry of a mapping: a key, a colon, and a blank or nothing behind it.
bool is_entry(std::string_view line) {
  const bool quoted = line.front() == '"' || line.front() == '\'';
  if (!quoted && !markdown::is_letter(line.front()) && !markdown::is_digit(line.front()) &&
      line.front() != '_' && static_cast<unsigned char>(line.front()) < 0x80) {
    return false;
  }
  for (std::size_t colon = line.find(':'); colon <= kLongestKey;
       colon = line.find(':', colon + 1)) {
    if (colon + 1 == line.size() || is_blank(line[colon + 1])) return true;
  }
  return false;
}

int words(std::string_view line) {
  int count = 0;
  for (std::size_t at = 0; at < line.size();) {
    at = skip_blanks(line, at);
    if (at < line.size()) ++count;
    while (at < line.size() && !is_blank(line[at])) ++at;
  }
  return count;
}

LineKind kind_of(std::string_view line) {
  const std::size_t at = skip_blanks(line);
  if (at == line.size()) return LineKind::blank;
  if (line[at] == '#')
    return at == 0 && line.substr(0, 2) == "##" ? LineKind::heading : LineKind::comment;
  if (at > 0) return LineKind::more;
  if (is_entry(line)) return LineKind::entry;
  const bool item = line[0] == '-' && (line.size() == 1 || is_blank(line[1]));
  if (item || line[0] == '{' || line[0] == '}' || line[0] == '[' || line[0] == ']') {
    return LineKind::more;
  }
  return words(line) >= kProseWords ? LineKind::prose : LineKind::other;
}

struct LineAt {
  std::string_view text;
  std::size_t next = 0;  // where the line after it begins
};

LineAt line_at(std::string_view source, std::size_t begin) {
  const std::size_t end = source.find('\n', begin);
  const bool last = end == std::string_view::npos;
  std::string_view text = source.substr(begin, last ? end : end - begin);
  if (!text.empty() && text.back() == '\r') text.remove_suffix(1);
  return {.text = text, .next = last ? source.size() : end + 1};
}

bool is_fence(std::string_view line, std::string_view marks) {
  return line.substr(0, marks.size()) == marks && skip_blanks(line, marks.size()) == line.size();
}

/// Counts what the lines look like, to tell a mapping from text between two thematic breaks.
struct Shape {
  int entries = 0;
  int simple_entries = 0;  // whose key is one word
  int others = 0;
  int comments = 0;
  bool prose = false;  // a line of prose or a Markdown heading
  bool blank = false;
  bool first_fits = true;  // the first line that says something begins a mapping

  void add(LineKind kind, std::string_view line) {
    if (kind == LineKind::blank) blank = true;
    if (kind == LineKind::comment && !blank) ++comments;
    if (kind == LineKind::blank || kind == LineKind::comment) return;
    if (entries == 0 && others == 0 && kind != LineKind::entry) first_fits = false;
    if (kind == LineKind::entry) ++entries;
    if (kind == LineKind::entry && line.find(' ') >= line.find(':')) ++simple_entries;
    if (kind == LineKind::other) ++others;
    // Prose in the first column is no YAML, but a value that somebody wrapped by hand may look so.
    if (kind == LineKind::heading || kind == LineKind::prose) others += kProseWeight;
  }

  /// Whether the lines before a closing line are front matter.
  [[nodiscard]] bool mapping() const {
    // Nothing but comments, as templates leave it; a title between two breaks stands by itself.
    if (entries == 0 && others == 0) return first_fits && (!blank || comments >= 2);
    return first_fits && entries > others;
  }

  /// Whether they are, though no line closes them: one entry may as well be a line of text.
  [[nodiscard]] bool open_mapping() const {
    return mapping() && simple_entries >= 2 && simple_entries == entries;
  }
};

}  // namespace

FrontMatter find_front_matter(std::string_view source) {
  FrontMatter found;
  std::size_t at =
      source.substr(0, kByteOrderMark.size()) == kByteOrderMark ? kByteOrderMark.size() : 0;
  int line = 1;
  LineAt current = line_at(source, at);
  while (kind_of(current.text) == LineKind::blank && current.next < source.size()) {
    current = line_at(source, current.next);
    ++line;
  }
  if (!is_fence(current.text, "---")) return found;
  const std::size_t begin = current.next;
  const int first_line = line + 1;

  Shape shape;
  std::optional<std::size_t> open_end;  // where the mapping ends if no line closes it
  bool open_mapping = false;
  for (at = begin; at < source.size(); at = current.next) {
    current = line_at(source, at);
    if (is_fence(current.text, "---") || is_fence(current.text, "...")) {
      if (!shape.mapping()) break;
      return {.present = true,
              .closed = true,
              .text = source.substr(begin, at - begin),
              .first_line = first_line};
    }
    const LineKind kind = kind_of(current.text);
    const bool ends = kind == LineKind::blank || kind == LineKind::heading ||
                      kind == LineKind::prose || kind == LineKind::other;
    if (ends && !open_end) {
      open_end = at;
      open_mapping = shape.open_mapping();
    }
    shape.add(kind, current.text);
  }
  if (!open_end) {
    open_end = source.size();
    open_mapping = shape.open_mapping();
  }
  if (!open_mapping) return found;
  return {.present = true,
          .closed = false,
          .text = source.substr(begin, *open_end - begin),
          .first_line = first_line};
}

}  // namespace qualm::documents
