// The words of a text, and looking them up in lists.

#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace qualm::language {

/// A word: a run of letters, digits and inner apostrophes; hyphens part words. A decimal number is
/// one word. `lower` has ASCII letters in lower case.
struct Word {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string lower;
};

/// Where the word that begins at `at` ends; `at` itself when none does.
[[nodiscard]] std::size_t end_of_word(std::string_view text, std::size_t at);

/// Where the next word may begin, behind the character at `at` that is none of a word.
[[nodiscard]] std::size_t behind_character(std::string_view text, std::size_t at);

/// Calls `take` with each word of `text` as it is written. In the header, because most of the work
/// on a card goes through here.
template <typename Take>
void each_word(std::string_view text, const Take& take) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = end_of_word(text, at);
    if (end > at) take(text.substr(at, end - at));
    if (end == text.size()) return;
    at = text[end] == ' ' ? end + 1 : behind_character(text, end);
  }
}

/// The words of `text`, in order.
[[nodiscard]] std::vector<Word> words_of(std::string_view text);

/// The lower-case words of `text` with one space between them: "ROC-AUC" reads "roc auc".
[[nodiscard]] std::string plain_words(std::string_view text);

/// Whether the words of `phrase` (parted by single spaces) stand at `words[at]`.
[[nodiscard]] bool phrase_at(std::span<const Word> words, std::size_t at, std::string_view phrase);

/// The first place where one of `phrases` stands, or `words.size()`.
[[nodiscard]] std::size_t find_phrase(std::span<const Word> words,
                                      std::span<const std::string_view> phrases,
                                      std::size_t from = 0);

/// A word made of digits, with `.` or `,` between them.
[[nodiscard]] bool is_number(std::string_view word);

using WordList = std::span<const std::string_view>;

/// Whether a sorted list holds `word`. First letters are compared by themselves: most words differ
/// there, and the lists are asked about every word of a card.
[[nodiscard]] constexpr bool holds(WordList sorted, std::string_view word) {
  return std::binary_search(
      sorted.begin(), sorted.end(), word, [](std::string_view a, std::string_view b) {
        if (a.empty() || b.empty() || a.front() == b.front()) return a < b;
        return static_cast<unsigned char>(a.front()) < static_cast<unsigned char>(b.front());
      });
}

/// Whether `word` is one of a few.
[[nodiscard]] constexpr bool any_of(std::string_view word,
                                    std::initializer_list<std::string_view> few) {
  return std::find(few.begin(), few.end(), word) != few.end();
}

}  // namespace qualm::language
