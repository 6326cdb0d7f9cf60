// The form, and reading it back.

#include "commands/shared/concern_form.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "concerns/event_body.hpp"
#include "concerns/event_grammar.hpp"
#include "concerns/event_head.hpp"
#include "concerns/event_keys.hpp"
#include "concerns/needs.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

/// A value as the head of an event shows it.
std::string head_value(const std::string& text) {
  return text.empty() || concerns::plain_fault(text, false).empty() ? text : concerns::quoted(text);
}

/// What an event of this type has to state in its head, and can be written by hand.
std::string form_head(const Event& event) {
  const auto list = [](const std::vector<std::string>& paths) {
    return fmt::format("{}", fmt::join(paths, ", "));
  };
  switch (event.type) {
    case EventType::raised:
      return fmt::format("title: {}\nsystem: {}\nseverity: {}\nblocking: {}\n",
                         head_value(event.title), head_value(event.system),
                         event.severity ? to_string(*event.severity) : "",
                         event.blocking.value_or(true) ? "yes" : "no");
    case EventType::accepted:
      return fmt::format("expires: {}\n", event.expires ? to_string(*event.expires) : "");
    case EventType::overridden:
      return fmt::format("independent_reviewer: {}\n",
                         event.independent_reviewer
                             ? concerns::person_text(*event.independent_reviewer)
                             : std::string());
    case EventType::resolved:
    case EventType::reopened:
      return fmt::format("evidence: {}\n", list(event.evidence));
    default:
      return {};
  }
}

constexpr std::string_view kFormNote = "<!-- qualm:";
constexpr std::string_view kNoteEnd = "-->";

std::string_view form_note(EventType type) {
  switch (type) {
    case EventType::raised:
      return "Your concern counts once it is pushed; nobody has to agree. The title is one line, "
             "the severity low, medium, high or critical. Leave empty what you do not know.";
    case EventType::accepted:
      return "expires is the last day it holds, as in 2027-01-31.";
    case EventType::overridden:
      return "independent_reviewer is who may look at it again: Name <address>.";
    case EventType::resolved:
    case EventType::reopened:
      return "evidence are files of the commit looked at, with commas between them.";
    default:
      return "Say it in your own words.";
  }
}

}  // namespace

std::string form(const Event& event) {
  std::string text;
  if (const std::string head = form_head(event); !head.empty())
    text = fmt::format("---\n{}---\n", head);
  text +=
      fmt::format("{} {} This line is taken out. {}\n", kFormNote, form_note(event.type), kNoteEnd);
  for (const std::string_view title : concerns::section_titles(event.type))
    text += fmt::format("\n## {}\n\n", title);
  return text;
}

namespace {

/// Without the note that the form came with, and without blank lines at either end.
std::string without_note(std::string text) {
  if (const std::size_t begin = text.find(kFormNote); begin != std::string::npos) {
    const std::size_t end = text.find(kNoteEnd, begin);
    if (end != std::string::npos) text.erase(begin, end + kNoteEnd.size() - begin);
  }
  return std::string(trim(text)) + '\n';
}

}  // namespace

std::string plain_text(std::string_view text) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  if (text.starts_with(kMark)) text.remove_prefix(kMark.size());
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool ends_line = text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if (!ends_line) plain.push_back(text[i]);
  }
  return plain;
}

namespace {

/// Whoever just writes says what comes first; no title has to be known for that.
std::string with_title(std::string body, EventType type) {
  const auto titles = concerns::section_titles(type);
  if (titles.size() < 2 || !concerns::read_body(body, 1).sections.empty()) return body;
  return concerns::body_text("", {{.title = std::string(titles.front()), .text = std::move(body)}});
}

/// Keys that people fill in. What else an event has, qualm says.
const std::vector<std::string>& keys_to_fill() {
  static const std::vector<std::string> kKeys = {"title",    "system",   "severity",
                                                 "blocking", "evidence", "subject",
                                                 "expires",  "against",  "independent_reviewer"};
  return kKeys;
}

/// Why `key` cannot stand in a head that somebody fills in.
EventProblem not_to_fill(const std::string& key, SourcePos where) {
  if (concerns::is_known_key(key)) {
    return {.message = fmt::format("{} is not for you to say: qualm fills it in", key),
            .hint = "remove the line",
            .where = where};
  }
  const auto near = nearest(key, keys_to_fill());
  return {.message = fmt::format("there is no key \"{}\"", key),
          .hint = near ? fmt::format("did you mean \"{}\"?", *near)
                       : std::string("say it in the text below the head"),
          .where = where};
}

}  // namespace

Result<void> read_text(Event& event, const std::string& text, std::string_view from) {
  const auto take_body = [&](std::string body) {
    event.body = with_title(without_note(std::move(body)), event.type);
  };
  if (!text.starts_with("---\n")) {
    take_body(text);
    return {};
  }
  const concerns::EventHead head = concerns::read_head(text);
  const auto complain = [&](const EventProblem& problem) {
    return fail(Error{.code = ErrorCode::invalid,
                      .message = problem.message,
                      .where = Location{std::string(from), problem.where},
                      .hint = problem.hint});
  };
  for (const EventProblem& problem : head.problems) {
    // A value that YAML asks quotes for, or that was left empty, is understood all the same.
    const bool is_read =
        std::any_of(head.entries.begin(), head.entries.end(),
                    [&](const HeadEntry& entry) { return entry.where.line == problem.where.line; });
    if (!is_read) return complain(problem);
  }
  for (const HeadEntry& entry : head.entries) {
    if (entry.value.empty()) continue;
    const auto& keys = keys_to_fill();
    if (std::find(keys.begin(), keys.end(), entry.key) == keys.end() ||
        !concerns::read_known_entry(event, entry))
      return complain(not_to_fill(entry.key, entry.where));
    if (!event.problems.empty()) return complain(event.problems.front());
  }
  take_body(text.substr(head.body));
  return {};
}

}  // namespace qualm::commands
