// Compiling a rule: every part that names something is held against what there is.

#include "rules/compile.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "documents/yaml.hpp"
#include "harness/catch.hpp"
#include "rules/rule_file.hpp"

namespace qualm::rules {
namespace {

/// A rule file with these lines from the second on; the examples do not matter here.
Rule rule_of(std::string_view document, std::string_view select, std::string_view check,
             std::string_view with, std::string_view message) {
  std::string text = "summary: s\nseverity: error\ndocument: " + std::string(document) +  // 3
                     "\nselect: " + std::string(select) +                                 // 4
                     "\ncheck: " + std::string(check) +                                   // 5
                     "\nwith: " + std::string(with) +                                     // 6
                     "\nmessage: " + std::string(message) +                               // 7
                     "\nwhy: w\nfix: f\nsource: s\nexamples:\n  pass: [{name: a, text: ''}]\n"
                     "  fail: [{name: a, text: b, expect: ['1:1 x']}]\n";
  auto rule = read_rule(text, "house/rule.yaml");
  if (!rule) FAIL(describe(rule.error()));
  return *std::move(rule);
}

std::string wrong(const Rule& rule, const Value& with = {}) {
  const auto compiled = compile_rule(rule, with, ".qualm.yaml");
  if (compiled) return "nothing is wrong";
  const Error& error = compiled.error();
  REQUIRE(error.where);
  CHECK(error.code == ErrorCode::invalid);
  return error.where->file + ":" + std::to_string(error.where->pos.line) + ":" +
         std::to_string(error.where->pos.column) + " " + error.message +
         (error.hint.empty() ? "" : " | " + error.hint);
}

Value yaml(std::string_view text) {
  auto value = documents::parse_yaml(text, {.file = "f"});
  if (!value) FAIL(describe(value.error()));
  return *std::move(value);
}

}  // namespace

TEST_CASE("what a rule names must be there, and the nearest name is suggested") {
  struct Case {
    std::string_view document;
    std::string_view select;
    std::string_view check;
    std::string_view with;
    std::string_view message;
    std::string_view expected;
  };
  const std::vector<Case> cases = {
      {"model-card", "human_objective", "present", "{}", "m", "nothing is wrong"},
      {"model-crad", "human_objective", "present", "{}", "m",
       "house/rule.yaml:3:11 document: there is no kind \"model-crad\" | did you mean "
       "\"model-card\"?"},
      {"model-card", "human_objectiv", "present", "{}", "m",
       "house/rule.yaml:4:9 select: a model-card has no \"human_objectiv\" | did you mean "
       "\"human_objective\"?"},
      {"model-card", "{statment: [a]}", "present", "{}", "m",
       "house/rule.yaml:4:9 select: should be a fact's name, or one of statement, section, "
       "entries (with fields), value, facts or each (with except) | for example {statement: "
       "[\"Data retention\", \"*retention*\"]}"},
      {"model-card", "{statement: []}", "present", "{}", "m",
       "house/rule.yaml:4:9 select: needs at least one title"},
      {"model-card", "{statement: [a], section: [b]}", "present", "{}", "m",
       "house/rule.yaml:4:9 select: should be a fact's name, or one of statement, section, "
       "entries (with fields), value, facts or each (with except) | for example {statement: "
       "[\"Data retention\", \"*retention*\"]}"},
      {"model-card", "proxies", "prezent", "{}", "m",
       "house/rule.yaml:5:8 check: there is no check \"prezent\" | did you mean \"present\"?"},
      {"model-card", "proxies", "present", "{leest: 1}", "m",
       "house/rule.yaml:6:8 with: unknown option \"leest\" | did you mean \"least\"?"},
      {"model-card", "proxies", "present", "{least: many}", "m",
       "house/rule.yaml:6:15 with: least should be a whole number"},
      {"model-card", "proxies", "present", "{least: -1}", "m",
       "house/rule.yaml:6:15 with: least should be a whole number"},
      {"model-card", "accountable_owner", "same_person", "{with_policy: maybe}", "m",
       "house/rule.yaml:6:21 with: with_policy should be true or false"},
      {"model-card", "accountable_owner", "party", "{not: [teem]}", "m",
       "house/rule.yaml:6:13 with: not should be one or more of person, several_people, team, "
       "role, vendor, shared_mailbox, bot, placeholder and unclear"},
      {"model-card", "accountable_owner", "answers_to", "{}", "m",
       "house/rule.yaml:6:7 with: option \"chain\" is missing | the fact that lists those who are "
       "answered to, in order"},
      {"model-card", "document", "well_formed", "{}", "m",
       "house/rule.yaml:6:7 with: option \"part\" is missing | what must be readable"},
      {"model-card", "proxies", "says", "{matches: ['(open']}", "m", "house/rule.yaml:6:18 with: "},
      {"model-card", "proxies", "says", "{lacks: ['a(?=b)']}", "m", "house/rule.yaml:6:16 with: "},
      {"model-card", "proxies", "says", "{field: purpose}", "'{proxy} has no {porpose}'",
       "house/rule.yaml:7:10 message: there is no {porpose} here | did you mean \"purpose\"?"},
      {"model-card", "proxies", "says", "{field: purpose}", "'{proxy}, {problem}, {words}'",
       "nothing is wrong"},
      {"model-card", "accountable_owner", "present", "{}", "'{name}'",
       "house/rule.yaml:7:10 message: there is no {name} here | known: "},
      {"safety-slos", "{value: 'slos[*]'}", "says", "{field: anything}", "'{anything}'",
       "nothing is wrong"},
  };
  for (const Case& one : cases) {
    INFO(one.select << " / " << one.check << " / " << one.with << " / " << one.message);
    const std::string said =
        wrong(rule_of(one.document, one.select, one.check, one.with, one.message));
    // Of RE2's own words and of long lists only the beginning is ours to promise.
    if (one.expected.ends_with("with: ") || one.expected.ends_with("known: "))
      CHECK(said.substr(0, one.expected.size()) == one.expected);
    else
      CHECK(said == one.expected);
  }
}

TEST_CASE("patterns without end are refused before they are tried") {
  const std::string long_pattern(600, 'a');
  CHECK(wrong(rule_of("model-card", "proxies", "says", "{matches: ['" + long_pattern + "']}", "m"))
            .starts_with("house/rule.yaml:6:"));
  std::string many = "{matches: [";
  for (int i = 0; i < 201; ++i) many += "a, ";
  CHECK(wrong(rule_of("model-card", "proxies", "says", many + "a]}", "m"))
            .starts_with("house/rule.yaml:6:"));
}

TEST_CASE("options of the policy stand in for the rule's own, key by key") {
  const Rule rule = rule_of("model-card", "proxies", "says", "{field: purpose, min_words: 4}", "m");
  CHECK(wrong(rule, yaml("{min_words: 9}")) == "nothing is wrong");
  CHECK(wrong(rule, yaml("{}")) == "nothing is wrong");
  CHECK(wrong(rule, yaml("a:\n  b: 1\n"))
            .starts_with(".qualm.yaml:1:1 with: unknown option \"a\" | known options: field, "));
  CHECK(wrong(rule, yaml("\n\n  min_wrods: 9\n")) ==
        ".qualm.yaml:3:3 with: unknown option \"min_wrods\" | did you mean \"min_words\"?");
  CHECK(wrong(rule, yaml("min_words: few\n")) ==
        ".qualm.yaml:1:12 with: min_words should be a whole number");
}

TEST_CASE("only and unless leave the hits that a rule is about") {
  const auto left = [](std::string_view conditions) {
    Rule rule = rule_of("robustness-pack", "cases", "says", "{field: file}", "m");
    const Value given = yaml(conditions);
    if (const Value* only = given.find("only")) rule.only = *only;
    if (const Value* unless = given.find("unless")) rule.unless = *unless;
    const auto compiled = compile_rule(rule);
    if (!compiled) return describe(compiled.error());
    const auto document =
        documents::parse_document("models/a/robustness/pack.yaml",
                                  "cases:\n- {id: a, kind: tail, file: a.yaml}\n"
                                  "- {id: b, kind: misuse}\n- {id: c, kind: tail}\n",
                                  *compiled->kind);
    const std::vector<documents::Item> all = compiled->selector.select(*document);
    std::vector<documents::Item> kept;
    std::string names;
    for (const documents::Item& item : left_by_conditions(*compiled, all, kept)) names += item.text;
    return names;
  };
  CHECK(left("{}") == "abc");
  CHECK(left("{only: {kind: '^TAIL$'}}") == "ac");
  CHECK(left("{only: {kind: ['^misuse$', '^adversarial$']}}") == "b");
  CHECK(left("{only: {kind: tail, file: '.'}}") == "a");
  CHECK(left("{only: {file: '^$'}}") == "bc");
  CHECK(left("{unless: {kind: misuse}}") == "ac");
  CHECK(left("{unless: {kind: misuse, file: '.'}}") == "c");
  CHECK(left("{only: {text: '^[ab]$'}, unless: {kind: misuse}}") == "a");
  CHECK(left("{only: tail}") ==
        "house/rule.yaml:1:8: only: should be a map of fields, not a text\n"
        "  hint: for example {kind: \"^tail$\"}");
  CHECK(left("{unless: {kind: {a: b}}}")
            .starts_with(
                "house/rule.yaml:1:11: unless: kind should be a pattern or a list of patterns"));
  CHECK(left("{only: {kind: '('}}").starts_with("house/rule.yaml:1:15: only: "));
}

TEST_CASE("when leaves the documents that a rule is about") {
  const std::string head = "---\nevent: resolved\nsubject: {commit: 4be1c20}\ntags: [a, b]\n---\n";
  const auto compiled_with = [](std::string_view kind, std::string_view select,
                                std::string_view when) {
    Rule rule = rule_of(kind, select, "says", "{not: [empty]}", "m");
    rule.when = yaml(when);
    return rule;
  };
  const auto is_read = [&](std::string_view when, const std::string& text) {
    const Rule rule = compiled_with("concern", "document", when);
    const auto compiled = compile_rule(rule);
    if (!compiled) FAIL(describe(compiled.error()));
    return is_about(*compiled, *documents::parse_document("e.md", text, *compiled->kind));
  };
  CHECK(is_read("{event: '^RESOLVED$'}", head));
  CHECK(is_read("{event: ['^accepted$', '^resolved$'], subject.commit: '.'}", head));
  CHECK(is_read("{tags: '^a, b$'}", head));
  CHECK(is_read("{by: '^$'}", head));
  CHECK_FALSE(is_read("{event: '^accepted$'}", head));
  CHECK_FALSE(is_read("{event: resolved, by: '.'}", head));
  CHECK_FALSE(is_read("{event: '.'}", "# A page without a head\n"));
  CHECK(is_read("{event: '^$'}", "# A page without a head\n"));
  // Whether the key is there is not known: the rule about front matter speaks of that.
  CHECK_FALSE(is_read("{event: '^$'}", "---\nevent: [resolved\n---\n"));
  const auto complaint = [&](std::string_view kind, std::string_view select,
                             std::string_view when) {
    return wrong(compiled_with(kind, select, when));
  };
  CHECK(complaint("deployment", "record", "{system: '.'}") == "nothing is wrong");
  CHECK(complaint("any", "document", "{system: '.'}") == "nothing is wrong");
  CHECK(complaint("concern", "document", "[event]") ==
        "house/rule.yaml:1:1 when: should be a map of fields, not a list | for example {kind: "
        "\"^tail$\"}");
  CHECK(complaint("concern", "document", "{event: '('}").starts_with("house/rule.yaml:1:9 when: "));
  CHECK(complaint("repository", "systems", "{path: a}") ==
        "house/rule.yaml:1:1 when: repository is no document, so it has no keys | leave out hits "
        "with only and unless");
}

TEST_CASE("a message is rendered word by word") {
  Rule rule;
  rule.message = "{a} and {b}, {unknown}{a}\n  {";
  checks::Fault fault;
  fault.values = {{"a", "one"}, {"b", "{a}"}};
  CHECK(render_message(rule, fault) == "one and {a}, one {");
}

}  // namespace qualm::rules
