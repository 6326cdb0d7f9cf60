// Inline text made ready for counting sentences and words.

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "language/ascii.hpp"
#include "language/sentences.hpp"
#include "language/unicode.hpp"
#include "support/text.hpp"

namespace qualm::language {
namespace {

constexpr std::size_t kLookahead = 400;  // how far a bracket or a code span may reach
constexpr std::string_view kNoun = "X";

// The size of a list marker at the start of a line, with the space after it.
std::size_t marker_size(std::string_view line) {
  std::size_t size = line.find_first_not_of(" \t");
  if (size == std::string_view::npos) return 0;
  const std::size_t indent = size;
  for (const std::string_view bullet : {"-", "*", "+", ">", "•", "–", "‣", "◦"}) {
    if (line.substr(size).starts_with(bullet)) size += bullet.size();
    if (size > indent) break;
  }
  if (size == indent) {
    const bool bracket = line[size] == '(';
    if (bracket) ++size;
    const std::size_t digits = size;
    while (size < line.size() && is_digit(line[size]) && size - digits < 3) ++size;
    if (size == digits && size < line.size() && line[size] >= 'a' && line[size] <= 'h') ++size;
    const bool letter = size > digits && !is_digit(line[digits]);
    if (size == digits || size >= line.size()) return 0;
    if (line[size] != ')' && (line[size] != '.' || letter || bracket)) return 0;
    ++size;
  }
  if (size >= line.size() || !is_space(line[size])) return 0;
  const std::string_view rest = line.substr(size + 1, 4);
  const bool box = rest.starts_with("[ ] ") || rest.starts_with("[x] ") || rest.starts_with("[X] ");
  return size + 1 + (box ? 4 : 0);
}

// The size of a URL at the start of `text`, without the punctuation of the sentence around it.
std::size_t url_size(std::string_view text) {
  constexpr std::array<std::string_view, 4> kStarts = {"http://", "https://", "ftp://", "www."};
  const bool starts = std::any_of(kStarts.begin(), kStarts.end(),
                                  [&](std::string_view start) { return text.starts_with(start); });
  if (!starts) return 0;
  std::string_view url = text.substr(0, text.find_first_of(" \t\r\n<>\"`|"));
  const bool brackets = url.find('(') != std::string_view::npos;
  while (!url.empty() &&
         (std::string_view(".,;:!?'*_]").find(url.back()) != std::string_view::npos ||
          (url.back() == ')' && !brackets))) {
    url.remove_suffix(1);
  }
  return url.size();
}

// The size of `[1]`, `[2, 3]` or `[^note]`.
std::size_t footnote_size(std::string_view text) {
  const std::size_t end = text.substr(0, kLookahead).find(']');
  if (end == std::string_view::npos || end < 2) return 0;
  const std::string_view inside = text.substr(1, end - 1);
  const bool numbers = inside.find_first_not_of("0123456789, -") == std::string_view::npos &&
                       inside.find_first_of("0123456789") != std::string_view::npos;
  return numbers || inside[0] == '^' ? end + 1 : 0;
}

// The size of a code span, and whether anything is in it.
std::pair<std::size_t, bool> code_size(std::string_view text) {
  const std::size_t fence = std::min(text.find_first_not_of('`'), text.size());
  if (fence > 8) return {fence, false};
  const std::string_view near = text.substr(0, kLookahead);
  const std::size_t end = near.find(near.substr(0, fence), fence);
  if (end == std::string_view::npos) return {fence, false};
  return {end + fence, has_word_char(near.substr(fence, end - fence))};
}

// The size of `:tada:`.
std::size_t shortcode_size(std::string_view text) {
  const std::size_t end =
      text.substr(0, 40).find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_+", 1);
  return end != std::string_view::npos && end > 2 && text[end] == ':' ? end + 1 : 0;
}

// Where a link's text or a picture ends: the size up to and including `](target)`, or 0.
std::size_t target_size(std::string_view text) {
  const std::size_t end = text.substr(0, kLookahead).find(')');
  return text.starts_with("](") && end != std::string_view::npos ? end + 1 : 0;
}

bool is_link(std::string_view text) {
  return text.substr(0, kLookahead).find("](") != std::string_view::npos;
}

class ProseReader {
 public:
  explicit ProseReader(std::string_view text) : text_(text) {}

  std::string read() && {
    while (at_ < text_.size()) {
      if (at_ == 0 || text_[at_ - 1] == '\n') at_ += marker_size(text_.substr(at_, kLookahead));
      if (at_ < text_.size()) step();
    }
    return collapse_space(out_);
  }

 private:
  [[nodiscard]] bool after_word() const { return at_ > 0 && is_ascii_alnum(text_[at_ - 1]); }

  // Markup and pictures leave nothing behind; their size, or 0.
  [[nodiscard]] std::size_t dropped(std::string_view rest) const {
    const bool before_word = rest.size() > 1 && is_ascii_alnum(rest[1]);
    switch (rest[0]) {
      case '[':
        if (const std::size_t size = footnote_size(rest); size > 0) return size;
        return is_link(rest) ? 1 : 0;
      case ']':
        return target_size(rest);
      case '!':
        return rest.starts_with("![") && is_link(rest) ? target_size_from(rest) : 0;
      case ':':
        return after_word() ? 0 : shortcode_size(rest);
      case '*':
        return 1;
      case '_':
        return after_word() && before_word ? 0 : 1;
      default:
        return 0;
    }
  }

  [[nodiscard]] static std::size_t target_size_from(std::string_view rest) {
    const std::size_t middle = rest.substr(0, kLookahead).find("](");
    return middle + std::max<std::size_t>(1, target_size(rest.substr(middle)));
  }

  void step() {
    const std::string_view rest = text_.substr(at_);
    if (const std::size_t size = dropped(rest); size > 0) {
      at_ += size;
    } else if (rest[0] == '`') {
      const auto [code, filled] = code_size(rest);
      if (filled) out_ += kNoun;
      at_ += code;
    } else if (const std::size_t url = after_word() ? 0 : url_size(rest); url > 0) {
      out_ += kNoun;
      at_ += url;
    } else {
      const CodePoint c = code_point_at(text_, at_);
      if (!is_emoji(c.value)) out_ += rest.substr(0, c.size);
      at_ += c.size;
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

std::string prose_of(std::string_view inline_text) { return ProseReader(inline_text).read(); }

}  // namespace qualm::language
