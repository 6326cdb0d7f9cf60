// `qualm slo`: hold measured values against the safety SLOs, or compare two versions of them.

#include <algorithm>
#include <array>
#include <ostream>

#include <fmt/format.h>

#include "commands/command.hpp"
#include "commands/shared/output.hpp"
#include "commands/shared/slo_check.hpp"
#include "commands/shared/slo_diff_command.hpp"
#include "commands/shared/slo_report.hpp"
#include "commands/shared/tree_paths.hpp"
#include "commands/shared/workspace.hpp"
#include "support/limits.hpp"

namespace qualm::commands {
namespace {

constexpr std::array<std::string_view, 2> kFormats = {"text", "json"};

/// The moment to judge at: `--now`, which may be a day or a time, or the session's clock.
Result<Instant> moment_of(const Session& session, const Arguments& arguments) {
  if (arguments.has("--now")) {
    if (auto given = parse_instant(arguments.value("--now"))) return *given;
    return fail(ErrorCode::usage,
                fmt::format("--now: \"{}\" is neither a day nor a time", arguments.value("--now")),
                "write it as 2026-11-20 or as 2026-11-20T09:00Z");
  }
  constexpr std::int64_t kSecondsPerDay = 86400;
  const std::int64_t second = ((session.now % kSecondsPerDay) + kSecondsPerDay) % kSecondsPerDay;
  return Instant{.date = date_of(session.now), .second = static_cast<int>(second), .utc_offset = 0};
}

/// As `--now` would write it.
std::string written(const Instant& now) {
  constexpr int kMinute = 60;
  constexpr int kHour = 3600;
  std::string text = to_string(now.date);
  if (!now.second) return text;
  text += fmt::format("T{:02}:{:02}:{:02}", *now.second / kHour, *now.second / kMinute % kMinute,
                      *now.second % kMinute);
  const int offset = now.utc_offset.value_or(0);
  if (offset == 0) return text + "Z";
  const int minutes = offset < 0 ? -offset : offset;
  return text +
         fmt::format("{}{:02}:{:02}", offset < 0 ? '-' : '+', minutes / kMinute, minutes % kMinute);
}

Result<std::optional<language::Window>> max_age_of(const Arguments& arguments) {
  if (!arguments.has("--max-age")) return std::optional<language::Window>();
  const auto window = language::read_window(arguments.value("--max-age"));
  if (!window || window->rolling)
    return fail(ErrorCode::usage,
                fmt::format("--max-age: \"{}\" is no length of time", arguments.value("--max-age")),
                "write minutes, hours, days or weeks, as in 30m, 24h, 7d or 2w");
  return std::optional(*window);
}

Result<std::optional<GivenResults>> results_of(const Session& session, const Arguments& arguments) {
  if (!arguments.has("--results")) return std::optional<GivenResults>();
  const std::string path = arguments.value("--results");
  auto text = read_file(absolute_path(session, path), limits::kDocumentBytes);
  if (!text) {
    Error error = std::move(text).error();
    if (error.where) error.where->file = path;
    return fail(std::move(error));
  }
  return std::optional(GivenResults{.path = path, .text = *std::move(text)});
}

int verdict(const SloCheck& check) {
  const SloCounts counts = count(check);
  if (counts.breached + counts.missing + counts.stale > 0) return kFindings;
  return counts.not_judged > 0 ? kCannotJudge : kClean;
}

Result<int> run_check(Session& session, const Arguments& arguments) {
  QUALM_ASSIGN(const std::string format, plain_format(arguments, kFormats));
  QUALM_ASSIGN(const Instant now, moment_of(session, arguments));
  QUALM_ASSIGN(const auto max_age, max_age_of(arguments));
  QUALM_ASSIGN(auto results, results_of(session, arguments));
  QUALM_ASSIGN(const git::Repository repository, open_repository(session, arguments));
  QUALM_ASSIGN(const Tree tree, open_tree(repository, arguments));
  QUALM_ASSIGN(const Policy policy, load_policy(session, arguments, tree.snapshot.get()));
  QUALM_ASSIGN(auto paths,
               paths_in_tree(session, repository, *tree.snapshot, arguments.values("PATH")));
  QUALM_ASSIGN(const SloCheck check, check_slos({.tree = *tree.snapshot,
                                                 .policy = policy,
                                                 .paths = std::move(paths),
                                                 .results = std::move(results),
                                                 .now = now,
                                                 .max_age = max_age}));
  const int code = verdict(check);
  if (arguments.has("--quiet") && code == kClean) return code;
  if (format == "json") {
    write_slo_json(session.out, check, tree.snapshot->label(), written(now));
  } else {
    write_slo_text(session.out, check, session.width);
  }
  return code;
}

/// What can be done with SLOs: one row each.
struct Verb {
  std::string_view name;
  Result<int> (*run)(Session& session, const Arguments& arguments) = nullptr;
};
constexpr std::array<Verb, 2> kVerbs = {
    {{.name = "check", .run = run_check}, {.name = "diff", .run = run_slo_diff}}};

constexpr std::array<std::string_view, kVerbs.size()> names_of_verbs() {
  std::array<std::string_view, kVerbs.size()> names{};
  for (std::size_t i = 0; i < kVerbs.size(); ++i) names.at(i) = kVerbs.at(i).name;
  return names;
}
constexpr auto kVerbNames = names_of_verbs();

constexpr std::array<Option, 8> kOptions = {{
    {.name = "--results",
     .value = "FILE",
     .help = "check: measured values to hold against the targets, YAML or JSON, in place of those "
             "in the tree"},
    {.name = "--staged", .help = "the index, in place of the work tree"},
    {.name = "--rev", .value = "REV", .help = "check: a revision in place of the work tree"},
    {.name = "--max-age",
     .value = "TIME",
     .help = "check: how old a value may be, as in 12h or 7d, in place of each SLO's window"},
    {.name = "--now",
     .value = "MOMENT",
     .help = "check: when to judge, as in 2026-11-20 or 2026-11-20T09:00Z"},
    {.name = "--config", .value = "FILE", .help = "read the policy from here"},
    {.name = "--output", .value = "FORMAT", .help = "text or json; diff: markdown as well"},
    {.name = "--quiet", .help = "print nothing when every SLO is met, or none is weakened"},
}};

constexpr std::array<Positional, 2> kPositionals = {{
    {.name = "VERB",
     .help = "check: hold measured values against the targets; diff: compare two versions",
     .required = true,
     .choices = kVerbNames},
    {.name = "PATH",
     .help = "only the SLO policies at or below these; all of them without. In front of them, diff "
             "takes the earlier revision (HEAD without) and the later one (the work tree without)",
     .repeatable = true},
}};

Result<int> run(Session& session, const Arguments& arguments) {
  const std::string wanted = arguments.value("VERB");
  const auto verb = std::find_if(kVerbs.begin(), kVerbs.end(),
                                 [&](const Verb& one) { return one.name == wanted; });
  if (verb == kVerbs.end())
    return fail(ErrorCode::usage, fmt::format("slo: there is no \"{}\"", wanted),
                "`qualm slo --help` lists what there is");
  return verb->run(session, arguments);
}

}  // namespace

Command slo_command() {
  return {.id = "slo",
          .summary = "Hold measured values against the safety SLOs, or compare two versions",
          .details =
              "Exit status of check: 0 every SLO is met, 1 one is breached, missing or stale, 2 "
              "one could not be judged or there is none. Of diff: 0 nothing is weakened, 1 "
              "something is, or nobody can tell, 2 a version could not be read or there is none.",
          .options = kOptions,
          .positionals = kPositionals,
          .run = run};
}

}  // namespace qualm::commands
