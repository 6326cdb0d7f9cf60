// `qualm check`: judge the work tree, the index, a revision, or one document from standard input.

#include <algorithm>
#include <array>
#include <filesystem>
#include <iterator>
#include <ostream>
#include <span>

#include <fmt/format.h>

#include "commands/command.hpp"
#include "commands/shared/output.hpp"
#include "commands/shared/staged_change.hpp"
#include "commands/shared/workspace.hpp"
#include "engine/evaluate.hpp"
#include "gate/judged_by.hpp"
#include "gate/known_concerns.hpp"
#include "model/overlay_snapshot.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

constexpr std::array<std::string_view, 3> kSeverities = {"info", "warning", "error"};

constexpr std::array<Option, 14> kOptions = {{
    {.name = "--staged", .help = "judge the index: what the next commit would hold"},
    {.name = "--rev", .value = "REV", .help = "judge a revision instead of the work tree"},
    {.name = "--stdin-filename",
     .value = "FILE",
     .help = "judge standard input as if it were this file"},
    {.name = "--output",
     .value = "FORMAT[=FILE]",
     .help = "text, concise, json, sarif, junit, github, gitlab, markdown; repeatable",
     .repeatable = true},
    {.name = "--fail-on",
     .value = "SEVERITY",
     .help = "lowest severity that fails: error, warning or info",
     .choices = kSeverities},
    {.name = "--select",
     .value = "RULE",
     .help = "judge by these rules, packs or globs only; repeatable",
     .repeatable = true},
    {.name = "--ignore",
     .value = "RULE",
     .help = "leave these rules, packs or globs out; repeatable",
     .repeatable = true},
    {.name = "--config", .value = "FILE", .help = "read the policy from here"},
    {.name = "--write-baseline",
     .help = "record every finding there is now, so that only new ones fail"},
    {.name = "--no-baseline", .help = "judge as if there were no baseline"},
    {.name = "--require-systems", .help = "fail when there is no system to judge"},
    {.name = "--jobs", .value = "N", .help = "threads; the result is the same for any number"},
    {.name = "--now", .value = "DATE", .help = "the day to judge on, YYYY-MM-DD"},
    {.name = "--quiet", .help = "print nothing when nothing is wrong"},
}};

constexpr std::array<Positional, 1> kPositionals = {{
    {.name = "PATH",
     .help = "judge only what stands at or below these; - reads standard input",
     .repeatable = true},
}};

/// Paths on the command line as paths of the tree. A path that is not there is an error: a typo
/// must not read as a clean result.
Result<std::vector<std::string>> tree_paths(const Session& session,
                                            const git::Repository& repository, const Snapshot& tree,
                                            const std::vector<std::string>& given) {
  std::vector<std::string> paths;
  for (const std::string& one : given) {
    std::string path = one;
    if (!repository.is_bare()) {
      const std::filesystem::path absolute = absolute_path(session, one);
      const std::filesystem::path relative = absolute.lexically_relative(repository.root());
      if (relative.empty() || *relative.begin() == "..") {
        return fail(ErrorCode::usage, fmt::format("\"{}\" is outside the repository", one),
                    "name a path below " + std::string("its top folder"));
      }
      path = relative == "." ? std::string() : relative.generic_string();
    }
    while (path.ends_with('/')) path.pop_back();
    if (path.empty()) return std::vector<std::string>();
    QUALM_ASSIGN(const auto entry, tree.find(path));
    if (!entry)
      return fail(ErrorCode::not_found, fmt::format("there is no \"{}\" in {}", one, tree.label()),
                  "check the spelling");
    paths.push_back(std::move(path));
  }
  return paths;
}

/// Standard input laid over the tree; the path it stands for is then the only one judged.
Result<void> take_stdin(Session& session, const Arguments& arguments,
                        const git::Repository& repository, Tree& tree,
                        std::vector<std::string>& given) {
  if (!arguments.has("--stdin-filename")) {
    return fail(ErrorCode::usage, "standard input needs a name",
                "say what it is: --stdin-filename models/x/model-card.md");
  }
  std::string text;
  std::array<char, 65536> buffer{};
  while (session.in.read(buffer.data(), buffer.size()) || session.in.gcount() > 0) {
    text.append(buffer.data(), static_cast<std::size_t>(session.in.gcount()));
    if (text.size() > limits::kDocumentBytes)
      return fail(ErrorCode::limit,
                  fmt::format("standard input is over the limit of {} bytes to a document",
                              limits::kDocumentBytes));
  }
  std::string path = arguments.value("--stdin-filename");
  if (!repository.is_bare()) {
    path = std::filesystem::path(absolute_path(session, path))
               .lexically_relative(repository.root())
               .generic_string();
  }
  if (path.empty() || path.starts_with(".."))
    return fail(ErrorCode::usage, "--stdin-filename: the file is outside the repository");
  tree.snapshot = overlay_snapshot(std::move(tree.snapshot), path, std::move(text));
  given = {arguments.value("--stdin-filename")};
  return {};
}

Result<unsigned> jobs_of(const Arguments& arguments) {
  if (!arguments.has("--jobs")) return 0U;
  const auto number = Value::scalar(arguments.value("--jobs"), false).as_integer();
  if (!number || *number < 1 || *number > 256)
    return fail(ErrorCode::usage, "--jobs: should be a number from 1 to 256");
  return static_cast<unsigned>(*number);
}

Result<std::vector<engine::BaselineEntry>> load_baseline(const Arguments& arguments,
                                                         const Snapshot& tree,
                                                         const Policy& policy) {
  if (arguments.has("--no-baseline") || arguments.has("--write-baseline"))
    return std::vector<engine::BaselineEntry>();
  return gate::baseline_of(tree, policy);
}

/// Writes the baseline into the work tree: below its root, through no symbolic link.
Result<int> write_baseline(Session& session, const git::Repository& repository,
                           const Policy& policy, const Evaluation& evaluation) {
  if (repository.is_bare())
    return fail(ErrorCode::usage, "--write-baseline: a bare repository has no work tree");
  QUALM_TRY(write_in_work_tree(repository, policy.baseline,
                               engine::write_baseline(evaluation.findings), IfThere::replace));
  const auto kept = std::count_if(
      evaluation.findings.begin(), evaluation.findings.end(), [](const Finding& finding) {
        return finding.standing == Standing::counts && !finding.rule->locked;
      });
  session.out << fmt::format("{} finding{} recorded in {}; commit it, and only new findings fail\n",
                             kept, kept == 1 ? "" : "s", policy.baseline);
  const auto locked = std::count_if(
      evaluation.findings.begin(), evaluation.findings.end(), [](const Finding& finding) {
        return finding.standing == Standing::counts && finding.rule->locked;
      });
  if (locked > 0)
    session.err << fmt::format(
        "qualm: {} of locked rules cannot stand in a baseline and still count\n", locked);
  return kClean;
}

int verdict(const Arguments& arguments, const Evaluation& evaluation, Severity fail_on) {
  if (has_failures(evaluation, fail_on)) return kFindings;
  if (has_gaps(evaluation, fail_on)) return kCannotJudge;
  if (arguments.has("--require-systems") && evaluation.counts.systems == 0) return kFindings;
  return kClean;
}

Result<int> run(Session& session, const Arguments& arguments) {
  QUALM_ASSIGN(const git::Repository repository, open_repository(session, arguments));
  QUALM_ASSIGN(Tree tree, open_tree(repository, arguments));
  std::vector<std::string> given = arguments.values("PATH");
  if (std::find(given.begin(), given.end(), "-") != given.end())
    QUALM_TRY(take_stdin(session, arguments, repository, tree, given));
  QUALM_ASSIGN(const Policy policy, load_policy(session, arguments, tree.snapshot.get()));
  QUALM_ASSIGN(std::vector<Rule> all, gate::rules_of(tree.snapshot.get()));
  QUALM_ASSIGN(const rules::RuleSet rules,
               rules::select_rules(std::move(all), policy,
                                   {.select = arguments.values("--select"),
                                    .ignore = arguments.values("--ignore")}));
  QUALM_ASSIGN(const Date day, today(session, arguments));
  QUALM_ASSIGN(const unsigned jobs, jobs_of(arguments));
  QUALM_ASSIGN(std::vector<std::string> paths,
               tree_paths(session, repository, *tree.snapshot, given));
  // Asked by the hook of a commit, which is no way to call the command.
  if (arguments.has(kStagedChange)) {
    QUALM_ASSIGN(auto changed, staged_change(repository, *tree.snapshot, policy));
    if (changed && changed->empty()) return kClean;
    const bool whole =
        !changed || std::find(changed->begin(), changed->end(), "") != changed->end();
    if (!whole) paths = *std::move(changed);
  }
  QUALM_ASSIGN(std::vector<engine::BaselineEntry> baseline,
               load_baseline(arguments, *tree.snapshot, policy));
  const gate::KnownConcerns ledger =
      gate::known_concerns(repository, *tree.snapshot, tree.revision, day);
  QUALM_ASSIGN(
      Evaluation evaluation,
      engine::evaluate(
          {.tree = *tree.snapshot,
           .policy = policy,
           .rules = rules,
           .today = day,
           .authors =
               [&] { return gate::known_authors(repository, tree.revision, *tree.snapshot); },
           .stood_at = gate::history_of(repository),
           .paths = std::move(paths),
           .baseline = std::move(baseline),
           .jobs = jobs,
           .excerpts = wants_excerpts(arguments),
           .concerns = ledger.unknown ? std::nullopt : std::optional(std::span(ledger.concerns)),
           .concerns_unknown = ledger.unknown}));
  if (arguments.has("--write-baseline"))
    return write_baseline(session, repository, policy, evaluation);
  const Severity fail_on =
      arguments.has("--fail-on")
          ? parse_severity(arguments.value("--fail-on")).value_or(Severity::error)
          : policy.fail_on;
  const int code = verdict(arguments, evaluation, fail_on);
  if (!arguments.has("--quiet") || code != kClean)
    QUALM_TRY(write_reports(session, arguments, evaluation, fail_on));
  return code;
}

}  // namespace

Command check_command() {
  return {.id = "check",
          .summary = "Judge the work tree, the index or a revision by the policy",
          .details =
              "Exit status: 0 clean, 1 findings at or above --fail-on, 2 usage, configuration or "
              "could not judge.",
          .options = kOptions,
          .positionals = kPositionals,
          .run = run};
}

}  // namespace qualm::commands
