// Composing events.

#include "commands/shared/concern_draft.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <istream>
#include <iterator>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "commands/shared/concern_form.hpp"
#include "commands/shared/concern_words.hpp"
#include "commands/shared/editor.hpp"
#include "commands/shared/workspace.hpp"
#include "concerns/concern_policy.hpp"
#include "concerns/event_body.hpp"
#include "concerns/event_grammar.hpp"
#include "concerns/event_keys.hpp"
#include "concerns/event_reader.hpp"
#include "concerns/event_writer.hpp"
#include "concerns/needs.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

/// Options that fill a section of the body, besides `--message`, which fills the first.
struct SectionOption {
  std::string_view option;
  std::string_view title;
};
constexpr std::array<SectionOption, 4> kSectionOptions = {{
    {"--harm", "Who could be harmed"},
    {"--settled-by", "What would settle it"},
    {"--bearer", "Who bears it"},
    {"--mitigation", "Mitigation"},
}};

Result<std::string> text_of_file(const Session& session, const std::string& file) {
  if (file != "-") return read_file(absolute_path(session, file), limits::kEventBytes);
  std::string text;
  std::array<char, 4096> buffer{};
  while (session.in.read(buffer.data(), buffer.size()), session.in.gcount() > 0) {
    text.append(buffer.data(), static_cast<std::size_t>(session.in.gcount()));
    if (text.size() > limits::kEventBytes)
      return fail(ErrorCode::limit,
                  fmt::format("standard input holds more than {} bytes", limits::kEventBytes));
  }
  return text;
}

/// The day that `--expires` means: a day, or a length of time from the day it is written on.
Result<Date> expiry(std::string_view text, std::int64_t now) {
  if (const auto day = parse_date(text)) return *day;
  if (const auto length = concerns::parse_duration(text))
    return date_of(now + length->hours * 3600);
  return fail(
      ErrorCode::usage,
      fmt::format("--expires: \"{}\" is neither a day nor a length of time", shorten(text, 40)),
      "write 2026-12-31 or 30d");
}

/// An option whose value has to be read as the head of an event has it.
Result<void> read_as(Event& event, std::string_view option, std::string_view key,
                     std::string value) {
  const HeadEntry entry{.key = std::string(key), .value = std::move(value)};
  concerns::read_known_entry(event, entry);
  if (event.problems.empty()) return {};
  const EventProblem problem = event.problems.back();
  event.problems.clear();
  return fail(ErrorCode::usage, fmt::format("{}: {}", option, problem.message), problem.hint);
}

Result<void> read_options(const DraftRequest& request, Event& event) {
  const Arguments& arguments = request.arguments;
  for (const auto& [option, key] : {std::pair("--title", "title"), std::pair("--system", "system"),
                                    std::pair("--severity", "severity")}) {
    if (arguments.has(option))
      QUALM_TRY(read_as(event, option, key, collapse_space(arguments.value(option))));
  }
  if (arguments.has("--no-block")) event.blocking = false;
  if (arguments.has("--against")) event.against = arguments.values("--against");
  if (arguments.has("--evidence")) event.evidence = arguments.values("--evidence");
  if (arguments.has("--independent-reviewer"))
    QUALM_TRY(read_as(event, "--independent-reviewer", "independent_reviewer",
                      arguments.value("--independent-reviewer")));
  if (arguments.has("--expires")) {
    QUALM_ASSIGN(event.expires, expiry(arguments.value("--expires"), request.who.author.time));
  }
  return {};
}

/// Whether there is anything in `body` but titles of sections that were left empty.
bool says_anything(const std::string& body) {
  const concerns::EventBody parts = concerns::read_body(body, 1);
  return concerns::says_something(parts.lead) ||
         std::any_of(parts.sections.begin(), parts.sections.end(),
                     [](const EventSection& one) { return concerns::says_something(one.text); });
}

std::string body_of_options(const Arguments& arguments, EventType type) {
  const auto titles = concerns::section_titles(type);
  std::vector<EventSection> sections;
  std::string lead;
  const std::string message = arguments.value("--message");
  if (titles.empty()) {
    lead = message;
  } else if (!message.empty()) {
    sections.push_back({.title = std::string(titles.front()), .text = message});
  }
  for (const SectionOption& one : kSectionOptions) {
    const bool belongs = std::find(titles.begin(), titles.end(), one.title) != titles.end();
    if (belongs && arguments.has(one.option))
      sections.push_back({.title = std::string(one.title), .text = arguments.value(one.option)});
  }
  return concerns::body_text(lead, sections);
}

/// Whether there is anything to put on record.
bool is_said(const Event& event) {
  return says_anything(event.body) || (event.type == EventType::raised && !event.title.empty());
}

Result<std::string> write_in_editor(const DraftRequest& request, Event& event) {
  const std::string empty = form(event);
  QUALM_ASSIGN(const Edited edited,
               edit(request.session, request.repository,
                    event.type == EventType::raised ? "QUALM_CONCERN" : "QUALM_EVENT", empty));
  if (edited.text == empty || trim(edited.text).empty()) {
    std::remove(edited.file.c_str());
    return fail(ErrorCode::usage, "nothing was written, so nothing is recorded",
                "say it with --message, --file or in the editor");
  }
  if (auto read = read_text(event, plain_text(edited.text), edited.file); !read)
    return fail(kept_in(std::move(read).error(), edited.file));
  return edited.file;
}

/// Whether an event of this type has something to say that the options did not.
bool wants_words(EventType type) {
  return type != EventType::endorsed && type != EventType::consented && type != EventType::declined;
}

/// Whether an event can say that it is by `person`.
Result<void> can_sign(const Identity& person) {
  const std::string text = concerns::person_text(person);
  const auto read = concerns::parse_person(text);
  if (read && *read == person && !concerns::has_unseen(text)) return {};
  return fail(
      ErrorCode::usage, fmt::format("an event cannot say that it is by \"{}\"", shorten(text, 120)),
      "a name of at most 100 characters and an address in plain ASCII: git config user.name "
      "and user.email");
}

/// `--file` holds the whole text, so nothing else may want to be part of it.
Result<void> only_file(const Arguments& arguments) {
  const auto refuse = [](std::string_view option) {
    return fail(ErrorCode::usage, fmt::format("--file and {} exclude each other", option),
                "write it into the file, under a title of its own");
  };
  if (arguments.has("--message")) return refuse("--message");
  for (const SectionOption& one : kSectionOptions) {
    if (arguments.has(one.option)) return refuse(one.option);
  }
  return {};
}

}  // namespace

Result<Draft> draft_event(const DraftRequest& request) {
  Draft draft;
  Event& event = draft.event;
  event.type = request.type;
  event.type_name = to_string(request.type);
  event.by = request.who.author.identity;
  event.on = moment(request.who.author.time);
  event.follows = request.follows;
  const Arguments& arguments = request.arguments;
  QUALM_TRY(can_sign(*event.by));
  if (request.type == EventType::raised) event.system = request.only_system;
  QUALM_TRY(read_options(request, event));
  if (arguments.has("--file")) {
    QUALM_TRY(only_file(arguments));
    QUALM_ASSIGN(const std::string text, text_of_file(request.session, arguments.value("--file")));
    QUALM_TRY(read_text(event, plain_text(text), arguments.value("--file")));
    // What the command line says goes before what the file says.
    QUALM_TRY(read_options(request, event));
  } else {
    event.body = plain_text(body_of_options(arguments, request.type));
    if (!says_anything(event.body) && wants_words(request.type)) {
      QUALM_ASSIGN(draft.edited_in, write_in_editor(request, event));
    }
  }
  if (is_said(event) || !wants_words(request.type)) return draft;
  Error error{.code = ErrorCode::usage,
              .message = "nothing was written, so nothing is recorded",
              .hint = "say it with --message, --file or in the editor"};
  return fail(draft.edited_in.empty() ? std::move(error)
                                      : kept_in(std::move(error), draft.edited_in));
}

void clean_up(const Draft& draft) {
  if (!draft.edited_in.empty()) std::remove(draft.edited_in.c_str());
}

tl::unexpected<Error> keep(Error error, const Draft& draft) {
  return fail(draft.edited_in.empty() ? std::move(error)
                                      : kept_in(std::move(error), draft.edited_in));
}

Result<Written> written(const Event& draft) {
  Written result;
  QUALM_ASSIGN(result.text, concerns::write_event(draft));
  QUALM_ASSIGN(result.name, concerns::event_name(result.text));
  result.event = concerns::read_event(result.text, result.name);
  return result;
}

}  // namespace qualm::commands
