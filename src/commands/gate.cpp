// `qualm gate`: decide on a change, as the hooks would.

#include <algorithm>
#include <array>
#include <ostream>
#include <sstream>

#include <fmt/format.h>

#include "commands/command.hpp"
#include "commands/shared/deadline.hpp"
#include "commands/shared/gate_findings.hpp"
#include "commands/shared/gate_report.hpp"
#include "commands/shared/output.hpp"
#include "commands/shared/workspace.hpp"
#include "gate/judge.hpp"
#include "git/refs.hpp"

namespace qualm::commands {
namespace {

constexpr std::array<Option, 7> kOptions = {{
    {.name = "--base",
     .value = "REV",
     .help =
         "what the ref is at on the protected side; without it, or with an id of zeros, the ref "
         "is judged as a new one"},
    {.name = "--head",
     .value = "REV",
     .help = "what it is to be at; HEAD without, and an id of zeros to have it deleted"},
    {.name = "--ref", .value = "REF", .help = "the ref that would move: main, tags/v1.4.0"},
    {.name = "--remote", .value = "NAME", .help = "the remote that holds the protected side"},
    {.name = "--timeout", .value = "SECONDS", .help = "give up, and do not pass, after that long"},
    {.name = "--now", .value = "DAY", .help = "the day to judge on, as 2026-11-20"},
    {.name = "--output",
     .value = "FORMAT[=FILE]",
     .help = "text or json, or a format of qualm check; repeatable",
     .repeatable = true},
}};

std::string full_name(const std::string& ref) {
  if (ref.starts_with("refs/")) return ref;
  if (ref.starts_with("heads/") || ref.starts_with("tags/")) return "refs/" + ref;
  return "refs/heads/" + ref;
}

/// An id in full, as Git and its forges give it: of a tag, of what was never fetched, or of zeros.
bool is_full_id(std::string_view text) {
  constexpr std::size_t kShort = 40;
  constexpr std::size_t kLong = 64;
  return (text.size() == kShort || text.size() == kLong) &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// The object that `text` names, as Git would hand it to a hook: of a tag the tag and not its
/// commit, because a tag has a tagger; empty for zeros, which stand for "nothing".
Result<std::string> object_of(const git::Repository& repository, const std::string& text) {
  if (is_full_id(text))
    return text.find_first_not_of('0') == std::string::npos ? std::string() : text;
  constexpr std::string_view kTags = "refs/tags/";
  const auto commit = repository.resolve(text);
  for (const std::string& name : {text, "refs/" + text, std::string(kTags) + text}) {
    // What means two things, or is no name at all, is for `resolve` to refuse.
    const bool may_be = commit || commit.error().code == ErrorCode::invalid;
    if (!may_be || !name.starts_with(kTags)) continue;
    const auto tag = git::find_ref(repository, name);
    if (tag && *tag) return (*tag)->id;
  }
  if (!commit) return fail(commit.error());
  return commit->commit;
}

/// The findings in the formats that were asked for, besides the verdict itself.
Result<void> write_formats(Session& session, const Arguments& arguments,
                           const gate::Verdict& verdict) {
  Arguments reports;
  bool json = false;
  constexpr std::string_view kToFile = "json=";
  for (std::string& format : arguments.values("--output")) {
    if (format == "json") {
      json = true;
    } else if (format.starts_with(kToFile)) {
      std::ostringstream text;
      write_verdict_json(text, verdict);
      QUALM_TRY(write_file(absolute_path(session, format.substr(kToFile.size())), text.str()));
    } else if (format != "text") {
      reports.add("--output", std::move(format));
    }
  }
  if (json) write_verdict_json(session.out, verdict);
  const auto& ref = verdict.refs.front();
  if (reports.has("--output"))
    QUALM_TRY(write_reports(session, reports, reportable(ref).evaluation, ref.fail_on));
  return {};
}

Result<int> run(Session& session, const Arguments& arguments) {
  if (!arguments.has("--ref"))
    return fail(ErrorCode::usage, "say which ref would move", "--ref main");
  unsigned seconds = 0;
  if (arguments.has("--timeout")) {
    QUALM_ASSIGN(seconds, seconds_of("--timeout", arguments.value("--timeout")));
  }
  const Deadline deadline(seconds);
  QUALM_ASSIGN(const Date day, today(session, arguments));
  QUALM_ASSIGN(const git::Repository repository, open_repository(session, arguments));
  QUALM_ASSIGN(gate::ProtectedSide side,
               gate::protected_side(repository, arguments.value("--remote")));
  gate::RefChange change{.name = full_name(arguments.value("--ref"))};
  if (arguments.has("--base")) {
    QUALM_ASSIGN(change.before, object_of(repository, arguments.value("--base")));
  }
  const std::string head = arguments.has("--head") ? arguments.value("--head") : "HEAD";
  QUALM_ASSIGN(change.after, object_of(repository, head));
  if (change.before.empty() && change.after.empty())
    return fail(ErrorCode::usage, "from nothing to nothing there is no change to judge",
                "say what the ref is at with --base, or what it is to be at with --head");
  const std::string remote = side.remote ? side.remote->name : "origin";
  const gate::Verdict verdict = gate::judge({.repository = repository,
                                             .side = std::move(side),
                                             .changes = {change},
                                             .today = day,
                                             .is_update = false});
  const auto formats = arguments.values("--output");
  const bool elsewhere = std::any_of(formats.begin(), formats.end(),
                                     [](const std::string& one) { return one != "text"; });
  std::ostream& out = elsewhere ? session.err : session.out;
  write_verdict(out, verdict, remote);
  if (verdict.decision() == gate::Decision::allowed && verdict.refs.front().notes.empty())
    out << fmt::format("{} is allowed{}\n", arguments.value("--ref"),
                       verdict.refs.front().guarded ? "" : ": it is no protected ref");
  QUALM_TRY(write_formats(session, arguments, verdict));
  return exit_status(verdict.decision());
}

}  // namespace

Command gate_command() {
  return {.id = "gate",
          .summary = "Decide on a change of a ref, as the hooks would",
          .details =
              "Policy, people, rules and settled concerns are those of the protected side: of "
              "--base, never of the change. Exit status: 0 allowed, 1 refused, 2 could not judge.",
          .options = kOptions,
          .positionals = {},
          .run = run};
}

}  // namespace qualm::commands
