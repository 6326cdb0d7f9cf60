// Format `concise`: one line per finding, for editors, `grep` and problem matchers.

#include <fmt/format.h>

#include "reports/common.hpp"

namespace qualm::reports {
namespace {

std::string line(std::string_view path, SourcePos where, Severity severity, std::string_view rule,
                 std::string_view message) {
  return fmt::format("{}:{}:{}: {} {} {}\n", terminal_text(path.empty() ? "." : path),
                     line_of(where), std::max(1, where.column), to_string(severity),
                     terminal_text(rule), terminal_text(message));
}

void write(const Evaluation& evaluation, const Style& /*style*/, const Sink& sink) {
  for (const Finding& finding : evaluation.findings) {
    if (finding.standing != Standing::counts) continue;
    sink(line(finding.path, finding.where, finding.severity, finding.rule->name, finding.message));
  }
  for (const NotJudged& entry : evaluation.not_judged) {
    sink(line(entry.path, entry.where, entry.severity, entry.rule->name,
              "not judged: " + entry.reason));
  }
  sink(summary_line(evaluation) + "\n");
}

}  // namespace

Report concise_report() {
  return {.id = "concise", .summary = "one line per finding", .write = write};
}

}  // namespace qualm::reports
