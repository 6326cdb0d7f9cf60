// Excusing findings by waivers and by the baseline.

#include "engine/excuse.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/baseline.hpp"
#include "engine/waivers.hpp"

namespace qualm::engine {
namespace {

/// The waivers that count: those of the policy, and those inside documents that stand where they
/// have to or that somebody wrote who may.
Result<std::vector<Waiver>> granted_waivers(const Setting& setting,
                                            std::vector<Waiver> inline_ones) {
  const Request& request = setting.request;
  std::vector<Waiver> granted = request.policy.waivers;
  const auto stands_in = [&](const Waiver& waiver, const Snapshot* tree) {
    const auto& documents = setting.land.documents;
    const auto now = std::find_if(documents.begin(), documents.end(),
                                  [&](const Found& one) { return one.entry.path == waiver.file; });
    return tree != nullptr && now != documents.end() &&
           stood_before(waiver, setting.shelf.at(static_cast<std::size_t>(now - documents.begin())),
                        *tree);
  };
  for (Waiver& waiver : inline_ones) {
    bool counts = request.excusing == nullptr || stands_in(waiver, request.excusing);
    const bool is_new = !counts && !stands_in(waiver, request.before);
    if (is_new && request.may_waive) {
      QUALM_ASSIGN(counts, request.may_waive(waiver.file));
    }
    if (counts) granted.push_back(std::move(waiver));
  }
  return granted;
}

/// What is asked of exceptions is asked of those that are pushed: one that goes is at fault no
/// longer, though it excuses this change still.
void take_stated_exceptions(const Request& request, std::vector<documents::Item>& waivers,
                            std::vector<documents::Item>& entries) {
  const auto undecided = [](const std::string&) { return false; };
  const std::vector<Rule>& rules = *request.rules.rules;
  const Policy& stated = request.stated->policy;
  std::vector<Finding> none;
  std::erase_if(waivers, [](const documents::Item& one) { return one.form == "policy"; });
  for (auto& one : apply_waivers(stated.waivers, rules, request.today, undecided, none))
    waivers.push_back(std::move(one));
  entries = apply_baseline(request.stated->baseline, stated.baseline, rules, undecided, none);
}

/// Whoever may weaken the policy may let the baseline grow, as with a level that is raised.
Result<void> let_baseline_grow(const Request& request, std::vector<Finding>& findings) {
  if (!request.may_grow) return {};
  for (Finding& finding : findings) {
    if (finding.rule->name != "change/baseline-grown") continue;
    QUALM_ASSIGN(const bool may, request.may_grow(finding.path));
    if (!may) continue;
    finding.standing = Standing::waived;
    finding.excuse = "by somebody who may weaken the policy";
  }
  return {};
}

}  // namespace

Result<ExceptionItems> excuse(const Setting& setting, Portion& all) {
  const Request& request = setting.request;
  QUALM_ASSIGN(const std::vector<Waiver> waivers, granted_waivers(setting, std::move(all.waivers)));
  const auto decided = [&](const std::string& name) {
    const auto is_it = [&](const Rule* rule) { return rule->name == name; };
    const auto& known = *request.rules.rules;
    const bool exists =
        std::any_of(known.begin(), known.end(), [&](const Rule& rule) { return is_it(&rule); });
    const bool on = std::any_of(request.rules.active.begin(), request.rules.active.end(),
                                [&](const rules::CompiledRule& rule) { return is_it(rule.rule); });
    // What one change needed, no other one does.
    const bool of_change = std::any_of(known.begin(), known.end(), [&](const Rule& rule) {
      return is_it(&rule) && rule.document == "change";
    });
    const bool gap = std::any_of(all.not_judged.begin(), all.not_judged.end(),
                                 [&](const NotJudged& one) { return is_it(one.rule); });
    return request.paths.empty() && !gap && !of_change && (on || !exists);
  };
  QUALM_TRY(let_baseline_grow(request, all.findings));
  auto used = apply_waivers(waivers, *request.rules.rules, request.today, decided, all.findings);
  auto entries = apply_baseline(request.baseline, request.policy.baseline, *request.rules.rules,
                                decided, all.findings);
  if (request.stated) take_stated_exceptions(request, used, entries);
  return ExceptionItems{.waivers = std::move(used), .entries = std::move(entries)};
}

}  // namespace qualm::engine
