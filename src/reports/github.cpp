// Format `github`: workflow commands that GitHub shows as annotations, at most ten of a kind for
// each step. Errors come first, a notice says what was cut, and the verdict is the last line.

#include <array>

#include <fmt/format.h>

#include "reports/common.hpp"
#include "support/text.hpp"

namespace qualm::reports {
namespace {

constexpr std::size_t kShown = 10;
constexpr std::array kOrder = {Severity::error, Severity::warning, Severity::info};

/// An annotation before it is encoded.
struct Annotation {
  Severity severity = Severity::error;
  std::string_view path;
  SourcePos where;
  int width = 0;  ///< 0 when only the start is known
  std::string title;
  std::string message;
};

std::string command(const Annotation& annotation) {
  std::string out = annotation.severity == Severity::info
                        ? "::notice "
                        : fmt::format("::{} ", to_string(annotation.severity));
  if (!annotation.path.empty()) {
    out += fmt::format("file={},line={},", github_property(annotation.path),
                       line_of(annotation.where));
    if (annotation.where.column > 0 && annotation.width > 0) {
      out += fmt::format("col={},endColumn={},", annotation.where.column,
                         annotation.where.column + annotation.width);
    }
  }
  return out + fmt::format("title={}::{}\n", github_property(annotation.title),
                           github_message(annotation.message));
}

std::string with_fix(const std::string& message, const std::string& fix) {
  return fix.empty() ? message : message + "\nfix: " + collapse_space(fix);
}

/// How many annotations of one severity there are, and how many of them are shown.
struct Share {
  std::size_t findings = 0;
  std::size_t gaps = 0;
  std::size_t findings_shown = 0;
  std::size_t gaps_shown = 0;

  [[nodiscard]] std::size_t cut() const { return findings + gaps - findings_shown - gaps_shown; }

  /// A gap always gets one of the places, or many findings would hide it.
  void limit_to(std::size_t places) {
    findings_shown = std::min(findings, places - (gaps > 0 ? 1 : 0));
    gaps_shown = std::min(gaps, places - findings_shown);
  }
};

/// The shares of errors, warnings and infos.
using Shares = std::array<Share, kOrder.size()>;

Shares shares_of(const Evaluation& evaluation, const std::vector<Gap>& gaps) {
  Shares shares;
  std::size_t cut = 0;
  for (std::size_t i = 0; i < kOrder.size(); ++i) {
    const Severity severity = kOrder[i];
    Share& share = shares[i];
    share.findings = static_cast<std::size_t>(
        std::count_if(evaluation.findings.begin(), evaluation.findings.end(),
                      [severity](const Finding& f) { return counts_as(f, severity); }));
    share.gaps = static_cast<std::size_t>(std::count_if(
        gaps.begin(), gaps.end(), [severity](const Gap& gap) { return gap.severity == severity; }));
    share.limit_to(kShown);
    cut += share.cut();
  }
  if (cut > 0) shares.back().limit_to(kShown - 1);  // the notice about the cut is one of the ten
  return shares;
}

void write_annotations(const Evaluation& evaluation, const std::vector<Gap>& gaps,
                       Severity severity, Share share, const Sink& sink) {
  for (const Finding& finding : evaluation.findings) {
    if (share.findings_shown == 0) break;
    if (!counts_as(finding, severity)) continue;
    --share.findings_shown;
    sink(command({.severity = severity,
                  .path = finding.path,
                  .where = finding.where,
                  .width = std::max(1, finding.width),
                  .title = finding.rule->name,
                  .message = with_fix(finding.message, finding.rule->fix)}));
  }
  for (const Gap& gap : gaps) {
    if (share.gaps_shown == 0) break;
    if (gap.severity != severity) continue;
    --share.gaps_shown;
    sink(command({.severity = severity,
                  .path = gap.first->path,
                  .where = gap.first->where,
                  .title = gap.names(),
                  .message = with_fix("not judged: " + gap.first->reason, gap.first->hint)}));
  }
}

std::string cut_notice(const Shares& shares) {
  constexpr std::array<std::string_view, kOrder.size()> kNouns = {"error", "warning", "notice"};
  std::string parts;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    if (shares[i].cut() == 0) continue;
    parts += (parts.empty() ? "" : ", ") + counted(shares[i].cut(), kNouns[i]);
  }
  if (parts.empty()) return {};
  return command({.severity = Severity::info,
                  .title = "qualm",
                  .message = "not shown as annotations: " + parts +
                             "; the other output formats list everything"});
}

void write(const Evaluation& evaluation, const Style& /*style*/, const Sink& sink) {
  const std::vector<Gap> gaps = gaps_of(evaluation);
  const Shares shares = shares_of(evaluation, gaps);
  for (std::size_t i = 0; i < kOrder.size(); ++i) {
    write_annotations(evaluation, gaps, kOrder[i], shares[i], sink);
  }
  if (const std::string notice = cut_notice(shares); !notice.empty()) sink(notice);
  for (const std::string& note : evaluation.notes) {
    sink("qualm: note: " + github_line(note) + "\n");
  }
  sink("qualm: " + github_line(summary_line(evaluation)) + "\n");
}

}  // namespace

Report github_report() {
  return {.id = "github", .summary = "annotations in a GitHub workflow", .write = write};
}

}  // namespace qualm::reports
