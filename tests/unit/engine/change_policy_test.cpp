// What a change of the policy weakens, and what it does not.

#include "engine/change_policy.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "documents/policy.hpp"
#include "harness/catch.hpp"
#include "model/memory_snapshot.hpp"
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
  CHECK(weakenings(policy("level: 2\n"), documents::default_policy()).size() == 1);
}

TEST_CASE("levels and revisions") {
  CHECK(words("level: 4\n", "level: 2\n") == Words{"level: lowers the level from 4 to 2"});
  CHECK(words("", "level: 2\n") == Words{"level: lowers the level from 3 to 2"});
  CHECK(words("revision: 3\n", "revision: 3\nlevel: 4\n") ==
        Words{"revision: leaves the revision of the policy at 3: the next is 4"});
  CHECK(words("revision: 3\n", "revision: 2\n") ==
        Words{"revision: brings revision 2 of the policy back after revision 3: the next is 4"});
  CHECK(words("revision: 3\n", "revision: 4\nlevel: 4\n").empty());
  CHECK(words("revision: 3\n", "revision: 1000000\nlevel: 4\n") ==
        Words{"gate: leaps to revision 1000000 of the policy, and uses up those between"});
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

TEST_CASE("a higher level turns on what a setting did") {
  const std::string_view by_name = "rules: {accountable-owner/chain-missing: warning}\n";
  CHECK(words(by_name, "level: 5\n").empty());
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
              "people: [{name: Dana, emails: [d@EXAMPLE.com, e@example.com], roles: [owner]}]\n") ==
        Words{"key: takes whoever writes from e@example.com for Dana"});
  // Rights are given by the part before the @ to the letter, so its case takes them away.
  CHECK(words(dana, "people: [{name: Dana, emails: [D@example.com], roles: [owner]}]\n") ==
        Words{"key: takes whoever writes from D@example.com for Dana",
              "key: forgets that d@example.com is Dana"});
  CHECK(
      words(dana, "people: [{name: Dana, emails: [d@example.com], roles: [owner], keys: [k]}]\n") ==
      Words{"key: lets Dana sign with another key"});
  CHECK(words(dana + "level: 3\n",
              dana.substr(0, dana.size() - 2) + ", {name: Ana, roles: [engineer]}]\n")
            .empty());
  CHECK(words(dana, "people: [{name: Mallory, emails: [m@example.com], roles: [reviewer]}]\n") ==
        Words{"role: gives Mallory the role reviewer",
              "person: no longer knows Dana, who holds the role owner"});
  CHECK(words("people: [{name: Dana, roles: [owner], left: 2026-01-01}]\n",
              "people: [{name: Dana, roles: [owner]}]\n") ==
        Words{"role: brings Dana back, who had left on 2026-01-01"});
}

TEST_CASE("people are forgotten by address, name, key, role and altogether") {
  const auto ben = [](const std::string& rest) {
    return "people: [{name: Ben Okafor, " + rest + "}]\n";
  };
  const std::string all =
      ben("emails: [ben@example.com, bo@example.org], roles: [reviewer], keys: [k, l]");
  CHECK(words(all, ben("emails: [ben@example.com], roles: [reviewer], keys: [k, l]")) ==
        Words{"key: forgets that bo@example.org is Ben Okafor"});
  CHECK(words(all, ben("emails: [ben@example.com, bo@example.org], roles: [reviewer]")) ==
        Words{"key: forgets 2 keys of Ben Okafor"});
  CHECK(words(all, ben("emails: [ben@example.com, bo@example.org], keys: [k, l]")) ==
        Words{"person: takes the role reviewer from Ben Okafor"});
  CHECK(words(all, ben("emails: [ben@example.com, bo@example.org], roles: [reviewer], "
                       "keys: [k, l], left: 2026-01-01")) ==
        Words{"person: lets Ben Okafor, who holds the role reviewer, leave on 2026-01-01"});
  CHECK(words(ben("roles: [board], left: 2026-06-30"), ben("roles: [board], left: 2026-01-01")) ==
        Words{"person: lets Ben Okafor, who holds the role board, leave on 2026-01-01 instead of "
              "2026-06-30"});
  CHECK(words(all, "") == Words{"person: no longer knows Ben Okafor, who holds the role reviewer"});
  CHECK(words(ben("emails: [ben@example.com]"), "people: []\n") ==
        Words{"person: no longer knows Ben Okafor"});
  CHECK(words(ben("emails: [ben@example.com]"),
              "people: [{name: B. O., emails: [ben@example.com]}]\n") ==
        Words{"key: calls Ben Okafor B. O., and forgets the old name"});
  // An alias that is given to somebody who is made up is forgotten as well.
  CHECK(words(all,
              "people:\n  - {name: Ben Okafor, emails: [ben@example.com], roles: [reviewer], "
              "keys: [k, l]}\n  - {name: Bo, emails: [bo@example.org]}\n") ==
        Words{"key: forgets that bo@example.org is Ben Okafor"});
}

TEST_CASE("engineers come and leave freely") {
  const std::string ana = "people: [{name: Ana, emails: [ana@example.com], roles: [engineer]";
  CHECK(words(ana + "}]\n", ana + ", left: 2026-06-30}]\n").empty());
  CHECK(words(ana + "}]\n", ana + "}, {name: Eve, emails: [eve@example.com]}]\n").empty());
  // Two addresses make one person of two, and a key lets whoever has it withdraw a concern.
  CHECK(words(ana + "}]\n", ana + "}, {name: Eve, emails: [e@example.com, v@example.com]}]\n") ==
        Words{"key: takes whoever writes from e@example.com and v@example.com for Eve"});
  CHECK(words(ana + "}]\n", ana + "}, {name: Eve, emails: [e@example.com], keys: [k]}]\n") ==
        Words{"key: lets Eve sign with a key"});
}

TEST_CASE("the gate and concerns") {
  CHECK(words("", "gate: {protects: [\"@default\"]}\n").size() == 3);
  CHECK(words("gate: {protects: [release/1, release/2]}\n", "gate: {protects: [\"release/*\"]}\n")
            .empty());
  // A short pattern is about branches: no tag is among them.
  CHECK(words("", "gate: {protects: [\"@default\", \"**\"]}\n") ==
        Words{"protects: no longer protects tags/v*"});
  CHECK(words("", "gate: {protects: [\"**\"]}\n").size() == 2);
  CHECK(words("gate: {protects: [tags/live]}\n", "gate: {protects: [\"*/live\"]}\n") ==
        Words{"protects: no longer protects tags/live"});
  CHECK(
      words("gate: {protects: [tags/live, \"release/**\"]}\n", "gate: {protects: [\"refs/**\"]}\n")
          .empty());
  CHECK(words("gate: {fail_on: warning}\n", "") ==
        Words{"gate: fails on error only, no longer on warning"});
  CHECK(words("", "gate: {policy_by: [board, engineer]}\n") ==
        Words{"gate: lets the role engineer weaken the policy"});
  CHECK(words("", "gate: {policy_by: []}\n") ==
        Words{"gate: leaves nobody who may weaken the policy"});
  CHECK(words("", "concerns: {identity: none}\n").size() == 1);
  CHECK(words("concerns: {identity: signature}\n", "level: 4\n").empty());
  CHECK(words("", "concerns: {identity: signature}\n").empty());
  CHECK(words("level: 4\n", "level: 4\nconcerns: {identity: commit}\n").size() == 1);
  CHECK(words("", "concerns: {blocks_at: medium, scope: repository}\n").size() == 1);
  CHECK(words("concerns: {scope: repository}\n", "").size() == 1);
  CHECK(words("", "concerns: {accept_at_most: 12w}\n").empty());
  CHECK(words("", "concerns: {accept_at_most: 13w}\n") ==
        Words{"concerns: lets a risk be accepted for 13w instead of 90d"});
  CHECK(words("concerns: {override: {quorum: 2}}\n", "").size() == 1);
}

TEST_CASE("a first policy is held against the defaults that stood in for it") {
  const auto first = [](std::string_view text) {
    Words all;
    for (const PolicyWeakening& one : first_policy_weakenings(policy(text)))
      all.push_back(std::string(to_string(one.kind)) + ": " + one.words);
    return all;
  };
  CHECK(first("level: 2\npeople: [{name: Dana, emails: [d@example.com], roles: [owner]}]\n"
              "waivers: [{rule: model-card/missing, path: a}]\n")
            .empty());
  CHECK(first("level: 4\nconcerns: {identity: commit}\n").empty());
  CHECK(first("concerns: {blocks_at: critical}\n") ==
        Words{"concerns: raises the severity at which a concern blocks from low to critical"});
  CHECK(first("gate: {protects: [\"@default\"], policy_by: engineer}\n").size() == 4);
}

TEST_CASE("actions on a breach and business days") {
  CHECK(words("slo: {actions: [page]}\n", "slo: {actions: [page, shrug]}\n") ==
        Words{"slo: lets an SLO answer a breach with shrug"});
  CHECK(words("slo: {actions: [call_ops]}\n", "slo: {actions: [Call-Ops]}\n").empty());
  CHECK(words("slo: {actions: [page]}\n", "").empty());
  CHECK(words("", "calendar: {weekend: [thursday, friday, saturday, sunday]}\n") ==
        Words{"calendar: no longer counts thursday and friday as business days"});
  CHECK(words("", "calendar: {weekend: [sunday]}\n").empty());
  CHECK(words("", "calendar: {holidays: [2026-12-25, 2027-01-01]}\n").empty());
  std::string days;
  for (int day = 1; day <= 41; ++day) {
    const int month = day <= 28 ? 1 : 2;
    const int of_month = day <= 28 ? day : day - 28;
    days += "2026-0" + std::to_string(month) + (of_month < 10 ? "-0" : "-") +
            std::to_string(of_month) + ", ";
  }
  CHECK(words("", "calendar: {holidays: [" + days + "2027-01-01]}\n") ==
        Words{"calendar: makes holidays of 41 days in 2026"});
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
  CHECK(words("exclude: [archive, \"**/old\"]\n",
              "exclude: [archive, archive/2025, \"**/old\", src/old/more]\n")
            .empty());
  CHECK(words("", "documents: {incident: [ops/*.yaml]}\n").size() == 1);
  CHECK(words("documents: {incident: [ops/*.yaml]}\n",
              "documents: {incident: [ops/*.yaml, sre/*.yaml]}\n")
            .empty());
  CHECK(
      words("documents: {incident: [ops/*.yaml]}\n", "documents: {incident: [ops/**]}\n").empty());
  // The defaults are found in any case, what is stated is not.
  CHECK(words("", "documents: {incident: [\"**/*.yaml\", \"**/*.yml\"]}\n") ==
        Words{"documents: looks for documents of the kind incident in one spelling only, no longer "
              "with any capitals"});
  CHECK(words("vendors: [Acme]\n", "") == Words{"documents: no longer takes Acme for a vendor"});
  CHECK(words("hugging_face_readmes: true\n", "").size() == 1);
  CHECK(words("", "artefacts: [\"**/*.onnx\"]\n").size() == 1);
  CHECK(words("", "baseline: other\n") ==
        Words{"baseline: reads the baseline from other instead of .qualm/baseline"});
}

TEST_CASE("systems that are not declared, cover less or have another owner") {
  const std::string one = "systems: [{path: models/a, covers: [services/a/**], owner: Dana}]\n";
  CHECK(words(one, "systems: [{path: models/a, covers: [services/b/**], owner: Dana}]\n") ==
        Words{"systems: takes services/a/** out of the system models/a"});
  CHECK(words(one, "systems: [{path: models/a, covers: [\"services/*/**\"], owner: Dana}]\n")
            .empty());
  CHECK(words(one, "systems: [{path: models/a/, covers: [services/a/**], owner: dana}]\n").empty());
  CHECK(words(one, "") == Words{"systems: no longer declares the system models/a"});
  CHECK(words(one, "systems: [{path: models/a, covers: [services/a/**], owner: Ben}]\n") ==
        Words{"owner: makes Ben the owner of models/a in the place of Dana"});
  CHECK(words(one, "systems: [{path: models/a, covers: [services/a/**]}]\n") ==
        Words{"owner: no longer names Dana as the owner of models/a"});
  CHECK(words("", "systems: [{path: models/a, owner: Ben}]\n") ==
        Words{"owner: makes Ben the owner of models/a"});
  CHECK(words("", "systems: [{path: models/a, covers: [services/a/**]}]\n").empty());
  // Of two entries for one folder the last counts.
  CHECK(words(one,
              "systems:\n  - {path: models/a, covers: [services/a/**], owner: Dana}\n"
              "  - {path: models/a/, owner: Dana}\n") ==
        Words{"systems: takes services/a/** out of the system models/a/"});
}

/// The same, with the trees at hand.
Words words(std::string_view before, std::string_view after, const MemorySnapshot& old,
            const MemorySnapshot& now) {
  Words all;
  for (const PolicyWeakening& one :
       weakenings(policy(before), policy(after), {}, {.before = &old, .after = &now}))
    all.push_back(std::string(to_string(one.kind)) + ": " + one.words);
  return all;
}

TEST_CASE("only a system that moved takes along what it covers") {
  const std::string one = "systems: [{path: models/a, covers: [services/a/**], owner: Dana}]\n";
  const std::string two = "systems: [{path: models/b, covers: [services/a/**], owner: Dana}]\n";
  const Words handed = {
      "systems: no longer declares the system models/a, and gives what it covers to models/b"};
  CHECK(words(one, two) == handed);
  const auto tree = [](const std::vector<std::string>& paths) {
    MemorySnapshot::Files files;
    for (const std::string& path : paths)
      files.emplace_back(path, path.substr(path.rfind('/') + 1));
    return files;
  };
  const MemorySnapshot old(
      tree({"models/a/model-card.md", "models/a/note.md", "models/a/slo.yaml"}));
  const MemorySnapshot moved(
      tree({"models/b/model-card.md", "models/b/note.md", "models/b/new.yaml"}));
  CHECK(words(one, two, old, moved).empty());
  CHECK(words(one, "systems: [{path: models/b, covers: [services/a/**], owner: Ben}]\n", old,
              moved) == Words{"owner: makes Ben the owner of models/b in the place of Dana"});
  // The folder stays, the card goes elsewhere, or the new one stood there before.
  CHECK(words(one, two, old, old) == handed);
  const MemorySnapshot card_elsewhere(
      tree({"models/c/model-card.md", "models/b/note.md", "models/b/slo.yaml"}));
  CHECK(words(one, two, old, card_elsewhere) == handed);
  const MemorySnapshot partly(
      tree({"models/a/note.md", "models/b/model-card.md", "models/b/slo.yaml"}));
  CHECK(words(one, two, old, partly) == handed);
  const MemorySnapshot both(tree({"models/a/model-card.md", "models/b/README.md"}));
  const MemorySnapshot merged(tree({"models/b/model-card.md", "models/b/README.md"}));
  CHECK(words(one, two, both, merged) == handed);
  const MemorySnapshot none(tree({"README.md"}));
  CHECK(words(one, two, none, none) == handed);
}

TEST_CASE("a system that is new as well has the owner it is given") {
  const std::string_view one = "systems: [{path: models/a, owner: Ben}]\n";
  const MemorySnapshot none(MemorySnapshot::Files{{"README.md", "Models"}});
  const MemorySnapshot card(MemorySnapshot::Files{{"models/a/model-card.md", "# A"}});
  CHECK(words("", one, none, card).empty());
  CHECK(words("", one, card, card) == Words{"owner: makes Ben the owner of models/a"});
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
  CHECK(rule_weakenings(rule, {}).front().file == ".qualm/rules/acme/ticket.yaml");
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

TEST_CASE("a locked rule that a setting turned on does not go silently") {
  const std::vector<Rule> rule = {
      own_rule("severity: error\nlevel: 5\nlocked: true\nselect: record\ncheck: says\n")};
  const auto gone = weakenings(policy("rules: {acme: error}\n"), policy(""), rule);
  REQUIRE(gone.size() == 1);
  CHECK(gone.front().words == "turns acme/ticket off");
  CHECK(weakenings(policy("rules: {acme: error}\n"), policy("rules: {acme: error, \"*\": off}\n"),
                   rule)
            .empty());
}

}  // namespace
}  // namespace qualm::engine
