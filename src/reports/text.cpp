// Format `text`: what a person reads in a terminal. A rule is explained where it is first broken.

#include <unordered_set>

#include <fmt/format.h>

#include "reports/common.hpp"

namespace qualm::reports {
namespace {

constexpr int kLeastWidth = 40;
constexpr std::string_view kBold = "\x1b[1m";
constexpr std::string_view kRed = "\x1b[1;31m";
constexpr std::string_view kYellow = "\x1b[1;33m";
constexpr std::string_view kCyan = "\x1b[1;36m";
constexpr std::string_view kBlue = "\x1b[34m";
constexpr std::string_view kReset = "\x1b[0m";

std::string_view color_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return kRed;
    case Severity::warning:
      return kYellow;
    case Severity::info:
      return kCyan;
  }
  return kRed;
}

class TextReport {
 public:
  explicit TextReport(const Style& style)
      : style_(style), width_(std::max(style.width, kLeastWidth)) {}

  [[nodiscard]] std::string finding(const Finding& finding) {
    std::string out = head(finding.severity, finding.message, finding.rule->name);
    out += place(finding.path, finding.where);
    if (!explained_.insert(finding.rule).second) return out + '\n';
    out += snippet(finding);
    out += labelled("why", finding.rule->why) + labelled("fix", finding.rule->fix);
    const std::string link = rule_link(*finding.rule, style_);
    const std::string command = "qualm rule " + finding.rule->name;
    return out + labelled("rule", link.empty() ? command : link) + '\n';
  }

  [[nodiscard]] std::string gap(const Gap& gap) const {
    const std::size_t rules = gap.rules.size();
    std::string out = head(gap.severity, "not judged: " + gap.first->reason,
                           rules == 1 ? gap.rules.front()->name : counted(rules, "rule"));
    out += place(gap.first->path, gap.first->where);
    out += labelled("fix", gap.first->hint);
    if (rules > 1) {
      std::string names;
      for (const Rule* rule : gap.rules) names += (names.empty() ? "" : ", ") + rule->name;
      out += labelled("rules", names);
    }
    return out + '\n';
  }

  [[nodiscard]] std::string note(const std::string& text) const {
    return wrapped("note: ", text, width_);
  }

 private:
  [[nodiscard]] std::string paint(std::string_view color, std::string_view text) const {
    return style_.color ? fmt::format("{}{}{}", color, text, kReset) : std::string(text);
  }

  [[nodiscard]] std::string head(Severity severity, const std::string& message,
                                 const std::string& rule) const {
    return paint(color_of(severity), to_string(severity)) +
           paint(kBold, ": " + terminal_text(message)) + " [" + terminal_text(rule) + "]\n";
  }

  [[nodiscard]] std::string place(const std::string& path, SourcePos where) const {
    return paint(kBlue, "  -->") + " " + terminal_text(place_of(path, where)) + "\n";
  }

  /// The source line with its number, and a caret below.
  [[nodiscard]] std::string snippet(const Finding& finding) const {
    if (finding.excerpt.empty() || finding.where.line <= 0) return {};
    const std::string number = fmt::format("  {:>2}", finding.where.line);
    const std::string margin(number.size(), ' ');
    const SnippetLines lines = lay_out({.line = finding.excerpt,
                                        .line_column = finding.excerpt_column,
                                        .column = finding.where.column,
                                        .width = finding.width},
                                       width_ - static_cast<int>(number.size()) - 3);
    std::string out = paint(kBlue, number + " |") + " " + lines.source + "\n";
    if (!lines.carets.empty()) {
      const std::size_t caret = lines.carets.find('^');
      out += paint(kBlue, margin + " |") + " " + lines.carets.substr(0, caret) +
             paint(color_of(finding.severity), lines.carets.substr(caret)) + "\n";
    }
    return out;
  }

  [[nodiscard]] std::string labelled(std::string_view label, const std::string& text) const {
    return text.empty() ? "" : wrapped(fmt::format("  {}: ", label), text, width_);
  }

  const Style& style_;
  int width_ = 80;
  std::unordered_set<const Rule*> explained_;
};

void write(const Evaluation& evaluation, const Style& style, const Sink& sink) {
  TextReport report(style);
  for (const Finding& finding : evaluation.findings) {
    if (finding.standing == Standing::counts) sink(report.finding(finding));
  }
  for (const Gap& gap : gaps_of(evaluation)) sink(report.gap(gap));
  for (const std::string& note : evaluation.notes) sink(report.note(note));
  if (!evaluation.notes.empty()) sink("\n");
  sink(summary_line(evaluation) + "\n");
}

}  // namespace

Report text_report() {
  return {.id = "text",
          .summary = "for people: place, source line, why and how to mend it",
          .write = write};
}

}  // namespace qualm::reports
