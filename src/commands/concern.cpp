// `qualm concern`: raise a safety concern, see what became of it, and settle it.

#include <algorithm>
#include <array>
#include <ostream>

#include <fmt/format.h>

#include "commands/command.hpp"
#include "commands/shared/author.hpp"
#include "commands/shared/concern_json.hpp"
#include "commands/shared/concern_lookup.hpp"
#include "commands/shared/concern_raise.hpp"
#include "commands/shared/concern_record.hpp"
#include "commands/shared/concern_report.hpp"
#include "commands/shared/concern_seal.hpp"
#include "commands/shared/run_git.hpp"
#include "commands/shared/workspace.hpp"
#include "gate/protected_side.hpp"
#include "support/encode.hpp"
#include "support/layout.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

void hint(Session& session, std::string_view text) {
  if (!text.empty()) session.err << "  hint: " << terminal_text(text) << '\n';
}

/// Says what keeps this view from being the whole one; the exit code that follows from it.
int say_what_is_missing(Session& session, const gate::Standing& standing) {
  if (standing.incomplete) {
    session.err << wrapped("qualm: ", "could not judge: " + standing.incomplete->message,
                           session.width);
    hint(session, standing.incomplete->hint);
    return kCannotJudge;
  }
  const bool any_open = std::any_of(
      standing.concerns.begin(), standing.concerns.end(),
      [](const gate::StandingConcern& one) { return one.concern.state == ConcernState::open; });
  if (standing.unknown_changes && any_open) {
    session.err << wrapped(
        "note: ", "who is neutral is not known here: " + standing.unknown_changes->message,
        session.width);
    hint(session, standing.unknown_changes->hint);
  }
  return kClean;
}

bool is_mine(const Concern& concern, const gate::Standing& standing, const Identity& me) {
  const std::string party = standing.ground->who().party(me);
  return std::any_of(concern.voices.begin(), concern.voices.end(), [&](const Voice& voice) {
    return voice.how != EventType::declined && standing.ground->who().party(voice.who) == party;
  });
}

/// A concern that does not say which system it is about may be about any.
bool is_about(const Concern& concern, std::string_view system) {
  return !concern.system_stated ||
         std::any_of(concern.systems.begin(), concern.systems.end(), [&](const std::string& one) {
           return one == system || one == "*" ||
                  (one.ends_with(system) && one.size() > system.size() &&
                   one[one.size() - system.size() - 1] == '/');
         });
}

Result<int> run_list(Session& session, const Arguments& arguments) {
  QUALM_ASSIGN(const git::Repository repository, open_repository(session, arguments));
  QUALM_ASSIGN(const gate::Standing standing, load_standing(session, arguments, repository));
  QUALM_ASSIGN(const Date day, today(session, arguments));
  Identity me;
  if (arguments.has("--mine")) {
    QUALM_ASSIGN(const Authorship who, authorship(session, repository));
    me = who.author.identity;
  }
  std::vector<ListedConcern> rows;
  for (const gate::StandingConcern& one : standing.concerns) {
    const Concern& concern = one.concern;
    const auto is_wanted = [&](std::string_view option, std::string_view value) {
      return !arguments.has(option) || arguments.value(option) == value;
    };
    if (!is_wanted("--state", to_string(concern.state))) continue;
    if (!is_wanted("--severity", to_string(concern.severity))) continue;
    std::string system = arguments.value("--system");
    while (system.ends_with('/')) system.pop_back();
    if (!system.empty() && !is_about(concern, system)) continue;
    if (arguments.has("--mine") && !is_mine(concern, standing, me)) continue;
    ListedConcern row = listed(one, day);
    if (arguments.has("--overdue") && !row.overdue) continue;
    rows.push_back(std::move(row));
  }
  std::stable_sort(rows.begin(), rows.end(), [](const ListedConcern& a, const ListedConcern& b) {
    const Concern& left = a.standing->concern;
    const Concern& right = b.standing->concern;
    if (left.state != right.state) return left.state < right.state;
    if (left.severity != right.severity) return left.severity > right.severity;
    return a.raised_on < b.raised_on;
  });
  if (arguments.has("--json")) {
    write_concerns_json(session.out, rows, standing, false);
  } else {
    write_concern_list(session.out, rows, standing, session.width);
  }
  return say_what_is_missing(session, standing);
}

Result<int> run_show(Session& session, const Arguments& arguments) {
  QUALM_ASSIGN(const git::Repository repository, open_repository(session, arguments));
  QUALM_ASSIGN(const gate::Standing standing, load_standing(session, arguments, repository));
  QUALM_ASSIGN(const Date day, today(session, arguments));
  QUALM_ASSIGN(const gate::StandingConcern* one, find_concern(standing, arguments.value("ID")));
  const ListedConcern row = listed(*one, day);
  if (arguments.has("--json")) {
    write_concerns_json(session.out, {row}, standing, true);
  } else {
    write_concern(session.out, row, standing, session.width);
  }
  return say_what_is_missing(session, standing);
}

/// Brings every concern branch of the remote, and remembers that all were brought.
Result<int> run_fetch(Session& session, const Arguments& arguments) {
  QUALM_ASSIGN(const git::Repository repository, open_repository(session, arguments));
  QUALM_ASSIGN(const gate::ProtectedSide side,
               gate::protected_side(repository, arguments.value("--remote")));
  if (!side.remote) {
    return fail(ErrorCode::usage, "there is no remote to fetch concerns from",
                "git remote add origin URL");
  }
  std::vector<std::string> fetch = gate::fetch_arguments(side.remote->name);
  fetch.insert(fetch.begin() + 1, "--quiet");
  QUALM_ASSIGN(const GitEnd end, run_git(session, repository, std::move(fetch)));
  if (end.status != 0) {
    for (const std::string& line : end.said)
      session.err << "  | " << terminal_text(shorten(line, 400)) << '\n';
    return fail(ErrorCode::io,
                fmt::format("the concerns of {} could not be fetched", side.remote->name),
                gate::fetch_command(side.remote->name));
  }
  return run_list(session, arguments);
}

template <EventType kType>
Result<int> run_record(Session& session, const Arguments& arguments) {
  return record_event(session, arguments, kType);
}

/// What a verb is about.
enum class Takes : std::uint8_t { nothing, concern, files };

/// What can be done with concerns: one row each.
struct Verb {
  std::string_view name;
  Result<int> (*run)(Session& session, const Arguments& arguments) = nullptr;
  Takes takes = Takes::concern;
  std::string_view options;  ///< that mean something to it, besides those that all take
};
constexpr std::array<Verb, 16> kVerbs = {{
    {"raise", raise_concern, Takes::nothing,
     "--title --system --severity --message --file --harm --settled-by --no-block --evidence "
     "--no-push"},
    {"list", run_list, Takes::nothing, "--state --system --severity --mine --overdue --json"},
    {"show", run_show, Takes::concern, "--json"},
    {"comment", run_record<EventType::commented>, Takes::concern,
     "--message --file --evidence --no-push"},
    {"endorse", run_record<EventType::endorsed>, Takes::concern,
     "--message --file --evidence --no-push"},
    {"review", run_record<EventType::reviewed>, Takes::concern,
     "--message --file --evidence --subject --no-push"},
    {"resolve", run_record<EventType::resolved>, Takes::concern,
     "--message --file --evidence --subject --no-push"},
    {"accept", run_record<EventType::accepted>, Takes::concern,
     "--message --file --bearer --mitigation --expires --evidence --subject --no-push"},
    {"override", run_record<EventType::overridden>, Takes::concern,
     "--message --file --against --independent-reviewer --evidence --subject --no-push"},
    {"dispute", run_record<EventType::disputed>, Takes::concern,
     "--message --file --evidence --no-push"},
    {"reopen", run_record<EventType::reopened>, Takes::concern,
     "--message --file --evidence --subject --no-push"},
    {"withdraw", run_record<EventType::withdrawn>, Takes::concern,
     "--message --file --evidence --no-push"},
    {"consent", run_record<EventType::consented>, Takes::concern, "--message --file --no-push"},
    {"decline", run_record<EventType::declined>, Takes::concern, "--message --file --no-push"},
    {"seal", seal_event, Takes::files, ""},
    {"fetch", run_fetch, Takes::nothing, ""},
}};

constexpr std::array<std::string_view, kVerbs.size()> names_of_verbs() {
  std::array<std::string_view, kVerbs.size()> names{};
  for (std::size_t i = 0; i < kVerbs.size(); ++i) names.at(i) = kVerbs.at(i).name;
  return names;
}
constexpr auto kVerbNames = names_of_verbs();

constexpr std::array<std::string_view, 4> kSeverities = {"low", "medium", "high", "critical"};
constexpr std::array<std::string_view, 5> kStates = {"open", "overridden", "accepted", "withdrawn",
                                                     "resolved"};

constexpr std::array<Option, 22> kOptions = {{
    {.name = "--title", .value = "TEXT", .help = "raise: the concern in one line"},
    {.name = "--system",
     .value = "FOLDER",
     .help = "raise: the system it is about, or *; list: only concerns about it"},
    {.name = "--severity",
     .value = "LEVEL",
     .help = "raise: how bad it would be; list: only these",
     .choices = kSeverities},
    {.name = "--message",
     .value = "TEXT",
     .help =
         "what there is to say: what could go wrong, what changed, the findings, the risk, why"},
    {.name = "--file",
     .value = "FILE",
     .help = "the whole text, in Markdown; - for standard input"},
    {.name = "--harm", .value = "TEXT", .help = "raise: who could be harmed"},
    {.name = "--settled-by", .value = "TEXT", .help = "raise: what would settle it"},
    {.name = "--no-block", .help = "raise: on record, without blocking anything"},
    {.name = "--evidence",
     .value = "PATH",
     .help = "a file of the commit looked at that shows it",
     .repeatable = true},
    {.name = "--subject",
     .value = "REV",
     .help = "the commit looked at; HEAD, where the protected side has it"},
    {.name = "--bearer", .value = "TEXT", .help = "accept: who bears the risk"},
    {.name = "--mitigation", .value = "TEXT", .help = "accept: what limits it"},
    {.name = "--expires",
     .value = "DAY",
     .help = "accept: the last day it holds, as 2026-12-31 or 30d"},
    {.name = "--against",
     .value = "ID",
     .help = "override: the review it goes against; every one that counts",
     .repeatable = true},
    {.name = "--independent-reviewer",
     .value = "PERSON",
     .help = "override: who may look at it again, as \"Name <address>\""},
    {.name = "--state", .value = "STATE", .help = "list: only these", .choices = kStates},
    {.name = "--mine", .help = "list: only those you raised or endorsed"},
    {.name = "--overdue", .help = "list: only those whose review is late"},
    {.name = "--json", .help = "list, show: as JSON"},
    {.name = "--remote", .value = "NAME", .help = "the remote that holds the protected side"},
    {.name = "--no-push", .help = "keep it here; it counts once it is pushed"},
    {.name = "--now", .value = "DAY", .help = "the day to judge on, as 2026-11-20"},
}};

constexpr std::array<Positional, 2> kPositionals = {{
    {.name = "VERB", .help = "what to do", .required = true, .choices = kVerbNames},
    {.name = "ID",
     .help = "the concern, by the first digits of its id; seal: a file",
     .repeatable = true},
}};

/// An option that says nothing to this verb is a mistake, and never passed over.
Result<void> check_options(const Verb& verb, const Arguments& arguments) {
  constexpr std::array<std::string_view, 2> kForAll = {"--remote", "--now"};
  const auto known = split(verb.options, ' ');
  for (const Option& option : kOptions) {
    const bool fits = std::find(known.begin(), known.end(), option.name) != known.end() ||
                      std::find(kForAll.begin(), kForAll.end(), option.name) != kForAll.end();
    if (fits || !arguments.has(option.name)) continue;
    return fail(ErrorCode::usage, fmt::format("concern {} takes no {}", verb.name, option.name),
                verb.options.empty() ? "`qualm concern --help` lists what there is"
                                     : fmt::format("it takes {}", verb.options));
  }
  return {};
}

Result<void> check_ids(const Verb& verb, std::size_t given) {
  if (verb.takes == Takes::concern && given != 1)
    return fail(ErrorCode::usage, fmt::format("concern {} takes the id of one concern", verb.name),
                "qualm concern list shows them");
  if (verb.takes == Takes::files && given == 0)
    return fail(ErrorCode::usage, fmt::format("concern {} takes a file", verb.name),
                "name the event that you wrote");
  if (verb.takes == Takes::nothing && given > 0)
    return fail(ErrorCode::usage, fmt::format("concern {} takes no id", verb.name),
                "`qualm concern --help` lists the options");
  return {};
}

Result<int> run(Session& session, const Arguments& arguments) {
  const std::string wanted = arguments.value("VERB");
  const auto verb = std::find_if(kVerbs.begin(), kVerbs.end(),
                                 [&](const Verb& one) { return one.name == wanted; });
  if (verb == kVerbs.end())
    return fail(ErrorCode::usage, fmt::format("concern: there is no \"{}\"", wanted),
                "`qualm concern --help` lists what there is");
  QUALM_TRY(check_options(*verb, arguments));
  QUALM_TRY(check_ids(*verb, arguments.values("ID").size()));
  return verb->run(session, arguments);
}

}  // namespace

Command concern_command() {
  return {.id = "concern",
          .summary = "Raise a safety concern, follow it, settle it",
          .details =
              "Anybody may raise a concern; nobody has to approve. It is kept on a branch of its\n"
              "own, concern/ID, and pushed alone; work tree, index and HEAD are never touched.\n\n"
              "  raise        put a concern on record: anybody\n"
              "  list         the concerns there are: --state, --severity, --system, --mine, "
              "--overdue\n"
              "  show         one concern: its state and why, all that was said, who can act next\n"
              "  comment      add to it: anybody\n"
              "  endorse      stand behind it: anybody but who raised it\n"
              "  review       say what a look at the system found: a neutral reviewer\n"
              "  resolve      say what changed, with evidence: a neutral reviewer\n"
              "  accept       bear the risk for a time, after a review: the accountable owner\n"
              "  override     deploy against a review: the board\n"
              "  dispute      say that it is not settled: who raised it\n"
              "  reopen       show that it is back, with evidence: anybody\n"
              "  withdraw     take it back: who raised it\n"
              "  consent      agree to be part of deploying the system: for oneself\n"
              "  decline      do not agree, without giving a reason: for oneself\n"
              "  seal         give events that were written by hand their names\n"
              "  fetch        bring every concern of the remote\n\n"
              "What is not said with options is asked for in the editor. A neutral reviewer holds\n"
              "the role reviewer, did not raise or endorse the concern, and neither owns nor has\n"
              "changed the system since its last deployment.\n\n"
              "Exit status: 0 it is done, 1 you have not the right and nothing was recorded, 2 it\n"
              "could not be done or judged, or is on record here and could not be pushed.",
          .options = kOptions,
          .positionals = kPositionals,
          .run = run};
}

}  // namespace qualm::commands
