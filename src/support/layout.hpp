// Text laid out in the columns of a terminal: wrapped, counted, and with a caret below a place.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace qualm {

/// `1 error`, `2 errors`.
[[nodiscard]] std::string counted(std::size_t count, std::string_view noun);

/// `label` and `text`, encoded for a terminal, in lines of at most `width` columns where words
/// allow; later lines are indented below the first word. Each line ends with a line end.
[[nodiscard]] std::string wrapped(std::string_view label, std::string_view text, int width);

/// A part of a line, and the column, in code points from 1, of its first code point.
struct Excerpt {
  std::string text;
  int column = 1;
};

/// At most `limit` bytes of `line` around `column`, whole when it fits. It starts early enough to
/// show what stands before the column.
[[nodiscard]] Excerpt excerpt_around(std::string_view line, int column, std::size_t limit);

/// A source line and what to underline in it: both columns count code points of the whole line.
struct Snippet {
  std::string_view line;
  int line_column = 1;  ///< column of the first code point of `line`
  int column = 1;
  int width = 1;
};

/// The two lines that show a snippet: encoded for a terminal, tabs expanded, cut with `…` around
/// the caret to `columns`. `carets` is empty when the place is not within the line.
struct SnippetLines {
  std::string source;
  std::string carets;
};

[[nodiscard]] SnippetLines lay_out(const Snippet& snippet, int columns);

}  // namespace qualm
