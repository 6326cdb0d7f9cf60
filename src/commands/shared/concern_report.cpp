// Printing concerns.

#include "commands/shared/concern_report.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <ostream>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "commands/shared/concern_words.hpp"
#include "concerns/event_grammar.hpp"
#include "concerns/event_reader.hpp"
#include "support/code_point.hpp"
#include "support/encode.hpp"
#include "support/layout.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

using concerns::LedgerEvent;

constexpr std::size_t kTitleShown = 200;

std::string systems_of(const Concern& concern) {
  if (!concern.system_stated) return "no system stated";
  return shorten(join_words(concern.systems), 80);
}

std::string severity_of(const Concern& concern) {
  return fmt::format("{}{}", to_string(concern.severity),
                     concern.blocking ? "" : ", does not block");
}

std::string title_of(const Concern& concern) {
  return concern.title.empty() ? "(no title)" : shorten(concern.title, kTitleShown);
}

/// In words for people; the level itself in JSON.
std::string_view proof_words(IdentityLevel level) {
  if (level == IdentityLevel::signature) return "proven by a signature";
  return level == IdentityLevel::commit ? "proven by the commit" : "not proven";
}

bool is_settled(const LedgerEvent& event) {
  return std::any_of(event.introductions.begin(), event.introductions.end(),
                     [](const concerns::Introduction& one) { return one.settled; });
}

std::string due_of(const ListedConcern& one) {
  const auto& due = one.standing->concern.review_due;
  if (!due) return {};
  return fmt::format("review {} {}", one.overdue ? "overdue since" : "due", to_string(*due));
}

void heading(std::ostream& out, std::string_view text) { out << '\n' << text << '\n'; }

void write_why(std::ostream& out, const Concern& concern, int width) {
  heading(out, concern.state == ConcernState::open ? "why it is open" : "what opened it");
  for (const Opening& one : concern.openings) {
    std::string text = one.words;
    if (!one.closed_by.empty()) text += "; settled by " + join_words(one.closed_by);
    out << wrapped(fmt::format("  {}  ", one.event), text, width);
  }
  for (const PendingDispute& one : concern.pending)
    out << wrapped(fmt::format("  {}  ", one.event),
                   "a dispute of an override: the independent reviewer decides about it", width);
  if (concern.not_counted.empty()) return;
  heading(out, "what does not count, and why");
  for (const NotCounted& one : concern.not_counted)
    out << wrapped(fmt::format("  {}  ", one.event),
                   fmt::format("{} by {}: {}", to_string(one.type), one.by, one.reason), width);
}

/// The text as it was written, paragraphs apart; a title stands close to what it is the title of.
void write_body(std::ostream& out, const Event& event, int width) {
  bool apart = false;
  bool first = true;
  for (const std::string_view line : split_lines(event.body)) {
    if (trim(line).empty()) {
      apart = !first;
      continue;
    }
    const bool is_title = line.starts_with('#');
    if (apart || (is_title && !first)) out << '\n';
    const std::size_t indent = std::min(line.find_first_not_of(" \t"), std::size_t{40});
    out << wrapped(std::string(6 + indent, ' '), line, width);
    apart = false;
    first = is_title;
  }
}

void write_facts(std::ostream& out, const Event& event, int width) {
  const auto fact = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) out << wrapped(fmt::format("      {}: ", name), value, width);
  };
  fact("looked at", event.subject);
  fact("evidence", join_words(event.evidence));
  fact("holds until", event.expires ? to_string(*event.expires) : std::string());
  fact("against", join_words(event.against));
  fact("independent reviewer", event.independent_reviewer
                                   ? concerns::person_text(*event.independent_reviewer)
                                   : std::string());
  for (const EventProblem& problem : event.problems) fact("problem", concerns::describe(problem));
}

/// Where the event stands, when that is not the concern's own branch on the protected side.
std::string whereabouts(const LedgerEvent& event, const gate::Standing& standing) {
  if (event.introductions.empty()) return "; stands in a tree only";
  if (!standing.side.remote || is_settled(event)) return {};
  return fmt::format("; only here, not on {} yet", standing.side.remote->name);
}

void write_events(std::ostream& out, const ListedConcern& one, const gate::Standing& standing,
                  int width) {
  heading(out, "events");
  for (const LedgerEvent* event : in_order(one.standing->events)) {
    const Event& said = event->event;
    const std::string line = fmt::format(
        "{} {} by {}, {}{}", shorten(said.on, 20),
        said.type_name.empty() ? "unreadable" : shorten(said.type_name, 32), author_text(said),
        proof_words(proof_of(one.standing->concern, said)), whereabouts(*event, standing));
    out << wrapped(fmt::format("  {}  ", said.id), line, width);
    write_facts(out, said, width);
    write_body(out, said, width);
  }
}

/// Text padded to a width in columns.
std::string padded(const std::string& text, int width) {
  const int missing = width - display_width(text);
  return text + std::string(static_cast<std::size_t>(std::max(0, missing)), ' ');
}

constexpr std::size_t kColumns = 6;
using Row = std::array<std::string, kColumns>;

Row row_of(const ListedConcern& one) {
  const Concern& concern = one.standing->concern;
  Row row = {concern.id,          state_text(concern), severity_of(concern),
             systems_of(concern), due_of(one),         title_of(concern)};
  for (std::string& cell : row) cell = terminal_text(cell);
  return row;
}

/// Columns as wide as what they hold; one that holds nothing is left out.
void write_rows(std::ostream& out, const std::vector<Row>& rows) {
  std::array<int, kColumns> widths{};
  for (const Row& row : rows) {
    for (std::size_t i = 0; i < kColumns; ++i)
      widths.at(i) = std::max(widths.at(i), display_width(row.at(i)));
  }
  for (const Row& row : rows) {
    for (std::size_t i = 0; i + 1 < kColumns; ++i) {
      if (widths.at(i) > 0) out << padded(row.at(i), widths.at(i)) << "  ";
    }
    out << row.back() << '\n';
  }
}

std::string nothing_listed(const gate::Standing& standing) {
  if (!standing.concerns.empty())
    return fmt::format("none of the {} here matches", counted(standing.concerns.size(), "concern"));
  if (standing.incomplete) return "no concern is here, which says nothing about others";
  const std::string age = age_of_view(standing);
  return age.empty() ? "no concern is on record in this repository"
                     : "no concern is on record, " + age;
}

}  // namespace

ListedConcern listed(const gate::StandingConcern& one, Date today) {
  ListedConcern row{.standing = &one};
  for (const LedgerEvent& event : one.events) {
    if (event.event.type != EventType::raised || event.event.on.empty()) continue;
    const std::string day = event.event.on.substr(0, 10);
    if (row.raised_on.empty() || day < row.raised_on) row.raised_on = day;
  }
  row.overdue = one.concern.review_due && *one.concern.review_due < today;
  return row;
}

void write_concern_list(std::ostream& out, const std::vector<ListedConcern>& concerns,
                        const gate::Standing& standing, int width) {
  if (concerns.empty()) {
    out << wrapped("", nothing_listed(standing), width);
    return;
  }
  std::vector<Row> rows;
  std::map<ConcernState, std::size_t> states;
  std::size_t overdue = 0;
  for (const ListedConcern& one : concerns) {
    ++states[one.standing->concern.state];
    overdue += one.overdue ? 1 : 0;
    rows.push_back(row_of(one));
  }
  write_rows(out, rows);
  std::vector<std::string> parts;
  for (const auto& [state, count] : states)
    parts.push_back(fmt::format("{} {}", count, to_string(state)));
  std::string summary =
      fmt::format("{}: {}", counted(concerns.size(), "concern"), join_words(parts));
  if (overdue > 0) summary += fmt::format("; {} overdue for review", overdue);
  if (const std::string age = age_of_view(standing); !age.empty())
    summary += fmt::format(" ({})", age);
  out << wrapped("", summary, width);
}

void write_concern(std::ostream& out, const ListedConcern& concern, const gate::Standing& standing,
                   int width) {
  const Concern& one = concern.standing->concern;
  out << wrapped("", fmt::format("concern {}: {}", one.id, state_text(one)), width);
  const auto line = [&](std::string_view label, const std::string& text) {
    if (!text.empty()) out << wrapped(fmt::format("  {:<10}", label), text, width);
  };
  line("title", title_of(one));
  line("system", systems_of(one));
  line("severity", severity_of(one));
  line("holds up", held_up_by(one, *standing.ground));
  const std::string due = due_of(concern);
  line("review", due.empty() ? due : due.substr(std::string_view("review ").size()));
  line("seen", age_of_view(standing));
  write_why(out, one, width);
  write_events(out, concern, standing, width);
  if (one.next.empty()) return;
  heading(out, "who can act next");
  write_steps(out, one.next, standing.unknown_changes.has_value(), width);
}

std::vector<const LedgerEvent*> in_order(const std::vector<LedgerEvent>& events) {
  std::vector<const LedgerEvent*> left;
  std::set<std::string> seen;
  for (const LedgerEvent& one : events) {
    if (seen.insert(one.event.digest).second) left.push_back(&one);
  }
  std::sort(left.begin(), left.end(), [](const LedgerEvent* a, const LedgerEvent* b) {
    return std::tie(a->event.on, a->event.id) < std::tie(b->event.on, b->event.id);
  });
  if (left.size() > concerns::kEventsPerConcern) return left;  // nobody judges that many either
  std::set<std::string> unplaced;
  for (const LedgerEvent* one : left) unplaced.insert(one->event.id);
  std::vector<const LedgerEvent*> placed;
  while (!left.empty()) {
    // What follows an event stands behind it; what follows itself, or in a circle, comes as it is.
    auto next = std::find_if(left.begin(), left.end(), [&](const LedgerEvent* one) {
      return std::none_of(one->event.follows.begin(), one->event.follows.end(),
                          [&](const std::string& id) { return unplaced.contains(id); });
    });
    if (next == left.end()) next = left.begin();
    unplaced.erase((*next)->event.id);
    placed.push_back(*next);
    left.erase(next);
  }
  return placed;
}

std::string author_text(const Event& event) {
  if (event.anonymous) return "anonymous";
  return event.by ? concerns::person_text(*event.by) : "nobody named";
}

IdentityLevel proof_of(const Concern& concern, const Event& event) {
  const auto found = std::find_if(concern.attributions.begin(), concern.attributions.end(),
                                  [&](const Attribution& one) { return one.event == event.id; });
  return found == concern.attributions.end() ? IdentityLevel::none : found->reached;
}

}  // namespace qualm::commands
