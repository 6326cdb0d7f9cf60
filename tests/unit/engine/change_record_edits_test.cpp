// What completes a record, and what edits it.

#include "engine/change_record_edits.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "documents/document.hpp"
#include "documents/kind.hpp"
#include "harness/catch.hpp"

namespace qualm::engine {
namespace {

std::vector<std::string> edits(std::string_view kind, const std::string& before,
                               const std::string& after) {
  const documents::Kind* found = documents::find_kind(kind);
  REQUIRE(found != nullptr);
  const auto old = documents::parse_document("record", before, *found);
  const auto now = documents::parse_document("record", after, *found);
  std::vector<std::string> all;
  for (const RecordEdit& edit : record_edits(*old, *now)) all.push_back(edit.what);
  return all;
}

std::vector<std::string> incident(const std::string& before, const std::string& after) {
  return edits("incident", before, after);
}

using Words = std::vector<std::string>;

TEST_CASE("values may be added, never taken away") {
  CHECK(incident("a: 1\n", "b: 2\na: 1\n").empty());
  CHECK(incident("a: 1\n", "b: 2\n") == Words{"a is gone"});
  CHECK(incident("a: {b: 1}\n", "a: {b: 1, c: 2}\n").empty());
  CHECK(incident("a: {b: 1, c: 2}\n", "a: {c: 2}\n") == Words{"a.b is gone"});
  CHECK(incident("a: [x, z]\n", "a: [x, y, z]\n").empty());
  CHECK(incident("a: [x, y]\n", "a: [x]\n") == Words{"a[1] is gone: y"});
  CHECK(incident("a: [x, y]\n", "a: [y, x]\n").size() == 1);
  CHECK(incident("a: 1\n", "a: [1, 2]\n").empty());
  CHECK(incident("a: [1]\n", "a: 1\n").empty());
  CHECK(
      incident("a: Dana Whitfield\n", "a: {name: Dana Whitfield, email: d@example.com}\n").empty());
}

TEST_CASE("values may be written differently and made more precise") {
  CHECK(incident("a: 0.90\n", "a: 0.9\n").empty());
  CHECK(incident("a: 6 minutes\n", "a: 360 s\n").empty());
  CHECK(incident("a: 2026-11-27\n", "a: 2026-11-27T09:12Z\n").empty());
  CHECK(incident("a: 2026-11-27T09:12Z\n", "a: \"2026-11-27 09:12:00Z\"\n").empty());
  CHECK(incident("a: models/x/card.md\n", "a: models/x/card.md@3fa9c2d\n").empty());
  CHECK(incident("a: Dana\n", "a: Dana Whitfield\n").empty());
  CHECK(incident("a: 1\n", "a: 12\n").size() == 1);
  CHECK(incident("a: 2026-11-27\n", "a: 2026-11-28\n") ==
        Words{"a was 2026-11-27 and is 2026-11-28"});
  CHECK(incident("a: 1.4.0\n", "a: 1.4.0.1\n").size() == 1);
  CHECK(incident("a: true\n", "a: false\n").size() == 1);
}

TEST_CASE("what says itself that it is not final may be replaced") {
  for (const char* value : {"TBD", "unknown", "open", "in progress", "\"\"", "~", "n/a", "\"?\"",
                            "[]", "[TBD]", "{}", "pending"}) {
    CAPTURE(value);
    CHECK(incident(std::string("a: ") + value + "\n", "a: something else\n").empty());
    CHECK(incident(std::string("a: ") + value + "\n", "b: 1\n").empty());
  }
  CHECK(incident("a: done\n", "a: open\n").size() == 1);
  CHECK(incident("a: closed\n", "a: open\n").size() == 1);
}

TEST_CASE("a slip of the pen may be mended, a word may not be turned round") {
  const std::string text = "a: The model did not notise that the cellar was flooded.\n";
  CHECK(incident(text, "a: The model did not notice that the cellar was flooded.\n").empty());
  CHECK(incident(text, "a: The model did notise that the cellar was flooded.\n").size() == 1);
  CHECK(incident(text, "a: The model did not notise that the garage was flooded.\n").size() == 1);
  CHECK(incident("a: Dana Whitfield\n", "a: Dana Whitfeild\n").size() == 1);
  CHECK(incident("a: limit 12 of 100 claims in each street\n",
                 "a: limit 13 of 100 claims in each street\n")
            .size() == 1);
}

TEST_CASE("items of a list are followed where others come between them") {
  const std::string one = "actions:\n  - {what: mend it, status: open}\n  - {what: tell them}\n";
  CHECK(incident(one,
                 "actions:\n  - {what: mend it, status: done, done_on: 2026-01-02}\n"
                 "  - {what: sleep}\n  - {what: tell them}\n")
            .empty());
  CHECK(incident(one, "actions:\n  - {what: mend it, status: open}\n") ==
        Words{"actions[1] is gone: what: tell them"});
  CHECK(incident(one, "actions:\n  - {what: forget it, status: open}\n  - {what: tell them}\n") ==
        Words{"actions[0].what was mend it and is forget it"});
}

TEST_CASE("reviews keep their words, whatever their layout") {
  const auto review = [](const std::string& before, const std::string& after) {
    return edits("safety-review", before, after);
  };
  const std::string text = "# Review\n\n## Outcomes\n\n- Ship it; owner Ana; due 2026-01-02.\n";
  CHECK(review(text,
               "# The review\n\n## Decisions\n\n1. **Ship it**; owner Ana;\n   due "
               "2026-01-02. Done.\n\nAnother paragraph.\n")
            .empty());
  CHECK(review(text, "# Review\n\n## Outcomes\n\n- Ship it; owner Ana; due 2026-03-02.\n").size() ==
        1);
  CHECK(review(text, "# Review\n").size() == 1);
  CHECK(review("# Review\n\n**Date:** TBD\n", "# Review\n\n**Date:** 2026-01-02\n").empty());
  CHECK(review("# Review\n\nRecall is >= 0.9.\n", "# Review\n\nRecall is <= 0.9.\n").size() == 1);
  CHECK(review("| Who | What |\n|---|---|\n| Ana | ML |\n",
               "| Who | What |\n|---|---|\n| Ana | ML |\n| Ben | SRE |\n")
            .empty());
  CHECK(review("| Who | What |\n|---|---|\n| Ana | ML |\n",
               "| Who | What |\n|---|---|\n| Ben | SRE |\n")
            .size() == 1);
}

TEST_CASE("a record that cannot be read is compared line by line") {
  CHECK(incident("id: 1\nb: [\n", "id: 1\nb: []\n").empty());
  CHECK(incident("id: 1\nb: [\n", "id: 2\nb: []\n").size() == 1);
}

TEST_CASE("hostile records come to an end") {
  std::string many = "a:\n";
  std::string others = "a:\n";
  for (int i = 0; i < 9000; ++i) {
    many += "  - value " + std::to_string(i) + "\n";
    others += "  - other " + std::to_string(i) + "\n";
  }
  CHECK(!incident(many, others).empty());
  CHECK(incident(many, many + "  - one more\n").empty());
}

}  // namespace
}  // namespace qualm::engine
