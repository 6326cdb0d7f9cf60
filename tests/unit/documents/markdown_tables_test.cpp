// Pipe tables: where they begin and end, what their cells say and where.

#include <string>
#include <vector>

#include "documents/markdown.hpp"
#include "harness/catch.hpp"

using qualm::SourcePos;
using qualm::documents::BlockKind;
using qualm::documents::Inline;
using qualm::documents::Markdown;
using qualm::documents::parse_markdown;
using qualm::documents::Table;
using qualm::documents::TableRow;

namespace {

Markdown parse(std::string_view source) {
  auto parsed = parse_markdown(source);
  REQUIRE(parsed);
  return *std::move(parsed);
}

std::string row_text(const std::vector<Inline>& cells) {
  std::string text;
  for (const Inline& cell : cells) {
    text += "[" + std::to_string(cell.where.line) + ":" + std::to_string(cell.where.column) + " " +
            cell.text + "]";
  }
  return text;
}

std::vector<std::string> rows(const Table& table) {
  std::vector<std::string> lines = {row_text(table.header)};
  for (const TableRow& row : table.rows) lines.push_back(row_text(row.cells));
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("tables: cells with their places") {
  struct Case {
    std::string_view source;
    Lines expected;
  };
  const std::vector<Case> cases = {
      {"| A | B |\n|---|:-:|\n| c | d |", {"[1:3 A][1:7 B]", "[3:3 c][3:7 d]"}},
      {"A|B\n-|-\nc|d", {"[1:1 A][1:3 B]", "[3:1 c][3:3 d]"}},
      {"|A|\n|-|\n|b|", {"[1:2 A]", "[3:2 b]"}},
      {"A\n:-:\nb", {"[1:1 A]", "[3:1 b]"}},
      {"  |A|B|  \r\n  |-|-|\r\n|  c  |d|\r\n", {"[1:4 A][1:6 B]", "[3:4 c][3:8 d]"}},
      {"|A|B|\n|-|-|\n|c|\n|d|e|f|\n||g|",
       {"[1:2 A][1:4 B]", "[3:2 c][3:4 ]", "[4:2 d][4:4 e]", "[5:2 ][5:3 g]"}},
      {"|A|B|\n|-|-|\n|a\\|b|`c\\|d`|", {"[1:2 A][1:4 B]", "[3:2 a|b][3:8 c|d]"}},
      {"|A|B|\n|-|-|\n|`c|d`|", {"[1:2 A][1:4 B]", "[3:2 `c][3:5 d`]"}},
      {"|A|B|\n|-|-|\n|**b**|_c_ \\* d|", {"[1:2 A][1:4 B]", "[3:4 b][3:9 c * d]"}},
      {"|A|B|\n|-|-|\n|- b|# c|", {"[1:2 A][1:4 B]", "[3:2 - b][3:6 # c]"}},
      {"|A|B|\n|-|-|\n|0.5*|*0.6|", {"[1:2 A][1:4 B]", "[3:2 0.5*][3:7 *0.6]"}},
      {"| | |\n|-|-|\n|b|c|", {"[1:3 ][1:5 ]", "[3:2 b][3:4 c]"}},
      {"|A|B|\n|-|-|\n|\xF0\x9F\x94\xB4 b|\xE2\x9C\x85|",
       {"[1:2 A][1:4 B]", "[3:7 b][3:9 \xE2\x9C\x85]"}},
      {"|A|B|\n|-|-|\n|a<br>b|<!-- x -->c|", {"[1:2 A][1:4 B]", "[3:2 a b][3:19 c]"}},
      {"|A|B|\n|-|-|\n|a &lt; b|&ge; c|", {"[1:2 A][1:4 B]", "[3:2 a < b][3:11 ≥ c]"}},
      {"> |A|B|\n> |-|-|\n> |c|d|", {"[1:4 A][1:6 B]", "[3:4 c][3:6 d]"}},
      {"- x\n  |A|B|\n  |-|-|\n  |c|d|", {"[2:4 A][2:6 B]", "[4:4 c][4:6 d]"}},
      {"1. |A|\n   |-|\n   |[c]|\n\n[c]: http://x", {"[1:5 A]", "[3:6 c]"}},
      {"|A|B|\n|-|-|\nbare", {"[1:2 A][1:4 B]", "[3:1 bare][3:5 ]"}},
  };
  for (const Case& c : cases) {
    CAPTURE(c.source);
    const Markdown document = parse(c.source);
    REQUIRE(document.tables.size() == 1);
    CHECK(rows(document.tables[0]) == c.expected);
  }
}

TEST_CASE("tables: lines with bars that are none") {
  for (const std::string_view source :
       {"| a | b |", "| a | b |\n| c | d |", "| a |\n|---|---|", "a | b\n---", "| a |\n\n|---|",
        "```\n|a|\n|-|\n```", "    |a|\n    |-|", "|a|b|\n|=|=|", "|a|b|\n|- -|-|", "|---|---|"}) {
    CAPTURE(source);
    CHECK(parse(source).tables.empty());
  }
}

TEST_CASE("tables: a table may interrupt a paragraph and be followed by a break") {
  const Markdown document =
      parse("Two *lines*\nof text:\n| A | B |\n|---|---|\n| c | d |\n---\n\n## Next\n");
  REQUIRE(document.blocks.size() == 4);
  CHECK(document.blocks[0].kind == BlockKind::paragraph);
  CHECK(document.blocks[0].content.text == "Two lines of text:");
  CHECK(document.blocks[0].end_line == 2);
  CHECK(document.blocks[1].kind == BlockKind::table);
  CHECK(document.blocks[1].where == SourcePos{3, 1});
  CHECK(document.blocks[1].end_line == 5);
  CHECK(document.blocks[2].kind == BlockKind::rule);
  CHECK(document.blocks[2].where == SourcePos{6, 1});
  CHECK(document.blocks[3].kind == BlockKind::heading);
  CHECK(document.sections.size() == 2);
}

TEST_CASE("tables: an item keeps its text and its table apart") {
  const Markdown document =
      parse("- **Proxies:**\n  | A | B |\n  |---|---|\n  | c | d |\n- | E |\n  |---|\n");
  REQUIRE(document.blocks.size() == 4);
  CHECK(document.blocks[0].content.text == "Proxies:");
  CHECK(document.blocks[0].end_line == 1);
  CHECK(document.blocks[1].kind == BlockKind::table);
  CHECK(document.blocks[1].item_depth == 1);
  CHECK(document.blocks[2].kind == BlockKind::item);
  CHECK(document.blocks[2].content.text.empty());
  CHECK(document.blocks[3].kind == BlockKind::table);
}

TEST_CASE("tables: links and forms of cells") {
  const Markdown document = parse("|A|B|\n|-|-|\n|_guidance_|[x](y) **z**|\n|`` ``|**s**|");
  const Table& table = document.tables.at(0);
  CHECK(table.rows[0].cells[0].emphasised);
  CHECK_FALSE(table.rows[0].cells[1].strong);
  CHECK(table.rows[1].cells[0].empty_code);
  CHECK(table.rows[1].cells[1].strong);
  REQUIRE(document.links.size() == 1);
  CHECK(document.links[0].where == SourcePos{3, 13});
  CHECK(document.links[0].target == "y");
}
