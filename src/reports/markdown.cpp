// Format `markdown`: a pull-request comment or a job summary. The verdict comes first, then what
// blocks; the rest is folded. A comment may have 65,536 characters, so the whole stays below.

#include <array>
#include <unordered_set>

#include <fmt/format.h>

#include "reports/common.hpp"
#include "support/text.hpp"

namespace qualm::reports {
namespace {

constexpr std::size_t kCellBytes = 300;
// Where each part has to end, in bytes from the start.
constexpr std::size_t kBlockingEnd = 36'000;
constexpr std::size_t kGapsEnd = 46'000;
constexpr std::size_t kLesserEnd = 55'000;
constexpr std::size_t kNotesEnd = 59'000;

constexpr std::array kOrder = {Severity::error, Severity::warning, Severity::info};

/// Counts what it passes on, and what did not fit.
class Page {
 public:
  explicit Page(const Sink& sink) : sink_(sink) {}

  void put(std::string_view text) {
    written_ += text.size();
    sink_(text);
  }

  /// Passes `row` on when it ends before `end`; once a row did not fit, none of its table does.
  void row(std::string_view text, std::size_t end) {
    if (cut_ > 0 || written_ + text.size() > end) {
      ++cut_;
    } else {
      put(text);
    }
  }

  /// Says how many rows were cut, and begins anew.
  void end_table() {
    if (cut_ > 0) put(fmt::format("\n{} more not shown here; `qualm check` lists them.\n", cut_));
    cut_ = 0;
  }

 private:
  const Sink& sink_;
  std::size_t written_ = 0;
  std::size_t cut_ = 0;
};

std::string cell(std::string_view text) {
  return markdown_text(shorten(collapse_space(text), kCellBytes));
}

/// What to do: a command as code, so that a copy of it runs.
std::string hint_cell(std::string_view hint) {
  const bool is_command = hint.starts_with("git ") || hint.starts_with("qualm ");
  return is_command ? markdown_code(shorten(collapse_space(hint), kCellBytes)) : cell(hint);
}

std::string place_cell(std::string_view path, SourcePos where) {
  return markdown_code(shorten(place_of(path, where), kCellBytes));
}

std::string rule_cell(const Rule& rule, const Style& style) {
  const std::string link = rule_link(rule, style);
  const std::string name = markdown_code(rule.name);
  return link.empty() ? name : fmt::format("[{}]({})", name, link);
}

std::string_view verdict(const Evaluation& evaluation, const Style& style) {
  if (has_failures(evaluation, style.fail_on)) return "does not pass";
  if (has_gaps(evaluation, style.fail_on)) return "could not judge everything";
  if (judged_nothing(evaluation.counts)) return "nothing judged";
  return "passes";
}

/// One finding as a row; how to mend it stands in the first row of its rule.
std::string finding_row(const Finding& finding, const Style& style, bool first_of_rule) {
  return fmt::format("| {} | **{}:** {}<br>{} | {} |\n", place_cell(finding.path, finding.where),
                     to_string(finding.severity), cell(finding.message),
                     rule_cell(*finding.rule, style),
                     first_of_rule ? cell(finding.rule->fix) : "as above");
}

/// The rows of all findings that count and whose severity `wanted` accepts, the gravest first.
template <typename Wanted>
void write_findings(const Evaluation& evaluation, const Style& style, std::size_t end, Page& page,
                    const Wanted& wanted) {
  page.put("| Place | What was found | How to mend it |\n|---|---|---|\n");
  std::unordered_set<const Rule*> explained;
  for (const Severity severity : kOrder) {
    if (!wanted(severity)) continue;
    for (const Finding& finding : evaluation.findings) {
      if (!counts_as(finding, severity)) continue;
      const bool first = explained.insert(finding.rule).second;
      page.row(finding_row(finding, style, first), end);
    }
  }
  page.end_table();
}

void write_gaps(const Evaluation& evaluation, Page& page) {
  page.put("\n### Not judged\n\n| Place | Why not | What to do |\n|---|---|---|\n");
  const std::vector<Gap> gaps = gaps_of(evaluation);
  for (const Severity severity : kOrder) {
    for (const Gap& gap : gaps) {
      if (gap.severity != severity) continue;
      page.row(fmt::format("| {} | **{}:** {}<br>{} | {} |\n",
                           place_cell(gap.first->path, gap.first->where), to_string(severity),
                           cell(gap.first->reason), cell(gap.names()), hint_cell(gap.first->hint)),
               kGapsEnd);
    }
  }
  page.end_table();
}

/// `3 warnings, 1 info` of the findings that count and do not reach `fail_on`.
std::string lesser_title(const Evaluation& evaluation, Severity fail_on) {
  std::string title;
  for (const Severity severity : kOrder) {
    if (severity >= fail_on) continue;
    const auto count = static_cast<std::size_t>(
        std::count_if(evaluation.findings.begin(), evaluation.findings.end(),
                      [severity](const Finding& f) { return counts_as(f, severity); }));
    if (count > 0) title += (title.empty() ? "" : ", ") + counted(count, to_string(severity));
  }
  return title;
}

void write(const Evaluation& evaluation, const Style& style, const Sink& sink) {
  const Severity fail_on = style.fail_on;
  Page page(sink);
  page.put(
      fmt::format("**qualm: {}.** {}\n", verdict(evaluation, style), summary_line(evaluation)));
  if (!evaluation.subject.empty()) {
    page.put(fmt::format("\nJudged: {}\n", cell(evaluation.subject)));
  }
  if (has_failures(evaluation, fail_on)) {
    page.put("\n### Blocking\n\n");
    write_findings(evaluation, style, kBlockingEnd, page,
                   [fail_on](Severity severity) { return severity >= fail_on; });
  }
  if (!evaluation.not_judged.empty()) write_gaps(evaluation, page);
  if (const std::string title = lesser_title(evaluation, fail_on); !title.empty()) {
    page.put(fmt::format("\n<details><summary>Not blocking: {}</summary>\n\n", title));
    write_findings(evaluation, style, kLesserEnd, page,
                   [fail_on](Severity severity) { return severity < fail_on; });
    page.put("\n</details>\n");
  }
  if (!evaluation.notes.empty()) page.put("\n");
  for (const std::string& note : evaluation.notes) {
    page.row("- " + cell(note) + "\n", kNotesEnd);
  }
  page.end_table();
}

}  // namespace

Report markdown_report() {
  return {.id = "markdown", .summary = "a pull-request comment or job summary", .write = write};
}

}  // namespace qualm::reports
