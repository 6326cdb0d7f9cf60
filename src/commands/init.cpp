// `qualm init`: from nothing to a repository with a policy, in one step.

#include <algorithm>
#include <array>
#include <ostream>

#include <fmt/format.h>

#include "commands/command.hpp"
#include "commands/shared/author.hpp"
#include "commands/shared/init_answers.hpp"
#include "commands/shared/init_files.hpp"
#include "commands/shared/scaffold_findings.hpp"
#include "commands/shared/scaffold_report.hpp"
#include "commands/shared/scaffold_templates.hpp"
#include "commands/shared/scaffold_write.hpp"
#include "commands/shared/workspace.hpp"
#include "git/snapshot.hpp"
#include "scaffold/example.hpp"
#include "scaffold/fields.hpp"
#include "scaffold/plan.hpp"
#include "support/layout.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

using scaffold::Action;

constexpr std::array<std::string_view, 5> kForges = {"github", "gitlab", "gitea", "gerrit", "none"};

constexpr std::array<Option, 9> kOptions = {{
    {.name = "--system", .value = "FOLDER", .help = "the folder of the AI system"},
    {.name = "--owner", .value = "PERSON", .help = "who answers for it: \"Name <mail>\""},
    {.name = "--level", .value = "N", .help = "the level to begin with, 2 to 5"},
    {.name = "--forge",
     .value = "FORGE",
     .help = "where it is hosted; otherwise recognised by its files and remotes",
     .choices = kForges},
    {.name = "--example",
     .value = "NAME",
     .help = "write a complete example instead: claims-triage"},
    kTemplatesOption,
    {.name = "--merge", .help = "give files that are there already what they lack"},
    {.name = "--dry-run", .help = "show what would be written, and write nothing"},
    {.name = "--now", .value = "DATE", .help = "the day to write down, YYYY-MM-DD"},
}};

std::vector<NewContent> contents_of(const std::vector<scaffold::Planned>& files) {
  std::vector<NewContent> contents;
  for (const scaffold::Planned& file : files) {
    if (file.action != Action::create && file.action != Action::extend) continue;
    contents.push_back(
        {.path = file.path,
         .content = file.after,
         .before = file.action == Action::extend ? std::optional(file.before) : std::nullopt,
         .executable = file.path.ends_with(".sh")});
  }
  return contents;
}

void note(Session& session, std::string_view text) {
  session.out << wrapped("note: ", text, session.width);
}

Result<std::vector<scaffold::Planned>> carry_out(Session& session,
                                                 const git::Repository& repository,
                                                 const Arguments& arguments,
                                                 const std::vector<scaffold::Wanted>& wanted) {
  const auto look = [&](const std::string& path) { return look_in_work_tree(repository, path); };
  QUALM_ASSIGN(std::vector<scaffold::Planned> files,
               scaffold::plan(wanted, look, arguments.has("--merge")));
  std::size_t cleared = 0;
  if (!arguments.has("--dry-run")) {
    std::vector<std::string> paths;
    for (const scaffold::Planned& file : files) paths.push_back(file.path);
    cleared = clear_leftovers(repository, paths);
    QUALM_TRY(write_together(repository, contents_of(files)));
  }
  report_plan(session, files, arguments.has("--dry-run"));
  if (cleared > 0)
    note(session, fmt::format("cleared away what a run that was cut short had left: {}",
                              counted(cleared, "temporary file")));
  return files;
}

/// What Git will never see is no part of the repository.
Result<void> note_ignored(Session& session, const git::Repository& repository,
                          const std::vector<scaffold::Planned>& files) {
  for (const scaffold::Planned& file : files) {
    if (file.action != Action::create) continue;
    QUALM_ASSIGN(const bool ignored, repository.is_ignored(file.path));
    if (ignored)
      note(session, fmt::format("{} is excluded by .gitignore: git add leaves it out", file.path));
  }
  return {};
}

void tell(Session& session, const std::vector<std::string>& steps) {
  session.out << "\nnext:\n";
  int number = 0;
  for (const std::string& step : steps)
    session.out << wrapped(fmt::format("  {}. ", ++number), step, session.width);
}

Result<int> run_example(Session& session, const Arguments& arguments,
                        const git::Repository& repository) {
  for (const char* option : {"--system", "--owner", "--level", "--forge", "--templates"}) {
    if (arguments.has(option))
      return fail(ErrorCode::usage, fmt::format("{} says nothing to --example", option),
                  "leave one of the two out");
  }
  QUALM_ASSIGN(const auto wanted, scaffold::example_files(arguments.value("--example")));
  QUALM_TRY(carry_out(session, repository, arguments, wanted));
  tell(session, {"commit it: git add -A && git commit -m \"Claims triage\"",
                 "see that it holds, then break something and see what is said: qualm check",
                 "put a concern on record: qualm concern raise --system models/claims-triage"});
  return kClean;
}

/// What the user asked for and the policy that is there says otherwise.
void note_policy(Session& session, const Arguments& arguments, const Policy& policy,
                 const InitAnswers& answers) {
  if (policy.file.empty()) return;
  if (answers.level != policy.level)
    note(session, fmt::format("{} says level {}, and stays as it is: write level {} there if that "
                              "is what you want",
                              policy.file, policy.level, answers.level));
  const bool known =
      std::any_of(policy.people.begin(), policy.people.end(), [&](const Person& person) {
        return std::find(person.emails.begin(), person.emails.end(), answers.owner.email) !=
               person.emails.end();
      });
  if (arguments.has("--owner") && !known)
    note(session, fmt::format("{} does not know {}: add them to its people", policy.file,
                              answers.owner.email));
}

std::string control_of(const InitAnswers& answers) {
  std::string control(answers.forge->control);
  constexpr std::string_view kBranch = "{{branch}}";
  const std::size_t at = control.find(kBranch);
  if (at != std::string::npos) control.replace(at, kBranch.size(), answers.branch);
  return control;
}

/// Whose names the policy lacks, for a concern to be settled at all.
std::string people_step(const Policy& policy) {
  const auto has = [&](const char* role) {
    return std::any_of(policy.people.begin(), policy.people.end(), [&](const Person& person) {
      return std::find(person.roles.begin(), person.roles.end(), role) != person.roles.end();
    });
  };
  std::vector<std::string> missing;
  if (!has("reviewer")) missing.emplace_back("a reviewer");
  if (!has("board")) missing.emplace_back("somebody on the board");
  if (missing.empty()) return "see that people and protected refs in .qualm.yaml are as they are";
  return fmt::format(
      "name {} in .qualm.yaml, not the owner: without them nobody can settle a "
      "concern",
      join_words(missing));
}

/// The three next steps: what to write, whom to name, what makes it count.
Result<std::vector<std::string>> next_steps(const Session& session, const Arguments& arguments,
                                            const git::Repository& repository, const Policy& policy,
                                            const InitAnswers& answers,
                                            const std::vector<scaffold::Planned>& files) {
  std::string write = "write what only you know, and see where: qualm check";
  if (!arguments.has("--dry-run")) {
    std::vector<std::string> paths;
    for (const scaffold::Planned& file : files) paths.push_back(file.path);
    QUALM_ASSIGN(const Evaluation evaluation,
                 judge_files(session, arguments, repository, std::move(paths)));
    const std::size_t open = open_places(evaluation);
    write = open == 0 ? "look them over: qualm check finds nothing to say"
                      : fmt::format("write what only you know: qualm check shows {} by now",
                                    counted(open, "place"));
  }
  return std::vector<std::string>{
      std::move(write), people_step(policy),
      fmt::format(
          "commit it; qualm hook install has pushes from here judged, which anyone can skip, "
          "so {}",
          control_of(answers))};
}

Result<int> run_repository(Session& session, const Arguments& arguments,
                           const git::Repository& repository) {
  QUALM_ASSIGN(const auto tree, git::worktree_snapshot(repository));
  QUALM_ASSIGN(const Policy policy, load_policy(session, arguments, tree.get()));
  QUALM_ASSIGN(const engine::Landscape landscape, engine::survey(*tree, policy));
  const Surroundings there{
      .repository = repository, .tree = *tree, .policy = policy, .landscape = landscape};
  QUALM_ASSIGN(const scaffold::TemplateSet templates, load_templates(session, arguments, *tree));
  QUALM_ASSIGN(const Date day, today(session, arguments));
  QUALM_ASSIGN(const InitAnswers answers, init_answers(session, arguments, there));
  const auto who = authorship(session, repository);
  const Identity author = who ? who->author.identity : answers.owner;
  QUALM_ASSIGN(const InitFiles wanted, init_files(answers, there, templates, author, day));
  QUALM_ASSIGN(const auto files, carry_out(session, repository, arguments, wanted.wanted));
  for (const std::string& text : wanted.notes) note(session, text);
  note_policy(session, arguments, policy, answers);
  QUALM_TRY(note_ignored(session, repository, files));
  QUALM_ASSIGN(const auto steps,
               next_steps(session, arguments, repository, policy, answers, files));
  tell(session, steps);
  return kClean;
}

Result<int> run(Session& session, const Arguments& arguments) {
  QUALM_ASSIGN(const git::Repository repository, open_repository(session, arguments));
  if (repository.is_bare()) {
    return fail(ErrorCode::usage, "a bare repository has no work tree to write to",
                "run this in a clone of it, and push");
  }
  if (arguments.has("--example")) return run_example(session, arguments, repository);
  return run_repository(session, arguments, repository);
}

}  // namespace

Command init_command() {
  return {.id = "init",
          .summary = "Give a repository what it takes to ship AI systems safely",
          .details =
              "Writes the policy, the documents of one system, working agreements, lines of "
              "CODEOWNERS, and what the forge reads: a workflow and a template for pull requests. "
              "What is there already stays as it is: differences are shown, and --merge adds what "
              "is missing. All files are written, or none. Asks on a terminal only; elsewhere an "
              "answer that is missing is an error that names its option.",
          .options = kOptions,
          .run = run};
}

}  // namespace qualm::commands
