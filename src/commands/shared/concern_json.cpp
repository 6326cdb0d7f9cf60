// Concerns as JSON.

#include "commands/shared/concern_json.hpp"

#include <algorithm>
#include <ostream>
#include <string>
#include <string_view>

#include "commands/shared/concern_words.hpp"
#include "concerns/event_grammar.hpp"
#include "concerns/event_reader.hpp"
#include "support/json_text.hpp"

namespace qualm::commands {
namespace {

using concerns::LedgerEvent;

constexpr int kVersion = 1;

void list(JsonWriter& json, std::string_view key, const std::vector<std::string>& texts) {
  json.array(key);
  for (const std::string& text : texts) json.text(text);
  json.end();
}

void list_if_any(JsonWriter& json, std::string_view key, const std::vector<std::string>& texts) {
  if (!texts.empty()) list(json, key, texts);
}

void text_if_any(JsonWriter& json, std::string_view key, std::string_view text) {
  if (!text.empty()) json.text(key, text);
}

void write_commits(JsonWriter& json, const LedgerEvent& one) {
  json.array("commits");
  for (const concerns::Introduction& commit : one.introductions) {
    json.object();
    json.text("id", commit.commit);
    json.flag("settled", commit.settled);
    if (commit.author) json.text("author", concerns::person_text(*commit.author));
    if (commit.committer) json.text("committer", concerns::person_text(*commit.committer));
    text_if_any(json, "signer", commit.signer);
    text_if_any(json, "proves_nothing", commit.fault);
    json.end();
  }
  json.end();
}

void write_event(JsonWriter& json, const LedgerEvent& one, const Concern& concern) {
  const Event& event = one.event;
  json.object();
  json.text("id", event.id);
  json.text("type", event.type_name);
  json.text("by", author_text(event));
  json.text("on", event.on);
  json.text("identity", to_string(proof_of(concern, event)));
  list(json, "follows", event.follows);
  if (event.severity) json.text("severity", to_string(*event.severity));
  list_if_any(json, "evidence", event.evidence);
  text_if_any(json, "subject", event.subject);
  if (event.expires) json.text("expires", to_string(*event.expires));
  list_if_any(json, "against", event.against);
  if (event.independent_reviewer)
    json.text("independent_reviewer", concerns::person_text(*event.independent_reviewer));
  json.text("body", event.body);
  write_commits(json, one);
  if (!event.problems.empty()) {
    json.array("problems");
    for (const EventProblem& problem : event.problems) json.text(concerns::describe(problem));
    json.end();
  }
  json.end();
}

void write_openings(JsonWriter& json, const Concern& concern) {
  json.array("openings");
  for (const Opening& opening : concern.openings) {
    json.object();
    json.text("event", opening.event);
    json.text("why", opening.words);
    list(json, "closed_by", opening.closed_by);
    json.end();
  }
  json.end();
  json.array("pending_disputes");
  for (const PendingDispute& one : concern.pending) {
    json.object();
    json.text("event", one.event);
    json.array("reviewers");
    for (const Identity& reviewer : one.reviewers) json.text(concerns::person_text(reviewer));
    json.end();
    json.end();
  }
  json.end();
  json.array("not_counted");
  for (const NotCounted& ignored : concern.not_counted) {
    json.object();
    json.text("event", ignored.event);
    json.text("type", to_string(ignored.type));
    json.text("by", ignored.by);
    json.text("why", ignored.reason);
    json.end();
  }
  json.end();
}

void write_concern(JsonWriter& json, const ListedConcern& one, const gate::Standing& standing,
                   bool events) {
  const Concern& concern = one.standing->concern;
  json.object();
  json.text("id", concern.id);
  json.text("state", to_string(concern.state));
  if (concern.until) json.text("until", to_string(*concern.until));
  json.text("severity", to_string(concern.severity));
  json.flag("blocking", concern.blocking);
  text_if_any(json, "holds_up", held_up_by(concern, *standing.ground));
  json.text("title", concern.title);
  list(json, "systems", concern.systems);
  json.flag("system_stated", concern.system_stated);
  json.text("raised_on", one.raised_on);
  if (concern.review_due) json.text("review_due", to_string(*concern.review_due));
  json.flag("overdue", one.overdue);
  write_openings(json, concern);
  json.array("next");
  for (const NextStep& step : concern.next) {
    json.object();
    list(json, "who", step.who);
    json.text("what", step.what);
    json.end();
  }
  json.end();
  if (events) {
    json.array("events");
    for (const LedgerEvent* event : in_order(one.standing->events))
      write_event(json, *event, concern);
    json.end();
  }
  json.end();
}

}  // namespace

void write_concerns_json(std::ostream& out, const std::vector<ListedConcern>& concerns,
                         const gate::Standing& standing, bool events) {
  constexpr std::size_t kSpread = 4;
  JsonWriter json([&](std::string_view bytes) { out << bytes; }, kSpread);
  json.object();
  json.number("version", kVersion);
  json.text("protected_side", standing.side.label());
  if (standing.fetched_at) json.text("fetched_at", moment(*standing.fetched_at));
  json.flag("complete", !standing.incomplete.has_value());
  if (standing.incomplete) {
    json.object("incomplete");
    json.text("why", standing.incomplete->message);
    json.text("command", standing.incomplete->hint);
    json.end();
  }
  json.array("concerns");
  for (const ListedConcern& one : concerns) write_concern(json, one, standing, events);
  json.end();
  json.end();
}

}  // namespace qualm::commands
