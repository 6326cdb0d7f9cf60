// `qualm report`: the standard's key measures over a period.

#include <algorithm>
#include <array>
#include <ostream>

#include <fmt/format.h>

#include "commands/command.hpp"
#include "commands/shared/measures_records.hpp"
#include "commands/shared/measures_report.hpp"
#include "commands/shared/workspace.hpp"
#include "gate/standing.hpp"
#include "git/snapshot.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

constexpr int kMostQuarters = 80;

constexpr std::array<std::string_view, 3> kFormats = {"text", "json", "markdown"};

constexpr std::array<Option, 6> kOptions = {{
    {.name = "--format", .value = "FORMAT", .help = "text, json or markdown", .choices = kFormats},
    {.name = "--since", .value = "DAY", .help = "the first day of the period, as 2026-01-01"},
    {.name = "--until", .value = "DAY", .help = "its last day, as 2026-12-31"},
    {.name = "--rev",
     .value = "REV",
     .help = "read deployments, incidents and surveys from here, not from the protected side"},
    {.name = "--remote", .value = "NAME", .help = "the remote that holds the protected side"},
    {.name = "--now", .value = "DAY", .help = "the day to judge on, as 2026-11-20"},
}};

Result<std::optional<Date>> day_of(const Arguments& arguments, std::string_view option) {
  if (!arguments.has(option)) return std::optional<Date>();
  if (const auto day = parse_date(arguments.value(option))) return day;
  return fail(ErrorCode::usage,
              fmt::format("{}: \"{}\" is no day", option, shorten(arguments.value(option), 40)),
              "write it as YYYY-MM-DD");
}

/// The period asked for; where one end is not given, that of the four quarters up to the other.
Result<concerns::Period> period_of(const Arguments& arguments, Date today) {
  QUALM_ASSIGN(const std::optional<Date> since, day_of(arguments, "--since"));
  QUALM_ASSIGN(const std::optional<Date> until, day_of(arguments, "--until"));
  concerns::Period period = concerns::last_four_quarters(until.value_or(today));
  if (since) period.from = *since;
  if (until) period.to = *until;
  if (today < period.from)
    return fail(ErrorCode::usage,
                fmt::format("a period that begins on {} has not begun on {}",
                            to_string(period.from), to_string(today)),
                "give an earlier day with --since");
  if (period.to < period.from)
    return fail(ErrorCode::usage,
                fmt::format("{} is before {}", to_string(period.to), to_string(period.from)),
                "--since is the first day, --until the last");
  if (concerns::quarters_in(period) > kMostQuarters)
    return fail(ErrorCode::usage, fmt::format("a period has at most {} quarters", kMostQuarters),
                "give a later day with --since");
  return period;
}

/// The tree whose records are read: that of `--rev`, or that of the protected side.
struct Records {
  MeasuredRecords records;
  std::string of;
};

Result<Records> records_of(const git::Repository& repository, const Arguments& arguments,
                           const gate::Standing& standing) {
  std::unique_ptr<Snapshot> other;
  const Snapshot* tree = standing.tree.get();
  if (arguments.has("--rev")) {
    QUALM_ASSIGN(const git::Revision revision, repository.resolve(arguments.value("--rev")));
    QUALM_ASSIGN(other, git::commit_snapshot(repository, revision));
    tree = other.get();
  }
  Records found;
  if (tree == nullptr) return found;
  QUALM_ASSIGN(found.records, read_records(*tree, standing.policy));
  found.of = tree->label();
  return found;
}

Result<gate::Standing> standing_on(const git::Repository& repository, const Arguments& arguments,
                                   Date today) {
  gate::StandingRequest request{.remote = arguments.value("--remote"), .today = today};
  if (arguments.has("--rev")) {
    QUALM_ASSIGN(git::Revision revision, repository.resolve(arguments.value("--rev")));
    request.heads.push_back(std::move(revision));
  }
  return gate::standing(repository, request);
}

Result<int> run(Session& session, const Arguments& arguments) {
  const std::string format = arguments.has("--format") ? arguments.value("--format") : "text";
  QUALM_ASSIGN(const Date day, today(session, arguments));
  QUALM_ASSIGN(const concerns::Period period, period_of(arguments, day));
  QUALM_ASSIGN(const git::Repository repository, open_repository(session, arguments));
  QUALM_ASSIGN(const gate::Standing standing, standing_on(repository, arguments, day));
  QUALM_ASSIGN(const Records found, records_of(repository, arguments, standing));
  std::vector<concerns::MeasuredConcern> measured;
  for (const gate::StandingConcern& one : standing.concerns) {
    measured.push_back({.concern = one.concern, .events = one.events});
  }
  const concerns::ConcernPolicy& policy = standing.ground->policy();
  const MeasuresReport report{
      .measures = concerns::measure({.concerns = measured,
                                     .deployments = found.records.deployments,
                                     .incidents = found.records.incidents,
                                     .surveys = found.records.surveys,
                                     .systems = found.records.systems,
                                     .who = standing.ground->who(),
                                     .period = period,
                                     .today = day,
                                     .review_within = policy.review_within,
                                     .quorum = policy.quorum}),
      .concerns_of = standing.side.label(),
      .records_of = found.of,
      .incomplete = standing.incomplete,
      .unreadable = found.records.unreadable};
  if (format == "json") {
    write_measures_json(session.out, report);
  } else if (format == "markdown") {
    write_measures_markdown(session.out, report);
  } else {
    write_measures_text(session.out, report, session.width);
  }
  return report.incomplete || !report.unreadable.empty() ? kCannotJudge : kClean;
}

}  // namespace

Command report_command() {
  return {.id = "report",
          .summary = "Measure how concerns are dealt with over a period",
          .details =
              "The key measures of the standard: concerns raised each quarter, what was resolved "
              "before deployment, incidents after overrides, satisfaction, time to resolution, "
              "raise rate, and what is overdue now. The last four quarters without --since and "
              "--until. Groups of fewer than five people are not told; what was not measured says "
              "why.\n\n"
              "Exit status: 0 it is complete, 2 some concern or record may be missing from it.",
          .options = kOptions,
          .run = run};
}

}  // namespace qualm::commands
