// Running a rule against its own examples.

#include "engine/examples.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <span>
#include <string>

#include <fmt/format.h>

#include "documents/policy.hpp"
#include "engine/change_example.hpp"
#include "engine/evaluate.hpp"
#include "rules/built_in.hpp"

namespace qualm::engine {
namespace {

constexpr Date kExampleDay{.year = 2026, .month = 1, .day = 1};
const std::string kPolicyFile(documents::kPolicyPath);

/// The text of an example's policy: its own, or that of the protected side.
std::string policy_text(const Example& example) {
  const auto file = std::find_if(example.before.begin(), example.before.end(),
                                 [](const ExampleFile& one) { return one.path == kPolicyFile; });
  return example.policy.empty() && file != example.before.end() ? file->content : example.policy;
}

Result<Policy> policy_of(const Example& example) {
  const std::string text = policy_text(example);
  if (text.empty()) return documents::default_policy();
  return documents::read_policy(text, kPolicyFile);
}

Result<std::vector<BaselineEntry>> baseline_of(const Example& example, const Policy& policy) {
  for (const auto& [path, content] : example.files) {
    if (path == policy.baseline) return read_baseline(content, path);
  }
  return std::vector<BaselineEntry>();
}

/// The word behind each `qualm: allow` of a text, wherever it stands.
void add_allowed(std::string_view text, std::set<std::string>& names) {
  constexpr std::string_view kMarker = "qualm: allow ";
  for (std::size_t at = text.find(kMarker); at != std::string_view::npos;
       at = text.find(kMarker, at + 1)) {
    const std::string_view rest = text.substr(at + kMarker.size());
    names.emplace(rest.substr(0, rest.find_first_of(" \t\r\n")));
  }
}

/// Rules about waivers and the baseline need a finding to excuse: such an example is judged by the
/// rules that its waivers and entries name as well.
std::set<std::string> rules_named_by(const Example& example, const Policy& policy,
                                     const std::vector<BaselineEntry>& baseline) {
  std::set<std::string> names;
  for (const Waiver& waiver : policy.waivers) names.insert(waiver.rule);
  for (const BaselineEntry& entry : baseline) names.insert(entry.rule);
  for (const auto& [path, content] : example.files) add_allowed(content, names);
  return names;
}

bool names_any(const std::set<std::string>& names, const std::string& rule) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return rules::names_rule(name, rule); });
}

/// `rule` turned on among the built-in ones, so that the settings of the example's policy find what
/// they name; the others stay off, save those of `also` that exist.
Result<rules::RuleSet> rules_for(const Rule& rule, const Policy& policy,
                                 const std::set<std::string>& also) {
  std::vector<Rule> all = rules::built_in_rules();
  std::erase_if(all, [&](const Rule& one) { return one.name == rule.name; });
  rules::Choice choice{.select = {rule.name}};
  for (const Rule& one : all) {
    if (names_any(also, one.name)) choice.select.push_back(one.name);
  }
  all.push_back(rule);
  return rules::select_rules(std::move(all), policy, choice);
}

/// The commits of an example stand for the repository's history.
Result<std::optional<bool>> stood_at(const Example& example, std::string_view commit,
                                     std::string_view path) {
  const auto found = std::find_if(example.commits.begin(), example.commits.end(),
                                  [&](const auto& one) { return one.first.starts_with(commit); });
  if (found == example.commits.end()) return std::nullopt;
  return std::find(found->second.begin(), found->second.end(), path) != found->second.end();
}

Result<Evaluation> evaluate_example(const Rule& rule, const Example& example) {
  QUALM_ASSIGN(const Policy policy, policy_of(example));
  QUALM_ASSIGN(std::vector<BaselineEntry> baseline, baseline_of(example, policy));
  std::set<std::string> also;
  if (rule.document == "exceptions") also = rules_named_by(example, policy, baseline);
  // A rule that asks what other rules found is judged beside them.
  if (const Value* others = rule.with.find("rules")) {
    for (const Value& one : others->items()) also.insert(one.text());
  }
  QUALM_ASSIGN(const rules::RuleSet rules, rules_for(rule, policy, also));
  QUALM_ASSIGN(const ExampleTrees trees, trees_of(example));
  const std::vector<Concern> concerns = concerns_of(example);
  std::optional<Error> unknown;
  if (!example.concerns)
    unknown = Error{.code = ErrorCode::incomplete, .message = "the concerns were not fetched"};
  return evaluate(
      {.tree = *trees.after,
       .policy = policy,
       .rules = rules,
       .today = example.now.value_or(kExampleDay),
       .authors = [&] { return example.authors; },
       .stood_at = [&](std::string_view commit,
                       std::string_view path) { return stood_at(example, commit, path); },
       .baseline = std::move(baseline),
       .jobs = 1,
       .before = trees.before.get(),
       .concerns = example.concerns ? std::optional(std::span(concerns)) : std::nullopt,
       .concerns_unknown = unknown});
}

/// What came of `rule` alone, as `expect:` writes it.
std::vector<std::string> lines_of(const Evaluation& evaluation, const Rule& rule,
                                  const Example& example) {
  const bool one_file = example.files.size() == 1 && example.policy.empty();
  std::vector<std::string> lines;
  for (const Finding& finding : evaluation.findings) {
    if (finding.standing != Standing::counts || finding.rule->name != rule.name) continue;
    const std::string place = one_file ? std::string() : finding.path + ":";
    lines.push_back(fmt::format("{}{}:{} {}", place, finding.where.line, finding.where.column,
                                finding.message));
  }
  for (const NotJudged& gap : evaluation.not_judged) {
    if (gap.rule->name == rule.name) lines.push_back(fmt::format("not judged: {}", gap.reason));
  }
  return lines;
}

std::string_view message_of(std::string_view line) {
  return line.substr(std::min(line.find(' '), line.size()));
}

ExampleVerdict compare(const std::vector<std::string>& expected,
                       const std::vector<std::string>& got) {
  if (expected == got) return ExampleVerdict::ok;
  const auto same_message = [](const std::string& a, const std::string& b) {
    return message_of(a) == message_of(b);
  };
  if (std::equal(expected.begin(), expected.end(), got.begin(), got.end(), same_message))
    return ExampleVerdict::wrong_place;
  const auto lacks = [](const std::vector<std::string>& in, const std::string& line) {
    return std::find(in.begin(), in.end(), line) == in.end();
  };
  const bool missing = std::any_of(expected.begin(), expected.end(),
                                   [&](const std::string& line) { return lacks(got, line); });
  return missing ? ExampleVerdict::missing : ExampleVerdict::noisy;
}

}  // namespace

std::string_view to_string(ExampleVerdict verdict) {
  switch (verdict) {
    case ExampleVerdict::ok:
      return "ok";
    case ExampleVerdict::missing:
      return "missing finding";
    case ExampleVerdict::noisy:
      return "noisy finding";
    case ExampleVerdict::wrong_place:
      return "wrong place";
    case ExampleVerdict::broken:
      break;
  }
  return "broken rule";
}

std::vector<ExampleResult> run_examples(const Rule& rule) {
  std::vector<ExampleResult> results;
  for (const Example& example : rule.examples) {
    ExampleResult result{.example = &example, .expected = example.expect};
    const auto evaluation = evaluate_example(rule, example);
    if (evaluation) {
      result.got = lines_of(*evaluation, rule, example);
      result.verdict = compare(result.expected, result.got);
    } else {
      result.verdict = ExampleVerdict::broken;
      result.reason = describe(evaluation.error());
    }
    results.push_back(std::move(result));
  }
  return results;
}

}  // namespace qualm::engine
