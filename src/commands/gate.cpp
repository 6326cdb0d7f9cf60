// `qualm gate`: decide on a change, as the hooks would.

#include <array>
#include <ostream>

#include <fmt/format.h>

#include "commands/command.hpp"
#include "commands/shared/deadline.hpp"
#include "commands/shared/gate_report.hpp"
#include "commands/shared/output.hpp"
#include "commands/shared/workspace.hpp"
#include "gate/judge.hpp"
#include "support/text.hpp"
#include "support/value.hpp"

namespace qualm::commands {
namespace {

constexpr std::array<Option, 7> kOptions = {{
    {.name = "--base",
     .value = "REV",
     .help = "what the ref is at on the protected side; without it the ref is judged as a new one"},
    {.name = "--head", .value = "REV", .help = "what it is to be at; HEAD without"},
    {.name = "--ref", .value = "REF", .help = "the ref that would move: main, tags/v1.4.0"},
    {.name = "--remote", .value = "NAME", .help = "the remote that holds the protected side"},
    {.name = "--timeout", .value = "SECONDS", .help = "give up, and do not pass, after that long"},
    {.name = "--now", .value = "DAY", .help = "the day to judge on, as 2026-11-20"},
    {.name = "--output",
     .value = "FORMAT[=FILE]",
     .help = "text or json, or a format of qualm check for the findings; repeatable",
     .repeatable = true},
}};

std::string full_name(const std::string& ref) {
  if (ref.starts_with("refs/")) return ref;
  if (ref.starts_with("heads/") || ref.starts_with("tags/")) return "refs/" + ref;
  return "refs/heads/" + ref;
}

Result<unsigned> timeout_of(const Arguments& arguments) {
  if (!arguments.has("--timeout")) return 0U;
  const auto seconds = Value::scalar(arguments.value("--timeout"), false).as_integer();
  constexpr int kMost = 86400;
  if (!seconds || *seconds < 1 || *seconds > kMost)
    return fail(ErrorCode::usage,
                fmt::format("--timeout: \"{}\" is no number of seconds",
                            shorten(arguments.value("--timeout"), 40)),
                "write a whole number, such as 30");
  return static_cast<unsigned>(*seconds);
}

/// The findings in the formats that were asked for, besides the verdict itself.
Result<bool> write_formats(Session& session, const Arguments& arguments,
                           const gate::Verdict& verdict) {
  Arguments reports;
  bool json = false;
  for (std::string& format : arguments.values("--output")) {
    if (format == "json") {
      json = true;
    } else if (format != "text") {
      reports.add("--output", std::move(format));
    }
  }
  if (json) write_verdict_json(session.out, verdict);
  const auto& ref = verdict.refs.front();
  if (reports.has("--output") && ref.evaluation)
    QUALM_TRY(write_reports(session, reports, *ref.evaluation, Severity::error));
  return json || reports.has("--output");
}

Result<int> run(Session& session, const Arguments& arguments) {
  if (!arguments.has("--ref"))
    return fail(ErrorCode::usage, "say which ref would move", "--ref main");
  QUALM_ASSIGN(const unsigned seconds, timeout_of(arguments));
  const Deadline deadline(seconds);
  QUALM_ASSIGN(const Date day, today(session, arguments));
  QUALM_ASSIGN(const git::Repository repository, open_repository(session, arguments));
  QUALM_ASSIGN(gate::ProtectedSide side,
               gate::protected_side(repository, arguments.value("--remote")));
  gate::RefChange change{.name = full_name(arguments.value("--ref"))};
  if (arguments.has("--base")) {
    QUALM_ASSIGN(const git::Revision base, repository.resolve(arguments.value("--base")));
    change.before = base.commit;
  }
  const std::string head = arguments.has("--head") ? arguments.value("--head") : "HEAD";
  QUALM_ASSIGN(const git::Revision tip, repository.resolve(head));
  change.after = tip.commit;
  const std::string remote = side.remote ? side.remote->name : "origin";
  const gate::Verdict verdict = gate::judge(
      {.repository = repository, .side = std::move(side), .changes = {change}, .today = day});
  QUALM_ASSIGN(const bool elsewhere, write_formats(session, arguments, verdict));
  std::ostream& out = elsewhere ? session.err : session.out;
  write_verdict(out, verdict, remote);
  if (verdict.decision() == gate::Decision::allowed && verdict.refs.front().notes.empty())
    out << fmt::format("{} is allowed{}\n", arguments.value("--ref"),
                       verdict.refs.front().guarded ? "" : ": it is no protected ref");
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
