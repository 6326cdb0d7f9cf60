// The words of a text.

#include "language/words.hpp"

#include "language/ascii.hpp"
#include "language/unicode.hpp"
#include "support/text.hpp"

namespace qualm::language {
namespace {

// What may stand inside a word though it is no letter; its size in bytes, or 0.
std::size_t inner_size(std::string_view text, std::size_t at, char before) {
  const std::string_view rest = text.substr(at);
  const char after = rest.size() > 1 ? rest[1] : ' ';
  if ((rest[0] == '.' || rest[0] == ',') && is_digit(before) && is_digit(after)) return 1;
  if (rest[0] == '\'' || rest[0] == '@') return 1;
  return rest.starts_with("’") ? std::string_view("’").size() : 0;
}

/// Size of the word character at `at`; 0 when none stands there. Most text is ASCII, and most of
/// the work on a card goes through here.
std::size_t word_size(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (static_cast<unsigned char>(text[at]) < 0x80) return is_ascii_alnum(text[at]) ? 1 : 0;
  const CodePoint c = code_point_at(text, at);
  return is_word_char(c.value) ? c.size : 0;
}

/// Where the word that begins at `at` ends; `at` itself when none does.
std::size_t end_of_word(std::string_view text, std::size_t at) {
  for (std::size_t size = word_size(text, at); size > 0; size = word_size(text, at)) {
    at += size;
    if (at >= text.size() || word_size(text, at) > 0) continue;
    const std::size_t inner = inner_size(text, at, text[at - 1]);
    if (inner > 0 && word_size(text, at + inner) > 0) at += inner;
  }
  return at;
}

/// Calls `take(begin, end)` for each word.
template <typename Take>
void each_range(std::string_view text, const Take& take) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = end_of_word(text, at);
    if (end > at) take(at, end);
    at = end;
    if (at < text.size()) {
      at += static_cast<unsigned char>(text[at]) < 0x80 ? 1 : code_point_at(text, at).size;
    }
  }
}

}  // namespace

void each_word(std::string_view text, const std::function<void(std::string_view)>& take) {
  each_range(text,
             [&](std::size_t begin, std::size_t end) { take(text.substr(begin, end - begin)); });
}

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  each_range(text, [&](std::size_t begin, std::size_t end) {
    words.push_back({begin, end, ascii_lower(text.substr(begin, end - begin))});
  });
  return words;
}

std::string plain_words(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  each_range(text, [&](std::size_t begin, std::size_t end) {
    if (!out.empty()) out += ' ';
    for (const char c : text.substr(begin, end - begin)) {
      out += is_ascii_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
    }
  });
  return out;
}

bool phrase_at(std::span<const Word> words, std::size_t at, std::string_view phrase) {
  while (!phrase.empty()) {
    const std::string_view next = phrase.substr(0, phrase.find(' '));
    if (at >= words.size() || words[at].lower != next) return false;
    phrase.remove_prefix(std::min(phrase.size(), next.size() + 1));
    ++at;
  }
  return true;
}

std::size_t find_phrase(std::span<const Word> words, std::span<const std::string_view> phrases,
                        std::size_t from) {
  for (std::size_t at = from; at < words.size(); ++at) {
    for (const std::string_view phrase : phrases) {
      if (phrase_at(words, at, phrase)) return at;
    }
  }
  return words.size();
}

bool is_number(std::string_view word) {
  return !word.empty() && word.find_first_not_of("0123456789.,") == std::string_view::npos;
}

}  // namespace qualm::language
