// What an evaluation comes to, in a yes or no and in one line.

#include "model/finding.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "support/layout.hpp"

namespace qualm {
namespace {

std::string list_of(const std::vector<std::string>& parts) {
  std::string list;
  for (const std::string& part : parts) list += (list.empty() ? "" : ", ") + part;
  return list;
}

/// `3 documents of 2 systems`.
std::string extent(const Counts& counts) {
  std::string text = counted(counts.documents, "document");
  if (counts.systems > 0) text += " of " + counted(counts.systems, "system");
  return text;
}

std::string nothing_judged(const Counts& counts) {
  if (counts.not_judged > 0 && counts.documents > 0) {
    return "nothing could be judged in " + extent(counts);
  }
  if (counts.not_judged > 0) return "nothing could be judged";
  if (counts.rules == 0) return "nothing was judged: no rule is turned on";
  if (counts.documents > 0) return "nothing was judged: no rule applies to " + extent(counts);
  if (counts.systems > 0) {
    return fmt::format("nothing was judged: no document was found in {}",
                       counted(counts.systems, "system"));
  }
  return "nothing was judged: no system and no document was found";
}

std::string main_clause(const Counts& counts) {
  if (judged_nothing(counts)) return nothing_judged(counts);
  std::vector<std::string> found;
  if (counts.errors > 0) found.push_back(counted(counts.errors, "error"));
  if (counts.warnings > 0) found.push_back(counted(counts.warnings, "warning"));
  if (counts.infos > 0) found.push_back(counted(counts.infos, "info"));
  const std::string what = found.empty() ? "no findings" : list_of(found);
  return counts.documents > 0 ? what + " in " + extent(counts)
                              : what + ", and no documents to judge";
}

}  // namespace

bool has_failures(const Evaluation& evaluation, Severity fail_on) {
  return std::any_of(evaluation.findings.begin(), evaluation.findings.end(),
                     [fail_on](const Finding& finding) {
                       return finding.standing == Standing::counts && finding.severity >= fail_on;
                     });
}

bool has_gaps(const Evaluation& evaluation, Severity fail_on) {
  return std::any_of(evaluation.not_judged.begin(), evaluation.not_judged.end(),
                     [fail_on](const NotJudged& gap) { return gap.severity >= fail_on; });
}

bool judged_nothing(const Counts& counts) {
  return counts.passed + counts.errors + counts.warnings + counts.infos + counts.waived +
             counts.baselined ==
         0;
}

std::string summary_line(const Evaluation& evaluation) {
  const Counts& counts = evaluation.counts;
  std::vector<std::string> aside;
  if (counts.waived > 0) aside.push_back(fmt::format("{} waived", counts.waived));
  if (counts.baselined > 0) aside.push_back(fmt::format("{} in the baseline", counts.baselined));
  if (counts.not_judged > 0) aside.push_back(fmt::format("{} not judged", counts.not_judged));
  const std::string clause = main_clause(counts);
  return aside.empty() ? clause : clause + "; " + list_of(aside);
}

}  // namespace qualm
