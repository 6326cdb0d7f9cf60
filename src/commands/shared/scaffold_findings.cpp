// Judging what was just written.

#include "commands/shared/scaffold_findings.hpp"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>

#include "commands/shared/workspace.hpp"
#include "documents/yaml.hpp"
#include "engine/evaluate.hpp"
#include "gate/judged_by.hpp"
#include "git/snapshot.hpp"
#include "language/placeholder.hpp"
#include "rules/selection.hpp"
#include "support/encode.hpp"
#include "support/text.hpp"
#include "support/value.hpp"

namespace qualm::commands {
namespace {

void add_nulls(const Value& value, std::vector<SourcePos>& places) {
  if (value.is_null()) places.push_back(value.where());
  for (const Value& item : value.items()) add_nulls(item, places);
  for (const Value::Entry& entry : value.entries()) {
    const bool has_place = entry.value.where().line > 0;
    if (entry.value.is_null() && !has_place) {
      places.push_back(entry.where);
    } else {
      add_nulls(entry.value, places);
    }
  }
}

/// Where guidance in italics begins, which templates end with the line; npos when there is none.
std::size_t guidance_in(std::string_view line) {
  const std::string_view text = trim(line);
  const std::size_t begin = line.find('_');
  if (begin == std::string_view::npos || !text.ends_with('_')) return std::string_view::npos;
  const std::string_view inside = trim(line.substr(begin + 1));
  const bool is_guidance =
      language::whole_placeholder(inside.substr(0, inside.size() - 1), true).has_value();
  return is_guidance ? begin : std::string_view::npos;
}

}  // namespace

Result<Evaluation> judge_files(const Session& session, const Arguments& arguments,
                               const git::Repository& repository, std::vector<std::string> paths) {
  QUALM_ASSIGN(const auto tree, git::worktree_snapshot(repository));
  QUALM_ASSIGN(const auto head, repository.head());
  QUALM_ASSIGN(const Policy policy, load_policy(session, arguments, tree.get()));
  QUALM_ASSIGN(std::vector<Rule> all, gate::rules_of(tree.get()));
  QUALM_ASSIGN(const rules::RuleSet rules, rules::select_rules(std::move(all), policy, {}));
  QUALM_ASSIGN(const Date day, today(session, arguments));
  QUALM_ASSIGN(auto baseline, gate::baseline_of(*tree, policy));
  return engine::evaluate({.tree = *tree,
                           .policy = policy,
                           .rules = rules,
                           .today = day,
                           .authors = [&] { return gate::known_authors(repository, head, *tree); },
                           .stood_at = gate::history_of(repository),
                           .paths = std::move(paths),
                           .baseline = std::move(baseline)});
}

std::size_t open_places(const Evaluation& evaluation) {
  return static_cast<std::size_t>(
      std::count_if(evaluation.findings.begin(), evaluation.findings.end(),
                    [](const Finding& finding) { return finding.standing == Standing::counts; }));
}

void list_findings(Session& session, const Evaluation& evaluation) {
  for (const Finding& finding : evaluation.findings) {
    if (finding.standing != Standing::counts) continue;
    session.out << terminal_text(fmt::format("  {}:{}:{}: {} {}", finding.path, finding.where.line,
                                             finding.where.column, to_string(finding.severity),
                                             finding.message))
                << '\n';
  }
}

std::vector<SourcePos> open_slots(const std::string& path, const std::string& text) {
  std::vector<SourcePos> places;
  const bool is_yaml = path.ends_with(".yaml") || path.ends_with(".yml");
  if (is_yaml) {
    const auto data = documents::parse_yaml(text, {.file = path});
    if (data) add_nulls(*data, places);
  }
  int number = 0;
  for (const std::string_view line : split_lines(text)) {
    ++number;
    if (is_yaml && trim(line).starts_with('#')) continue;
    const std::size_t guidance = is_yaml ? std::string_view::npos : guidance_in(line);
    if (guidance != std::string_view::npos) {
      places.push_back({.line = number, .column = static_cast<int>(guidance) + 1});
      continue;
    }
    for (const language::Placeholder& slot : language::find_placeholders(line)) {
      if (slot.sure) places.push_back({.line = number, .column = static_cast<int>(slot.begin) + 1});
    }
  }
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  return places;
}

}  // namespace qualm::commands
