// Format `sarif`: SARIF 2.1.0, for code scanning. Section numbers are those of the standard.

#include <optional>

#include "reports/common.hpp"
#include "support/json_text.hpp"

namespace qualm::reports {
namespace {

constexpr std::string_view kSchema = "https://json.schemastore.org/sarif-2.1.0.json";
constexpr std::string_view kRoot = "%SRCROOT%";

using RuleIndex = std::unordered_map<const Rule*, std::size_t>;

std::string_view level_of(Severity severity) {
  return severity == Severity::info ? "note" : to_string(severity);
}

void write_text(JsonWriter& json, std::string_view key, std::string_view text) {
  json.object(key);
  json.text("text", sarif_message(text));
  json.end();
}

void write_rule(JsonWriter& json, const Rule& rule, const Style& style) {
  json.object();
  json.text("id", rule.name);
  write_text(json, "shortDescription", rule.summary);
  write_text(json, "fullDescription", rule.why.empty() ? rule.summary : rule.why);
  json.object("help");
  json.text("text", sarif_message("Why: " + rule.why + " Fix: " + rule.fix));
  json.text("markdown",
            "**Why:** " + markdown_text(rule.why) + "\n\n**Fix:** " + markdown_text(rule.fix));
  json.end();
  if (const std::string link = rule_link(rule, style); !link.empty()) json.text("helpUri", link);
  json.object("defaultConfiguration");
  json.text("level", level_of(rule.severity));
  json.end();
  json.object("properties");
  json.array("tags");
  json.text(rule.pack());
  json.end();
  json.end();
  json.end();
}

void write_tool(JsonWriter& json, const std::vector<const Rule*>& rules, const Style& style) {
  json.object("tool");
  json.object("driver");
  json.text("name", "qualm");
  if (!style.version.empty()) json.text("version", style.version);
  json.array("rules");
  for (const Rule* rule : rules) write_rule(json, *rule, style);
  json.end();
  json.end();
  json.end();
}

/// `locations` with one physical location; a place without a line is the start of the file.
void write_location(JsonWriter& json, std::string_view path, SourcePos where,
                    std::optional<int> width) {
  json.array("locations");
  json.object();
  json.object("physicalLocation");
  json.object("artifactLocation");
  json.text("uri", uri_path(file_of(path)));
  json.text("uriBaseId", kRoot);
  json.end();
  json.object("region");
  json.number("startLine", line_of(where));
  json.number("startColumn", std::max(1, where.column));
  if (width && where.line > 0 && where.column > 0) {
    json.number("endColumn", where.column + std::max(1, *width));
  }
  json.end();
  json.end();
  json.end();
  json.end();
}

/// 3.27.23: once one result has suppressions, all have them; an empty array says "not suppressed".
void write_suppressions(JsonWriter& json, const Finding& finding) {
  json.array("suppressions");
  if (finding.standing != Standing::counts) {
    json.object();
    json.text("kind", "external");
    json.text("status", "accepted");
    json.text("justification", finding.standing == Standing::waived
                                   ? terminal_text("waived: " + finding.excuse)
                                   : "in the baseline");
    json.end();
  }
  json.end();
}

void write_result(JsonWriter& json, const Finding& finding, const RuleIndex& index,
                  Fingerprints& fingerprints) {
  json.object();
  json.text("ruleId", finding.rule->name);
  json.number("ruleIndex", index.at(finding.rule));
  json.text("level", level_of(finding.severity));
  write_text(json, "message", finding.message);
  write_location(json, finding.path, finding.where, finding.width);
  json.object("partialFingerprints");
  json.text("qualmFinding/v1", fingerprints.of(finding));
  json.end();
  write_suppressions(json, finding);
  json.end();
}

/// 3.58: what could not be judged is a condition the tool met, not a result.
void write_notification(JsonWriter& json, const NotJudged& entry, const RuleIndex& index) {
  json.object();
  json.text("level", level_of(entry.severity));
  write_text(json, "message",
             "not judged: " + entry.reason + (entry.hint.empty() ? "" : "; " + entry.hint));
  json.object("associatedRule");
  json.text("id", entry.rule->name);
  json.number("index", index.at(entry.rule));
  json.end();
  write_location(json, entry.path, entry.where, std::nullopt);
  json.end();
}

void write_invocation(JsonWriter& json, const Evaluation& evaluation, const RuleIndex& index) {
  json.array("invocations");
  json.object();
  json.flag("executionSuccessful", evaluation.not_judged.empty());
  json.array("toolExecutionNotifications");
  for (const NotJudged& entry : evaluation.not_judged) write_notification(json, entry, index);
  for (const std::string& note : evaluation.notes) {
    json.object();
    json.text("level", "note");
    write_text(json, "message", note);
    json.end();
  }
  json.end();
  json.end();
  json.end();
}

void write_run(JsonWriter& json, const Evaluation& evaluation, const Style& style) {
  const std::vector<const Rule*> rules = rules_named(evaluation);
  RuleIndex index;
  for (std::size_t i = 0; i < rules.size(); ++i) index.emplace(rules[i], i);

  json.object();
  write_tool(json, rules, style);
  json.text("columnKind", "unicodeCodePoints");
  json.object("originalUriBaseIds");
  json.object(kRoot);
  write_text(json, "description", "The root of the repository.");
  json.end();
  json.end();
  write_invocation(json, evaluation, index);
  json.object("properties");
  json.text("subject", evaluation.subject);
  json.text("summary", summary_line(evaluation));
  json.end();
  json.array("results");
  Fingerprints fingerprints;
  for (const Finding& finding : evaluation.findings) {
    write_result(json, finding, index, fingerprints);
  }
  json.end();
  json.end();
}

void write(const Evaluation& evaluation, const Style& style, const Sink& sink) {
  JsonWriter json(sink, 4);
  json.object();
  json.text("$schema", kSchema);
  json.text("version", "2.1.0");
  json.array("runs");
  write_run(json, evaluation, style);
  json.end();
  json.end();
}

}  // namespace

Report sarif_report() {
  return {.id = "sarif", .summary = "SARIF 2.1.0, for code scanning", .write = write};
}

}  // namespace qualm::reports
