// Printing an audit.

#include "commands/shared/audit_report.hpp"

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
#include "support/version.hpp"

namespace qualm::commands {
namespace {

using gate::AuditEntry;
using gate::AuditKind;

constexpr int kVersion = 1;
constexpr std::size_t kSpread = 3;
constexpr std::size_t kDigits = 12;  // of a commit
constexpr std::size_t kShown = 20;   // entries of one concern

std::string_view word_of(AuditKind kind) {
  if (kind == AuditKind::branch) return "branch";
  if (kind == AuditKind::event) return "event";
  return kind == AuditKind::record ? "record" : "receipt";
}

std::string place_of(const AuditEntry& entry) {
  std::string place = entry.where;
  const auto add = [&](const std::string& part) {
    if (!part.empty()) place += (place.empty() ? "" : ", ") + part;
  };
  add(entry.commit.empty() ? std::string() : "commit " + entry.commit.substr(0, kDigits));
  add(entry.path);
  return place;
}

/// Commands are to be copied, so neither they nor places are broken into lines.
void line(std::ostream& out, std::string_view label, const std::string& text) {
  if (!text.empty()) out << label << terminal_text(text) << '\n';
}

void write_entry(std::ostream& out, const AuditEntry& entry, int width) {
  std::string text = entry.concern.empty()
                         ? entry.message
                         : fmt::format("concern {}: {}", shorten(entry.concern, 80), entry.message);
  out << wrapped(entry.is_finding ? "finding: " : "note: ", text, width);
  line(out, "  at: ", place_of(entry));
  line(out, "  next: ", entry.way_out);
}

std::string looked_at(const AuditReport& report) {
  const gate::Audit& audit = report.audit;
  std::vector<std::string> parts = {counted(audit.concerns, "concern"),
                                    counted(audit.events, "event")};
  if (audit.commits > 0)
    parts.push_back(fmt::format("{} of {}", counted(audit.commits, "commit"), report.side));
  if (audit.receipts > 0) parts.push_back(counted(audit.receipts, "receipt"));
  return join_words(parts);
}

std::string outcome_of(const gate::Audit& audit) {
  const std::size_t findings = audit.findings();
  const std::size_t notes = audit.entries.size() - findings;
  std::string text = findings > 0 ? counted(findings, "finding")
                                  : std::string(audit.not_judged.empty()
                                                    ? "found nothing taken away or changed"
                                                    : "found nothing in what could be judged");
  if (notes > 0) text += fmt::format(", {}", counted(notes, "note"));
  return text;
}

void write_entries(JsonWriter& json, std::string_view key, const gate::Audit& audit,
                   bool findings) {
  json.array(key);
  for (const AuditEntry& entry : audit.entries) {
    if (entry.is_finding != findings) continue;
    json.object();
    json.text("about", word_of(entry.kind));
    json.text("concern", entry.concern);
    json.text("where", entry.where);
    json.text("commit", entry.commit);
    json.text("path", entry.path);
    json.text("what", entry.message);
    json.text("next", entry.way_out);
    json.end();
  }
  json.end();
}

}  // namespace

void write_audit_text(std::ostream& out, const AuditReport& report, int width) {
  std::size_t left_out = 0;
  for (const bool findings : {true, false}) {
    std::map<std::string, std::size_t> shown;
    for (const AuditEntry& entry : report.audit.entries) {
      if (entry.is_finding != findings) continue;
      if (++shown[entry.concern] <= kShown) {
        write_entry(out, entry, width);
      } else {
        ++left_out;
      }
    }
  }
  if (left_out > 0)
    out << wrapped("note: ", fmt::format("{} more: --output json lists them all", left_out), width);
  out << wrapped("", fmt::format("{}: {}", looked_at(report), outcome_of(report.audit)), width);
  line(out, "seen: ", report.seen);
}

void write_not_judged(std::ostream& err, const gate::Audit& audit, int width) {
  for (Error why : audit.not_judged) {
    const std::string way_out = std::exchange(why.hint, {});
    err << wrapped("qualm: ", "could not judge: " + describe(why), width);
    line(err, "  hint: ", way_out);
  }
}

void write_audit_json(std::ostream& out, const AuditReport& report) {
  const gate::Audit& audit = report.audit;
  JsonWriter json([&out](std::string_view bytes) { out << bytes; }, kSpread);
  json.object();
  json.text("format", "qualm-audit");
  json.number("version", kVersion);
  json.text("qualm", version());
  json.text("protected", report.side);
  json.flag("asked_remote", report.asked);
  json.text("today", to_string(report.today));
  json.object("judged");
  json.number("concerns", audit.concerns);
  json.number("events", audit.events);
  json.number("commits", audit.commits);
  json.number("receipts", audit.receipts);
  json.end();
  json.flag("complete", audit.not_judged.empty());
  json.array("not_judged");
  for (Error why : audit.not_judged) {
    const std::string way_out = std::exchange(why.hint, {});
    json.object();
    json.text("why", describe(why));
    json.text("next", way_out);
    json.end();
  }
  json.end();
  write_entries(json, "findings", audit, true);
  write_entries(json, "notes", audit, false);
  json.end();
}

int exit_status(const gate::Audit& audit) {
  if (audit.findings() > 0) return kFindings;
  return audit.not_judged.empty() ? kClean : kCannotJudge;
}

}  // namespace qualm::commands
