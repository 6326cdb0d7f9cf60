// Judging a deployment: concerns, conscience, documents, the change, the policy.

#include "gate/deployment.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <set>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "concerns/blocking.hpp"
#include "concerns/conscience.hpp"
#include "documents/policy.hpp"
#include "engine/change_policy.hpp"
#include "engine/evaluate.hpp"
#include "gate/deployers.hpp"
#include "gate/gate_policy.hpp"
#include "gate/judged_by.hpp"
#include "gate/policy_of_tree.hpp"
#include "gate/standing.hpp"
#include "gate/systems.hpp"
#include "git/commit_walk.hpp"
#include "git/snapshot.hpp"
#include "rules/selection.hpp"
#include "support/text.hpp"

namespace qualm::gate {
namespace {

class Deployment {
 public:
  Deployment(const DeploymentRequest& request, const RefChange& change)
      : request_(request), change_(change) {}

  /// Everything that is judged, in an order in which later parts rest on earlier ones.
  Result<void> judge(RefVerdict& ref) {
    QUALM_TRY(open());
    note_view(ref);
    judge_concerns(ref);
    QUALM_TRY(judge_conscience(ref));
    if (request_.only_concerns) return {};
    QUALM_TRY(judge_policy(ref));
    return judge_documents(ref);
  }

  Result<std::vector<std::string>> open_concerns() {
    QUALM_TRY(open());
    std::vector<std::string> lines;
    for (const concerns::ConcernVerdict& one : verdicts()) {
      if (one.blocks)
        lines.push_back(
            fmt::format("concern {} {} is open: no protected ref takes this until it "
                        "is settled (qualm concern show {})",
                        one.concern, title_of(one.concern), one.concern));
    }
    return lines;
  }

 private:
  Result<void> open() {
    QUALM_ASSIGN(head_, request_.repository.resolve(change_.after));
    QUALM_ASSIGN(after_, git::commit_snapshot(request_.repository, head_));
    if (request_.base) {
      QUALM_ASSIGN(before_, git::commit_snapshot(request_.repository, *request_.base));
    }
    ProtectedSide side = request_.side;
    side.tip = request_.judged_by;
    QUALM_ASSIGN(standing_, standing(request_.repository, {.heads = {head_},
                                                           .today = request_.today,
                                                           .side = std::move(side),
                                                           .pushed = request_.pushed}));
    return find_touched();
  }

  /// A new ref deploys everything that it holds.
  Result<void> find_touched() {
    for (const SystemOfTree& system : standing_.systems) known_.push_back(system.path);
    if (!request_.base) {
      touched_ = known_;
      return {};
    }
    QUALM_ASSIGN(const auto changes,
                 git::tree_changes(request_.repository, request_.base->tree, head_.tree));
    const SystemPaths systems(standing_.systems);
    std::set<std::size_t> places;
    for (const git::TreeChange& change : changes) {
      paths_.push_back(change.path);
      for (const std::size_t place : systems.of(change.path)) places.insert(place);
    }
    for (const std::size_t place : places) touched_.push_back(known_[place]);
    return {};
  }

  void note_view(RefVerdict& ref) const {
    if (!standing_.incomplete) return;
    add_reason(ref, {.decision = Decision::not_judged,
                     .what = "could not judge: " + standing_.incomplete->message,
                     .way_out = standing_.incomplete->hint});
  }

  [[nodiscard]] std::vector<Concern> all_concerns() const {
    std::vector<Concern> all;
    std::transform(standing_.concerns.begin(), standing_.concerns.end(), std::back_inserter(all),
                   [](const StandingConcern& one) { return one.concern; });
    return all;
  }

  [[nodiscard]] std::vector<concerns::ConcernVerdict> verdicts() const {
    return concerns::judge_change(all_concerns(), standing_.ground->policy(),
                                  {.touched = touched_, .known = known_});
  }

  [[nodiscard]] std::string title_of(std::string_view id) const {
    const StandingConcern* one = standing_.find(id);
    return one == nullptr || one->concern.title.empty()
               ? std::string()
               : fmt::format("\"{}\"", shorten(one->concern.title, 80));
  }

  void judge_concerns(RefVerdict& ref) const {
    for (const concerns::ConcernVerdict& one : verdicts()) {
      const StandingConcern* concern = standing_.find(one.concern);
      if (!one.blocks) {
        ref.notes.push_back(
            fmt::format("concern {} {}: {}", one.concern, title_of(one.concern), one.why));
        continue;
      }
      std::string way_out;
      if (concern != nullptr) {
        for (const NextStep& step : concern->concern.next) {
          if (step.who.empty()) continue;
          way_out = fmt::format("{} can {}; ", join_words(step.who), step.what);
          break;
        }
      }
      way_out += fmt::format("all of it: qualm concern show {}", one.concern);
      // What cannot be told is not taken for open: the reason why is among the others.
      const bool is_told =
          concern == nullptr || !standing_.incomplete || !may_be_settled(concern->concern);
      add_reason(ref, {.decision = is_told ? Decision::refused : Decision::not_judged,
                       .what = fmt::format(
                           "concern {} {}: {}", one.concern, title_of(one.concern),
                           is_told ? one.why : "whether it is settled cannot be told here"),
                       .way_out = std::move(way_out)});
    }
  }

  Result<void> judge_conscience(RefVerdict& ref) {
    const bool any = std::any_of(standing_.concerns.begin(), standing_.concerns.end(),
                                 [](const StandingConcern& one) {
                                   return one.concern.state == ConcernState::open ||
                                          one.concern.state == ConcernState::overridden;
                                 });
    if (!any) return {};
    QUALM_ASSIGN(const auto* commits, new_commits());
    QUALM_ASSIGN(auto deployers, deployers_of(request_.repository, *commits, change_.after));
    auto named = named_deployers(*after_, paths_, standing_.policy.people);
    std::move(named.begin(), named.end(), std::back_inserter(deployers));
    for (concerns::ConscienceRefusal& one : concerns::conscience_refusals(
             all_concerns(), deployers, {.touched = touched_, .known = known_},
             standing_.ground->who())) {
      add_reason(ref, {.what = std::move(one.why)});
    }
    return {};
  }

  /// The commits that the protected side does not have.
  Result<const std::vector<git::WalkedCommit>*> new_commits() {
    if (!commits_) {
      git::CommitRange range{.tips = {head_.commit}};
      if (request_.base) range.known.push_back(request_.base->commit);
      if (request_.side.tip) range.known.push_back(request_.side.tip->commit);
      QUALM_ASSIGN(commits_, git::commits_in(request_.repository, range));
    }
    return &*commits_;
  }

  /// Whoever weakens the policy holds a role that the policy of the protected side gives them.
  Result<void> judge_policy(RefVerdict& ref) {
    const std::string file(documents::kPolicyPath);
    const bool changed = std::find(paths_.begin(), paths_.end(), file) != paths_.end();
    if (!changed || before_ == nullptr) return {};
    QUALM_ASSIGN(const auto old, before_->find(file));
    if (!old) return {};  // there is no protected policy yet: this one is judged by itself
    QUALM_ASSIGN(const Policy after, policy_of_tree(*after_));
    const auto weaker = engine::weakenings(standing_.policy, after);
    if (weaker.empty()) return {};
    QUALM_ASSIGN(const std::string unfit, unfit_author(file));
    if (unfit.empty()) return {};
    for (const engine::PolicyWeakening& one : weaker) {
      add_reason(ref,
                 {.what = fmt::format("this change {}, and {}", one.words, unfit),
                  .where = fmt::format("{}:{}", file, one.where.line),
                  .way_out = fmt::format("somebody who holds the role {} commits it",
                                         join_words(gate_policy(standing_.policy).policy_by))});
    }
    return {};
  }

  /// Why the commits that change `file` are not all by people who may weaken the policy, or none of
  /// them brings what the policy is now, as where an old branch is brought back; empty otherwise.
  Result<std::string> unfit_author(const std::string& file) {
    const auto roles = gate_policy(standing_.policy).policy_by;
    const auto may = [&](const std::optional<git::Signature>& one) {
      const Person* person = one ? standing_.ground->who().person(one->identity) : nullptr;
      return person != nullptr &&
             std::any_of(roles.begin(), roles.end(),
                         [&](const std::string& role) { return concerns::holds(*person, role); });
    };
    QUALM_ASSIGN(const auto* commits, new_commits());
    git::PathReader reader(request_.repository);
    QUALM_ASSIGN(const auto now, reader.at(head_.tree, file));
    bool is_brought = false;
    for (const git::WalkedCommit& one : *commits) {
      QUALM_ASSIGN(const bool changes, changes_path(one, file, reader));
      if (!changes) continue;
      if (may(one.commit.author) && may(one.commit.committer)) {
        QUALM_ASSIGN(const auto then, reader.at(one.commit.tree, file));
        is_brought =
            is_brought || (then.has_value() == now.has_value() && (!now || then->id == now->id));
        continue;
      }
      return fmt::format("commit {} by {} changes it", one.id.substr(0, 7),
                         one.commit.committer
                             ? standing_.ground->who().name(one.commit.committer->identity)
                             : std::string("nobody who can be told"));
    }
    if (!is_brought)
      return std::string("no new commit by somebody who may do so brings that policy");
    return std::string();
  }

  Result<bool> changes_path(const git::WalkedCommit& one, const std::string& path,
                            git::PathReader& reader) {
    QUALM_ASSIGN(const auto here, reader.at(one.commit.tree, path));
    for (const std::string& parent : one.commit.parents) {
      QUALM_ASSIGN(const git::Revision before, request_.repository.resolve(parent));
      QUALM_ASSIGN(const auto there, reader.at(before.tree, path));
      const bool same = here.has_value() == there.has_value() && (!here || here->id == there->id);
      if (same) return false;
    }
    return true;
  }

  Result<void> judge_documents(RefVerdict& ref) {
    QUALM_ASSIGN(auto all, rules_of(before_ == nullptr ? after_.get() : before_.get()));
    QUALM_ASSIGN(const rules::RuleSet rules,
                 rules::select_rules(std::move(all), standing_.policy, {}));
    const Snapshot& protected_tree = before_ == nullptr ? *after_ : *before_;
    QUALM_ASSIGN(auto baseline, baseline_of(protected_tree, standing_.policy));
    std::vector<std::string> paths = paths_;
    paths.insert(paths.end(), touched_.begin(), touched_.end());
    // With nothing changed there is nothing to judge; an empty list would mean everything.
    if (request_.base && paths.empty()) return {};
    const bool whole =
        !request_.base || std::find(paths.begin(), paths.end(), std::string()) != paths.end();
    if (whole) paths.clear();
    const std::vector<Concern> concerns = all_concerns();
    QUALM_ASSIGN(ref.evaluation,
                 engine::evaluate(
                     {.tree = *after_,
                      .policy = standing_.policy,
                      .rules = rules,
                      .today = request_.today,
                      .authors = [&] { return known_authors(request_.repository, head_, *after_); },
                      .stood_at = history_of(request_.repository),
                      .paths = std::move(paths),
                      .baseline = std::move(baseline),
                      .before = before_.get(),
                      .changed = before_ == nullptr ? nullptr : &paths_,
                      .concerns = std::span<const Concern>(concerns)}));
    weigh(ref);
    return {};
  }

  /// Findings and gaps of the documents as reasons: one for each kind, the reports list them.
  void weigh(RefVerdict& ref) const {
    const Severity fail_on = gate_policy(standing_.policy).fail_on;
    const Evaluation& found = *ref.evaluation;
    ref.fail_on = fail_on;
    if (has_failures(found, fail_on))
      add_reason(ref, {.what = summary_line(found),
                       .way_out = "mend what is listed, or have an exception recorded on the "
                                  "protected side",
                       .listed = true});
    if (has_gaps(found, fail_on))
      add_reason(ref,
                 {.decision = Decision::not_judged,
                  .what = fmt::format("could not judge: {} not judged", found.counts.not_judged),
                  .way_out = "make readable what is listed",
                  .listed = true});
  }

  const DeploymentRequest& request_;
  const RefChange& change_;
  git::Revision head_;
  std::unique_ptr<Snapshot> before_;  ///< null for a new ref
  std::unique_ptr<Snapshot> after_;
  Standing standing_;
  std::vector<std::string> paths_;    ///< that differ; none are listed for a new ref
  std::vector<std::string> known_;    ///< folders of all systems, old and new
  std::vector<std::string> touched_;  ///< of those that the change touches
  std::optional<std::vector<git::WalkedCommit>> commits_;
};

}  // namespace

void judge_deployment(const DeploymentRequest& request, RefVerdict& ref) {
  const RefChange change = ref.change;
  const auto judged = Deployment(request, change).judge(ref);
  if (judged) return;
  const Error& error = judged.error();
  add_reason(ref, {.decision = Decision::not_judged,
                   .what = "could not judge: " + error.message,
                   .where = error.where ? error.where->file : std::string(),
                   .way_out = error.hint});
}

std::vector<std::string> open_concerns(const DeploymentRequest& request, const RefChange& change) {
  auto lines = Deployment(request, change).open_concerns();
  return lines ? *std::move(lines) : std::vector<std::string>();
}

}  // namespace qualm::gate
