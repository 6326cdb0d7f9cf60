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

bool word_at(std::string_view text, std::size_t at) {
  return at < text.size() && is_word_char(code_point_at(text, at).value);
}

}  // namespace

std::vector<Word> words_of(std::string_view text) {
  std::vector<Word> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    while (word_at(text, at)) {
      at += code_point_at(text, at).size;
      if (at >= text.size() || word_at(text, at)) continue;
      const std::size_t inner = inner_size(text, at, text[at - 1]);
      if (inner > 0 && word_at(text, at + inner)) at += inner;
    }
    if (at > begin) words.push_back({begin, at, ascii_lower(text.substr(begin, at - begin))});
    if (at < text.size()) at += code_point_at(text, at).size;
  }
  return words;
}

std::string plain_words(std::string_view text) {
  std::string out;
  for (const Word& word : words_of(text)) {
    if (!out.empty()) out += ' ';
    out += word.lower;
  }
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
