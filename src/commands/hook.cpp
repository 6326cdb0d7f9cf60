// `qualm hook`: standing in the hooks of Git.

#include <algorithm>
#include <array>
#include <ostream>

#include <fmt/format.h>

#include "commands/command.hpp"
#include "commands/shared/hook_install.hpp"
#include "commands/shared/hook_run.hpp"
#include "commands/shared/hook_status.hpp"
#include "commands/shared/hook_text.hpp"
#include "commands/shared/output.hpp"
#include "commands/shared/workspace.hpp"
#include "support/encode.hpp"
#include "support/json_text.hpp"
#include "support/layout.hpp"
#include "support/text.hpp"
#include "support/version.hpp"

namespace qualm::commands {
namespace {

constexpr std::array<std::string_view, 2> kFormats = {"text", "json"};
constexpr int kVersion = 1;

std::string label(std::string_view word) { return fmt::format("  {:<7}  ", word); }

Result<HookSurvey> chosen_survey(const git::Repository& repository, const Arguments& arguments) {
  QUALM_ASSIGN(const auto events, chosen_hooks(repository, arguments.values("NAME")));
  return survey_hooks(repository, events);
}

void write_changes(Session& session, const std::vector<HookChange>& changes) {
  for (const HookChange& change : changes)
    session.out << wrapped(fmt::format("{}: ", change.event->name), change.text, session.width);
}

Result<int> run_install(Session& session, const Arguments& arguments) {
  QUALM_ASSIGN(const git::Repository repository, open_repository(session, arguments));
  QUALM_ASSIGN(const HookSurvey survey, chosen_survey(repository, arguments));
  QUALM_ASSIGN(std::string program, program_path(session));
  QUALM_ASSIGN(const auto changes, install_hooks(repository, survey,
                                                 {.program = std::move(program),
                                                  .shared = arguments.has("--shared"),
                                                  .files = arguments.has("--files")}));
  write_changes(session, changes);
  const bool in_work_tree = std::any_of(changes.begin(), changes.end(),
                                        [](const auto& change) { return change.in_work_tree; });
  if (in_work_tree)
    session.out << wrapped("note: ",
                           "these files lie in the work tree and hold this machine's path to "
                           "qualm: keep them out of commits, or let a hook that is committed call "
                           "`qualm hook run` instead",
                           session.width);
  std::vector<std::string> without_file;
  for (const HookChange& change : changes)
    if (change.settings_alone) without_file.emplace_back(change.event->name);
  if (!without_file.empty())
    session.out << wrapped("note: ",
                           fmt::format("Git before {}.{} passes over its settings of hooks without "
                                       "a word, and would judge nothing at {}",
                                       git::kConfiguredHooksSince.major,
                                       git::kConfiguredHooksSince.minor, join_words(without_file)),
                           session.width);
  const bool on_client = std::any_of(changes.begin(), changes.end(), [](const HookChange& change) {
    return change.changed && change.event->place == git::HookPlace::work_tree;
  });
  if (on_client)
    session.out << wrapped("note: ",
                           "a client hook is advice, which anyone can skip with --no-verify; "
                           "control is pre-receive on a server, or a required check",
                           session.width);
  return kClean;
}

Result<int> run_uninstall(Session& session, const Arguments& arguments) {
  QUALM_ASSIGN(const git::Repository repository, open_repository(session, arguments));
  QUALM_ASSIGN(const HookSurvey survey, chosen_survey(repository, arguments));
  QUALM_ASSIGN(const auto changes, uninstall_hooks(repository, survey, arguments.has("--shared")));
  write_changes(session, changes);
  return kClean;
}

std::string line_of(const HookStanding& hook) {
  std::string text = fmt::format("{}: ", hook.event->name);
  if (hook.runs.empty()) return text + "nothing runs";
  text += fmt::format("{}", fmt::join(hook.runs, ", then "));
  return hook.ours ? text : text + ", without qualm";
}

void write_text(Session& session, const std::vector<HookStanding>& hooks) {
  std::string directory;
  for (const HookStanding& hook : hooks) {
    if (hook.directory != directory) {
      directory = hook.directory;
      session.out << terminal_text("hooks in " + directory)
                  << (hook.leads_to.empty() ? "" : terminal_text(", which is " + hook.leads_to))
                  << '\n';
    }
    session.out << wrapped(label(hook.stands() ? "ok" : "trouble"), line_of(hook), session.width);
    for (const std::string& what : hook.wrong)
      session.out << wrapped(label(""), what, session.width);
    for (const std::string& what : hook.notes)
      session.out << wrapped(label(""), "note: " + what, session.width);
  }
}

void write_strings(JsonWriter& json, std::string_view key, const std::vector<std::string>& texts) {
  json.array(key);
  for (const std::string& text : texts) json.text(text);
  json.end();
}

void write_json(Session& session, const std::vector<HookStanding>& hooks) {
  constexpr std::size_t kSpread = 4;
  JsonWriter json([&](std::string_view bytes) { session.out << bytes; }, kSpread);
  json.object();
  json.text("format", "qualm-hook-status");
  json.number("version", kVersion);
  json.text("qualm", version());
  json.array("hooks");
  for (const HookStanding& hook : hooks) {
    json.object();
    json.text("name", hook.event->name);
    json.flag("ok", hook.stands());
    json.flag("qualm_runs", hook.ours);
    json.text("directory", hook.directory);
    json.text("leads_to", hook.leads_to);
    write_strings(json, "runs", hook.runs);
    write_strings(json, "wrong", hook.wrong);
    write_strings(json, "notes", hook.notes);
    json.end();
  }
  json.end();
  json.end();
}

Result<int> run_status(Session& session, const Arguments& arguments) {
  QUALM_ASSIGN(const std::string format, plain_format(arguments, kFormats));
  QUALM_ASSIGN(const git::Repository repository, open_repository(session, arguments));
  const std::vector<std::string> names = arguments.values("NAME");
  QUALM_ASSIGN(const auto wanted, chosen_hooks(repository, names));
  std::vector<const HookEvent*> events = wanted;
  if (names.empty()) {
    events.clear();
    for (const HookEvent& event : hook_events()) events.push_back(&event);
  }
  QUALM_ASSIGN(const HookSurvey survey, survey_hooks(repository, events));
  std::vector<HookStanding> hooks;
  for (const SurveyedHook& hook : survey.hooks) {
    const bool is_wanted = std::find(wanted.begin(), wanted.end(), hook.event) != wanted.end();
    if (!is_wanted && !holds_ours(hook)) continue;
    QUALM_ASSIGN(HookStanding standing, standing_of(session, repository, survey, hook));
    hooks.push_back(std::move(standing));
  }
  if (format == "json") {
    write_json(session, hooks);
  } else {
    write_text(session, hooks);
  }
  const bool all = std::all_of(hooks.begin(), hooks.end(),
                               [](const HookStanding& hook) { return hook.stands(); });
  return all ? kClean : kFindings;
}

/// What can be done with hooks: one row each.
struct Verb {
  std::string_view name;
  Result<int> (*run)(Session& session, const Arguments& arguments) = nullptr;
};
constexpr std::array<Verb, 4> kVerbs = {{{.name = "install", .run = run_install},
                                         {.name = "uninstall", .run = run_uninstall},
                                         {.name = "status", .run = run_status},
                                         {.name = "run", .run = run_hook}}};

constexpr std::array<std::string_view, kVerbs.size()> names_of_verbs() {
  std::array<std::string_view, kVerbs.size()> names{};
  for (std::size_t i = 0; i < kVerbs.size(); ++i) names.at(i) = kVerbs.at(i).name;
  return names;
}
constexpr auto kVerbNames = names_of_verbs();

constexpr std::array<Option, 6> kOptions = {{
    {.name = "--shared",
     .help = "write even in a hook directory outside this repository, which others may use too"},
    {.name = "--files",
     .help = "write files alone, also where Git runs configured hooks (2.54 and later)"},
    {.name = "--configured",
     .help =
         "of run: called from the settings of Git, which runs the hook in the directory itself"},
    {.name = "--from",
     .value = "FILE",
     .help = "of run: the file that Git runs, beside which a kept hook stands; without it, Git is "
             "asked where that is"},
    {.name = "--timeout",
     .value = "SECONDS",
     .help = "of run: refuse when judging takes longer; on a server 4 seconds, or what the setting "
             "qualm.timeout says"},
    {.name = "--output", .value = "FORMAT", .help = "of status: text or json"},
}};

constexpr std::array<Positional, 2> kPositionals = {{
    {.name = "VERB",
     .help = "install, uninstall, status, or run, which Git calls",
     .required = true,
     .choices = kVerbNames},
    {.name = "NAME",
     .help = "hooks: pre-commit, pre-push, pre-receive, reference-transaction, update; without, "
             "those that belong in this repository: the first two where there is a work tree, "
             "pre-receive and reference-transaction in a bare one. Behind run: one hook, and the "
             "arguments that Git passes to it",
     .repeatable = true},
}};

Result<int> run(Session& session, const Arguments& arguments) {
  const std::string wanted = arguments.value("VERB");
  const auto* const verb = std::find_if(kVerbs.begin(), kVerbs.end(),
                                        [&](const Verb& one) { return one.name == wanted; });
  if (verb == kVerbs.end())
    return fail(ErrorCode::usage, fmt::format("hook: there is no \"{}\"", wanted),
                "`qualm hook --help` lists what there is");
  return verb->run(session, arguments);
}

}  // namespace

Command hook_command() {
  return {.id = "hook",
          .summary = "Stand in the hooks of Git, and judge there",
          .details =
              "Exit status of install and uninstall: 0 done, 2 not, and nothing was changed. Of "
              "status: 0 qualm would run at every hook, 1 not. Of run: 0 allowed, anything else "
              "refused.",
          .options = kOptions,
          .positionals = kPositionals,
          .run = run};
}

}  // namespace qualm::commands
