// Format `junit`: a test case for each rule and file that broke it or could not be judged, and one
// for each rule that held, so that nothing is green by being absent.

#include <map>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>
#include <pugixml.hpp>

#include "reports/common.hpp"
#include "support/text.hpp"

namespace qualm::reports {
namespace {

/// What one rule came to in one file.
struct Case {
  std::vector<const Finding*> failing;  ///< reach `fail_on`
  std::vector<const Finding*> lesser;   ///< count, and do not reach it
  std::vector<const Finding*> excused;  ///< waived or in the baseline
  std::vector<const NotJudged*> gaps;   ///< reach `fail_on`
  std::vector<const NotJudged*> lesser_gaps;

  [[nodiscard]] bool skipped() const {
    return failing.empty() && gaps.empty() && lesser.empty() &&
           (!excused.empty() || !lesser_gaps.empty());
  }
};

/// Sorted by file and rule.
using Cases = std::map<std::pair<std::string_view, std::string_view>, Case>;

Cases cases_of(const Evaluation& evaluation, Severity fail_on) {
  Cases cases;
  for (const Finding& finding : evaluation.findings) {
    Case& found = cases[{finding.path, finding.rule->name}];
    if (finding.standing != Standing::counts) {
      found.excused.push_back(&finding);
    } else {
      (finding.severity >= fail_on ? found.failing : found.lesser).push_back(&finding);
    }
  }
  for (const NotJudged& entry : evaluation.not_judged) {
    Case& found = cases[{entry.path, entry.rule->name}];
    (entry.severity >= fail_on ? found.gaps : found.lesser_gaps).push_back(&entry);
  }
  return cases;
}

/// Passes what pugixml prints on to the sink.
class SinkWriter : public pugi::xml_writer {
 public:
  explicit SinkWriter(const Sink& sink) : sink_(sink) {}

  void write(const void* data, std::size_t size) override {
    sink_({static_cast<const char*>(data), size});
  }

 private:
  const Sink& sink_;
};

std::string legal(std::string_view text) { return xml_text(terminal_text(text)); }

void set(pugi::xml_node node, const char* name, std::string_view value) {
  node.append_attribute(name).set_value(legal(value).c_str());
}

void print(const pugi::xml_document& document, int depth, const Sink& sink) {
  SinkWriter writer(sink);
  document.first_child().print(writer, "  ", pugi::format_indent, pugi::encoding_utf8,
                               static_cast<unsigned>(depth));
}

void add_findings(pugi::xml_node parent, const char* element,
                  const std::vector<const Finding*>& findings) {
  if (findings.empty()) return;
  pugi::xml_node node = parent.append_child(element);
  const Finding& first = *findings.front();
  set(node, "message", findings.size() == 1 ? first.message : counted(findings.size(), "finding"));
  set(node, "type", to_string(first.severity));
  std::string body;
  for (const Finding* finding : findings) {
    body += legal(place_of(finding->path, finding->where) + ": " + finding->message) + "\n";
  }
  if (!first.rule->fix.empty()) body += "fix: " + legal(collapse_space(first.rule->fix)) + "\n";
  node.text().set(body.c_str());
}

void add_error(pugi::xml_node parent, const std::vector<const NotJudged*>& gaps) {
  if (gaps.empty()) return;
  pugi::xml_node node = parent.append_child("error");
  set(node, "message", "not judged: " + gaps.front()->reason);
  set(node, "type", "not judged");
  std::string body;
  for (const NotJudged* gap : gaps) {
    body += legal(place_of(gap->path, gap->where) + ": " + gap->reason) + "\n";
    if (!gap->hint.empty()) body += "fix: " + legal(collapse_space(gap->hint)) + "\n";
  }
  node.text().set(body.c_str());
}

void add_skipped(pugi::xml_node parent, const Case& found) {
  std::string why;
  if (!found.lesser_gaps.empty()) {
    why = "not judged: " + found.lesser_gaps.front()->reason;
  } else if (found.excused.front()->standing == Standing::waived) {
    why = "waived: " + found.excused.front()->excuse;
  } else {
    why = "in the baseline";
  }
  set(parent.append_child("skipped"), "message", why);
}

/// Lesser findings of a case that passes; `system-out` is the only place for them.
void add_output(pugi::xml_node parent, const std::vector<const Finding*>& findings) {
  if (findings.empty()) return;
  std::string body;
  for (const Finding* finding : findings) {
    body += legal(fmt::format("{}: {}: {}", to_string(finding->severity),
                              place_of(finding->path, finding->where), finding->message)) +
            "\n";
  }
  parent.append_child("system-out").text().set(body.c_str());
}

void write_case(std::string_view path, std::string_view rule, const Case& found, const Sink& sink) {
  pugi::xml_document document;
  pugi::xml_node node = document.append_child("testcase");
  set(node, "classname", rule);
  set(node, "name", fmt::format("{} {}", rule, place_of(path, {})));
  if (!path.empty()) set(node, "file", path);
  add_error(node, found.gaps);
  add_findings(node, "failure", found.failing);
  if (found.skipped()) add_skipped(node, found);
  add_output(node, found.lesser);
  print(document, 2, sink);
}

/// A case with nothing to say but its name, and perhaps why it was skipped.
void write_plain_case(std::string_view name, std::string_view skipped, const Sink& sink) {
  pugi::xml_document document;
  pugi::xml_node node = document.append_child("testcase");
  set(node, "classname", name);
  set(node, "name", name);
  if (!skipped.empty()) set(node.append_child("skipped"), "message", skipped);
  print(document, 2, sink);
}

void write_properties(const Evaluation& evaluation, const Style& style, const Sink& sink) {
  const Counts& counts = evaluation.counts;
  pugi::xml_document document;
  pugi::xml_node node = document.append_child("properties");
  const auto add = [&node](std::string_view name, std::string_view value) {
    pugi::xml_node property = node.append_child("property");
    set(property, "name", name);
    set(property, "value", value);
  };
  add("qualm", style.version);
  add("subject", evaluation.subject);
  add("summary", summary_line(evaluation));
  const std::pair<std::string_view, std::size_t> numbers[] = {
      {"systems", counts.systems},
      {"documents", counts.documents},
      {"rules", counts.rules},
      {"passed", counts.passed},
      {"errors", counts.errors},
      {"warnings", counts.warnings},
      {"infos", counts.infos},
      {"waived", counts.waived},
      {"baselined", counts.baselined},
      {"not_judged", counts.not_judged},
      {"not_applicable", counts.not_applicable}};
  for (const auto& [name, number] : numbers) add(name, fmt::to_string(number));
  for (const std::string& note : evaluation.notes) add("note", note);
  print(document, 2, sink);
}

/// The rules that are turned on and have no case of their own.
std::vector<std::string_view> quiet_rules(const Evaluation& evaluation, const Cases& cases) {
  std::unordered_set<std::string_view> named;
  for (const auto& [place, found] : cases) named.insert(place.second);
  std::vector<std::string_view> quiet;
  if (!evaluation.rules) return quiet;
  for (const Rule& rule : *evaluation.rules) {
    if (!named.contains(rule.name)) quiet.push_back(rule.name);
  }
  std::sort(quiet.begin(), quiet.end());
  return quiet;
}

void write(const Evaluation& evaluation, const Style& style, const Sink& sink) {
  const Cases cases = cases_of(evaluation, style.fail_on);
  const std::vector<std::string_view> quiet = quiet_rules(evaluation, cases);
  const bool nothing = judged_nothing(evaluation.counts);
  std::size_t failures = 0;
  std::size_t errors = 0;
  std::size_t skipped = nothing ? 1 : 0;
  for (const auto& [place, found] : cases) {
    if (!found.failing.empty()) ++failures;
    if (!found.gaps.empty()) ++errors;
    if (found.skipped()) ++skipped;
  }
  const std::string totals =
      fmt::format(R"(tests="{}" failures="{}" errors="{}" skipped="{}")",
                  cases.size() + (nothing ? 1 : quiet.size()), failures, errors, skipped);
  sink(
      fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"qualm\" {0}>\n"
                  "  <testsuite name=\"qualm\" {0}>\n",
                  totals));
  write_properties(evaluation, style, sink);
  for (const auto& [place, found] : cases) write_case(place.first, place.second, found, sink);
  if (nothing) {
    write_plain_case("qualm", summary_line(evaluation), sink);
  } else {
    for (const std::string_view rule : quiet) write_plain_case(rule, {}, sink);
  }
  sink("  </testsuite>\n</testsuites>\n");
}

}  // namespace

Report junit_report() {
  return {.id = "junit", .summary = "JUnit XML, for test dashboards", .write = write};
}

}  // namespace qualm::reports
