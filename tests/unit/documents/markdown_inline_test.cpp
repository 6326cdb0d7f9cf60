// Plain text of inlines and the place of its first byte; links.

#include <string>
#include <vector>

#include "documents/markdown.hpp"
#include "harness/catch.hpp"

using qualm::SourcePos;
using qualm::documents::Inline;
using qualm::documents::Link;
using qualm::documents::parse_markdown;
using qualm::documents::plain_inline;

TEST_CASE("inline: what is left of markup, and where it begins") {
  struct Case {
    std::string_view source;
    std::string_view text;
    int column;
  };
  const std::vector<Case> cases = {
      {"plain", "plain", 1},
      {"  spaced  ", "spaced", 3},
      {"**a** _b_ `c d`", "a b c d", 3},
      {"[text](target \"title\") x", "text x", 2},
      {"![alt](img.png) after", "after", 17},
      {"![alt](img.png)", "", 1},
      {"[![badge](b.svg)](ci) text", "text", 23},
      {"<https://x.y/z> x", "https://x.y/z x", 2},
      {"a<br/>b", "a b", 1},
      {"a <b>c</b> d", "a c d", 1},
      {"x <!-- hidden --> y", "x y", 1},
      {"&copy; &#65;&#x42;", "© AB", 1},
      {R"(\*a\* \\ b)", R"(*a* \ b)", 2},
      {"2 * 3 * 4", "2 * 3 * 4", 1},
      {"snake_case_name", "snake_case_name", 1},
      {"\xF0\x9F\x9A\x80 go", "go", 6},
      {"go \xF0\x9F\x9A\x80 on", "go on", 1},
      {"\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x94\xAC \xE2\x9C\x94\xEF\xB8\x8F done", "done", 20},
      {"\xF0\x9F\x9A\x80", "\xF0\x9F\x9A\x80", 1},
      {"a → b ≥ c — d", "a → b ≥ c — d", 1},
      {"- item", "- item", 1},
      {"# x", "# x", 1},
      {"[More Information Needed]", "[More Information Needed]", 1},
      {"", "", 1},
      {"***x***", "x", 4},
      {"`` ` ``", "`", 4},
      {"a*b*c", "abc", 1},
      {"a &amp b; c", "a &amp b; c", 1},
  };
  for (const Case& c : cases) {
    CAPTURE(c.source);
    const Inline read = plain_inline(c.source, {1, 1});
    CHECK(read.text == c.text);
    CHECK(read.where.column == c.column);
    CHECK(read.where.line == 1);
  }
}

TEST_CASE("inline: the form of the whole") {
  struct Case {
    std::string_view source;
    bool emphasised;
    bool strong;
    bool code;
    bool empty_code;
  };
  const std::vector<Case> cases = {
      {"_all of it_", true, false, false, false},
      {"*all* of it", false, false, false, false},
      {"*a **b** c*", true, false, false, false},
      {"**a *b* c**", false, true, false, false},
      {"***a***", true, true, false, false},
      {"*a* *b*", false, false, false, false},
      {"_a_ <!-- x -->", true, false, false, false},
      {"*a `c`*", true, false, true, false},
      {"cpu: `` ``", false, false, true, true},
      {"cpu: `` `` ``", false, false, true, true},
      {"cpu: ``", false, false, false, true},
      {"cpu: `` x ``", false, false, true, false},
      {"``quoted''", false, false, false, false},
      {"`a`", false, false, true, false},
      {"", false, false, false, false},
  };
  for (const Case& c : cases) {
    CAPTURE(c.source);
    const Inline read = plain_inline(c.source, {1, 1});
    CHECK(read.emphasised == c.emphasised);
    CHECK(read.strong == c.strong);
    CHECK(read.code == c.code);
    CHECK(read.empty_code == c.empty_code);
  }
}

TEST_CASE("inline: the place given is the place of the first byte") {
  const Inline read = plain_inline(" **x**", {7, 20});
  CHECK(read.where == SourcePos{7, 23});
}

TEST_CASE("inline: breaks are spaces, places follow the lines") {
  const auto parsed = parse_markdown("one  \ntwo\\\nthree\nfour `co\n  de` **La\nbel:** value\n");
  REQUIRE(parsed);
  CHECK(parsed->blocks.at(0).content.text == "one two three four co de La bel: value");
  const auto comment = parse_markdown("a <!-- x\ny --> b\n**Owner:** Dana");
  REQUIRE(comment);
  CHECK(comment->labels.at(0).value.where == SourcePos{3, 12});
  const auto target = parse_markdown("see [the\ntext](http://x\n\"title\") and\n**Owner:** Dana");
  REQUIRE(target);
  CHECK(target->labels.at(0).value.where == SourcePos{4, 12});
}

TEST_CASE("inline: links of every kind") {
  const auto parsed = parse_markdown(
      "[in](a.md) ![pic *alt*](p.png) [ref][r] [r] <https://auto.example> *[em](b)*\n"
      "> quoted [deep\n> er](c)\n\n[r]: http://ref \"t\"\n");
  REQUIRE(parsed);
  struct Expected {
    std::string_view target;
    std::string_view text;
    SourcePos where;
    bool image;
  };
  const std::vector<Expected> expected = {
      {"a.md", "in", {1, 1}, false},
      {"p.png", "pic alt", {1, 12}, true},
      {"http://ref", "ref", {1, 32}, false},
      {"http://ref", "r", {1, 41}, false},
      {"https://auto.example", "https://auto.example", {1, 45}, false},
      {"b", "em", {1, 69}, false},
      {"c", "deep er", {2, 10}, false},
  };
  REQUIRE(parsed->links.size() == expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    CAPTURE(i);
    const Link& link = parsed->links[i];
    CHECK(link.target == expected[i].target);
    CHECK(link.text == expected[i].text);
    CHECK(link.where.line == expected[i].where.line);
    CHECK(link.where.column == expected[i].where.column);
    CHECK(link.image == expected[i].image);
  }
}

TEST_CASE("inline: a badge is an image in a link") {
  const auto parsed = parse_markdown("[![ci](b.svg)](http://ci)");
  REQUIRE(parsed);
  REQUIRE(parsed->links.size() == 2);
  CHECK(parsed->links[0].target == "http://ci");
  CHECK(parsed->links[1].text == "ci");
  CHECK(parsed->links[1].where == SourcePos{1, 2});
}
