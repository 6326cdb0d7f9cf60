// `qualm doctor`: what this build is, and what this repository would and would not be judged by.

#include <algorithm>
#include <array>
#include <map>
#include <ostream>
#include <vector>

#include <fmt/format.h>

#include "commands/command.hpp"
#include "commands/shared/hook_status.hpp"
#include "commands/shared/hook_survey.hpp"
#include "commands/shared/workspace.hpp"
#include "engine/landscape.hpp"
#include "gate/judged_by.hpp"
#include "git/library.hpp"
#include "git/snapshot.hpp"
#include "support/encode.hpp"
#include "support/layout.hpp"
#include "support/text.hpp"
#include "support/version.hpp"

namespace qualm::commands {
namespace {

/// Collects lines, and whether any of them names something that keeps a repository from being
/// judged.
class Findings {
 public:
  explicit Findings(std::ostream& out) : out_(out) {}
  void good(std::string_view what) { out_ << "  ok       " << terminal_text(what) << '\n'; }
  void note(std::string_view what) { out_ << "  note     " << terminal_text(what) << '\n'; }
  void bad(const Error& error) {
    troubled_ = true;
    out_ << "  trouble  "
         << terminal_text(error.where ? error.where->file + ": " + error.message : error.message)
         << '\n';
    if (!error.hint.empty()) out_ << "           " << terminal_text(error.hint) << '\n';
  }
  [[nodiscard]] bool troubled() const { return troubled_; }

 private:
  std::ostream& out_;
  bool troubled_ = false;
};

void describe_landscape(const engine::Landscape& land, Findings& findings) {
  std::map<std::string, std::size_t> kinds;
  for (const auto& found : land.documents) ++kinds[std::string(found.kind->id)];
  if (land.systems.empty())
    findings.note("no systems: no folder holds a model card, and the policy declares none");
  for (const auto& system : land.systems) {
    std::vector<std::string> names;
    for (const std::size_t index : system.documents)
      names.push_back(
          land.documents[index].entry.path.substr(land.documents[index].entry.path.rfind('/') + 1));
    findings.good(fmt::format("system {}: {}", system.path.empty() ? "." : system.path,
                              names.empty() ? "no documents" : join_words(names)));
  }
  std::vector<std::string> counts;
  counts.reserve(kinds.size());
  for (const auto& [kind, count] : kinds) counts.push_back(fmt::format("{} {}", count, kind));
  if (!counts.empty()) findings.good("documents: " + join_words(counts));
  if (!land.excluded.empty())
    findings.note(fmt::format("{} not entered, by `exclude:` of the policy",
                              counted(land.excluded.size(), "folder")));
}

void describe_rules(const Session& session, const Arguments& arguments, const Snapshot& tree,
                    Findings& findings) {
  const auto policy = load_policy(session, arguments, &tree);
  if (!policy) return findings.bad(policy.error());
  findings.good(policy->file.empty()
                    ? fmt::format("no .qualm.yaml: level {} and the defaults", policy->level)
                    : fmt::format("policy {}, level {}", policy->file, policy->level));
  auto all = gate::rules_of(&tree);
  if (!all) return findings.bad(all.error());
  const std::size_t total = all->size();
  const auto own =
      std::count_if(all->begin(), all->end(), [](const Rule& rule) { return !rule.built_in; });
  const auto rules = rules::select_rules(*std::move(all), *policy);
  if (!rules) return findings.bad(rules.error());
  findings.good(fmt::format("{} of {} on, {} of them in .qualm/rules",
                            counted(rules->active.size(), "rule"), total, own));
  const auto land = engine::survey(tree, *policy);
  if (!land) return findings.bad(land.error());
  describe_landscape(*land, findings);
}

/// A hook that holds nothing of ours is worth a word where Git runs something there.
void describe_hook(const HookStanding& hook, bool holds_ours, Findings& findings) {
  const std::string name = fmt::format("hook {}", hook.event->name);
  if (hook.stands())
    return findings.good(fmt::format("{}: {}", name, fmt::join(hook.runs, ", then ")));
  if (holds_ours || hook.ours) {
    for (const std::string& what : hook.wrong) findings.note(fmt::format("{}: {}", name, what));
  } else if (!hook.runs.empty()) {
    findings.good(fmt::format("{}: {}, without qualm", name, fmt::join(hook.runs, ", then ")));
  }
}

/// What stands in the hooks keeps nobody from judging here, so it is told and no trouble.
Result<void> describe_hooks(const Session& session, const git::Repository& repository,
                            Findings& findings) {
  std::vector<const HookEvent*> events;
  for (const HookEvent& event : hook_events()) events.push_back(&event);
  QUALM_ASSIGN(const HookSurvey survey, survey_hooks(repository, events));
  for (const SurveyedHook& hook : survey.hooks) {
    QUALM_ASSIGN(const HookStanding standing, standing_of(session, repository, survey, hook));
    describe_hook(standing, holds_ours(hook), findings);
  }
  return {};
}

Result<int> run(Session& session, const Arguments& arguments) {
  session.out << "this build\n";
  Findings build(session.out);
  build.good(fmt::format("qualm {}", version()));
  build.good(
      fmt::format("libgit2 {}, {}", git::libgit2_version(),
                  git::libgit2_without_network() ? "without its network parts" : "as packaged"));
  session.out << "this repository\n";
  Findings findings(session.out);
  const auto repository = open_repository(session, arguments);
  if (!repository) {
    findings.bad(repository.error());
    return kCannotJudge;
  }
  findings.good(repository->is_bare() ? "a bare repository" : "a work tree");
  if (repository->is_shallow())
    findings.note(
        "history is incomplete (shallow): rules over history cannot be judged; git fetch "
        "--unshallow completes it");
  const auto head = repository->head();
  if (!head) findings.bad(head.error());
  if (head && !*head) findings.note("no commit yet");
  if (const auto hooks = describe_hooks(session, *repository, findings); !hooks)
    findings.note("the hooks cannot be looked at: " + hooks.error().message);
  Result<std::unique_ptr<Snapshot>> tree =
      fail(ErrorCode::not_found, "there is no tree to read yet");
  if (!repository->is_bare()) {
    tree = git::worktree_snapshot(*repository);
  } else if (head && *head) {
    tree = git::commit_snapshot(*repository, **head);
  }
  if (tree) {
    describe_rules(session, arguments, **tree, findings);
  } else {
    findings.bad(tree.error());
  }
  return findings.troubled() ? kCannotJudge : kClean;
}

}  // namespace

Command doctor_command() {
  return {.id = "doctor",
          .summary = "Say what this build is and what this repository would be judged by",
          .details =
              "Exit status: 0 when the repository can be judged, 2 when something is in the way.",
          .options = {},
          .positionals = {},
          .run = run};
}

}  // namespace qualm::commands
