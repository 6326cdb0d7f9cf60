// Small, pure helpers on UTF-8 text.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "support/error.hpp"

namespace qualm {

/// Without white space (space, tab, CR, LF) at either end.
[[nodiscard]] std::string_view trim(std::string_view text);

/// The lines of `text` without their ends (LF or CRLF); a final line end makes no extra line.
[[nodiscard]] std::vector<std::string_view> split_lines(std::string_view text);

/// The parts between `separator`s; an empty text has one empty part.
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

/// ASCII letters in lower case, everything else as it was.
[[nodiscard]] std::string ascii_lower(std::string_view text);

/// Each run of white space as one space, none at the ends.
[[nodiscard]] std::string collapse_space(std::string_view text);

/// The number of words: runs of non-space that hold at least one letter, digit or non-ASCII byte.
[[nodiscard]] int count_words(std::string_view text);

/// `text` cut to at most `limit` bytes at a code point's edge, with `…` when something was cut.
[[nodiscard]] std::string shorten(std::string_view text, std::size_t limit);

/// The place of the first byte that is not well-formed UTF-8; nothing when all is well.
[[nodiscard]] std::optional<std::size_t> invalid_utf8(std::string_view text);

/// The number of code points in well-formed UTF-8.
[[nodiscard]] std::size_t code_points(std::string_view text);

/// Line and byte column (from 1) of a byte offset.
[[nodiscard]] SourcePos position_at(std::string_view text, std::size_t offset);

/// `a, b and c`.
[[nodiscard]] std::string join_words(const std::vector<std::string>& words);

/// The candidate that `word` was probably meant to be: at most a third of its letters differ.
[[nodiscard]] std::optional<std::string> nearest(std::string_view word,
                                                 const std::vector<std::string>& candidates);

/// How a title, label or key is compared: lower case, emphasis, punctuation, leading numbering and
/// emoji dropped, `_` and `-` read as spaces, white space collapsed.
[[nodiscard]] std::string normal_title(std::string_view title);

}  // namespace qualm
