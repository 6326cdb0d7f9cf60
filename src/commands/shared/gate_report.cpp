// Printing a verdict.

#include "commands/shared/gate_report.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <ostream>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "commands/command.hpp"
#include "support/encode.hpp"
#include "support/json_text.hpp"
#include "support/layout.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

using gate::Decision;
using gate::RefVerdict;

constexpr int kVersion = 1;
constexpr std::size_t kFindingsShown = 20;
constexpr std::string_view kConcernBranches = "refs/heads/concern/";

void line(std::ostream& out, std::string_view indent, std::string_view text) {
  out << indent << terminal_text(text) << '\n';
}

/// What kept a document from being judged. Most often it keeps all rules from it, and saying so
/// once for each would bury the rest.
struct Gap {
  std::string path;
  std::string reason;
  std::string rules;  ///< the rule's name, or how many there are
};

std::vector<Gap> gaps_of(const Evaluation& evaluation) {
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> rules;
  for (const NotJudged& one : evaluation.not_judged) {
    if (one.severity == Severity::error) rules[{one.path, one.reason}].push_back(one.rule->name);
  }
  std::vector<Gap> gaps;
  for (const auto& [where, names] : rules) {
    gaps.push_back(
        {.path = where.first,
         .reason = where.second,
         .rules = names.size() == 1 ? names.front() : fmt::format("{} rules", names.size())});
  }
  return gaps;
}

void write_findings(std::ostream& out, const RefVerdict& ref) {
  if (!ref.evaluation) return;
  std::size_t shown = 0;
  std::size_t failing = 0;
  for (const Finding& finding : ref.evaluation->findings) {
    if (finding.standing != Standing::counts || finding.severity != Severity::error) continue;
    if (++failing > kFindingsShown) continue;
    ++shown;
    line(out, "    ",
         fmt::format("{}:{}:{}: {} [{}]", finding.path, finding.where.line, finding.where.column,
                     finding.message, finding.rule->name));
  }
  for (const Gap& gap : gaps_of(*ref.evaluation)) {
    if (++failing > kFindingsShown) continue;
    ++shown;
    line(out, "    ", fmt::format("{}: not judged: {} [{}]", gap.path, gap.reason, gap.rules));
  }
  if (failing > shown)
    line(out, "    ", fmt::format("and {} more: qualm check lists them all", failing - shown));
}

void write_ref(std::ostream& out, const RefVerdict& ref) {
  const std::string name(short_ref(ref.change.name));
  const bool passes = ref.decision == Decision::allowed || !ref.guarded;
  if (ref.decision != Decision::allowed) {
    line(out, "qualm: ",
         fmt::format("{}: {}: {}", words_of(ref.decision), name,
                     ref.reasons.empty() ? std::string() : ref.reasons.front().what));
  } else if (!ref.notes.empty() && passes) {
    line(out, "qualm: ", fmt::format("{} passes", name));
  }
  bool first = true;
  for (const gate::Reason& reason : ref.reasons) {
    if (!first) line(out, "  also: ", reason.what);
    first = false;
    if (!reason.where.empty()) line(out, "  at: ", reason.where);
    if (!reason.way_out.empty()) line(out, "  next: ", reason.way_out);
  }
  write_findings(out, ref);
  for (const std::string& note : ref.notes) line(out, "  note: ", note);
}

/// The concern branches of a refused push: they are lost with it, and need not be.
void write_rescue(std::ostream& out, const gate::Verdict& verdict, const std::string& remote) {
  if (verdict.decision() == Decision::allowed) return;
  std::string branches;
  for (const RefVerdict& ref : verdict.refs) {
    const bool raises = ref.change.name.starts_with(kConcernBranches) &&
                        ref.decision == Decision::allowed && !ref.change.after.empty();
    if (raises) branches += fmt::format(" {}", short_ref(ref.change.name));
  }
  if (branches.empty()) return;
  line(out, "qualm: ",
       fmt::format("nothing of this push was taken; push the concern alone: git push {}{}", remote,
                   branches));
}

}  // namespace

std::string_view words_of(Decision decision) {
  if (decision == Decision::allowed) return "allowed";
  return decision == Decision::refused ? "refused" : "not judged";
}

std::string_view short_ref(std::string_view ref) {
  for (const std::string_view prefix : {"refs/heads/", "refs/"}) {
    if (ref.starts_with(prefix)) return ref.substr(prefix.size());
  }
  return ref;
}

void write_verdict(std::ostream& out, const gate::Verdict& verdict, const std::string& remote) {
  write_rescue(out, verdict, remote);
  std::vector<const RefVerdict*> refs;
  for (const RefVerdict& ref : verdict.refs) refs.push_back(&ref);
  std::stable_sort(refs.begin(), refs.end(), [](const RefVerdict* a, const RefVerdict* b) {
    return a->decision > b->decision;
  });
  for (const RefVerdict* ref : refs) write_ref(out, *ref);
  for (const std::string& note : verdict.notes) line(out, "  note: ", note);
}

void write_verdict_json(std::ostream& out, const gate::Verdict& verdict) {
  JsonWriter json([&](std::string_view bytes) { out << bytes; }, 3);
  json.object();
  json.number("version", kVersion);
  json.text("decision", words_of(verdict.decision()));
  json.array("refs");
  for (const RefVerdict& ref : verdict.refs) {
    json.object();
    json.text("ref", ref.change.name);
    json.text("before", ref.change.before);
    json.text("after", ref.change.after);
    json.flag("protected", ref.guarded);
    json.text("decision", words_of(ref.decision));
    json.array("reasons");
    for (const gate::Reason& reason : ref.reasons) {
      json.object();
      json.text("decision", words_of(reason.decision));
      json.text("what", reason.what);
      json.text("where", reason.where);
      json.text("next", reason.way_out);
      json.end();
    }
    json.end();
    json.array("findings");
    if (ref.evaluation) {
      for (const Finding& finding : ref.evaluation->findings) {
        if (finding.standing != Standing::counts) continue;
        json.object();
        json.text("rule", finding.rule->name);
        json.text("severity", to_string(finding.severity));
        json.text("path", finding.path);
        json.number("line", finding.where.line);
        json.number("column", finding.where.column);
        json.text("message", finding.message);
        json.end();
      }
    }
    json.end();
    json.array("notes");
    for (const std::string& note : ref.notes) json.text(note);
    json.end();
    json.end();
  }
  json.end();
  json.end();
}

int exit_status(gate::Decision decision) {
  if (decision == Decision::allowed) return kClean;
  return decision == Decision::refused ? kFindings : kCannotJudge;
}

}  // namespace qualm::commands
