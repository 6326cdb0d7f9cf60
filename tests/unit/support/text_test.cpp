// Small helpers on UTF-8 text.

#include "support/text.hpp"

#include "harness/catch.hpp"

namespace {

TEST_CASE("lines end with LF or CRLF, and a final end makes no line") {
  using Lines = std::vector<std::string_view>;
  CHECK(qualm::split_lines("").empty());
  CHECK(qualm::split_lines("a") == Lines{"a"});
  CHECK(qualm::split_lines("a\n") == Lines{"a"});
  CHECK(qualm::split_lines("a\r\nb\n\n") == Lines{"a", "b", ""});
}

TEST_CASE("UTF-8 is checked to the letter") {
  CHECK_FALSE(qualm::invalid_utf8("plain, é, 漢字, 🙂"));
  CHECK(qualm::invalid_utf8("a\xFFz") == 1U);
  CHECK(qualm::invalid_utf8("\xC0\xAF") == 0U);          // overlong
  CHECK(qualm::invalid_utf8("ok \xED\xA0\x80") == 3U);   // a surrogate
  CHECK(qualm::invalid_utf8("\xF4\x90\x80\x80") == 0U);  // beyond Unicode
  CHECK(qualm::invalid_utf8("twelve bytes\xC3") ==
        12U);  // cut short, behind a whole chunk of ASCII
  CHECK(qualm::invalid_utf8("\xE2\x82") == 0U);
}

TEST_CASE("words are counted, punctuation alone is none") {
  CHECK(qualm::count_words("") == 0);
  CHECK(qualm::count_words("one - two") == 2);
  CHECK(qualm::count_words("  l'été  est là ") == 3);
  CHECK(qualm::count_words("→ …") == 2);  // non-ASCII counts: we cannot tell letters without tables
}

TEST_CASE("a shortened text ends at a code point's edge") {
  CHECK(qualm::shorten("short", 10) == "short");
  CHECK(qualm::shorten("ééé", 3) == "é…");
  CHECK(qualm::shorten("one two", 4) == "one…");
}

TEST_CASE("titles are compared without decoration") {
  struct Case {
    const char* title;
    const char* normal;
  };
  const Case cases[] = {
      {"**Intended Use**", "intended use"},
      {"1. System and models", "system and models"},
      {"2.3 Data:", "data"},
      {"🚀 Out-of-scope use", "out of scope use"},
      {"fails_when_over_optimised", "fails when over optimised"},
      {"What is X's intended use(s)?", "what is xs intended uses"},
      {"Limitações", "limitações"},
      {"2025", "2025"},
      {"   ", ""},
      {"Bias – risks — limits", "bias risks limits"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.title);
    CHECK(qualm::normal_title(one.title) == one.normal);
  }
}

TEST_CASE("the nearest name is one that was probably meant") {
  const std::vector<std::string> names = {"severity", "level", "check", "people"};
  CHECK(qualm::nearest("severty", names) == "severity");
  CHECK(qualm::nearest("chekc", names) == "check");
  CHECK(qualm::nearest("peeple", names) == "people");
  CHECK_FALSE(qualm::nearest("waivers", names));
  CHECK_FALSE(qualm::nearest(std::string(1000, 'x'), names));
}

TEST_CASE("positions count lines and bytes from one") {
  CHECK(qualm::position_at("ab\ncd", 0) == qualm::SourcePos{1, 1});
  CHECK(qualm::position_at("ab\ncd", 4) == qualm::SourcePos{2, 2});
  CHECK(qualm::position_at("ab\ncd", 99) == qualm::SourcePos{2, 3});
}

}  // namespace
