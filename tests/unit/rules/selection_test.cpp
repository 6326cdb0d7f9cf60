// Which rules are on: level, settings, the words of the user; and what cannot be turned off.

#include "rules/selection.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "documents/policy.hpp"
#include "harness/catch.hpp"
#include "rules/built_in.hpp"
#include "rules/rule_file.hpp"

namespace qualm::rules {
namespace {

Rule rule_called(const std::string& name, int level, std::string_view severity,
                 bool locked = false) {
  const std::string text =
      "summary: s\nseverity: " + std::string(severity) + "\nlevel: " + std::to_string(level) +
      "\nlocked: " + (locked ? "true" : "false") +
      "\ndocument: model-card\nselect: proxies\ncheck: present\nwith: {least: 2}\nmessage: m\n"
      "why: w\nfix: f\nsource: s\nexamples:\n  pass: [{name: a, text: ''}]\n"
      "  fail: [{name: a, text: b, expect: ['1:1 x']}]\n";
  auto rule = read_rule(text, ".qualm/rules/" + name + ".yaml");
  if (!rule) FAIL(describe(rule.error()));
  return *std::move(rule);
}

std::vector<Rule> some_rules() {
  return {rule_called("card/too-old", 2, "error"), rule_called("card/too-long", 3, "warning"),
          rule_called("card/too-short", 4, "info"), rule_called("note/too-long", 3, "error"),
          rule_called("guard/no-secrets", 2, "error", true)};
}

Policy policy_of(std::string_view text) {
  auto policy = documents::read_policy(text, ".qualm.yaml");
  if (!policy) FAIL(describe(policy.error()));
  return *std::move(policy);
}

/// The rules that are on, as `name:severity`.
std::vector<std::string> on(std::string_view policy, const Choice& choice = {}) {
  const auto set = select_rules(some_rules(), policy_of(policy), choice);
  if (!set) FAIL(describe(set.error()));
  std::vector<std::string> names;
  for (const CompiledRule& rule : set->active)
    names.push_back(rule.rule->name + ":" + std::string(to_string(rule.severity)));
  return names;
}

std::string wrong(std::string_view policy, const Choice& choice = {},
                  std::vector<Rule> rules = some_rules()) {
  const auto set = select_rules(std::move(rules), policy_of(policy), choice);
  if (set) return "nothing is wrong";
  const Error& error = set.error();
  std::string place;
  if (error.where) {
    place = error.where->file + ":" + std::to_string(error.where->pos.line) + ":" +
            std::to_string(error.where->pos.column) + " ";
  }
  return place + error.message + (error.hint.empty() ? "" : " | " + error.hint);
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("a level turns on its rules and those of the levels below") {
  CHECK(on("level: 2\n") == Names{"card/too-old:error", "guard/no-secrets:error"});
  CHECK(on("") == Names{"card/too-long:warning", "card/too-old:error", "guard/no-secrets:error",
                        "note/too-long:error"});
  CHECK(on("level: 5\n").size() == 5);
}

TEST_CASE("settings name a rule, a pack or a glob, and the later one wins") {
  CHECK(on("level: 2\nrules: {card/too-short: error}\n") ==
        Names{"card/too-old:error", "card/too-short:error", "guard/no-secrets:error"});
  CHECK(on("level: 2\nrules: {card/too-short: {}}\n") ==
        Names{"card/too-old:error", "card/too-short:info", "guard/no-secrets:error"});
  CHECK(on("level: 2\nrules: {card: info}\n") == Names{"card/too-long:info", "card/too-old:info",
                                                       "card/too-short:info",
                                                       "guard/no-secrets:error"});
  CHECK(on("level: 2\nrules: {too-long: warning}\n") ==
        Names{"card/too-long:warning", "card/too-old:error", "guard/no-secrets:error",
              "note/too-long:warning"});
  CHECK(on("level: 2\nrules: {\"*/too-*\": info, card/too-old: off}\n") ==
        Names{"card/too-long:info", "card/too-short:info", "guard/no-secrets:error",
              "note/too-long:info"});
  CHECK(on("level: 2\nrules: {card/too-old: off, card: warning}\n") ==
        Names{"card/too-long:warning", "card/too-old:warning", "card/too-short:warning",
              "guard/no-secrets:error"});
}

TEST_CASE("a setting that matches nothing is an error with the nearest name") {
  CHECK(wrong("rules: {card/too-lnog: off}\n") ==
        ".qualm.yaml:1:9 there is no rule or pack \"card/too-lnog\" | did you mean "
        "\"card/too-long\"?");
  CHECK(wrong("level: 3\nrules:\n  crad: off\n") ==
        ".qualm.yaml:3:3 there is no rule or pack \"crad\" | did you mean \"card\"?");
  CHECK(wrong("rules: {\"zebra/**\": off}\n") ==
        ".qualm.yaml:1:9 there is no rule or pack \"zebra/**\" | `qualm rules` lists every rule");
  CHECK(wrong("rules: {Card/too-long: off}\n") ==
        ".qualm.yaml:1:9 there is no rule or pack \"Card/too-long\" | did you mean "
        "\"card/too-long\"?");
}

TEST_CASE("bad options are told at their place in the policy") {
  CHECK(wrong("rules:\n  card/too-old:\n    with: {leest: 3}\n") ==
        ".qualm.yaml:3:12 with: unknown option \"leest\" | did you mean \"least\"?");
  CHECK(wrong("rules:\n  card/too-old:\n    with: {least: no}\n") ==
        ".qualm.yaml:3:19 with: least should be a whole number");
  // Of a rule that is off nobody asks.
  CHECK(wrong("rules:\n  card/too-old:\n    with: {leest: 3}\n  card: off\n") ==
        "nothing is wrong");
}

TEST_CASE("a locked rule cannot be turned off, lowered or changed; a glob passes over it") {
  const std::string refused =
      ".qualm.yaml:1:9 rule guard/no-secrets is locked: it cannot be turned off, lowered or "
      "changed | remove the setting";
  CHECK(wrong("rules: {guard/no-secrets: off}\n") == refused);
  CHECK(wrong("rules: {guard/no-secrets: warning}\n") == refused);
  CHECK(wrong("rules: {guard/no-secrets: {with: {least: 1}}}\n") == refused);
  CHECK(wrong("rules: {guard/no-secrets: error}\n") == "nothing is wrong");
  for (const char* policy :
       {"rules: {guard: off}\n", "rules: {\"*\": off}\n", "rules: {\"**\": off}\n",
        "rules: {\"guard/*\": info}\n", "rules: {no-secrets: off}\n"}) {
    INFO(policy);
    const Names names = on(policy);
    CHECK(std::find(names.begin(), names.end(), "guard/no-secrets:error") != names.end());
  }
}

TEST_CASE("the user may narrow what is judged, but not ignore a locked rule") {
  CHECK(on("level: 2\n", {.select = {"card/too-short"}}) == Names{"card/too-short:info"});
  CHECK(on("", {.select = {"too-long"}}) == Names{"card/too-long:warning", "note/too-long:error"});
  CHECK(on("", {.select = {"card"}, .ignore = {"card/too-old"}}) ==
        Names{"card/too-long:warning", "card/too-short:info"});
  CHECK(on("", {.ignore = {"*"}}) == Names{"guard/no-secrets:error"});
  CHECK(wrong("", {.ignore = {"guard/no-secrets"}}) ==
        "rule guard/no-secrets is locked: it cannot be ignored");
  CHECK(wrong("", {.select = {"crad"}}) ==
        "there is no rule or pack \"crad\" | did you mean \"card\"?");
  CHECK(wrong("", {.ignore = {"nothing/like/it"}}) ==
        "there is no rule or pack \"nothing/like/it\" | `qualm rules` lists every rule");
}

TEST_CASE("two rules of one name are refused, at the one that is not built in") {
  std::vector<Rule> rules = some_rules();
  rules.push_back(rule_called("card/too-old", 2, "info"));
  const std::string hint =
      " | give it a name of its own: built-in rules are changed by `rules:` in the policy";
  CHECK(wrong("", {}, rules) ==
        ".qualm/rules/card/too-old.yaml:1:1 there is another rule called card/too-old" + hint);
  for (const std::size_t built_in : {std::size_t{0}, rules.size() - 1}) {
    std::vector<Rule> mixed = rules;
    mixed[built_in].built_in = true;
    mixed[built_in].file = "card/too-old.yaml";
    CHECK(wrong("", {}, mixed) ==
          ".qualm/rules/card/too-old.yaml:1:1 there is another rule called card/too-old" + hint);
  }
}

TEST_CASE("names are matched whole") {
  CHECK(names_rule("card/too-old", "card/too-old"));
  CHECK(names_rule("card", "card/too-old"));
  CHECK(names_rule("too-old", "card/too-old"));
  CHECK(names_rule("card/*", "card/too-old"));
  CHECK(names_rule("*/too-old", "card/too-old"));
  CHECK(names_rule("*", "card/too-old"));
  CHECK_FALSE(names_rule("card/too", "card/too-old"));
  CHECK_FALSE(names_rule("car", "card/too-old"));
  CHECK_FALSE(names_rule("old", "card/too-old"));
  CHECK_FALSE(names_rule("", "card/too-old"));
}

TEST_CASE("every built-in rule compiles at every level that turns it on") {
  for (int level = 2; level <= 5; ++level) {
    Policy policy = documents::default_policy();
    policy.level = level;
    const auto set = select_rules(built_in_rules(), policy);
    if (!set) FAIL(describe(set.error()));
    CHECK_FALSE(set->active.empty());
  }
}

}  // namespace qualm::rules
