// Saying what became of an event.

#include "commands/shared/concern_receipt.hpp"

#include <algorithm>
#include <ostream>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "commands/shared/concern_words.hpp"
#include "concerns/needs.hpp"
#include "concerns/systems.hpp"
#include "support/encode.hpp"
#include "support/layout.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

constexpr std::size_t kLinesSaid = 20;  // of what a remote says: the rest would bury ours

void note(Session& session, std::string_view text) {
  session.err << wrapped("note: ", text, session.width);
}

/// A hint holds commands to be copied, so it is never broken into lines.
void hint(Session& session, std::string_view text) {
  if (!text.empty()) session.err << "  hint: " << terminal_text(text) << '\n';
}

/// The address of a remote without the password that it may hold.
std::string without_password(const std::string& url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string::npos) return url;
  const std::size_t path = url.find('/', scheme + 3);
  const std::size_t host = url.substr(0, path).rfind('@');
  if (host == std::string::npos) return url;
  return url.substr(0, scheme + 3) + url.substr(host + 1);
}

/// What `git` and the remote said, as theirs.
void quote(Session& session, const std::vector<std::string>& said) {
  const std::size_t shown = std::min(said.size(), kLinesSaid);
  for (std::size_t i = 0; i < shown; ++i)
    session.err << "  | " << terminal_text(shorten(said[i], 400)) << '\n';
  if (shown < said.size())
    session.err << fmt::format("  | … and {} more lines\n", said.size() - shown);
}

/// Says why it did not reach the remote.
void say_not_pushed(Session& session, const Receipt& receipt) {
  const std::string& name = receipt.side.remote->name;
  const std::string& why = receipt.recorded.not_pushed->message;
  session.err << wrapped("qualm: ",
                         fmt::format("it is on record here, but could not be pushed to {}, so it "
                                     "does not count yet{}{}",
                                     name, why.empty() ? "" : ": ", why),
                         session.width);
  quote(session, receipt.recorded.said);
  hint(session, receipt.recorded.not_pushed->hint);
}

/// What an event does by itself, where the state of the concern does not show it.
std::string effect_of(const Event& event, const Concern& concern, const concerns::Who& who) {
  const std::string systems =
      concern.system_stated ? join_words(concern.systems) : std::string("any system");
  const auto speaks = [&](const Voice& voice) {
    return event.by && who.party(voice.who) == who.party(*event.by);
  };
  const bool has_voice = std::any_of(concern.voices.begin(), concern.voices.end(), speaks);
  switch (event.type) {
    case EventType::endorsed:
      return fmt::format(
          "you are not made to deploy {} while it is open or overridden, unless you "
          "consent",
          systems);
    case EventType::declined:
      return fmt::format(
          "you are not made to deploy {} while it is open or overridden; nobody has "
          "to be told why",
          systems);
    case EventType::consented:
      return has_voice ? fmt::format("you may be part of deploying {}", systems)
                       : "you had neither raised nor endorsed it, nor declined, so nothing changes";
    default:
      return {};
  }
}

}  // namespace

int print_receipt(Session& session, const Receipt& receipt) {
  // A receipt is for copying, so no line of it is broken.
  const auto line = [&](std::string_view label, std::string_view text) {
    session.out << fmt::format("  {:<8}{}\n", label, terminal_text(text));
  };
  const Event& event = receipt.event.event;
  const bool pushed = receipt.recorded.pushed;
  session.out << fmt::format("{} {}{}\n", event.type_name, event.id,
                             receipt.recorded.was_there ? ", which was on record already" : "");
  line("concern", receipt.concern);
  line("commit", receipt.recorded.commit);
  if (receipt.undecided != nullptr) {
    line("remote", "not decided: it is NOT anywhere else yet");
  } else if (receipt.side.remote) {
    line("remote",
         fmt::format("{} ({}){}", receipt.side.remote->name,
                     without_password(receipt.side.remote->url), pushed ? "" : ": NOT there yet"));
  } else {
    line("remote", "none: it is kept in this repository");
  }
  line("time", event.on);
  if (receipt.recorded.joined)
    note(session, "others had pushed in the meantime; theirs and yours now stand side by side");
  if (pushed) quote(session, receipt.recorded.said);
  if (receipt.undecided != nullptr) {
    session.err << wrapped(
        "qualm: ",
        "it is on record here only, so it does not count yet: " + receipt.undecided->message,
        session.width);
    hint(session, fmt::format("git push REMOTE concern/{}; once and for all: {}", receipt.concern,
                              receipt.undecided->hint));
    return kCannotJudge;
  }
  if (pushed || !receipt.side.remote) return kClean;
  if (!receipt.push_wanted) {
    note(session, "it counts once it is pushed");
    hint(session, push_command(receipt.side, receipt.concern));
    return kClean;
  }
  say_not_pushed(session, receipt);
  return kCannotJudge;
}

void say_what_is_lacking(Session& session, const Event& event, const gate::ProtectedSide& side,
                         const std::vector<gate::SystemOfTree>& systems) {
  const bool blocks = event.blocking.value_or(true);
  const std::string_view held_up = blocks ? ", so this blocks every protected ref" : "";
  if (event.system.empty())
    note(session, fmt::format("it does not say which system it is about{}. If you know, withdraw "
                              "it and raise it again with --system",
                              held_up));
  if (event.title.empty()) note(session, "it has no title, and a list shows nothing else of it");
  if (!event.severity) note(session, "it does not say how severe it is, so it counts as critical");
  std::vector<std::string> unsaid;
  for (const std::string_view title : concerns::section_titles(event.type)) {
    const bool optional = title == "Evidence";
    if (!optional && concerns::section_text(event, title) == nullptr)
      unsaid.push_back(fmt::format("\"{}\"", title));
  }
  if (!unsaid.empty())
    note(session,
         fmt::format("{} {} not said; whoever reviews it will ask (qualm concern comment {})",
                     join_words(unsaid), unsaid.size() == 1 ? "is" : "are", event.id));
  std::vector<std::string> paths;
  for (const gate::SystemOfTree& system : systems) paths.push_back(system.path);
  const bool is_unknown =
      !event.system.empty() && !concerns::match_systems({event.system}, paths).unknown.empty();
  if (!is_unknown) return;
  for (std::string& path : paths) path = concerns::system_name(path);
  const auto near = nearest(event.system, paths);
  note(session,
       fmt::format("{} is no system of {}{}{}", shorten(event.system, 80), side.label(), held_up,
                   near ? fmt::format("; if you meant {}, withdraw it and raise it again", *near)
                        : std::string()));
}

void say_what_follows(Session& session, const Result<gate::Standing>& standing,
                      const std::string& concern, const Event& event) {
  if (!standing) {
    Error error = standing.error();
    const std::string way_out = std::exchange(error.hint, {});
    note(session, "what it comes to cannot be told here: " + describe(error));
    hint(session, way_out);
    return;
  }
  const gate::StandingConcern* one = standing->find(concern);
  if (one == nullptr) return;
  const Concern& now = one->concern;
  const auto ignored =
      std::find_if(now.not_counted.begin(), now.not_counted.end(),
                   [&](const NotCounted& other) { return other.event == event.id; });
  if (ignored != now.not_counted.end()) {
    note(session, "it does not count yet: " + ignored->reason);
  } else if (const std::string effect = effect_of(event, now, standing->ground->who());
             !effect.empty()) {
    session.out << wrapped("", effect, session.width);
  }
  const std::string held_up = held_up_by(now, *standing->ground);
  session.out << wrapped("",
                         fmt::format("concern {} is {}{}", concern, state_text(now),
                                     held_up.empty() ? "" : " and holds up " + held_up),
                         session.width);
  if (now.next.empty()) return;
  session.out << "next:\n";
  write_steps(session.out, now.next, standing->unknown_changes.has_value(), session.width);
}

}  // namespace qualm::commands
