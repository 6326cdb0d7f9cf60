// Each encoder: the plain case, what it must disarm, and the edge between.

#include "support/encode.hpp"

#include <string>

#include "harness/catch.hpp"

using namespace qualm;

TEST_CASE("terminal_text leaves what can be seen as it is") {
  CHECK(terminal_text("").empty());
  CHECK(terminal_text("a [b] {c} 50% C:\\x a::b ## Title") == "a [b] {c} 50% C:\\x a::b ## Title");
  CHECK(terminal_text("Größe 大きさ 🙂") == "Größe 大きさ 🙂");
}

TEST_CASE("terminal_text escapes what cannot be seen") {
  CHECK(terminal_text("a\x1b[2K") == "a\\x1b[2K");
  CHECK(terminal_text("a\r\nb\tc\x7f") == "a\\x0d\\x0ab\\x09c\\x7f");
  CHECK(terminal_text("\u009b1A") == "\\u{9b}1A");
  CHECK(terminal_text("\u202Eabc\u2066\u200F") == "\\u{202e}abc\\u{2066}\\u{200f}");
  CHECK(terminal_text("a\u200Bb\u00ADc\uFE0F\uFEFF") == "a\\u{200b}b\\u{ad}c\\u{fe0f}\\u{feff}");
  CHECK(terminal_text("\u2028\uFFFF\U000E0041") == "\\u{2028}\\u{ffff}\\u{e0041}");
  CHECK(terminal_text(std::string_view("a\0b", 3)) == "a\\x00b");
}

TEST_CASE("terminal_text escapes every ill-formed byte") {
  CHECK(terminal_text("\xff") == "\\xff");
  CHECK(terminal_text("a\xc3") == "a\\xc3");
  CHECK(terminal_text("\xc0\xaf") == "\\xc0\\xaf");           // overlong
  CHECK(terminal_text("\xed\xa0\x80") == "\\xed\\xa0\\x80");  // surrogate
  CHECK(terminal_text("\xf4\x90\x80\x80") == "\\xf4\\x90\\x80\\x80");
  CHECK(terminal_text("\xe2\x82x") == "\\xe2\\x82x");
}

TEST_CASE("terminal_text makes no command of a build log") {
  CHECK(terminal_text("##[add-path]/e") == "#\\x23[add-path]/e");
  CHECK(terminal_text("###[x]") == "##\\x23[x]");
  CHECK(terminal_text("##vso[task.x]") == "#\\x23vso[task.x]");
  CHECK(terminal_text("# #[x] #[y] ##") == "# #[x] #[y] ##");
  CHECK(terminal_text("::stop::t") == "\\x3a:stop::t");
  CHECK(terminal_text(" \u3000::stop::t") == " \u3000\\x3a:stop::t");
  CHECK(terminal_text("std::string") == "std::string");
}

TEST_CASE("valid_utf8_or_replaced replaces only what is ill-formed") {
  CHECK(valid_utf8_or_replaced("a\x1b é") == "a\x1b é");
  CHECK(valid_utf8_or_replaced("a\xff\xc3") == "a\uFFFD\uFFFD");
  CHECK(valid_utf8_or_replaced("\xe2\x82x") == "\uFFFDx");
}

TEST_CASE("xml_text keeps to the characters of XML 1.0") {
  CHECK(xml_text("a\tb\nc <&]]>") == "a\tb\nc <&]]>");
  CHECK(xml_text("\x1b\x01") == "\uFFFD\uFFFD");
  CHECK(xml_text("\uFFFE\uFFFF\xed\xa0\x80") == "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD");
}

TEST_CASE("github_message escapes what ends or unescapes a message") {
  CHECK(github_message("50% a, b: c") == "50%25 a, b: c");
  CHECK(github_message("a\r\nb") == "a%0D%0Ab");
  CHECK(github_message("%0A::error::x") == "%250A::error::x");
}

TEST_CASE("github_property escapes what ends a property too") {
  CHECK(github_property("a:b,c=d%") == "a%3Ab%2Cc=d%25");
}

TEST_CASE("GitHub encoders part `##[`, whatever stands between its characters") {
  CHECK(github_message("##[add-path]") == "# #[add-path]");
  CHECK(github_message("###[x]") == "## #[x]");
  CHECK(github_message("#\u00AD#\u200B[x]") == "# #[x]");
  CHECK(github_message(std::string_view("#\0#[x]", 6)) == "# #[x]");
  CHECK(github_message("#\x1b#[x]") == "# #[x]");
  CHECK(github_message("#é#[x]") == "#é #[x]");
  CHECK(github_line("##[x]\r\ny") == "# #[x]  y");
  CHECK(github_message("# Title [a]") == "# Title [a]");
}

TEST_CASE("markdown_text leaves plain words plain") {
  CHECK(markdown_text("proxy F1 is over-optimised, see (a): 50%") ==
        "proxy F1 is over-optimised, see (a): 50%");
  CHECK(markdown_text("models/a.md:9:3") == "models/a.md:9:3");
}

TEST_CASE("markdown_text lets no markup through") {
  CHECK(markdown_text("**b** _i_ `c` ~s~") == "\\*\\*b\\*\\* \\_i\\_ \\`c\\` \\~&#8203;s\\~");
  CHECK(markdown_text("[a](b) ![c](d)") == "\\[a\\](b) \\!\\[c\\](d)");
  CHECK(markdown_text("<script> & a|b") == "&lt;script&gt; &amp; a&#124;b");
  CHECK(markdown_text("a\nb") == "a\\\\x0ab");
  CHECK(markdown_text("\\[a](b)") == "\\\\\\[a\\](b)");
}

TEST_CASE("markdown_text starts no block") {
  CHECK(markdown_text("- a") == "\\- a");
  CHECK(markdown_text("+ a") == "\\+ a");
  CHECK(markdown_text("  # a") == "\\# a");
  CHECK(markdown_text("12. a") == "12\\. a");
  CHECK(markdown_text("1) a") == "1\\) a");
  CHECK(markdown_text("12.5 a") == "12\\.5 a");
  CHECK(markdown_text("a - b") == "a - b");
}

TEST_CASE("markdown_text names nobody and links nowhere") {
  CHECK(markdown_text("@team") == "@&#8203;team");
  CHECK(markdown_text("a@b.example") == "a@&#8203;b.example");
  CHECK(markdown_text("#12 !7") == "\\#&#8203;12 \\!&#8203;7");
  CHECK(markdown_text("https://a.example") == "https:&#8203;//a.example");
  CHECK(markdown_text("www.a.example") == "www&#8203;.a.example");
  CHECK(markdown_text(":tada:") == ":&#8203;tada:");
}

TEST_CASE("markdown_code uses a code span where nothing can leave it") {
  CHECK(markdown_code("models/a_b.md:9") == "`models/a_b.md:9`");
  CHECK(markdown_code("a`b") == "a\\`b");
  CHECK(markdown_code("a|b") == "a&#124;b");
  CHECK(markdown_code("a\nb") == "a\\\\x0ab");
  CHECK(markdown_code("").empty());
}

TEST_CASE("sarif_message holds neither placeholder nor link") {
  CHECK(sarif_message("{0} [a](b) c:\\d") == "{{0}} \\[a\\](b) c:\\\\d");
  CHECK(sarif_message("plain (text)") == "plain (text)");
  CHECK(sarif_message("\x1b") == "\\\\x1b");
}

TEST_CASE("uri_path keeps the unreserved characters and slashes") {
  CHECK(uri_path("models/a-b_c.~1/x.md") == "models/a-b_c.~1/x.md");
  CHECK(uri_path("a b#c?d%e:f") == "a%20b%23c%3Fd%25e%3Af");
  CHECK(uri_path("é\xff") == "%C3%A9%FF");
  CHECK(uri_path(std::string_view("a\0b", 3)) == "a%00b");
}
