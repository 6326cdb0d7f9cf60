// Format `gitlab`: a GitLab Code Quality report, an array of issues. What a waiver or the baseline
// excuses is left out, because GitLab has no word for it.

#include "reports/common.hpp"
#include "support/json_text.hpp"

namespace qualm::reports {
namespace {

/// One issue as GitLab reads it; `description` carries the rule, since `check_name` is not shown.
struct Issue {
  std::string_view rule;
  std::string message;
  std::string_view path;
  SourcePos where;
  std::string_view severity;
  std::string fingerprint;
};

std::string_view severity_of(Severity severity) {
  switch (severity) {
    case Severity::info:
      return "info";
    case Severity::warning:
      return "minor";
    case Severity::error:
      return "major";
  }
  return "major";
}

void write_issue(JsonWriter& json, const Issue& issue) {
  json.object();
  json.text("description", terminal_text(issue.rule) + ": " + terminal_text(issue.message));
  json.text("check_name", issue.rule);
  json.text("fingerprint", issue.fingerprint);
  json.text("severity", issue.severity);
  json.object("location");
  json.text("path", file_of(issue.path));
  json.object("lines");
  json.number("begin", line_of(issue.where));
  json.end();
  json.end();
  json.end();
}

void write(const Evaluation& evaluation, const Style& /*style*/, const Sink& sink) {
  JsonWriter json(sink, 1);
  Fingerprints fingerprints;
  json.array();
  for (const Finding& finding : evaluation.findings) {
    const std::string fingerprint = fingerprints.of(finding);
    if (finding.standing != Standing::counts) continue;
    write_issue(json, {.rule = finding.rule->name,
                       .message = finding.message,
                       .path = finding.path,
                       .where = finding.where,
                       .severity = severity_of(finding.severity),
                       .fingerprint = fingerprint});
  }
  Fingerprints of_gaps;
  for (const NotJudged& entry : evaluation.not_judged) {
    write_issue(json, {.rule = entry.rule->name,
                       .message = "not judged: " + entry.reason,
                       .path = entry.path,
                       .where = entry.where,
                       .severity = "critical",
                       .fingerprint = of_gaps.of(entry)});
  }
  json.end();
}

}  // namespace

Report gitlab_report() {
  return {.id = "gitlab", .summary = "GitLab Code Quality", .write = write};
}

}  // namespace qualm::reports
