// Blocks and sections: what counts as a heading, an item, a comment, and where each stands.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "documents/markdown.hpp"
#include "harness/catch.hpp"

using qualm::SourcePos;
using qualm::documents::Block;
using qualm::documents::Markdown;
using qualm::documents::parse_markdown;
using qualm::documents::Section;

namespace {

Markdown parse(std::string_view source) {
  auto parsed = parse_markdown(source);
  REQUIRE(parsed);
  return *std::move(parsed);
}

/// One line a block: `heading 1:3 Title`, with `>` for quoted, `+` for recovered, `·` a list level.
std::vector<std::string> outline(const Markdown& document) {
  constexpr std::array<std::string_view, 8> kNames = {"heading", "paragraph", "item",    "table",
                                                      "code",    "html",      "comment", "rule"};
  std::vector<std::string> lines;
  for (const Block& block : document.blocks) {
    std::string line = block.quoted ? ">" : "";
    if (block.recovered) line += "+";
    for (int depth = 0; depth < block.item_depth; ++depth) line += "·";
    line += kNames.at(static_cast<std::size_t>(block.kind));
    line += " " + std::to_string(block.content.where.line) + ":" +
            std::to_string(block.content.where.column);
    if (!block.content.text.empty()) line += " " + block.content.text;
    lines.push_back(line);
  }
  return lines;
}

/// `level name [first,last,end)` for each section behind the first.
std::vector<std::string> sections(const Markdown& document) {
  std::vector<std::string> lines;
  for (std::size_t i = 1; i < document.sections.size(); ++i) {
    const Section& section = document.sections[i];
    lines.push_back(std::to_string(section.level) + " " + section.name + " [" +
                    std::to_string(section.first) + "," + std::to_string(section.last) + "," +
                    std::to_string(section.end) + ") in " + std::to_string(section.parent));
  }
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("markdown: a heading is found in every form it takes") {
  struct Case {
    std::string_view source;
    int level;
    std::string_view title;
    SourcePos where;
  };
  const std::vector<Case> cases = {
      {"# Owner", 1, "Owner", {1, 3}},
      {"###### Owner ######", 6, "Owner", {1, 8}},
      {"   ## Owner", 2, "Owner", {1, 7}},
      {"##\tOwner", 2, "Owner", {1, 4}},
      {"## **Intended use**", 2, "Intended use", {1, 6}},
      {"## _Intended_ `use`", 2, "Intended use", {1, 5}},
      {"## \xF0\x9F\x9A\x80 Intended use", 2, "Intended use", {1, 9}},
      {"## \xE2\x9A\xA0\xEF\xB8\x8F Risks", 2, "Risks", {1, 11}},
      {"## 1. System and models", 2, "1. System and models", {1, 4}},
      {"## Uses: ![badge](b.svg) [here](x)", 2, "Uses: here", {1, 4}},
      {"## <span style=\"color:red\">Risks</span>", 2, "Risks", {1, 28}},
      {"## A&amp;B", 2, "A&B", {1, 4}},
      {"## \\# of rows", 2, "# of rows", {1, 5}},
      {"Owner\n=====", 1, "Owner", {1, 1}},
      {"  Two\n lines\n---", 2, "Two lines", {1, 3}},
      {"#hash\n===", 1, "#hash", {1, 1}},
      {"<h1 align=\"center\">Fraud <b>model</b></h1>", 1, "Fraud model", {1, 20}},
      {"<H2>\n  A &amp; B\n</H2>", 2, "A & B", {2, 3}},
      {"<div>\n<h3>Deep</h3>\n</div>", 3, "Deep", {2, 5}},
      {"##", 2, "", {1, 3}},
      {"\xEF\xBB\xBF# Marked", 1, "Marked", {1, 6}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.source);
    const Markdown document = parse(c.source);
    REQUIRE(document.sections.size() == 2);
    const Section& section = document.sections[1];
    CHECK(section.level == c.level);
    CHECK(section.title.text == c.title);
    CHECK(section.title.where.line == c.where.line);
    CHECK(section.title.where.column == c.where.column);
  }
}

TEST_CASE("markdown: what only looks like a heading opens no section") {
  for (const std::string_view source :
       {"```python\n# comment\n```", "    # indented", "#hashtag", "####### seven", "> # quoted",
        "text\n    # continues", "<!-- # hidden -->", "<pre>\n<h1>x</h1>\n</pre>", "\\# escaped",
        "<h1>open</h2>", "~~~\n# a\n~~~", "`# a`"}) {
    CAPTURE(source);
    CHECK(parse(source).sections.size() == 1);
  }
}

TEST_CASE("markdown: a quoted heading is a block, a heading in a list opens a section") {
  CHECK(outline(parse("> ## Told\n> text")) == Lines{">heading 1:6 Told", ">paragraph 2:3 text"});
  const Markdown listed = parse("- # Listed\n  text\n\nmore");
  CHECK(outline(listed) ==
        Lines{"·item 1:1", "·heading 1:5 Listed", "·paragraph 2:3 text", "paragraph 4:1 more"});
  CHECK(sections(listed) == Lines{"1 listed [2,4,4) in -1"});
}

TEST_CASE("markdown: a paragraph of bold text alone is a heading when something follows") {
  CHECK(sections(parse("**Owner**\n\nDana\n\n**Next:**")) ==
        Lines{"7 owner [1,2,2) in -1", "7 next [3,3,3) in -1"});
  CHECK(sections(parse("## Uses\n\n**Direct**\n\n- a\n\n**Other**:\n\nb\n\n# End")) ==
        Lines{"2 uses [1,1,5) in -1", "7 direct [2,3,3) in 1", "7 other [4,5,5) in 1",
              "1 end [6,6,6) in -1"});
  CHECK(sections(parse("**One**\n\n**Two**\n\ntext")) ==
        Lines{"7 one [1,1,1) in -1", "7 two [2,3,3) in -1"});
  CHECK(sections(parse("**Owner** <!-- who -->\n\nDana")) == Lines{"7 owner [1,3,3) in -1"});
  CHECK(sections(parse("__Owner__\n\nDana")) == Lines{"7 owner [1,2,2) in -1"});
}

TEST_CASE("markdown: bold text that answers, argues or stands in a list is no heading") {
  for (const std::string_view source :
       {"**Dana Whitfield**", "**Dana Whitfield**\n\n---", "**Owner** text\n\nmore",
        "**Owner:** Dana\n\nmore", "> **Owner**\n\nmore", "- **Owner**\n\nmore", "*Owner*\n\nmore",
        "**a** **b**\n\nmore", "`Owner`\n\nmore",
        "**Never deploy this without a review by somebody else.**\n\nmore"}) {
    CAPTURE(source);
    CHECK(parse(source).sections.size() == 1);
  }
  const Markdown answer = parse("## Owner\n\n**Dana Whitfield**\n\n## Next");
  CHECK(sections(answer) == Lines{"2 owner [1,2,2) in -1", "2 next [3,3,3) in -1"});
  CHECK(answer.blocks[1].content.strong);
}

TEST_CASE("markdown: sections know their parents and how far they reach") {
  const Markdown document = parse("intro\n\n# A\n\n## B\n\nb\n\n#### C\n\nc\n\n## D\n\n# E");
  CHECK(sections(document) == Lines{"1 a [2,2,7) in -1", "2 b [3,4,6) in 1", "4 c [5,6,6) in 2",
                                    "2 d [7,7,7) in 1", "1 e [8,8,8) in -1"});
  CHECK(document.sections[0].last == 1);
  CHECK(document.sections[0].end == 1);
  CHECK(document.blocks[0].section == 0);
  CHECK(document.blocks[5].section == 3);
}

TEST_CASE("markdown: list items are blocks with a depth and a list of their own") {
  const Markdown document = parse(
      "1. one\n   - two\n     still two\n\n     second\n2. three\n\n* loose\n\n* [ ] open\n* [x] "
      "**done**\n");
  CHECK(outline(document) == Lines{"·item 1:4 one", "··item 2:6 two still two",
                                   "··paragraph 5:6 second", "·item 6:4 three", "·item 8:3 loose",
                                   "·item 10:7 open", "·item 11:9 done"});
  CHECK(document.blocks[0].ordered);
  CHECK_FALSE(document.blocks[1].ordered);
  CHECK(document.blocks[0].list == document.blocks[3].list);
  CHECK(document.blocks[0].list != document.blocks[1].list);
  CHECK(document.blocks[4].list != document.blocks[0].list);
  CHECK(document.blocks[1].end_line == 3);
  CHECK(document.blocks[1].where == SourcePos{2, 4});
}

TEST_CASE("markdown: items without text of their own") {
  CHECK(outline(parse("-\n- ```\n  x\n  ```\n- > q\n- - a")) ==
        Lines{"·item 1:1", "·item 2:1", "·code 3:3 x\n", "·item 5:1", ">·paragraph 5:5 q",
              "·item 6:1", "··item 6:5 a"});
}

TEST_CASE("markdown: places hold through quotes, tabs, lazy lines and carriage returns") {
  CHECK(outline(parse("> a\n> > b\nc\r\n\r\n\t- d\r\n")) ==
        Lines{">paragraph 1:3 a", ">paragraph 2:5 b c", "code 5:2 - d\n"});
  CHECK(outline(parse("# A\r\n\r\n-\tb\r\n\r\n\tc\r\n")) ==
        Lines{"heading 1:3 A", "·item 3:3 b", "·paragraph 5:2 c"});
  CHECK(outline(parse("[r]: http://x\n[s]: y\ntext [r]")) == Lines{"paragraph 3:1 text r"});
  CHECK(outline(parse("[r]: not a target at all")) ==
        Lines{"paragraph 1:1 [r]: not a target at all"});
}

TEST_CASE("markdown: comments are blocks wherever they stand") {
  CHECK(outline(parse("<!-- a\n  b -->\n<p>\n<!--c--> x\n</p>\n")) ==
        Lines{"comment 1:6 a\n  b", "html 3:1 <p>", "comment 4:5 c", "html 4:10 x\n</p>"});
  const Markdown inside = parse("- text <!--\n  note --> more <br>end\n\n<!-- open\n\nrest");
  CHECK(outline(inside) ==
        Lines{"·item 1:3 text more end", "·comment 2:3 note", "comment 4:6 open\n\nrest"});
  CHECK(inside.blocks[1].where == SourcePos{1, 8});
  CHECK(inside.blocks[1].end_line == 2);
  CHECK(outline(parse("> <!-- q\n> r -->")) == Lines{">comment 1:8 q\nr"});
}

TEST_CASE("markdown: fences are listed, closed or not") {
  const Markdown document =
      parse("```py\nx\n```\n\n- ~~~\n  y\n\n> ```\n> z\nafter\n\n```\n````\n");
  REQUIRE(document.fences.size() == 4);
  CHECK(document.fences[0].closed);
  CHECK(document.fences[0].info == "py");
  CHECK_FALSE(document.fences[1].closed);
  CHECK_FALSE(document.fences[2].closed);
  CHECK(document.fences[2].where == SourcePos{8, 3});
  CHECK(document.fences[3].closed);
  CHECK(parse("    ```\n    indented\n").fences.empty());
  CHECK_FALSE(parse("> ```\n> a\n```\nb\n```\n").fences[0].closed);
}

TEST_CASE("markdown: what an unclosed fence hides is read all the same") {
  const Markdown document = parse(
      "# Card\n\n```python\n# load it\nimport zoo\n\n# comment\nrun()\n\n## Owner\n\n- **Owner:** "
      "Dana\n\n| A | B |\n|---|---|\n| c | d |\n\n# Limits\n\nnone\n");
  CHECK(outline(document) == Lines{"heading 1:3 Card",
                                   "code 4:1 " + document.blocks[1].content.text,
                                   "+heading 10:4 Owner", "+·item 12:5 Owner: Dana", "+table 14:1",
                                   "+heading 18:3 Limits", "+paragraph 20:1 none"});
  REQUIRE(document.fences.size() == 1);
  CHECK_FALSE(document.fences[0].closed);
  CHECK(document.fences[0].hidden_headings == 2);
  CHECK(document.labels.size() == 2);
  CHECK(document.labels[0].value.where == SourcePos{12, 14});
  CHECK(document.tables.size() == 1);
}

TEST_CASE("markdown: code behind an unclosed fence stays code") {
  struct Case {
    std::string_view source;
    int headings;
  };
  const std::vector<Case> cases = {
      {"```sh\n# step one\nmake\n\n# step two\nmake install\n", 0},
      {"```\na\n\n# lower case comment\n\nb\n", 0},
      {"```\n## at once, no blank line before\n", 0},
      {"```\nx = 1\n\ny = 2\n---\n", 0},
      {"```\nx\n\n# Training data\n\ntext\n", 1},
      {"```\nx\n\nTraining data\n=============\n\ntext\n", 1},
      {"```\nx\n\n**Training data**\n\ntext\n", 1},
      {"```\nx\n\n### 2.1 Data\n\n```python\n# no\n", 1},
      {"- ```\n  x\n\n  ## In a list\n", 0},
      {"```", 0},
      {"```\n", 0},
  };
  for (const Case& c : cases) {
    CAPTURE(c.source);
    const Markdown document = parse(c.source);
    REQUIRE(document.fences.size() == 1);
    CHECK_FALSE(document.fences[0].closed);
    CHECK(document.fences[0].hidden_headings <= c.headings);
    CHECK((document.sections.size() > 1) == (c.headings > 0));
  }
}

TEST_CASE("markdown: list numbers of what was recovered are its own") {
  const Markdown document = parse("- a\n\n```\nx\n\n## B\n\n- b\n");
  CHECK(document.blocks.front().list != document.blocks.back().list);
}

TEST_CASE("markdown: nothing much") {
  for (const std::string_view source : {"", "\n", " ", "\r\n", "\t\n\n", "---"}) {
    CAPTURE(source);
    const Markdown document = parse(source);
    CHECK(document.sections.size() == 1);
    CHECK(document.sections[0].name.empty());
  }
}
