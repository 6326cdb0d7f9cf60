// An unclosed code fence swallows the rest of a document: where a person would go on reading.

#include "documents/markdown_parts.hpp"

namespace qualm::documents::markdown {
namespace {

bool is_blank_line(std::string_view line) { return skip_blanks(line) == line.size(); }

bool is_word_start(std::string_view line, std::size_t at) {
  return at < line.size() && (is_letter(line[at]) || is_digit(line[at]) || line[at] == '*' ||
                              static_cast<unsigned char>(line[at]) >= 0x80);
}

/// The number of `#` that begin a heading; 0 for anything else.
std::size_t hashes(std::string_view line) {
  std::size_t count = 0;
  while (count < line.size() && line[count] == '#') ++count;
  const std::size_t word = skip_blanks(line, count);
  return count <= 6 && word > count && is_word_start(line, word) ? count : 0;
}

bool is_underline(std::string_view line) {
  line = trim_blanks(line);
  return line.size() >= 3 && (line.find_first_not_of('=') == std::string_view::npos ||
                              line.find_first_not_of('-') == std::string_view::npos);
}

/// A line of code comment is followed by the code it is about; a heading stands alone. Two and more
/// `#` are rare in code, and so is a line that begins with strong text.
bool is_heading(const SourceLines& lines, int number) {
  const std::string_view line = lines.line(number);
  const std::string_view next = lines.line(number + 1);
  const std::size_t count = hashes(line);
  if (count >= 2) return true;
  if (count == 1) {
    const char first = line[skip_blanks(line, 1)];
    return is_blank_line(next) && !(first >= 'a' && first <= 'z');
  }
  if (line.substr(0, 2) == "**" && line.size() > 4 && is_word_start(line, 2) && line[2] != '*') {
    return line.find("**", 3) != std::string_view::npos;
  }
  return is_word_start(line, 0) && line[0] != '*' && is_underline(next) &&
         line.find_first_of("=({[;") == std::string_view::npos;
}

}  // namespace

std::optional<int> recovery_line(const SourceLines& lines, int first) {
  bool after_blank = false;
  for (int number = first; number <= lines.count(); ++number) {
    const std::string_view line = lines.line(number);
    if (is_blank_line(line)) {
      after_blank = true;
      continue;
    }
    if (after_blank && is_heading(lines, number)) return number;
    after_blank = false;
  }
  return std::nullopt;
}

}  // namespace qualm::documents::markdown
