// Where things stand: lines of a text, the content of a block's lines, and a cursor through them.

#include <algorithm>
#include <cstring>

#include "documents/markdown_parts.hpp"

namespace qualm::documents::markdown {
namespace {

/// Characters that mark up text without being text.
bool is_marker(char c) { return std::strchr("*_`[]!<>\\()", c) != nullptr && c != '\0'; }

std::string_view trim_line_end(std::string_view line) {
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

constexpr std::size_t kLongestEntity = 40;
constexpr std::size_t kSearch =
    512;                           // how far ahead we look for text that is not where it should be
constexpr std::size_t kProbe = 8;  // by how many of its first bytes
constexpr int kMisses = 16;        // after which the rest of a block keeps the place of its line
constexpr int kTargetLines = 4;    // over which the target of a link may spread

}  // namespace

std::size_t skip_blanks(std::string_view line, std::size_t from) {
  while (from < line.size() && is_blank(line[from])) ++from;
  return from;
}

std::string_view trim_blanks(std::string_view text) {
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text.substr(skip_blanks(text));
}

SourceLines::SourceLines(std::string_view text, SourcePos start) : text_(text), start_(start) {
  begins_.reserve(text.size() / 32 + 2);
  begins_.push_back(0);
  const bool has_cr = text.find('\r') != std::string_view::npos;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = has_cr ? text.find_first_of("\r\n", at) : text.find('\n', at);
    if (end == std::string_view::npos) break;
    at = end + 1;
    if (text[end] == '\r' && at < text.size() && text[at] == '\n') ++at;
    begins_.push_back(static_cast<std::uint32_t>(at));
  }
  if (begins_.back() < text.size()) begins_.push_back(static_cast<std::uint32_t>(text.size()));
}

std::string_view SourceLines::line(int number) const {
  if (number < 1 || number > count()) return {};
  const auto index = static_cast<std::size_t>(number);
  std::string_view line = text_.substr(begins_[index - 1], begins_[index] - begins_[index - 1]);
  if (!line.empty() && line.back() == '\n') line.remove_suffix(1);
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return line;
}

std::string_view SourceLines::from(int number) const {
  if (number > count()) return {};
  return text_.substr(begins_[static_cast<std::size_t>(std::max(number, 1)) - 1]);
}

SourcePos SourceLines::at(int number, std::size_t offset) const {
  const int column = static_cast<int>(offset) + 1;
  return {.line = start_.line + number - 1,
          .column = number == 1 ? start_.column + column - 1 : column};
}

std::size_t LeafSource::begin_of(const SourceLines& lines, int line) const {
  if (line == first) return offset;
  const std::string_view text = lines.line(line);
  std::size_t at = skip_blanks(text);
  for (int quote = 0; quote < quotes && at < text.size() && text[at] == '>'; ++quote) {
    at = skip_blanks(text, at + 1);
  }
  return at;
}

SourceCursor::SourceCursor(const SourceLines& lines, const LeafSource& leaf)
    : lines_(lines), leaf_(leaf) {
  load(leaf.first);
}

void SourceCursor::load(int line) {
  line_ = line;
  text_ = lines_.line(line);
  if (line == leaf_.last) text_ = text_.substr(0, leaf_.stop);
  at_ = std::min(leaf_.begin_of(lines_, line), text_.size());
}

void SourceCursor::next_line() {
  if (line_ < leaf_.last) {
    load(line_ + 1);
  } else {
    at_ = text_.size();
  }
}

std::size_t SourceCursor::entity_length() const {
  if (at_end() || text_[at_] != '&') return 0;
  const std::string_view ahead = text_.substr(at_, kLongestEntity);
  const std::size_t end = ahead.find(';');
  return end == std::string_view::npos ? 0 : end + 1;
}

std::size_t SourceCursor::match(std::string_view text, SourcePos& where) {
  if (misses_ >= kMisses) {
    where = here();
    return text.size();
  }
  const std::size_t before = at_;
  while (!at_end() && text_[at_] != text[0] && is_marker(text_[at_])) ++at_;
  where = here();
  if (at_end() && text[0] == ' ' && line_ < leaf_.last) {  // a code span goes on in the next line
    next_line();
    return 1;
  }
  if (const std::size_t entity = entity_length(); entity > 0) {
    const bool literal = text.substr(0, entity) == text_.substr(at_, entity);
    if (!literal) {
      at_ += entity;
      std::size_t length = 1;
      while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) {
        ++length;
      }
      return length;
    }
  }
  const std::string_view ahead = text_.substr(std::min(at_, text_.size()));
  std::size_t length = text.size();
  if (ahead.substr(0, length) != text) {
    length = static_cast<std::size_t>(
        std::mismatch(text.begin(), text.end(), ahead.begin(), ahead.end()).first - text.begin());
  }
  // An entity inside the text ends what stands verbatim: `&` may be the first byte of `&amp;`.
  if (length > 1 && length < text.size() && text[length - 1] == '&') --length;
  if (length > 0) {
    at_ += length;
    return length;
  }
  at_ = before;
  ++misses_;
  const std::size_t found = text_.substr(before, kSearch).find(text.substr(0, kProbe));
  if (found != std::string_view::npos) at_ = before + found;
  where = here();
  if (found == std::string_view::npos) return text.size();
  at_ += std::min(kProbe, text.size());
  return std::min(kProbe, text.size());
}

SourcePos SourceCursor::open_link(bool image) {
  const std::size_t found = image ? text_.find("![", at_) : text_.find_first_of("[<", at_);
  if (found == std::string_view::npos || misses_ >= kMisses) {
    ++misses_;
    return here();
  }
  at_ = found;
  const SourcePos where = here();
  at_ += image ? 2 : 1;
  return where;
}

void SourceCursor::close_link() {
  if (misses_ >= kMisses) return;
  std::size_t at = at_;
  while (at < text_.size() && text_[at] != ']' && text_[at] != '>') ++at;
  if (at >= text_.size()) {
    ++misses_;
    return;
  }
  at_ = at + 1;
  if (text_[at] == '>' || at_end()) return;
  if (text_[at_] == '(') {
    skip_target();
  } else if (text_[at_] == '[') {
    const std::size_t end = text_.find(']', at_);
    if (end != std::string_view::npos) at_ = end + 1;
  }
}

/// Behind the `)` that ends `(target "title")`: brackets nest, quotes and `<…>` hide them.
void SourceCursor::skip_target() {
  int depth = 0;
  char quote = '\0';
  const int last_line = std::min(leaf_.last, line_ + kTargetLines);
  for (;;) {
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      const char previous = at_ > 0 ? text_[at_ - 1] : ' ';
      if (c == '\\') {
        ++at_;
      } else if (quote != '\0') {
        if (c == quote) quote = '\0';
      } else if (c == '<' && previous == '(') {
        quote = '>';
      } else if ((c == '"' || c == '\'') && is_blank(previous)) {
        quote = c;
      } else if (c == '(') {
        ++depth;
      } else if (c == ')' && --depth == 0) {
        ++at_;
        return;
      }
    }
    at_ = text_.size();  // a backslash at the end of the line may have led beyond it
    if (line_ >= last_line) return;
    next_line();
  }
}

void SourceCursor::open_code(bool padded) {
  ticks_ = 0;
  const std::size_t found = text_.find('`', std::min(at_, text_.size()));
  if (found == std::string_view::npos || misses_ >= kMisses) {
    ++misses_;
    return;
  }
  at_ = std::min(text_.find_first_not_of('`', found), text_.size());
  ticks_ = at_ - found;
  if (padded && !at_end() && text_[at_] == ' ') ++at_;
}

void SourceCursor::close_code() {
  if (ticks_ == 0) return;
  if (skip_blanks(text_, at_) >= text_.size()) next_line();
  const std::size_t end = skip_blanks(text_, at_);
  if (text_.substr(std::min(end, text_.size()), ticks_).find_first_not_of('`') ==
      std::string_view::npos) {
    at_ = std::min(end + ticks_, text_.size());
  }
}

SourceCursor::Span SourceCursor::raw(std::string_view html, std::size_t inner) {
  std::size_t begin = 0;
  std::size_t end = std::min(html.find('\n'), html.size());
  const std::string_view first = trim_line_end(html.substr(0, end));
  const std::size_t found =
      misses_ < kMisses ? text_.find(first, std::min(at_, text_.size())) : std::string_view::npos;
  if (found == std::string_view::npos) {
    ++misses_;
    return {here(), here()};
  }
  at_ = found;
  Span span{here(), here()};
  for (;;) {
    if (inner >= begin) span.inner = lines_.at(line_, at_ + std::min(inner, end) - begin);
    at_ = std::min(at_ + trim_line_end(html.substr(begin, end - begin)).size(), text_.size());
    if (end >= html.size()) return span;
    begin = end + 1;
    end = std::min(html.find('\n', begin), html.size());
    next_line();
  }
}

}  // namespace qualm::documents::markdown
