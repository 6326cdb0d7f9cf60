// Small, pure helpers on UTF-8 text.

#include "support/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <numeric>

namespace qualm {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

bool is_ascii_alnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Length of the sequence that `lead` starts, and the smallest code point it may stand for.
struct Sequence {
  std::size_t length = 0;
  char32_t smallest = 0;
};

Sequence sequence_of(unsigned char lead) {
  if (lead < 0x80) return {1, 0};
  if (lead >= 0xC2 && lead <= 0xDF) return {2, 0x80};
  if (lead >= 0xE0 && lead <= 0xEF) return {3, 0x800};
  if (lead >= 0xF0 && lead <= 0xF4) return {4, 0x10000};
  return {};
}

/// Symbols that decorate a title: arrows, dingbats, pictographs, joiners and variation selectors.
bool is_decoration(char32_t c) {
  return (c >= 0x2190 && c <= 0x2BFF) || (c >= 0x1F000 && c <= 0x1FAFF) || c == 0x200D ||
         (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0x200B && c <= 0x200C) || c == 0xFEFF;
}

/// Punctuation that a comparison of titles ignores; `-` and `_` become spaces before this.
bool is_title_punctuation(char c) {
  return std::string_view("*`~:.,;!?\"'()[]{}<>#|\\").find(c) != std::string_view::npos;
}

/// The first byte at or after `i` that is not ASCII, eight at a time: most text is nothing else.
std::size_t skip_ascii(std::string_view text, std::size_t i) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080U;
  std::uint64_t chunk = 0;
  for (; i + sizeof chunk <= text.size(); i += sizeof chunk) {
    std::memcpy(&chunk, text.data() + i, sizeof chunk);
    if ((chunk & kHighBits) != 0) break;
  }
  while (i < text.size() && static_cast<unsigned char>(text[i]) < 0x80) ++i;
  return i;
}

char32_t decode(std::string_view bytes, std::size_t length) {
  constexpr std::array<unsigned, 5> kLeadMask = {0, 0x7F, 0x1F, 0x0F, 0x07};
  char32_t value = static_cast<unsigned char>(bytes[0]) & kLeadMask[length];
  for (std::size_t i = 1; i < length; ++i) {
    value = (value << 6U) | (static_cast<unsigned char>(bytes[i]) & 0x3FU);
  }
  return value;
}

/// `1.`, `2.3`, `IV.`-style numbering is dropped only in its digit form: "1. System", "2.3 Data".
std::string_view without_numbering(std::string_view title) {
  std::size_t i = 0;
  while (i < title.size() && (title[i] >= '0' && title[i] <= '9')) ++i;
  if (i == 0 || i == title.size()) return title;
  while (i < title.size() &&
         (title[i] == '.' || title[i] == ')' || (title[i] >= '0' && title[i] <= '9'))) {
    ++i;
  }
  if (i == title.size() || !is_space(title[i])) return title;
  return trim(title.substr(i));
}

/// Insertions, deletions, substitutions and swaps of neighbours that lead from `a` to `b`.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::vector<std::size_t> next(b.size() + 1);
    next[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = row[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      next[j] = std::min({row[j] + 1, next[j - 1] + 1, substituted});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        next[j] = std::min(next[j], before[j - 2] + 1);
      }
    }
    before = std::move(row);
    row = std::move(next);
  }
  return row.back();
}

/// Whether `text`, which ends in no space, has no space but single ones. Every byte is looked at,
/// without a way out, so that the compiler can look at many at a time.
bool is_tidy(std::string_view text) {
  unsigned untidy = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i - 1]);
    const auto next = static_cast<unsigned char>(text[i]);
    untidy |= static_cast<unsigned>(byte <= ' ') &
              (static_cast<unsigned>(byte != ' ') | static_cast<unsigned>(next <= ' '));
  }
  return untidy == 0;
}

}  // namespace

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string ascii_lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::string collapse_space(std::string_view text) {
  text = trim(text);
  if (is_tidy(text)) return std::string(text);  // most text is
  std::string collapsed;
  collapsed.reserve(text.size());
  bool pending = false;
  for (const char c : text) {
    if (is_space(c)) {
      pending = true;
      continue;
    }
    if (pending) collapsed.push_back(' ');
    pending = false;
    collapsed.push_back(c);
  }
  return collapsed;
}

int count_words(std::string_view text) {
  int words = 0;
  bool counted = false;  // the word that is being read
  for (const char c : text) {
    if (static_cast<unsigned char>(c) <= ' ' && is_space(c)) {
      counted = false;
    } else if (!counted && (is_ascii_alnum(c) || static_cast<unsigned char>(c) >= 0x80)) {
      counted = true;
      ++words;
    }
  }
  return words;
}

std::string shorten(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return std::string(text);
  std::size_t end = limit;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return std::string(trim(text.substr(0, end))) + "…";
}

std::optional<std::size_t> invalid_utf8(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    i = skip_ascii(text, i);
    if (i == text.size()) break;
    const Sequence sequence = sequence_of(static_cast<unsigned char>(text[i]));
    if (sequence.length == 0 || i + sequence.length > text.size()) return i;
    for (std::size_t k = 1; k < sequence.length; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xC0U) != 0x80U) return i;
    }
    if (sequence.length > 1) {
      const char32_t c = decode(text.substr(i), sequence.length);
      if (c < sequence.smallest || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return i;
    }
    i += sequence.length;
  }
  return std::nullopt;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

SourcePos position_at(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::size_t start = before.rfind('\n');
  const std::size_t column =
      start == std::string_view::npos ? before.size() : before.size() - start - 1;
  return {.line = static_cast<int>(lines) + 1, .column = static_cast<int>(column) + 1};
}

std::string join_words(const std::vector<std::string>& words) {
  std::string joined;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) joined += i + 1 == words.size() ? " and " : ", ";
    joined += words[i];
  }
  return joined;
}

std::optional<std::string> nearest(std::string_view word,
                                   const std::vector<std::string>& candidates) {
  constexpr std::size_t kLongestWord = 80;  // the distance is quadratic in the length
  if (word.size() > kLongestWord) return std::nullopt;
  std::optional<std::string> best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    if (candidate.size() > kLongestWord) continue;
    const std::size_t distance = edit_distance(ascii_lower(word), ascii_lower(candidate));
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

std::string normal_title(std::string_view title) {
  std::string kept;
  kept.reserve(title.size());
  std::size_t i = 0;
  while (i < title.size()) {
    const std::size_t length =
        std::min(std::max<std::size_t>(1, sequence_of(static_cast<unsigned char>(title[i])).length),
                 title.size() - i);
    if (length == 1) {
      const char c = title[i];
      kept.push_back(c == '_' || c == '-' || c == '/' ? ' ' : c);
    } else if (const char32_t c = decode(title.substr(i), length);
               c == 0x2013 || c == 0x2014 || c == 0xA0) {
      kept.push_back(' ');
    } else if (c == 0x2018 || c == 0x2019) {
      // An apostrophe, curly or straight, is dropped below.
    } else if (!is_decoration(c)) {
      kept.append(title.substr(i, length));
    }
    i += length;
  }
  std::string normal;
  for (const char c : without_numbering(trim(kept))) {
    if (!is_title_punctuation(c)) normal.push_back(c);
  }
  return ascii_lower(collapse_space(normal));
}

}  // namespace qualm
