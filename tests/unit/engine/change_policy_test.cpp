// What a change of the policy weakens, and what it does not.

#include "engine/change_policy.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "documents/policy.hpp"
#include "harness/catch.hpp"
#include "rules/rule_file.hpp"

namespace qualm::engine {
namespace {

Policy policy(std::string_view text) {
  auto read = documents::read_policy(text, ".qualm.yaml");
  if (!read) FAIL(describe(read.error()));
  return *std::move(read);
}

std::vector<std::string> words(std::string_view before, std::string_view after) {
  std::vector<std::string> all;
  for (const PolicyWeakening& one : weakenings(policy(before), policy(after)))
    all.push_back(std::string(to_string(one.kind)) + ": " + one.words);
  return all;
}

using Words = std::vector<std::string>;

TEST_CASE("a policy that says the same is not weakened") {
  CHECK(words("level: 3\n", "level: 3\n").empty());
  CHECK(words("", "level: 3\n").empty());
  CHECK(words("level: 3\nrevision: 2\n", "# a comment\nrevision: 2\nlevel: 3\n").empty());
  CHECK(words("level: 3\n", "level: 5\n").empty());
}

TEST_CASE("the first policy weakens nothing, and its end weakens everything") {
  Policy none = documents::default_policy();
  none.source = Value();
  CHECK(weakenings(none, policy("level: 2\n")).empty());
  const auto gone = weakenings(policy("level: 2\n"), none);
  REQUIRE(gone.size() == 1);
  CHECK(gone.front().kind == WeakeningKind::removed);
}

TEST_CASE("levels and revisions") {
  CHECK(words("level: 4\n", "level: 2\n") == Words{"level: lowers the level from 4 to 2"});
  CHECK(words("", "level: 2\n") == Words{"level: lowers the level from 3 to 2"});
  CHECK(words("revision: 3\n", "revision: 3\nlevel: 4\n") ==
        Words{"revision: leaves the revision of the policy at 3"});
  CHECK(words("revision: 3\n", "revision: 2\n") ==
        Words{"revision: brings revision 2 of the policy back after revision 3"});
  CHECK(words("revision: 3\n", "revision: 4\nlevel: 4\n").empty());
}

TEST_CASE("rules are compared by what counts in the end") {
  CHECK(words("", "rules: {model-card/limitations-missing: off}\n") ==
        Words{"rule: turns model-card/limitations-missing off"});
  CHECK(words("", "rules: {model-card/limitations-missing: warning}\n") ==
        Words{"rule: lowers model-card/limitations-missing from error to warning"});
  // A rule of a higher level was off before, and stays off.
  CHECK(words("level: 2\n", "level: 2\nrules: {accountable-owner/chain-missing: off}\n").empty());
  CHECK(words("level: 2\nrules: {accountable-owner/chain-missing: error}\n", "level: 2\n") ==
        Words{"rule: turns accountable-owner/chain-missing off"});
  // The last setting decides.
  CHECK(words("",
              "rules:\n  model-card/limitations-missing: off\n"
              "  model-card/limitations-*: error\n")
            .empty());
  const auto pack = words("", "rules: {safety-slo: off}\n");
  REQUIRE(pack.size() == 1);
  CHECK(pack.front().find("by the setting \"safety-slo\"") != std::string::npos);
}

TEST_CASE("options that surely ask for more are no weakening") {
  const auto note = [](std::string_view most) {
    return "rules: {deliberation-note/too-long: {with: {max_words: " + std::string(most) + "}}}\n";
  };
  CHECK(words("", note("5000")) == Words{"options: sets other options for "
                                         "deliberation-note/too-long"});
  CHECK(words("", note("100")).empty());
  CHECK(words(note("900"), note("800")).empty());
  CHECK(words(note("800"), note("900")).size() == 1);
  CHECK(words(note("5000"), "").empty());
  CHECK(words("", "rules: {model-card/missing: {with: {not: [blank]}}}\n").size() == 1);
}

TEST_CASE("settings of rules that nobody knows here") {
  CHECK(words("rules: {acme/ticket: error}\n", "rules: {acme/ticket: warning}\n") ==
        Words{"rule: lowers the setting of acme/ticket"});
  CHECK(words("", "rules: {acme/ticket: off}\n") ==
        Words{"rule: turns off the setting of acme/ticket"});
  CHECK(words("rules: {acme/ticket: off}\n", "rules: {acme/ticket: error}\n").empty());
  CHECK(words("rules: {acme/ticket: error}\n", "") ==
        Words{"rule: drops the setting of acme/ticket"});
}

TEST_CASE("people gain rights by roles, keys, addresses and by coming back") {
  const std::string dana = "people: [{name: Dana, emails: [d@example.com], roles: [owner]}]\n";
  CHECK(words(dana, "people: [{name: Dana, emails: [d@example.com], roles: [owner, board]}]\n") ==
        Words{"role: gives Dana the role board"});
  CHECK(words(dana,
              "people: [{name: Dana, emails: [D@example.com, e@example.com], roles: [owner]}]\n") ==
        Words{"key: takes whoever writes from e@example.com for Dana"});
  CHECK(
      words(dana, "people: [{name: Dana, emails: [d@example.com], roles: [owner], keys: [k]}]\n") ==
      Words{"key: lets Dana sign with another key"});
  CHECK(words(dana + "level: 3\n",
              dana.substr(0, dana.size() - 2) + ", {name: Ana, roles: [engineer]}]\n")
            .empty());
  CHECK(words(dana, "people: [{name: Mallory, emails: [m@example.com], roles: [reviewer]}]\n") ==
        Words{"role: gives Mallory the role reviewer"});
  CHECK(words("people: [{name: Dana, roles: [owner], left: 2026-01-01}]\n",
              "people: [{name: Dana, roles: [owner]}]\n") ==
        Words{"role: brings Dana back, who had left on 2026-01-01"});
}

TEST_CASE("the gate and concerns") {
  CHECK(words("", "gate: {protects: [\"@default\"]}\n").size() == 3);
  CHECK(words("gate: {protects: [release/1, release/2]}\n", "gate: {protects: [\"release/*\"]}\n")
            .empty());
  CHECK(words("gate: {fail_on: warning}\n", "") ==
        Words{"gate: fails on error only, no longer on warning"});
  CHECK(words("", "gate: {policy_by: [board, engineer]}\n") ==
        Words{"gate: lets the role engineer weaken the policy"});
  CHECK(words("", "concerns: {identity: none}\n").size() == 1);
  CHECK(words("", "concerns: {identity: signature}\n").empty());
  CHECK(words("level: 4\n", "level: 4\nconcerns: {identity: commit}\n").size() == 1);
  CHECK(words("", "concerns: {blocks_at: medium, scope: repository}\n").size() == 1);
  CHECK(words("concerns: {scope: repository}\n", "").size() == 1);
  CHECK(words("", "concerns: {accept_at_most: 12w}\n").empty());
  CHECK(words("", "concerns: {accept_at_most: 13w}\n") ==
        Words{"concerns: lets a risk be accepted for 13w instead of 90d"});
  CHECK(words("concerns: {override: {quorum: 2}}\n", "").size() == 1);
}

TEST_CASE("waivers are new, wider or longer") {
  const auto waiver = [](const std::string& rest) {
    return "waivers: [{rule: model-card/missing, reason: a study, owner: d@example.com, " + rest +
           "}]\n";
  };
  const std::string narrow = waiver("path: models/a/model-card.md, expires: 2026-06-30");
  CHECK(words("", narrow) == Words{"waiver: waives model-card/missing at models/a/model-card.md "
                                   "until 2026-06-30"});
  CHECK(words(narrow, waiver("path: models/a/model-card.md, expires: 2026-05-31")).empty());
  CHECK(words(narrow, waiver("path: models/a/model-card.md, key: k, expires: 2026-06-30")).empty());
  CHECK(words(narrow, waiver("path: models/a/model-card.md, expires: 2026-07-31")).size() == 1);
  CHECK(words(narrow, waiver("path: \"models/**\", expires: 2026-06-30")) ==
        Words{"waiver: widens the waiver of model-card/missing at models/** until 2026-06-30"});
  CHECK(words(waiver("path: \"models/**\", expires: 2026-06-30"), narrow).empty());
  CHECK(words(narrow, "").empty());
}

TEST_CASE("what is looked for, and where") {
  CHECK(words("", "exclude: [archive]\n") ==
        Words{"documents: leaves the folder archive out of all judging"});
  CHECK(words("", "exclude: []\n").empty());
  CHECK(words("", "documents: {incident: [ops/*.yaml]}\n").size() == 1);
  CHECK(words("documents: {incident: [ops/*.yaml]}\n",
              "documents: {incident: [ops/*.yaml, sre/*.yaml]}\n")
            .empty());
  CHECK(words("", "artefacts: [\"**/*.onnx\"]\n").size() == 1);
  CHECK(words("", "baseline: other\n") ==
        Words{"baseline: reads the baseline from other instead of .qualm/baseline"});
}

TEST_CASE("systems that move keep what they cover") {
  const std::string one = "systems: [{path: models/a, covers: [services/a/**], owner: Dana}]\n";
  CHECK(words(one, "systems: [{path: models/b, covers: [services/a/**], owner: Dana}]\n").empty());
  CHECK(words(one, "systems: [{path: models/a, covers: [services/b/**], owner: Dana}]\n") ==
        Words{"systems: takes services/a/** out of the system models/a"});
  CHECK(words(one, "") == Words{"systems: no longer declares the system models/a"});
  CHECK(words(one, "systems: [{path: models/a, covers: [services/a/**], owner: Ben}]\n") ==
        Words{"owner: makes Ben the owner of models/a in the place of Dana"});
}

Rule own_rule(const std::string& body) {
  auto rule = rules::read_rule(
      "summary: s\ndocument: deployment\nmessage: m\nwhy: w\nfix: f\n"
      "source: s\nexamples: {pass: [{name: a, text: b}], fail: "
      "[{name: a, text: b, expect: ['1:1 m']}]}\n" +
          body,
      ".qualm/rules/acme/ticket.yaml");
  if (!rule) FAIL(describe(rule.error()));
  return *std::move(rule);
}

TEST_CASE("a rule of the team's own is lowered, or asks for something else") {
  const std::vector<Rule> rule = {own_rule("severity: error\nselect: record\ncheck: says\n")};
  CHECK(rule_weakenings(rule, rule).empty());
  CHECK(rule_weakenings({}, rule).empty());
  CHECK(rule_weakenings(rule, {}).size() == 1);
  const std::vector<Rule> lower = {own_rule("severity: info\nselect: record\ncheck: says\n")};
  REQUIRE(rule_weakenings(rule, lower).size() == 1);
  CHECK(rule_weakenings(rule, lower).front().words ==
        "lowers the rule acme/ticket from error to info");
  CHECK(rule_weakenings(lower, rule).empty());
  const std::vector<Rule> other = {
      own_rule("severity: error\nselect: record\ncheck: says\nonly: {system: a}\n")};
  REQUIRE(rule_weakenings(rule, other).size() == 1);
  CHECK(rule_weakenings(rule, other).front().words ==
        "lets the rule acme/ticket ask something else");
}

}  // namespace
}  // namespace qualm::engine
