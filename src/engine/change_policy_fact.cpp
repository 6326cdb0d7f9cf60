// The policy and the team's own rules, as a change leaves them.

#include <algorithm>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "documents/policy.hpp"
#include "engine/baseline.hpp"
#include "engine/change_fact_list.hpp"
#include "engine/change_item.hpp"
#include "engine/change_policy.hpp"
#include "engine/change_words.hpp"
#include "rules/built_in.hpp"
#include "rules/rule_file.hpp"
#include "support/limits.hpp"

namespace qualm::engine {
namespace {

const std::string kPolicyFile(documents::kPolicyPath);
const std::string kRulesBelow = std::string(rules::kRulesFolder) + "/";

/// The text of an ordinary file; nothing where there is none.
Result<std::optional<std::string>> text_of(const Snapshot& tree, const std::string& path,
                                           std::size_t at_most) {
  QUALM_ASSIGN(const auto entry, tree.find(path));
  if (!entry) return std::nullopt;
  if (!is_file(entry)) {
    return fail(Error{.code = ErrorCode::invalid,
                      .message = fmt::format("{} is no ordinary file", path),
                      .where = Location{path, {.line = 1, .column = 1}},
                      .hint = "put an ordinary file there"});
  }
  QUALM_ASSIGN(std::string text, tree.read(*entry, at_most));
  return text;
}

/// The policy of one side, and its text. Without a file, its `source` is null.
struct PolicySide {
  Policy policy;
  std::string text;
};

Result<PolicySide> policy_of(const Snapshot& tree) {
  PolicySide side{.policy = documents::default_policy(), .text = {}};
  side.policy.source = Value();
  QUALM_ASSIGN(auto text, text_of(tree, kPolicyFile, limits::kDocumentBytes));
  if (!text) return side;
  QUALM_ASSIGN(side.policy, documents::read_policy(*text, kPolicyFile));
  side.text = *std::move(text);
  return side;
}

/// The first path of a system that the same change touches; empty where it touches none. What is
/// taken away of the system `retired` alone (by its index before) is not held against it.
std::string touched_system(const Change& change, std::size_t retired = kNoSystem) {
  for (const ChangedPath& one : change.paths) {
    if (one.path == kPolicyFile || one.path.starts_with(".qualm/")) continue;
    const auto owners = change.before.owners.of(one.path);
    const bool goes_with_it = !one.after && owners == std::vector<std::size_t>{retired};
    if (goes_with_it) continue;
    if (!owners.empty() || !change.after.owners.of(one.path).empty()) return one.path;
  }
  return {};
}

/// The system that a weakening declares no longer and the change takes away as well: that ends it,
/// and loosens nothing for it.
std::size_t retired_by(const Change& change, const PolicyWeakening& weakening) {
  constexpr std::string_view kSystems = "systems/";
  if (weakening.kind != WeakeningKind::systems || !weakening.key.starts_with(kSystems))
    return kNoSystem;
  const std::string folder = normal_folder(weakening.key.substr(kSystems.size()));
  const auto& systems = change.before.land.systems;
  for (const SystemPair& pair : change.systems) {
    if (pair.before != kNoSystem && pair.after == kNoSystem && systems[pair.before].path == folder)
      return pair.before;
  }
  return kNoSystem;
}

documents::Item item_of(const PolicyWeakening& weakening, const Location& where,
                        const std::string& touched) {
  return change_item("policy/" + weakening.key, weakening.words, where,
                     {{"kind", std::string(to_string(weakening.kind))},
                      {"what", weakening.words},
                      {"with", touched}});
}

Result<void> add_own_rules(const Change& change, const rules::LoadedRules& before,
                           const std::string& touched, std::vector<documents::Item>& items) {
  const std::string folder = std::string(rules::kRulesFolder) + "/";
  const bool any = std::any_of(change.paths.begin(), change.paths.end(),
                               [&](const auto& one) { return one.path.starts_with(folder); });
  if (!any) return {};
  QUALM_ASSIGN(const rules::LoadedRules after, rules::load_rules(change.after.tree));
  for (const PolicyWeakening& one : rule_weakenings(before.rules, after.rules)) {
    items.push_back(item_of(one, {one.file, one.where}, touched));
  }
  return {};
}

documents::Item unreadable(const Error& problem) {
  const SourcePos where = problem.where ? problem.where->pos : SourcePos{.line = 1, .column = 1};
  return change_item("policy", problem.message, {kPolicyFile, where},
                     {{"kind", "unreadable"}, {"what", problem.message}, {"with", ""}});
}

}  // namespace

ChangeItems changed_policy(const Change& change) {
  std::vector<documents::Item> items;
  const bool any = std::any_of(change.paths.begin(), change.paths.end(), [](const auto& one) {
    return one.path == kPolicyFile || one.path.starts_with(kRulesBelow);
  });
  if (!any) return items;
  QUALM_ASSIGN(const PolicySide before, policy_of(change.before.tree));
  QUALM_ASSIGN(const rules::LoadedRules own, rules::load_rules(change.before.tree));
  const std::string touched = touched_system(change);
  if (change.find(kPolicyFile) != nullptr) {
    const auto after = policy_of(change.after.tree);
    if (!after && after.error().code != ErrorCode::invalid) return fail(after.error());
    if (!after) {
      items.push_back(unreadable(after.error()));
    } else {
      std::vector<Rule> rules = rules::built_in_rules();
      rules.insert(rules.end(), own.rules.begin(), own.rules.end());
      ShownPlaces places(after->text);
      const PolicyTrees trees{.before = &change.before.tree, .after = &change.after.tree};
      for (const PolicyWeakening& one : weakenings(before.policy, after->policy, rules, trees)) {
        const std::size_t retired = retired_by(change, one);
        items.push_back(item_of(one, {kPolicyFile, places.of(one.where)},
                                retired == kNoSystem ? touched : touched_system(change, retired)));
      }
    }
  }
  QUALM_TRY(add_own_rules(change, own, touched, items));
  return items;
}

ChangeItems grown_baseline(const Change& change) {
  std::vector<documents::Item> items;
  const std::string& path = change.policy.baseline;
  if (change.find(path) == nullptr) return items;
  // Until there is a policy, nothing was judged: what it finds is there on the day it comes.
  QUALM_ASSIGN(const auto judged_before, change.before.tree.find(kPolicyFile));
  if (!judged_before) return items;
  const auto entries_of = [&](const Snapshot& tree) -> Result<std::vector<BaselineEntry>> {
    QUALM_ASSIGN(const auto text, text_of(tree, path, limits::kBaselineBytes));
    return text ? read_baseline(*text, path) : std::vector<BaselineEntry>();
  };
  QUALM_ASSIGN(const auto before, entries_of(change.before.tree));
  QUALM_ASSIGN(const auto after, entries_of(change.after.tree));
  QUALM_ASSIGN(const auto is_known,
               known_entries(before, after, [&](const std::string& file) -> Result<bool> {
                 QUALM_ASSIGN(const auto entry, change.after.tree.find(file));
                 return !entry;
               }));
  std::vector<const BaselineEntry*> added;
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (!is_known[i]) added.push_back(&after[i]);
  }
  if (added.empty()) return items;
  const BaselineEntry& first = *added.front();
  std::string all;
  for (const BaselineEntry* entry : added)
    all += fmt::format("{}\t{}\t{}\t{}\n", entry->digest, entry->rule, entry->key, entry->path);
  items.push_back(change_item("baseline", all, {path, {.line = first.line, .column = 1}},
                              {{"count", std::to_string(added.size())},
                               {"entries", added.size() == 1 ? "entry" : "entries"},
                               {"rule", first.rule},
                               {"file", first.path}}));
  return items;
}

}  // namespace qualm::engine
