// Putting the gate's reasons among the findings.

#include "commands/shared/gate_findings.hpp"

#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "commands/shared/gate_report.hpp"
#include "support/digest.hpp"
#include "support/value.hpp"

namespace qualm::commands {
namespace {

constexpr std::size_t kShownOfId = 7;
constexpr std::size_t kDigestDigits = 16;

constexpr std::string_view kNotJudged = "could not judge: ";

Rule gate_rule(std::string name, std::string summary, std::string why) {
  Rule rule;
  rule.name = std::move(name);
  rule.summary = std::move(summary);
  rule.why = std::move(why);
  rule.severity = Severity::error;
  rule.locked = true;
  return rule;
}

Rule refused_rule(std::size_t number, const gate::Reason& reason) {
  Rule rule = gate_rule(number == 1 ? "gate/refused" : fmt::format("gate/refused-{}", number),
                        "The protected ref does not take this change",
                        "A protected ref is what is deployed, so what stands against a deployment "
                        "holds back its update.");
  rule.fix = reason.way_out;
  return rule;
}

Rule not_judged_rule() {
  Rule rule =
      gate_rule("gate/not-judged", "Whether the protected ref may take this change cannot be told",
                "Not being able to judge is not passing.");
  rule.fix = "Bring what is missing, and judge again.";
  return rule;
}

struct Place {
  std::string path;
  SourcePos where;
};

/// `.qualm.yaml:12`, a path, or, for what is no place in the tree, such as the id of a commit,
/// nothing.
Place place_of(const std::string& text) {
  const std::size_t colon = text.rfind(':');
  if (colon == std::string::npos) return {};
  const auto line = Value::scalar(text.substr(colon + 1), false).as_integer();
  if (!line || *line < 1 || *line > 1'000'000) return {};
  return {.path = text.substr(0, colon), .where = {.line = static_cast<int>(*line), .column = 1}};
}

std::string short_id(const std::string& id) {
  return id.empty() ? "nothing" : id.substr(0, kShownOfId);
}

Finding refusal(const gate::Reason& reason, const Rule& rule) {
  Finding finding;
  Place place = place_of(reason.where);
  finding.rule = &rule;
  finding.message = reason.what;
  if (place.path.empty() && !reason.where.empty())
    finding.message += fmt::format("; at {}", reason.where);
  finding.path = std::move(place.path);
  finding.where = place.where;
  finding.digest = sha256(reason.what).substr(0, kDigestDigits);
  return finding;
}

NotJudged gap(const gate::Reason& reason, const Rule& rule) {
  const std::size_t prefix = reason.what.starts_with(kNotJudged) ? kNotJudged.size() : 0;
  return {.rule = &rule, .reason = reason.what.substr(prefix), .hint = reason.way_out};
}

/// The gate's own verdict counts as one rule that was judged.
void count(const gate::RefVerdict& ref, std::size_t refusals, std::size_t gaps, Counts& counts) {
  counts.rules += 1;
  counts.errors += refusals;
  counts.not_judged += gaps;
  if (ref.decision == gate::Decision::allowed) counts.passed += 1;
}

}  // namespace

Reportable reportable(const gate::RefVerdict& ref) {
  Reportable result{.evaluation = ref.evaluation.value_or(Evaluation())};
  Evaluation& all = result.evaluation;
  all.subject =
      fmt::format("{} from {} to {}: {}", short_ref(ref.change.name), short_id(ref.change.before),
                  short_id(ref.change.after), words_of(ref.decision));
  std::vector<Finding> refusals;
  std::vector<NotJudged> gaps;
  result.rules.reserve(ref.reasons.size() + 1);  // findings point into it
  result.rules.push_back(not_judged_rule());
  for (const gate::Reason& reason : ref.reasons) {
    if (reason.listed) continue;
    if (reason.decision == gate::Decision::not_judged) {
      gaps.push_back(gap(reason, result.rules.front()));
      continue;
    }
    result.rules.push_back(refused_rule(refusals.size() + 1, reason));
    refusals.push_back(refusal(reason, result.rules.back()));
  }
  count(ref, refusals.size(), gaps.size(), all.counts);
  all.findings.insert(all.findings.begin(), std::make_move_iterator(refusals.begin()),
                      std::make_move_iterator(refusals.end()));
  all.not_judged.insert(all.not_judged.begin(), std::make_move_iterator(gaps.begin()),
                        std::make_move_iterator(gaps.end()));
  all.notes.insert(all.notes.end(), ref.notes.begin(), ref.notes.end());
  return result;
}

}  // namespace qualm::commands
