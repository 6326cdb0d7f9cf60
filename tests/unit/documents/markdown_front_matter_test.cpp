// Front matter: found where it is, and not where two thematic breaks stand around text.

#include <string>
#include <vector>

#include "documents/markdown.hpp"
#include "harness/catch.hpp"

using qualm::documents::find_front_matter;
using qualm::documents::FrontMatter;
using qualm::documents::parse_markdown;

TEST_CASE("front matter: present") {
  struct Case {
    std::string_view source;
    std::string_view text;
    int first_line;
  };
  const std::vector<Case> cases = {
      {"---\nlicense: mit\n---\n# A", "license: mit\n", 2},
      {"---\r\nlicense: mit\r\n---  \r\n# A", "license: mit\r\n", 2},
      {"\n\n---\nlicense: mit\n---\n", "license: mit\n", 4},
      {"\xEF\xBB\xBF---\nlicense: mit\n---\n", "license: mit\n", 2},
      {"--- \nlicense: mit\n...\ntext", "license: mit\n", 2},
      {"---\ntags:\n- a\n- b\nx: {a: b}\n---", "tags:\n- a\n- b\nx: {a: b}\n", 2},
      {"---\n# about the spec\n# and the guide\n\n---\n", "# about the spec\n# and the guide\n\n",
       2},
      {"---\n# comment\nlicense: mit\n---", "# comment\nlicense: mit\n", 2},
      {"---\nlicense: mit\n\nowner: Dana\n---", "license: mit\n\nowner: Dana\n", 2},
      {"---\na: >-\n  folded text that is long\n  and longer\n---",
       "a: >-\n  folded text that is long\n  and longer\n", 2},
      {"---\n\"quoted key\": x\n'k': y\n---", "\"quoted key\": x\n'k': y\n", 2},
      {"---\na: b\nc: d\nlost its colon\n---", "a: b\nc: d\nlost its colon\n", 2},
      {"---\na: b\na: c\n---", "a: b\na: c\n", 2},
      {"---\n---\n# A", "", 2},
  };
  for (const Case& c : cases) {
    CAPTURE(c.source);
    const FrontMatter found = find_front_matter(c.source);
    CHECK(found.present);
    CHECK(found.closed);
    CHECK(found.text == c.text);
    CHECK(found.first_line == c.first_line);
  }
}

TEST_CASE("front matter: none") {
  for (const std::string_view source :
       {"", "---", "---\n", "# A\n\n---\na: b\n---", "---\n\n# Title\n\n---\n",
        "---\n\ntext\n\n---\n", "---\n# Title\n\nSome words of prose here.\n---\n",
        "----\na: b\n----", "---\n- a\n- b\n---", "---\njust text\n---",
        "---\nLast updated: May\n\n## Owner\n\nDana owns all of it\n\n---\n",
        "text\n---\na: b\n---", " ---\na: b\n---", "---\nNote: one line\n\nand text\n"}) {
    CAPTURE(source);
    CHECK_FALSE(find_front_matter(source).present);
  }
}

TEST_CASE("front matter: never closed") {
  const FrontMatter found = find_front_matter("---\nlicense: mit\nowner: Dana\n\n# Card\n\ntext\n");
  CHECK(found.present);
  CHECK_FALSE(found.closed);
  CHECK(found.text == "license: mit\nowner: Dana\n");
  const auto parsed =
      parse_markdown("---\nlicense: mit\nowner: Dana\n\n# Card\n\n**Owner:** Dana\n");
  REQUIRE(parsed);
  REQUIRE(parsed->sections.size() == 2);
  CHECK(parsed->sections[1].where.line == 5);
  CHECK(parsed->labels.at(0).value.where.line == 7);
}

TEST_CASE("front matter: the document begins behind it, at its own line") {
  const auto parsed = parse_markdown("---\nowner: Dana\n# a comment, no heading\n---\n# Card\n");
  REQUIRE(parsed);
  CHECK(parsed->front_matter.present);
  REQUIRE(parsed->blocks.size() == 1);
  CHECK(parsed->blocks[0].where.line == 5);
  CHECK(parsed->labels.empty());
  for (const std::string_view source : {"---\na: b\n---", "---\na: b\n---\n", "---\n---"}) {
    const auto bare = parse_markdown(source);
    REQUIRE(bare);
    CHECK(bare->blocks.empty());
  }
}
