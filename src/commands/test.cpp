// `qualm test`: run rules against their own examples.

#include <algorithm>
#include <array>
#include <ostream>

#include <fmt/format.h>

#include "commands/command.hpp"
#include "commands/shared/workspace.hpp"
#include "engine/examples.hpp"
#include "git/snapshot.hpp"
#include "rules/built_in.hpp"
#include "rules/rule_file.hpp"
#include "rules/selection.hpp"
#include "support/encode.hpp"
#include "support/layout.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

constexpr std::array<Option, 1> kOptions = {{
    {.name = "--verbose", .help = "name the examples that hold as well"},
}};
constexpr std::array<Positional, 1> kPositionals = {{
    {.name = "PACK", .help = "packs, rules or globs; all of them without", .repeatable = true},
}};

struct Totals {
  std::size_t rules = 0;
  std::size_t held = 0;
  std::size_t failed = 0;
};

/// The built-in rules, then those of the work tree when there is one; broken files are reported.
Result<rules::LoadedRules> rules_to_test(const Session& session, const Arguments& arguments) {
  rules::LoadedRules all;
  for (const rules::RuleText& one : rules::built_in_texts()) {
    auto rule = rules::read_rule(one.text, std::string(one.file));
    if (!rule) return fail(std::move(rule).error());
    rule->built_in = true;
    all.rules.push_back(*std::move(rule));
  }
  const auto repository = open_repository(session, arguments);
  if (!repository) {
    if (repository.error().code == ErrorCode::not_found && !arguments.has("--repo")) return all;
    return fail(repository.error());
  }
  if (repository->is_bare()) return all;
  QUALM_ASSIGN(const auto tree, git::worktree_snapshot(*repository));
  QUALM_ASSIGN(rules::LoadedRules own, rules::load_rules(*tree));
  std::move(own.rules.begin(), own.rules.end(), std::back_inserter(all.rules));
  all.broken = std::move(own.broken);
  return all;
}

void report(Session& session, const Rule& rule, const engine::ExampleResult& result) {
  const SourcePos where = result.example->where;
  session.out << terminal_text(fmt::format(
                     "{}:{}:{}: {}: example \"{}\" of {}", rule.file, where.line, where.column,
                     engine::to_string(result.verdict), result.example->name, rule.name))
              << '\n';
  if (!result.reason.empty()) session.out << "  " << terminal_text(result.reason) << '\n';
  for (const std::string& line : result.expected) {
    const bool came = std::find(result.got.begin(), result.got.end(), line) != result.got.end();
    session.out << (came ? "    " : "  - ") << terminal_text(line) << '\n';
  }
  for (const std::string& line : result.got) {
    const bool expected =
        std::find(result.expected.begin(), result.expected.end(), line) != result.expected.end();
    if (!expected) session.out << "  + " << terminal_text(line) << '\n';
  }
}

Result<int> run(Session& session, const Arguments& arguments) {
  QUALM_ASSIGN(const rules::LoadedRules all, rules_to_test(session, arguments));
  const std::vector<std::string> wanted = arguments.values("PACK");
  Totals totals;
  std::vector<bool> matched(wanted.size(), false);
  for (const Rule& rule : all.rules) {
    bool asked = wanted.empty();
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (!rules::names_rule(wanted[i], rule.name)) continue;
      asked = true;
      matched[i] = true;
    }
    if (!asked) continue;
    ++totals.rules;
    for (const engine::ExampleResult& result : engine::run_examples(rule)) {
      const bool ok = result.verdict == engine::ExampleVerdict::ok;
      ++(ok ? totals.held : totals.failed);
      if (!ok) report(session, rule, result);
      if (ok && arguments.has("--verbose"))
        session.out << terminal_text(fmt::format("ok: {}: {}", rule.name, result.example->name))
                    << '\n';
    }
  }
  for (const Error& error : all.broken) {
    const std::string text = describe(error);
    session.out << "broken rule:\n";
    for (const std::string_view line : split_lines(text)) {
      session.out << "  " << terminal_text(line) << '\n';
    }
  }
  const std::size_t broken = all.broken.size();
  const auto unmatched = std::find(matched.begin(), matched.end(), false);
  if (unmatched != matched.end() && broken == 0) {
    return fail(ErrorCode::usage,
                fmt::format("there is no rule or pack \"{}\"",
                            wanted[static_cast<std::size_t>(unmatched - matched.begin())]),
                "`qualm rules` lists every rule");
  }
  session.out << fmt::format(
      "{}, {}: {}{}\n", counted(totals.rules, "rule"),
      counted(totals.held + totals.failed, "example"),
      totals.failed == 0 ? "all ok" : fmt::format("{} not ok", totals.failed),
      broken > 0 ? fmt::format("; {} cannot be read", counted(broken, "rule file")) : "");
  return totals.failed + broken > 0 ? kFindings : kClean;
}

}  // namespace

Command test_command() {
  return {.id = "test",
          .summary = "Run rules against their own examples",
          .details = "Verdicts: ok, missing finding, noisy finding, wrong place, broken rule.",
          .options = kOptions,
          .positionals = kPositionals,
          .run = run};
}

}  // namespace qualm::commands
