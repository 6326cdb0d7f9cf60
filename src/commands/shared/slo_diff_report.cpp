// What `qualm slo diff` prints.

#include "commands/shared/slo_diff_report.hpp"

#include <algorithm>
#include <array>
#include <ostream>

#include <fmt/format.h>

#include "commands/shared/table.hpp"
#include "support/encode.hpp"
#include "support/json_text.hpp"
#include "support/layout.hpp"
#include "support/text.hpp"
#include "support/version.hpp"

namespace qualm::commands {
namespace {

using engine::SloChange;
using engine::SloChangeKind;
using engine::SloSide;

constexpr int kVersion = 1;
constexpr std::size_t kShown = 160;            // bytes of a value for people
constexpr std::size_t kCommentBytes = 50'000;  // of a comment, which may have 65,536

/// What weakens stands first in a summary.
constexpr auto kOrder = std::to_array<SloChangeKind>(
    {SloChangeKind::relaxed, SloChangeKind::flipped, SloChangeKind::incomparable,
     SloChangeKind::removed, SloChangeKind::action_weakened, SloChangeKind::action_changed,
     SloChangeKind::window_lengthened, SloChangeKind::window_shortened,
     SloChangeKind::window_changed, SloChangeKind::renamed, SloChangeKind::duplicated,
     SloChangeKind::service_dropped, SloChangeKind::tightened, SloChangeKind::added,
     SloChangeKind::action_strengthened, SloChangeKind::objective_changed,
     SloChangeKind::detail_changed, SloChangeKind::file_changed});

std::string joined(const std::vector<std::string>& paths) {
  return fmt::format("{}", fmt::join(paths, ", "));
}

/// The files of a policy: where they were and where they are.
std::string heading_of(const DiffedPolicy& policy) {
  if (policy.after.empty()) return joined(policy.before) + " (gone)";
  if (policy.before.empty()) return joined(policy.after) + " (new)";
  if (policy.before == policy.after) return joined(policy.after);
  return joined(policy.before) + " → " + joined(policy.after);
}

/// `relaxed`; a key that has no kind of its own is named: `source changed`.
std::string change_of(const SloChange& change) {
  if (change.kind == SloChangeKind::detail_changed || change.kind == SloChangeKind::file_changed)
    return change.key + " changed";
  return std::string(to_string(change.kind));
}

std::string name_of(const SloChange& change) {
  const std::string name = change.slo();
  if (!name.empty()) return name;
  if (change.kind == SloChangeKind::service_dropped || change.kind == SloChangeKind::file_changed)
    return "(the file)";
  const SloSide& side = change.after ? *change.after : *change.before;
  return fmt::format("(line {})", side.where.pos.line);
}

std::string shown(const std::optional<SloSide>& side) {
  return side && !side->text.empty() ? shorten(side->text, kShown) : std::string("-");
}

std::vector<std::string> cells_of(const SloChange& change) {
  return {shorten(name_of(change), kShown), change_of(change), shown(change.before),
          shown(change.after), std::string(to_string(change.weakens))};
}

/// What stood in the way, with its place and what to do.
std::string words_of(const Error& error) {
  std::string text = error.message;
  if (error.where) {
    text = error.where->pos.line > 0
               ? fmt::format("{}:{}: {}", error.where->file, error.where->pos.line, text)
               : fmt::format("{}: {}", error.where->file, text);
  }
  for (const std::string& context : error.context) text += fmt::format(" ({})", context);
  if (!error.hint.empty()) text += "; " + error.hint;
  return text;
}

std::string key_of(std::string_view words) {
  std::string key(words);
  std::replace(key.begin(), key.end(), ' ', '_');
  return key;
}

const std::vector<std::string>& heads() {
  static const std::vector<std::string> kHeads = {"SLO", "change", "before", "after", "weakens"};
  return kHeads;
}

/// Lets rows through until a comment is full, and counts the rest.
class Page {
 public:
  explicit Page(std::ostream& out) : out_(out) {}

  void row(const std::string& text) {
    if (cut_ > 0 || written_ + text.size() > kCommentBytes) {
      ++cut_;
      return;
    }
    written_ += text.size();
    out_ << text;
  }
  void put(const std::string& text) {
    if (cut_ > 0) return;
    written_ += text.size();
    out_ << text;
  }
  [[nodiscard]] std::size_t cut() const { return cut_; }

 private:
  std::ostream& out_;
  std::size_t written_ = 0;
  std::size_t cut_ = 0;
};

std::string markdown_row(const SloChange& change) {
  const auto code = [](const std::optional<SloSide>& side) {
    return side && !side->text.empty() ? markdown_code(shorten(side->text, kShown)) : "–";
  };
  std::string what = change_of(change);
  if (!change.reason.empty()) what += "; " + change.reason;
  const std::string_view weakens = to_string(change.weakens);
  return fmt::format("| {} | {} | {} | {} | {} |\n",
                     markdown_code(shorten(name_of(change), kShown)),
                     markdown_text(shorten(what, kShown)), code(change.before), code(change.after),
                     change.may_weaken() ? fmt::format("**{}**", weakens) : std::string(weakens));
}

void write_side(JsonWriter& json, std::string_view key, const std::optional<SloSide>& side) {
  json.object(key);
  json.text("name", side ? side->name : std::string());
  json.text("text", side ? side->text : std::string());
  json.text("path", side ? side->where.file : std::string());
  json.number("line", side ? side->where.pos.line : 0);
  json.end();
}

void write_change(JsonWriter& json, const SloChange& change) {
  json.object();
  json.text("slo", change.slo());
  json.text("change", key_of(to_string(change.kind)));
  json.text("weakens", key_of(to_string(change.weakens)));
  json.text("key", change.key);
  json.text("reason", change.reason);
  json.text("words", change.words);
  write_side(json, "before", change.before);
  write_side(json, "after", change.after);
  json.end();
}

void write_policy(JsonWriter& json, const DiffedPolicy& policy) {
  json.object();
  json.text("system", policy.system);
  for (const auto& [key, paths] :
       {std::pair{"before", &policy.before}, std::pair{"after", &policy.after}}) {
    json.array(key);
    for (const std::string& path : *paths) json.text(path);
    json.end();
  }
  const Error none;
  const Error& problem = policy.problem ? *policy.problem : none;
  json.text("problem", problem.message);
  json.text("hint", problem.hint);
  json.text("path", problem.where ? problem.where->file : std::string());
  json.number("line", problem.where ? problem.where->pos.line : 0);
  json.array("changes");
  for (const SloChange& change : policy.changes) write_change(json, change);
  json.end();
  json.end();
}

}  // namespace

std::string summary_line(const SloDiff& diff) {
  std::vector<std::string> parts;
  for (const SloChangeKind kind : kOrder) {
    std::size_t number = 0;
    for (const DiffedPolicy& policy : diff.policies)
      number += static_cast<std::size_t>(
          std::count_if(policy.changes.begin(), policy.changes.end(),
                        [&](const SloChange& change) { return change.kind == kind; }));
    if (number > 0) parts.push_back(fmt::format("{} {}", number, to_string(kind)));
  }
  const SloDiffCounts counts = count(diff);
  if (counts.not_judged > 0) parts.push_back(fmt::format("{} not judged", counts.not_judged));
  const std::size_t policies = diff.policies.size();
  const std::string_view noun = policies == 1 ? "policy" : "policies";
  if (parts.empty()) return fmt::format("no change in {} {}", policies, noun);
  const auto touched = static_cast<std::size_t>(std::count_if(
      diff.policies.begin(), diff.policies.end(),
      [](const DiffedPolicy& policy) { return policy.problem || !policy.changes.empty(); }));
  const std::string of = touched == policies ? std::string() : fmt::format("{} of ", touched);
  return fmt::format("{} in {}{} {}", fmt::join(parts, ", "), of, policies, noun);
}

void write_diff_text(std::ostream& out, const SloDiff& diff, int width) {
  for (const DiffedPolicy& policy : diff.policies) {
    if (policy.problem) {
      out << terminal_text(heading_of(policy)) << '\n'
          << wrapped("  not judged  ", words_of(*policy.problem), width) << '\n';
      continue;
    }
    if (policy.changes.empty()) continue;
    std::vector<TableRow> rows;
    for (const SloChange& change : policy.changes)
      rows.push_back({.cells = cells_of(change), .below = change.reason});
    out << terminal_text(heading_of(policy)) << '\n'
        << laid_out_table(heads(), rows, width) << '\n';
  }
  out << wrapped("", summary_line(diff), width);
}

void write_diff_markdown(std::ostream& out, const SloDiff& diff) {
  Page page(out);
  for (const DiffedPolicy& policy : diff.policies) {
    if (!policy.problem && policy.changes.empty()) continue;
    page.put(fmt::format("**{}**\n\n", markdown_text(shorten(heading_of(policy), kShown))));
    if (policy.problem) {
      page.row(fmt::format("Not judged: {}\n\n", markdown_text(words_of(*policy.problem))));
      continue;
    }
    page.put(fmt::format("| {} |\n|---|---|---|---|---|\n", fmt::join(heads(), " | ")));
    for (const SloChange& change : policy.changes) page.row(markdown_row(change));
    page.put("\n");
  }
  if (page.cut() > 0)
    out << fmt::format("\n{} more not shown here; `qualm slo diff` lists them.\n\n", page.cut());
  out << markdown_text(summary_line(diff)) << '\n';
}

void write_diff_json(std::ostream& out, const SloDiff& diff) {
  const SloDiffCounts counts = count(diff);
  JsonWriter json([&](std::string_view bytes) { out << bytes; }, 5);
  json.object();
  json.text("format", "qualm-slo-diff");
  json.number("version", kVersion);
  json.text("qualm", version());
  json.text("before", diff.before);
  json.text("after", diff.after);
  json.object("summary");
  json.text("text", summary_line(diff));
  json.number("policies", diff.policies.size());
  json.number("changes", counts.changes);
  json.number("weaker", counts.weaker);
  json.number("unclear", counts.unclear);
  json.number("not_judged", counts.not_judged);
  json.end();
  json.array("policies");
  for (const DiffedPolicy& policy : diff.policies) write_policy(json, policy);
  json.end();
  json.end();
}

}  // namespace qualm::commands
