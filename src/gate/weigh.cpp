// What the findings of the documents weigh at the gate.

#include "gate/weigh.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace qualm::gate {
namespace {

bool counts(const Finding& one) { return one.standing == qualm::Standing::counts; }

/// What is found in the change and does not hold it up. A change of many systems may be remarked
/// upon many times.
std::vector<std::string> remarks(const Evaluation& found, Severity fail_on) {
  constexpr std::size_t kMost = 10;
  std::vector<std::string> all;
  for (const Finding& one : found.findings) {
    if (one.rule->document != "change" || !counts(one) || one.severity >= fail_on) continue;
    all.push_back(one.message);
  }
  if (all.size() <= kMost) return all;
  const std::size_t left = all.size() - kMost;
  all.resize(kMost);
  all.push_back(fmt::format("and {} more like these: qualm gate lists all", left));
  return all;
}

std::string way_out_of(const Evaluation& found, Severity fail_on, bool baseline_left_behind) {
  const bool may_be_excused =
      std::any_of(found.findings.begin(), found.findings.end(), [&](const Finding& one) {
        return counts(one) && one.severity >= fail_on && !one.rule->locked;
      });
  std::string way_out = "mend what is listed";
  if (may_be_excused) way_out += ", or have an exception recorded on the protected side";
  if (baseline_left_behind)
    way_out +=
        "; where files of the baseline have moved: qualm check --write-baseline, in the same push";
  return way_out;
}

}  // namespace

void weigh_documents(RefVerdict& ref, Severity fail_on, bool baseline_left_behind) {
  const Evaluation& found = *ref.evaluation;
  ref.fail_on = fail_on;
  if (has_failures(found, fail_on))
    add_reason(ref, {.what = summary_line(found),
                     .way_out = way_out_of(found, fail_on, baseline_left_behind),
                     .listed = true});
  if (has_gaps(found, fail_on))
    add_reason(ref, {.decision = Decision::not_judged,
                     .what = fmt::format("could not judge: {} not judged", found.counts.not_judged),
                     .way_out = "make readable what is listed",
                     .listed = true});
  if (!ref.reasons.empty()) return;  // the report is read then
  for (std::string& remark : remarks(found, fail_on)) ref.notes.push_back(std::move(remark));
}

}  // namespace qualm::gate
