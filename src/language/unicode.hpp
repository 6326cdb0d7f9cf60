// Unicode properties and folding, free of ICU types.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace qualm::language {

/// One decoded character and the bytes it took. Bytes that are not UTF-8 decode to U+FFFD, size 1.
struct CodePoint {
  char32_t value = 0;
  std::size_t size = 0;
};

/// The character at byte `at`, which is less than `text.size()`.
[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t at);

/// The scripts that we tell apart.
enum class Script {
  latin,
  cyrillic,
  greek,
  han,
  kana,
  hangul,
  arabic,
  hebrew,
  devanagari,
  thai,
  other
};

/// The script of a letter; `other` for what belongs to none of ours, such as digits.
[[nodiscard]] Script script_of(char32_t c);

/// A letter of any script, by its Unicode class.
[[nodiscard]] bool is_letter(char32_t c);
/// A capital letter.
[[nodiscard]] bool is_upper(char32_t c);
/// A small letter; scripts without case have none.
[[nodiscard]] bool is_lower(char32_t c);
/// Letters, digits and the marks that combine with them.
[[nodiscard]] bool is_word_char(char32_t c);
/// Pictures, and the joiners and variation selectors that belong to them.
[[nodiscard]] bool is_emoji(char32_t c);

/// Whether `text` holds a letter or a digit of any script.
[[nodiscard]] bool has_word_char(std::string_view text);

/// `text` without case and without accents on Latin, Greek and Cyrillic letters.
[[nodiscard]] std::string fold(std::string_view text);

}  // namespace qualm::language
