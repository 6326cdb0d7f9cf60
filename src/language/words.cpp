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

}  // namespace

std::size_t end_of_word(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  for (;;) {
    while (at < text.size() && is_ascii_alnum(text[at])) ++at;
    if (at >= text.size() || text[at] == ' ') return at;
    if (static_cast<unsigned char>(text[at]) >= 0x80) {
      const std::size_t size = word_size(text, at);
      if (size > 0) {
        at += size;
        continue;
      }
    }
    const std::size_t inner = at > begin ? inner_size(text, at, text[at - 1]) : 0;
    if (inner == 0 || word_size(text, at + inner) == 0) return at;
    at += inner;
  }
}

std::size_t behind_character(std::string_view text, std::size_t at) {
  return at + (static_cast<unsigned char>(text[at]) < 0x80 ? 1 : code_point_at(text, at).size);
}

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  each_word(text, [&](std::string_view word) {
    const auto begin = static_cast<std::size_t>(word.data() - text.data());
    words.push_back({begin, begin + word.size(), ascii_lower(word)});
  });
  return words;
}

std::string plain_words(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  each_word(text, [&](std::string_view word) {
    if (!out.empty()) out += ' ';
    for (const char c : word) out += is_ascii_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
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
