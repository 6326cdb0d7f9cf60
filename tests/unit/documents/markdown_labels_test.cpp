// Labels: every spelling people use, and the prose that only looks like one.

#include <string>
#include <vector>

#include "documents/markdown.hpp"
#include "harness/catch.hpp"

using qualm::documents::Label;
using qualm::documents::Markdown;
using qualm::documents::parse_markdown;

namespace {

Markdown parse(std::string_view source) {
  auto parsed = parse_markdown(source);
  REQUIRE(parsed);
  return *std::move(parsed);
}

/// `name = line:column value` for each label.
std::vector<std::string> labels(std::string_view source) {
  std::vector<std::string> lines;
  const Markdown document = parse(source);
  for (const Label& label : document.labels) {
    lines.push_back(label.name + " = " + std::to_string(label.value.where.line) + ":" +
                    std::to_string(label.value.where.column) + " " + label.value.text);
  }
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("labels: one statement in many spellings") {
  struct Case {
    std::string_view source;
    std::string_view expected;
  };
  const std::vector<Case> cases = {
      {"**Owner:** Dana", "owner = 1:12 Dana"},
      {"**Owner**: Dana", "owner = 1:12 Dana"},
      {"**Owner** : Dana", "owner = 1:13 Dana"},
      {"__Owner:__ Dana", "owner = 1:12 Dana"},
      {"*Owner:* Dana", "owner = 1:10 Dana"},
      {"_Owner_: Dana", "owner = 1:10 Dana"},
      {"***Owner:*** Dana", "owner = 1:14 Dana"},
      {"Owner: Dana", "owner = 1:8 Dana"},
      {"Owner : Dana", "owner = 1:9 Dana"},
      {"owner: Dana", "owner = 1:8 Dana"},
      {"**Owner: Dana**", "owner = 1:10 Dana"},
      {"**Owner** Dana", "owner = 1:11 Dana"},
      {"**Owner** – Dana", "owner = 1:15 Dana"},
      {"**Owner** — Dana", "owner = 1:15 Dana"},
      {"**Owner** - Dana", "owner = 1:13 Dana"},
      {"- **Owner:** Dana", "owner = 1:14 Dana"},
      {"1. Owner: Dana", "owner = 1:11 Dana"},
      {"- [ ] **Owner:** Dana", "owner = 1:18 Dana"},
      {"• **Owner:** Dana", "owner = 1:16 Dana"},
      {"> **Owner:** Dana", "owner = 1:14 Dana"},
      {"\xF0\x9F\xA7\x91 **Owner:** Dana", "owner = 1:17 Dana"},
      {"**Owner:** **Dana**", "owner = 1:14 Dana"},
      {"**Owner:** [Dana](mailto:d@x.y)", "owner = 1:13 Dana"},
      {"**Owner:** `dana`", "owner = 1:13 dana"},
      {"**Owner:** <d@x.y>", "owner = 1:13 d@x.y"},
      {"[Owner](x.md): Dana", "owner = 1:16 Dana"},
      {"**Owner**\nDana\nWhitfield", "owner = 2:1 Dana Whitfield"},
      {"**Owner:**\nDana", "owner = 2:1 Dana"},
      {"**Owner:**  \n  Dana\n  Whitfield", "owner = 2:3 Dana Whitfield"},
      {"**Human objective:** R&amp;D *first*", "human objective = 1:22 R&D first"},
      {"**Owner (accountable):** Dana", "owner accountable = 1:26 Dana"},
      {"所有者：Dana", "所有者 = 1:13 Dana"},
      {"- **Owner:**", "owner = 1:11 "},
      {"Owner:\n\n- Dana", "owner = 1:7 "},
  };
  for (const Case& c : cases) {
    CAPTURE(c.source);
    const Lines found = labels(c.source);
    REQUIRE(found.size() == 1);
    CHECK(found[0] == c.expected);
  }
}

TEST_CASE("labels: prose makes none") {
  for (const std::string_view source : {
           "See https://example.com/a for more",
           "https://example.com",
           "10:30 start of the review",
           "At 10:30: lunch, and then: more words than a label would ever have in front of it",
           "We looked at it. Result: good",
           "Is it safe? Answer: no",
           "The following people who were asked about all of this said: no",
           "key:value",
           "`code`: text",
           "Text **bold**: more",
           "Owner **Dana**",
           "**Owner**",
           "**Owner:**\n\nDana",
           "**Owner** of the system",
           "**This is a long strong start** Dana",
           "*Owner* – Dana",
           "**Owner:**Dana",
           "# Owner: Dana",
           "text\nand more: of the same",
           "std::vector: a type",
           ": nothing",
           "- - -",
           "!: x",
           "12: x",
       }) {
    CAPTURE(source);
    CHECK(labels(source).empty());
  }
}

TEST_CASE("labels: lines of one paragraph") {
  CHECK(labels("**Date:** today\n**Owner:** Dana\nWhitfield\nReviewer: Ben") ==
        Lines{"date = 1:11 today", "owner = 2:12 Dana Whitfield", "reviewer = 4:11 Ben"});
  CHECK(labels("Date: today  \nOwner: Dana\\\nReviewer: Ben") ==
        Lines{"date = 1:7 today", "owner = 2:8 Dana", "reviewer = 3:11 Ben"});
  CHECK(labels("date: today\nowner: Dana") == Lines{"date = 1:7 today", "owner = 2:8 Dana"});
  CHECK(labels("**Owner:** Dana, who is\nresponsible for: everything") ==
        Lines{"owner = 1:12 Dana, who is responsible for: everything"});
  CHECK(labels("An introduction.\n**Owner:** Dana") == Lines{"owner = 2:12 Dana"});
  CHECK(labels("> **A:** b\n> c\n> **D:** e") == Lines{"a = 1:10 b c", "d = 3:10 e"});
}

TEST_CASE("labels: two on a line") {
  CHECK(labels("**Date:** today | **Status:** accepted") ==
        Lines{"date = 1:11 today", "status = 1:31 accepted"});
  CHECK(labels("**Date:** today **Status:** accepted · **Owner**: Dana") ==
        Lines{"date = 1:11 today", "status = 1:29 accepted", "owner = 1:52 Dana"});
  CHECK(labels("Text with **Note:** in the middle").empty());
}

TEST_CASE("labels: prose that reads like a label is one; rules look for names they know") {
  CHECK(labels("Note: this is old") == Lines{"note = 1:7 this is old"});
  CHECK(labels("Figure 1: the data") == Lines{"figure 1 = 1:11 the data"});
}

TEST_CASE("labels: rows of two-column tables") {
  CHECK(labels("|Field|Value|\n|-|-|\n|**Owner**|Dana *W.*|\n|Reviewer:|Ben|\n| |x|\n|Empty||") ==
        Lines{"owner = 3:12 Dana W.", "reviewer = 4:12 Ben", "empty = 6:8 "});
  CHECK(labels("| | |\n|-|-|\n|Owner|Dana|") == Lines{"owner = 3:8 Dana"});
  CHECK(labels("|**Owner**|Dana|\n|-|-|\n|**Since**|May|") ==
        Lines{"owner = 1:12 Dana", "since = 3:12 May"});
  CHECK(labels("|A|B|C|\n|-|-|-|\n|Owner|Dana|x|").empty());
  const Markdown document = parse("**A:** b\n\n|F|V|\n|-|-|\n|C|d|\n\n**E:** f");
  REQUIRE(document.labels.size() == 3);
  CHECK_FALSE(document.labels[0].in_table);
  CHECK(document.labels[1].in_table);
  CHECK(document.labels[1].block == 1);
  CHECK(document.labels[2].block == 2);
}

TEST_CASE("labels: forms of a value") {
  const Markdown guidance = parse("**Owner:** _Name the person._");
  CHECK(guidance.labels.at(0).value.emphasised);
  const Markdown partly = parse("**Owner:** _Name_ here");
  CHECK_FALSE(partly.labels.at(0).value.emphasised);
  const Markdown blank = parse("**RTF on a laptop:** `` ``");
  CHECK(blank.labels.at(0).value.empty_code);
  CHECK(blank.labels.at(0).value.text.empty());
  const Markdown two = parse("**A:** `x`\n**B:** y");
  CHECK(two.labels.at(0).value.code);
  CHECK_FALSE(two.labels.at(1).value.code);
}

TEST_CASE("labels: as long as a label may be") {
  const std::string sixty(60, 'a');
  CHECK(labels("**" + sixty + ":** x").size() == 1);
  CHECK(labels("**" + sixty + "a:** x").empty());
  CHECK(labels("A b c d e f g h: x").size() == 1);
  CHECK(labels("A b c d e f g h i: x").empty());
}
