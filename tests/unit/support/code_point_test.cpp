// Code points: strict UTF-8, and the width of what is shown.

#include "support/code_point.hpp"

#include <string>

#include "harness/catch.hpp"

using namespace qualm;

TEST_CASE("code_point_at and append_utf8 agree on every scalar value") {
  for (char32_t value = 0; value <= 0x10FFFF; ++value) {
    if (value >= 0xD800 && value <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, value);
    const CodePoint point = code_point_at(text, 0);
    if (!point.valid || point.value != value || point.length != text.size()) {
      FAIL("U+" << std::hex << static_cast<unsigned>(value));
    }
  }
}

TEST_CASE("ill-formed bytes belong together as far as they could have been right") {
  CHECK(code_point_at("\xe2\x82x", 0).length == 2);
  CHECK(code_point_at("\xf0\x9f\x99", 0).length == 3);
  CHECK(code_point_at("\xe0\x80", 0).length == 1);  // overlong
  CHECK(code_point_at("\xed\xa0", 0).length == 1);  // surrogate
  CHECK(code_point_at("\xf5\x80", 0).length == 1);
  CHECK(code_point_at("\x80", 0).length == 1);
  CHECK_FALSE(code_point_at("\xe2\x82x", 0).valid);
}

TEST_CASE("unseen are bidirectional controls, default-ignorables and noncharacters") {
  for (const char32_t value : {0xADU, 0x61CU, 0x200BU, 0x200EU, 0x2028U, 0x202EU, 0x2066U, 0x3164U,
                               0xFDD0U, 0xFE0FU, 0xFEFFU, 0xFFFEU, 0x1FFFFU, 0xE0001U, 0xE0100U}) {
    CHECK(is_unseen(value));
  }
  for (const char32_t value : {0x20U, 0xE9U, 0x300U, 0x3000U, 0x3042U, 0xFFFDU, 0x1F642U}) {
    CHECK_FALSE(is_unseen(value));
  }
}

TEST_CASE("display_width counts columns") {
  CHECK(display_width("") == 0);
  CHECK(display_width("abc") == 3);
  CHECK(display_width("大きさ") == 6);
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("🙂") == 2);
  CHECK(display_width("한글") == 4);
  CHECK(display_width("…→é") == 3);
}
