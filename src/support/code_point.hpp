// Code points: reading them from UTF-8, and telling apart those that may be shown as they are.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace qualm {

/// One code point of a text, or the ill-formed bytes that stand where one should.
struct CodePoint {
  char32_t value = 0;
  std::size_t length = 0;  ///< bytes it takes; for ill-formed bytes, how many belong together
  bool valid = false;
};

/// The code point at `offset`, which must lie within `text`. Strict: no overlong form, no
/// surrogate.
[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t offset);

/// Appends `value` as UTF-8; it must be a Unicode scalar value.
void append_utf8(std::string& text, char32_t value);

/// C0 and C1 controls and DEL.
[[nodiscard]] bool is_control(char32_t value);

/// What shows nothing of its own or changes how its neighbours are shown: bidirectional controls,
/// default-ignorable code points, line separators, noncharacters.
[[nodiscard]] bool is_unseen(char32_t value);

/// Columns that a terminal gives it: 0 for marks that combine, 2 for East Asian wide ones, else 1.
[[nodiscard]] int display_width(char32_t value);

/// Columns of a text that holds no controls; an ill-formed byte counts as one.
[[nodiscard]] int display_width(std::string_view text);

}  // namespace qualm
