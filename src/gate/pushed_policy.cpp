// The policy that a change pushes, as a document that is judged.

#include "gate/pushed_policy.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "documents/policy.hpp"
#include "gate/gate_policy.hpp"
#include "gate/judged_by.hpp"
#include "gate/policy_of_tree.hpp"
#include "support/text.hpp"

namespace qualm::gate {
namespace {

bool is_changed(const DeploymentCase& at, std::string_view path) {
  return std::find(at.paths.begin(), at.paths.end(), path) != at.paths.end();
}

bool holds(const std::vector<Waiver>& waivers, const Waiver& wanted) {
  const auto said = [](const Waiver& one) {
    return std::tie(one.rule, one.path, one.key, one.digest, one.reason, one.owner, one.expires);
  };
  return std::any_of(waivers.begin(), waivers.end(),
                     [&](const Waiver& one) { return said(one) == said(wanted); });
}

bool declares(const Policy& policy, const DeclaredSystem& wanted) {
  return std::any_of(policy.systems.begin(), policy.systems.end(), [&](const DeclaredSystem& one) {
    return engine::normal_folder(one.path) == engine::normal_folder(wanted.path);
  });
}

/// Where the default branch judges another ref: what it has put right is right, and what it alone
/// declares is declared.
void keep_what_is_judged_by(const Policy& judged_by, const Policy& changed, Policy& pushed) {
  std::erase_if(pushed.waivers, [&](const Waiver& one) {
    return holds(changed.waivers, one) && !holds(judged_by.waivers, one);
  });
  for (const DeclaredSystem& one : judged_by.systems) {
    if (!declares(changed, one) && !declares(pushed, one)) pushed.systems.push_back(one);
  }
}

Result<bool> is_folder(const Snapshot& tree, const std::string& path) {
  QUALM_ASSIGN(const auto entry, tree.find(path));
  return entry && entry->kind == EntryKind::directory;
}

}  // namespace

Result<std::optional<engine::StatedPolicy>> pushed_policy(const DeploymentCase& at) {
  const bool any = is_changed(at, documents::kPolicyPath) || is_changed(at, at.policy.baseline);
  if (!any || at.before == nullptr || at.is_first_policy) return std::nullopt;
  auto policy = policy_of_tree(*at.after);
  if (!policy) return std::nullopt;
  auto baseline = baseline_of(*at.after, *policy);
  if (!baseline) return std::nullopt;
  keep_what_is_judged_by(at.policy, at.changed_policy, *policy);
  return engine::StatedPolicy{.policy = *std::move(policy), .baseline = *std::move(baseline)};
}

Result<std::vector<Reason>> declared_but_gone(const DeploymentCase& at) {
  std::vector<Reason> reasons;
  if (at.before == nullptr || at.was_judged) return reasons;
  const auto policy = policy_of_tree(*at.after);
  if (!policy) return reasons;
  for (const DeclaredSystem& one : policy->systems) {
    const std::string folder = engine::normal_folder(one.path);
    if (folder.empty()) continue;
    QUALM_ASSIGN(const bool stood, is_folder(*at.before, folder));
    if (!stood) continue;
    QUALM_ASSIGN(const bool stands, is_folder(*at.after, folder));
    if (stands) continue;
    reasons.push_back(
        {.what = fmt::format("this change takes away {}, which the policy still declares a system",
                             folder),
         .where = fmt::format("{}:{}", documents::kPolicyPath, one.where.line),
         .way_out = fmt::format("change `systems:` in the same push, in a commit by somebody who "
                                "holds the role {}, or in a push before it",
                                join_words(gate_policy(at.standing.policy).policy_by))});
  }
  return reasons;
}

}  // namespace qualm::gate
