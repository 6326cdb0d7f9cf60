// The baseline: bound to rule, place and content, never to a line.

#include "engine/baseline.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "documents/policy.hpp"
#include "engine/evaluate.hpp"
#include "harness/catch.hpp"
#include "model/memory_snapshot.hpp"
#include "rules/rule_file.hpp"

namespace qualm::engine {
namespace {

constexpr std::string_view kCard = "models/claims/model-card.md";

Rule made_rule(std::string_view file, std::string_view body) {
  std::string text(body);
  text +=
      "why: w\nfix: f\nsource: s\nexamples:\n  pass: [{name: a, text: ''}]\n"
      "  fail: [{name: a, text: b, expect: ['1:1 x']}]\n";
  auto rule = rules::read_rule(text, std::string(file));
  if (!rule) FAIL(describe(rule.error()));
  return *std::move(rule);
}

rules::RuleSet our_rules(const Policy& policy) {
  std::vector<Rule> all;
  all.push_back(made_rule("house/no-draft.yaml",
                          "summary: s\nseverity: error\ndocument: model-card\nselect: blocks\n"
                          "check: says\nwith: {lacks: [draft]}\nmessage: 'a draft: {found}'\n"));
  all.push_back(made_rule("house/guarded.yaml",
                          "summary: s\nseverity: error\nlocked: true\ndocument: model-card\n"
                          "select: blocks\ncheck: says\nwith: {lacks: [secret]}\n"
                          "message: 'a secret'\n"));
  all.push_back(made_rule("house/states.yaml",
                          "summary: s\nseverity: info\nlocked: true\ndocument: exceptions\n"
                          "select: baseline\ncheck: says\nwith: {field: state, lacks: ['.']}\n"
                          "message: '{rule} {file} {state}'\n"));
  auto set = rules::select_rules(std::move(all), policy);
  if (!set) FAIL(describe(set.error()));
  return *std::move(set);
}

Evaluation judge(MemorySnapshot::Files files, std::string_view baseline = "",
                 std::string_view policy_text = "") {
  const auto policy = documents::read_policy(policy_text, ".qualm.yaml");
  if (!policy) FAIL(describe(policy.error()));
  const auto rules = our_rules(*policy);
  auto entries = read_baseline(baseline, ".qualm/baseline");
  if (!entries) FAIL(describe(entries.error()));
  const MemorySnapshot tree(std::move(files));
  auto evaluation = evaluate({.tree = tree,
                              .policy = *policy,
                              .rules = rules,
                              .today = {.year = 2026, .month = 6, .day = 15},
                              .authors = {},
                              .baseline = *std::move(entries)});
  if (!evaluation) FAIL(describe(evaluation.error()));
  return *std::move(evaluation);
}

Evaluation judge_card(std::string_view text, std::string_view baseline = "",
                      std::string_view policy = "") {
  return judge({{std::string(kCard), std::string(text)}}, baseline, policy);
}

std::size_t counting(const Evaluation& evaluation) {
  return static_cast<std::size_t>(std::count_if(
      evaluation.findings.begin(), evaluation.findings.end(), [](const Finding& finding) {
        return finding.standing == Standing::counts && finding.rule->name != "house/states";
      }));
}

/// How many entries are in each state, as `used stale locked`.
std::vector<std::string> states(const Evaluation& evaluation, std::string_view state) {
  std::vector<std::string> lines;
  for (const Finding& finding : evaluation.findings) {
    if (finding.rule->name == "house/states" && finding.message.ends_with(state))
      lines.push_back(finding.path + ":" + std::to_string(finding.where.line) + " " +
                      finding.message);
  }
  return lines;
}

std::string written(const Evaluation& evaluation) {
  std::vector<Finding> findings;
  for (const Finding& finding : evaluation.findings) {
    if (finding.rule->name != "house/states") findings.push_back(finding);
  }
  return write_baseline(findings);
}

}  // namespace

TEST_CASE("hundreds of findings go into the baseline and come back out of it") {
  std::string card = "# Card\n";
  for (int i = 0; i < 300; ++i) {
    card += "\n## Part " + std::to_string(i % 40) + "\n\ndraft " + std::to_string(i % 70) + "\n";
  }
  const std::string baseline = written(judge_card(card));
  CHECK(std::count(baseline.begin(), baseline.end(), '\n') == 302);
  const Evaluation again = judge_card(card, baseline);
  CHECK(counting(again) == 0);
  CHECK(again.counts.baselined == 300);
  CHECK(states(again, "used").size() == 300);
  CHECK(written(judge_card(card)) == baseline);  // the same findings, the same bytes
}

TEST_CASE("moved lines stay in the baseline, changed content falls out of it") {
  const std::string baseline = written(judge_card("# Card\n\n## Uses\n\na draft  of mine\n"));
  CHECK(counting(judge_card("# Card\n\nNew words.\n\nMore.\n\n## Uses\n\na draft\nof mine\n",
                            baseline)) == 0);
  const Evaluation changed = judge_card("# Card\n\n## Uses\n\na draft of yours\n", baseline);
  CHECK(counting(changed) == 1);
  CHECK(states(changed, "stale") ==
        std::vector<std::string>{
            ".qualm/baseline:3 house/no-draft models/claims/model-card.md stale"});
  const Evaluation elsewhere = judge_card("# Card\n\n## Limits\n\na draft of mine\n", baseline);
  CHECK(counting(elsewhere) == 1);
  const Evaluation renamed =
      judge({{"models/other/model-card.md", "# Card\n\n## Uses\n\na draft of mine\n"}}, baseline);
  CHECK(counting(renamed) == 1);
  CHECK(states(renamed, "stale").size() == 1);
}

TEST_CASE("an entry excuses one finding, not all that look alike") {
  const std::string three = "# Card\n\n## Uses\n\na draft\n\na draft\n\na draft\n";
  const std::string baseline = written(judge_card(three));
  CHECK(counting(judge_card(three, baseline)) == 0);
  CHECK(counting(judge_card(three + "\na draft\n", baseline)) == 1);
  const Evaluation fewer = judge_card("# Card\n\n## Uses\n\na draft\n", baseline);
  CHECK(counting(fewer) == 0);
  CHECK(states(fewer, "stale").size() == 2);
  // One line written down twice is one entry too many.
  const std::string one = written(judge_card("# Card\n\na draft\n"));
  const std::string line = one.substr(one.rfind('\n', one.size() - 2) + 1);
  const Evaluation doubled = judge_card("# Card\n\na draft\n", one + line);
  CHECK(states(doubled, "used").size() == 1);
  CHECK(states(doubled, "stale").size() == 1);
}

TEST_CASE(
    "a mended finding leaves a stale entry, a rule that is off an idle one, no rule a stale one") {
  const std::string baseline = written(judge_card("# Card\n\na draft\n"));
  CHECK(states(judge_card("# Card\n\ndone\n", baseline), "stale").size() == 1);
  const Evaluation off = judge_card("# Card\n\ndone\n", baseline, "rules: {house/no-draft: off}\n");
  CHECK(states(off, "idle").size() == 1);
  CHECK(states(judge_card("# Card\n", "0123456789abcdef\thouse/gone\tx\ty\n"), "stale").size() ==
        1);
}

TEST_CASE("locked rules do not go into the baseline, and do not listen to it") {
  const Evaluation first = judge_card("# Card\n\na secret draft\n");
  CHECK(counting(first) == 2);
  const std::string baseline = written(first);
  CHECK(baseline.find("house/guarded") == std::string::npos);
  const auto secret =
      std::find_if(first.findings.begin(), first.findings.end(),
                   [](const Finding& one) { return one.rule->name == "house/guarded"; });
  REQUIRE(secret != first.findings.end());
  const std::string forged =
      secret->digest + "\thouse/guarded\t" + secret->path + "\t" + secret->key + "\n";
  const Evaluation judged = judge_card("# Card\n\na secret draft\n", baseline + forged);
  CHECK(counting(judged) == 1);
  CHECK(states(judged, "locked") ==
        std::vector<std::string>{
            ".qualm/baseline:4 house/guarded models/claims/model-card.md locked"});
  // Nor once the finding is gone, or before it is there.
  const Evaluation gone = judge_card("# Card\n", forged);
  CHECK(states(gone, "locked").size() == 1);
  CHECK(states(gone, "stale").empty());
}

TEST_CASE("waived findings do not go into the baseline") {
  const Evaluation judged = judge_card(
      "# Card\n\n<!-- qualm: allow house/no-draft reason=\"due next week\" owner=dana "
      "until=2026-12-31 -->\n\na draft\n\nanother draft\n");
  CHECK(judged.counts.waived == 1);
  const std::string baseline = written(judged);
  CHECK(std::count(baseline.begin(), baseline.end(), '\n') == 3);
}

TEST_CASE("places and paths with tabs and line ends stay on their line") {
  auto rule = std::make_unique<Rule>();
  rule->name = "house/no-draft";
  std::vector<Finding> findings(1);
  findings[0].rule = rule.get();
  findings[0].path = "models/a\tb\nc/model-card.md";
  findings[0].key = "blocks/\r\n\tx";
  findings[0].digest = "0123456789abcdef";
  const std::string text = write_baseline(findings);
  const auto entries = read_baseline(text, "b");
  REQUIRE(entries);
  REQUIRE(entries->size() == 1);
  CHECK(entries->front().path == "models/a b c/model-card.md");
  const auto items = apply_baseline(
      *entries, "b", {}, [](const std::string&) { return true; }, findings);
  CHECK(findings[0].standing == Standing::baselined);
  REQUIRE(items.size() == 1);
  CHECK(items[0].find("state")->text == "used");
}

TEST_CASE("entries of files that are gone stand for the same faults of those in their place") {
  const BaselineEntry document{
      .digest = "d", .rule = "r", .path = "a/b/card.md", .key = "document"};
  const BaselineEntry moved{.digest = "d", .rule = "r", .path = "c/card.md", .key = "document"};
  const BaselineEntry system{
      .digest = "d", .rule = "r", .path = "a/b/card.md", .key = "systems/a/b/note"};
  const BaselineEntry moved_system{
      .digest = "d", .rule = "r", .path = "c/card.md", .key = "systems/c/note"};
  const auto known = [](const std::vector<BaselineEntry>& before,
                        const std::vector<BaselineEntry>& after, bool gone) {
    const auto is_known =
        known_entries(before, after, [&](const std::string&) -> Result<bool> { return gone; });
    REQUIRE(is_known);
    return *is_known;
  };
  using Flags = std::vector<bool>;
  CHECK(known({document, system}, {system, document}, false) == Flags{true, true});
  CHECK(known({document, system}, {moved_system, moved}, true) == Flags{true, true});
  CHECK(known({document, system}, {moved_system, moved}, false) == Flags{false, false});
  CHECK(known({document}, {moved, moved}, true) == Flags{true, false});
  CHECK(known({document}, {moved_system}, true) == Flags{false});
  BaselineEntry other = moved_system;
  other.key = "systems/c/slos";
  CHECK(known({system}, {other}, true) == Flags{false});
}

TEST_CASE("comments, empty lines and line ends of any kind are passed over") {
  const auto entries = read_baseline(
      "# a comment\r\n\r\n0123456789abcdef\ta/b\tx.md\tk\r\n\n0123456789abcdef\ta/b\ty.md\t", "b");
  REQUIRE(entries);
  REQUIRE(entries->size() == 2);
  CHECK((*entries)[0] ==
        BaselineEntry{
            .digest = "0123456789abcdef", .rule = "a/b", .path = "x.md", .key = "k", .line = 3});
  CHECK((*entries)[1].key.empty());
  CHECK((*entries)[1].line == 5);
  CHECK(read_baseline("", "b")->empty());
}

TEST_CASE("what is no baseline is refused with its line") {
  const std::vector<std::string> hostile = {
      "garbage",
      "0123456789abcdef",
      "0123456789abcdef\ta/b\tx.md",
      "0123456789abcdef\ta/b\tx.md\tk\textra",
      "0123456789abcde\ta/b\tx.md\tk",
      "0123456789abcdeg\ta/b\tx.md\tk",
      "0123456789ABCDEF\ta/b\tx.md\tk",
      "0123456789abcdef\t\tx.md\tk",
      "0123456789abcdef\ta/b\t\tk",
      " 0123456789abcdef\ta/b\tx.md\tk",
      "*\t*\t**\t",
      "<<<<<<< HEAD",
      std::string("0123456789abcde\0\ta/b\tx.md\tk", 28),
      std::string(100'000, '\t'),
  };
  for (const std::string& line : hostile) {
    INFO(line.substr(0, 40));
    const auto entries = read_baseline("# head\n" + line + "\n", ".qualm/baseline");
    REQUIRE_FALSE(entries);
    CHECK(entries.error().code == ErrorCode::invalid);
    CHECK(entries.error().message == "this line is no baseline entry");
    CHECK(entries.error().where->pos == SourcePos{2, 1});
    CHECK(entries.error().hint == "write it again with `qualm check --write-baseline`");
  }
}

TEST_CASE("a baseline beyond the limit is not read") {
  const auto entries = read_baseline(std::string(8 * 1024 * 1024 + 1, '#'), "b");
  REQUIRE_FALSE(entries);
  CHECK(entries.error().code == ErrorCode::limit);
  CHECK(entries.error().message == "the baseline is over the limit of 8388608 bytes");
}

}  // namespace qualm::engine
