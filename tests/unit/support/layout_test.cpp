// Wrapping, excerpts and carets, column by column.

#include "support/layout.hpp"

#include <algorithm>

#include "harness/catch.hpp"
#include "support/code_point.hpp"
#include "support/text.hpp"

using namespace qualm;

TEST_CASE("counted uses the singular for one only") {
  CHECK(counted(0, "error") == "0 errors");
  CHECK(counted(1, "error") == "1 error");
  CHECK(counted(2, "error") == "2 errors");
}

TEST_CASE("wrapped breaks at words and indents below the first") {
  CHECK(wrapped("why: ", "one two three", 40) == "why: one two three\n");
  CHECK(wrapped("why: ", "one two three", 12) == "why: one two\n     three\n");
  CHECK(wrapped("why: ", "one two three", 11) == "why: one\n     two\n     three\n");
  CHECK(wrapped("why: ", "  one\n\ntwo ", 40) == "why: one two\n");
  CHECK(wrapped("why: ", "", 40) == "why: \n");
}

TEST_CASE("wrapped leaves a word that is too long whole") {
  CHECK(wrapped("a: ", "x https://example.org/very/long y", 12) ==
        "a: x\n   https://example.org/very/long\n   y\n");
}

TEST_CASE("wrapped counts columns, not bytes, and starts no line with a command") {
  CHECK(wrapped("a: ", "大大 大大", 12) == "a: 大大 大大\n");
  CHECK(wrapped("a: ", "one ::error::two", 10) == "a: one\n   \\x3a:error::two\n");
}

TEST_CASE("excerpt_around leaves a short line alone") {
  const Excerpt excerpt = excerpt_around("short", 3, 200);
  CHECK(excerpt.text == "short");
  CHECK(excerpt.column == 1);
}

TEST_CASE("excerpt_around keeps the column and the limit, at edges of code points") {
  std::string line;
  for (int i = 0; i < 300; ++i) line += "é";
  for (const int column : {1, 2, 50, 150, 299, 300, 301, 5000}) {
    const Excerpt excerpt = excerpt_around(line, column, 200);
    CHECK(excerpt.text.size() <= 200);
    CHECK(excerpt.text.size() >= 198);
    CHECK_FALSE(invalid_utf8(excerpt.text));
    CHECK(excerpt.column <= column);
    const int last = excerpt.column + static_cast<int>(code_points(excerpt.text)) - 1;
    CHECK(last >= std::min(column, 300));
  }
}

TEST_CASE("the caret stands below the place") {
  const SnippetLines lines =
      lay_out({.line = "| AUROC | ranking |  |", .column = 3, .width = 5}, 80);
  CHECK(lines.source == "| AUROC | ranking |  |");
  CHECK(lines.carets == "  ^^^^^");
}

TEST_CASE("the caret counts tabs, wide characters, marks and escapes as they are shown") {
  CHECK(lay_out({.line = "\tab", .column = 3}, 80).carets == "     ^");
  CHECK(lay_out({.line = "a\tb", .column = 3}, 80).source == "a   b");
  CHECK(lay_out({.line = "a\tb", .column = 3}, 80).carets == "    ^");
  CHECK(lay_out({.line = "大きb", .column = 3}, 80).carets == "    ^");
  CHECK(lay_out({.line = "大きb", .column = 1, .width = 2}, 80).carets == "^^^^");
  CHECK(lay_out({.line = "e\u0301b", .column = 3}, 80).carets == " ^");
  CHECK(lay_out({.line = "\x1b"
                         "b",
                 .column = 2},
                80)
            .carets == "    ^");
  CHECK(lay_out({.line = "\xff"
                         "b",
                 .column = 2},
                80)
            .source == "\\xffb");
}

TEST_CASE("the caret may stand behind the line, and not beyond") {
  CHECK(lay_out({.line = "abc", .column = 4}, 80).carets == "   ^");
  CHECK(lay_out({.line = "abc", .column = 2, .width = 99}, 80).carets == " ^^");
  CHECK(lay_out({.line = "abc", .column = 5}, 80).carets.empty());
  CHECK(lay_out({.line = "abc", .column = 0}, 80).carets.empty());
}

TEST_CASE("a long line is cut around the caret") {
  const std::string line(200, 'x');
  for (const int column : {1, 10, 100, 195, 200, 201}) {
    const SnippetLines lines = lay_out({.line = line, .column = column, .width = 3}, 40);
    INFO(column);
    CHECK(display_width(lines.source) <= 40);
    CHECK(display_width(lines.source) >= 38);
    CHECK(lines.carets.find('^') != std::string::npos);
    CHECK(lines.carets.size() <= 41);
  }
  const SnippetLines start = lay_out({.line = line, .column = 1}, 40);
  CHECK(start.source.substr(0, 1) == "x");
  CHECK(start.carets == "^");
}

TEST_CASE("a cut excerpt keeps its caret in place") {
  const SnippetLines lines =
      lay_out({.line = "one two", .line_column = 101, .column = 105, .width = 3}, 80);
  CHECK(lines.source == "…one two");
  CHECK(lines.carets == "     ^^^");
}

TEST_CASE("a source line makes no command of a build log") {
  CHECK(lay_out({.line = "##[x]", .column = 1}, 80).source == "#\\x23[x]");
}
