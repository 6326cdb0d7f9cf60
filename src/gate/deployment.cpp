// Judging a deployment: concerns, conscience, documents, the change, the policy.

#include "gate/deployment.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <set>
#include <span>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "concerns/blocking.hpp"
#include "concerns/conscience.hpp"
#include "documents/policy.hpp"
#include "engine/change_policy.hpp"
#include "engine/evaluate.hpp"
#include "engine/vicinity.hpp"
#include "gate/deployers.hpp"
#include "gate/gate_policy.hpp"
#include "gate/judged_by.hpp"
#include "gate/policy_change.hpp"
#include "gate/policy_of_tree.hpp"
#include "gate/ref_history.hpp"
#include "gate/standing.hpp"
#include "gate/systems.hpp"
#include "git/commit_walk.hpp"
#include "git/refs.hpp"
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
    if (is_first_policy_ && request_.base && !policy_.file.empty())
      ref.notes.emplace_back(
          "the protected side has no policy yet: documents are judged by the one that this brings");
    note_view(ref);
    judge_concerns(ref);
    QUALM_TRY(judge_conscience(ref));
    if (request_.only_concerns) return {};
    QUALM_TRY(judge_history(ref));
    QUALM_TRY(judge_records(ref));
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
    QUALM_TRY(open_policy());
    QUALM_ASSIGN(side_, side_with_policy());
    QUALM_TRY(find_changes());
    QUALM_TRY(leave_out_strange_systems());
    if (request_.base && request_.side.tip && !is_default()) {
      QUALM_ASSIGN(was_judged_, has_been_at(request_.repository, *request_.side.tip, head_));
    }
    QUALM_ASSIGN(auto local, local_change());
    nothing_governed_ = local && !local->vicinity.is_governed();
    std::vector<git::Revision> heads{head_};
    if (base_) heads.push_back(*base_);
    QUALM_ASSIGN(standing_, standing(request_.repository, {.remote = {},
                                                           .heads = std::move(heads),
                                                           .today = request_.today,
                                                           .side = side_,
                                                           .pushed = request_.pushed,
                                                           .change = std::move(local)}));
    find_touched();
    if (before_ == nullptr) return {};
    QUALM_ASSIGN(const bool is_there, has_policy(*before_));
    changed_policy_ = policy_;
    if (is_there) {
      QUALM_ASSIGN(changed_policy_, policy_of_tree(*before_));
    }
    authors_.emplace(policy_change_.emplace(policy_change()));
    return {};
  }

  /// The policy and rules of the ref, else of the default branch; those that are pushed where the
  /// protected side has none yet.
  Result<void> open_policy() {
    is_first_policy_ = true;
    for (const auto& from : {request_.judged_by, request_.side.tip}) {
      const bool is_same = from && judged_by_ && from->commit == judged_by_->commit;
      if (!from || is_same) continue;
      QUALM_ASSIGN(auto tree, git::commit_snapshot(request_.repository, *from));
      QUALM_ASSIGN(const bool is_there, has_policy(*tree));
      if (!is_there) continue;
      QUALM_ASSIGN(Policy policy, policy_of_tree(*tree));
      // The default branch asks for what the team asks for now; a ref may ask for more.
      if (!is_first_policy_) {
        QUALM_ASSIGN(const auto rules, rules_of(tree.get()));
        if (engine::weakenings(policy, policy_, rules).empty()) continue;
      }
      take_policy(*from, std::move(tree), std::move(policy));
    }
    if (is_first_policy_) {
      QUALM_ASSIGN(judged_, git::commit_snapshot(request_.repository, head_));
      QUALM_ASSIGN(policy_, policy_of_tree(*judged_));
    }
    return {};
  }

  void take_policy(const git::Revision& from, std::unique_ptr<Snapshot> tree, Policy policy) {
    judged_by_ = from;
    judged_ = std::move(tree);
    policy_ = std::move(policy);
    is_first_policy_ = false;
  }

  /// Where the policy of another ref counts, it may declare systems that this one never had.
  Result<void> leave_out_strange_systems() {
    if (!judged_by_ || (request_.base && judged_by_->commit == request_.base->commit)) return {};
    std::vector<DeclaredSystem> kept;
    for (DeclaredSystem& one : policy_.systems) {
      const std::string folder = engine::normal_folder(one.path);
      bool stands = folder.empty();
      for (const Snapshot* tree : {before_.get(), after_.get()}) {
        if (tree == nullptr || stands) continue;
        QUALM_ASSIGN(const auto entry, tree->find(folder));
        stands = entry.has_value();
      }
      if (stands) kept.push_back(std::move(one));
    }
    is_policy_cut_ = kept.size() != policy_.systems.size();
    policy_.systems = std::move(kept);
    return {};
  }

  static Result<bool> has_policy(const Snapshot& tree) {
    QUALM_ASSIGN(const auto policy, tree.find(documents::kPolicyPath));
    return policy.has_value();
  }

  /// What is asked about changes of the policy; the trees are open.
  [[nodiscard]] PolicyChange policy_change() {
    const auto is_open = [](const StandingConcern& one) {
      return one.concern.state == ConcernState::open;
    };
    const bool verify = standing_.ground->policy().identity == IdentityLevel::signature;
    return {
        .repository = request_.repository,
        .before = *before_,
        .after = *after_,
        .head = head_,
        .elsewhere = request_.side.tip,
        .policy = changed_policy_,
        .policy_by = gate_policy(standing_.policy).policy_by,
        .is_first = is_first_policy_,
        .paths = paths_,
        .ground = *standing_.ground,
        .keys = {.verify = verify, .keys = allowed_keys(standing_.policy), .today = request_.today},
        .any_open_concern =
            std::any_of(standing_.concerns.begin(), standing_.concerns.end(), is_open),
        .commits = [this] { return new_commits(); }};
  }

  /// Concerns and people are those of the whole repository, so the default branch says what becomes
  /// of them, whichever ref is pushed; the ref itself where that has no policy.
  Result<ProtectedSide> side_with_policy() const {
    ProtectedSide side = request_.side;
    if (side.tip) {
      QUALM_ASSIGN(const auto tree, git::commit_snapshot(request_.repository, *side.tip));
      QUALM_ASSIGN(const bool is_there, has_policy(*tree));
      if (is_there) return side;
    }
    side.tip = request_.judged_by;
    return side;
  }

  /// What the change is compared with: the ref as it is or, for a new one, what it grew from.
  Result<void> find_changes() {
    base_ = request_.base;
    if (!base_ && request_.side.tip) {
      QUALM_ASSIGN(base_, grown_from(request_.repository, *request_.side.tip, head_));
    }
    if (!base_) return {};
    QUALM_ASSIGN(before_, git::commit_snapshot(request_.repository, *base_));
    QUALM_ASSIGN(changes_, git::tree_changes(request_.repository, base_->tree, head_.tree));
    for (const git::TreeChange& one : changes_) paths_.push_back(one.path);
    return {};
  }

  /// The change and its vicinity, where nothing else has to be looked at.
  Result<std::optional<LocalChange>> local_change() const {
    std::optional<LocalChange> local;
    // A new ref deploys everything, and two policies survey the same tree differently.
    if (!request_.base || !is_policy_of_side()) return local;
    std::vector<engine::TouchedPath> touched;
    touched.reserve(changes_.size());
    for (const git::TreeChange& one : changes_) {
      if (one.opaque) return local;  // it may be a whole system
      touched.push_back({.path = one.path, .in_place = one.in_place});
    }
    QUALM_ASSIGN(auto vicinity, engine::vicinity_of(*after_, policy_, touched));
    if (vicinity) local = LocalChange{.paths = paths_, .vicinity = *std::move(vicinity)};
    return local;
  }

  /// Whether documents are judged by the same policy as concerns.
  [[nodiscard]] bool is_policy_of_side() const {
    return !is_policy_cut_ && judged_by_ && side_.tip && side_.tip->commit == judged_by_->commit;
  }

  /// A new ref deploys everything that it holds.
  void find_touched() {
    for (const SystemOfTree& system : standing_.systems) known_.push_back(system.path);
    if (!request_.base) {
      touched_ = known_;
      return;
    }
    const SystemPaths systems(standing_.systems);
    std::set<std::size_t> places;
    for (const std::string& path : paths_) {
      for (const std::size_t place : systems.of(path)) places.insert(place);
    }
    for (const std::size_t place : places) touched_.push_back(known_[place]);
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

  /// Whether the branch of a concern is part of the same push.
  [[nodiscard]] bool comes_along(std::string_view id) const {
    return std::any_of(request_.pushed.begin(), request_.pushed.end(),
                       [&](const concerns::ConcernRef& one) { return one.concern == id; });
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
      if (concern != nullptr && comes_along(one.concern) && may_be_settled(concern->concern)) {
        way_out = fmt::format(
            "push concern/{} first, and this after it: what settles a concern does "
            "not count yet in the push that brings it; ",
            one.concern);
      } else if (concern != nullptr) {
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
    QUALM_ASSIGN(auto named, named_deployers(*after_, paths_, standing_.policy));
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

  [[nodiscard]] bool is_default() const {
    return is_protected({.protects = {"@default"}, .policy_by = {}}, change_.name,
                        request_.side.defaults);
  }

  /// A record of a deployment ends how far is looked back for those who changed a system, so none
  /// may land under a day from before an open concern was raised.
  Result<void> judge_records(RefVerdict& ref) {
    const std::optional<Date> raised = last_raised(standing_.concerns);
    if (!raised) return {};
    QUALM_ASSIGN(const std::vector<std::string> records,
                 deployment_records(paths_, standing_.policy));
    if (records.empty()) return {};
    QUALM_ASSIGN(const auto* commits, new_commits());
    for (const std::string& record : records) {
      QUALM_ASSIGN(const std::string commit,
                   brought_before(request_.repository, *commits, head_, record, *raised));
      if (commit.empty()) continue;
      add_reason(ref, {.what = fmt::format("commit {} brings a record of a deployment and states a "
                                           "day before {}, on which a concern was raised that is "
                                           "open",
                                           commit.substr(0, 7), to_string(*raised)),
                       .where = record,
                       .way_out = "commit it again: git commit --amend --no-edit, or git rebase "
                                  "--reset-author-date"});
    }
    return {};
  }

  /// Who changed a system is told from history: commits that leave it take with them whose hand
  /// was in it, and a reviewer who is partial looks neutral.
  Result<void> judge_history(RefVerdict& ref) const {
    const bool is_tag = change_.name.starts_with("refs/tags/");
    if (!request_.base || !request_.is_update || is_tag) return {};
    QUALM_ASSIGN(const bool grows,
                 git::is_ancestor(request_.repository, request_.base->commit, head_.commit));
    if (grows) return {};
    if (!is_default() && request_.side.tip) {
      QUALM_ASSIGN(const bool stays, git::is_ancestor(request_.repository, request_.base->commit,
                                                      request_.side.tip->commit));
      if (stays) return {};
    }
    const std::string what =
        fmt::format("{} does not build on {}, so commits of the protected side would be gone",
                    head_.commit.substr(0, 7), request_.base->commit.substr(0, 7));
    bool matters = false;
    if (!standing_.concerns.empty()) {
      QUALM_ASSIGN(const auto lost, systems_left_behind(request_.repository, *request_.base, head_,
                                                        standing_.systems));
      matters = any_may_be_about(standing_.concerns, lost, known_);
    }
    if (!matters) {
      ref.notes.push_back(what);
      return {};
    }
    add_reason(ref,
               {.what = what + ", and with them who changed the systems that concerns are about",
                .way_out = "revert with a new commit; whoever keeps the repository can rewrite "
                           "it where the gate does not run"});
    return {};
  }

  /// Whoever weakens the policy holds a role that the policy of the protected side gives them.
  Result<void> judge_policy(RefVerdict& ref) {
    if (before_ == nullptr || may_lock_out(paths_, policy_)) {
      if (auto reason = locks_out(*after_)) {
        add_reason(ref, *std::move(reason));
        return {};
      }
    }
    if (before_ == nullptr) return {};
    if (was_judged_) return {};
    QUALM_ASSIGN(auto reasons, unfit_weakenings(*policy_change_, *authors_));
    for (Reason& one : reasons) add_reason(ref, std::move(one));
    return {};
  }

  Result<void> judge_documents(RefVerdict& ref) {
    std::vector<std::string> paths = paths_;
    paths.insert(paths.end(), touched_.begin(), touched_.end());
    // With nothing changed there is nothing to judge; an empty list would mean everything.
    const bool nothing = nothing_governed_ && !may_lock_out(paths_, policy_);
    if (request_.base && (paths.empty() || nothing)) return {};
    QUALM_ASSIGN(auto all, rules_of(judged_.get()));
    QUALM_ASSIGN(const rules::RuleSet rules, rules::select_rules(std::move(all), policy_, {}));
    QUALM_TRY(find_excusing());
    QUALM_ASSIGN(auto baseline, excused_by_baseline());
    const bool whole =
        !request_.base || std::find(paths.begin(), paths.end(), std::string()) != paths.end();
    if (whole) paths.clear();
    const std::vector<Concern> concerns = all_concerns();
    QUALM_ASSIGN(ref.evaluation,
                 engine::evaluate(
                     {.tree = *after_,
                      .policy = policy_,
                      .rules = rules,
                      .today = request_.today,
                      .authors = [&] { return known_authors(request_.repository, head_, *after_); },
                      .stood_at = history_of(request_.repository),
                      .paths = std::move(paths),
                      .baseline = std::move(baseline),
                      .before = was_judged_ ? nullptr : before_.get(),
                      .changed = before_ == nullptr || was_judged_ ? nullptr : &paths_,
                      .land = surveyed(head_),
                      .before_land = base_ ? surveyed(*base_) : nullptr,
                      .excusing = excusing_,
                      .may_waive = [&](const std::string& path) -> Result<bool> {
                        return may_waive(path, ref);
                      },
                      .concerns = std::span<const Concern>(concerns)}));
    weigh(ref);
    return {};
  }

  /// Exceptions are those that the default branch has now, whatever a commit that it has been at
  /// may hold: that could be one in the middle of a push. The first policy brings its own.
  Result<void> find_excusing() {
    if (before_ == nullptr || is_first_policy_) return {};
    excusing_ = before_.get();
    if (is_default() || !request_.side.tip) return {};
    QUALM_ASSIGN(default_, git::commit_snapshot(request_.repository, *request_.side.tip));
    excusing_ = default_.get();
    return {};
  }

  /// The entries of the baseline that the ref and the default branch both have.
  Result<std::vector<engine::BaselineEntry>> excused_by_baseline() {
    if (excusing_ == nullptr) return baseline_of(*after_, policy_);
    QUALM_ASSIGN(auto own, baseline_of(*before_, changed_policy_));
    if (excusing_ == before_.get()) return own;
    QUALM_ASSIGN(const auto now, baseline_of(*excusing_, standing_.policy));
    std::erase_if(own, [&](const engine::BaselineEntry& one) {
      return std::none_of(now.begin(), now.end(), [&](const engine::BaselineEntry& other) {
        return std::tie(one.digest, one.rule, one.path, one.key) ==
               std::tie(other.digest, other.rule, other.path, other.key);
      });
    });
    return own;
  }

  /// Whether an exception counts that the change writes into the document at `path`.
  Result<bool> may_waive(const std::string& path, RefVerdict& ref) {
    if (was_judged_ || !authors_) return false;
    QUALM_ASSIGN(const std::string unfit, authors_->unfit(path));
    if (unfit.empty()) return true;
    const bool is_said =
        std::any_of(ref.reasons.begin(), ref.reasons.end(),
                    [&](const Reason& one) { return one.where == path && !one.listed; });
    if (!is_said)
      add_reason(ref,
                 {.what = fmt::format("this change writes an exception into a document, or "
                                      "widens one, and {}",
                                      unfit),
                  .where = path,
                  .way_out = fmt::format("somebody who holds the role {} commits it",
                                         join_words(gate_policy(standing_.policy).policy_by))});
    return false;
  }

  /// The landscape of a tree, where it was made by the policy that documents are judged by.
  [[nodiscard]] const engine::Landscape* surveyed(const git::Revision& revision) const {
    return is_policy_of_side() ? standing_.land_of(revision.commit) : nullptr;
  }

  /// Findings and gaps of the documents as reasons: one for each kind, the reports list them.
  void weigh(RefVerdict& ref) const {
    const Severity fail_on = gate_policy(policy_).fail_on;
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
  std::optional<git::Revision> base_;  ///< what the change is compared with; nothing at the start
  std::unique_ptr<Snapshot> before_;   ///< of the base
  std::unique_ptr<Snapshot> after_;
  std::unique_ptr<Snapshot> judged_;        ///< whose policy and rules documents are judged by
  Policy policy_;                           ///< of that tree
  std::optional<git::Revision> judged_by_;  ///< where it stands, unless it is what is pushed
  Policy changed_policy_;  ///< of what the change is compared with: what it weakens is told by it
  /// A deployment branch goes to where the default branch has been: what that changes was judged
  /// there, push by push, and may be any sum of it.
  bool was_judged_ = false;
  const Snapshot* excusing_ = nullptr;  ///< has to hold an exception; null: any tree does
  std::unique_ptr<Snapshot> default_;   ///< of the default branch, where another ref is pushed
  bool is_policy_cut_ = false;          ///< without systems that this ref never had
  bool is_first_policy_ = false;  ///< the protected side has no policy yet: this one is pushed
  ProtectedSide side_;            ///< by which concerns are judged
  Standing standing_;
  std::optional<PolicyChange> policy_change_;
  std::optional<PolicyAuthors> authors_;
  bool nothing_governed_ = false;  ///< the change touches no system, no document and no model
  std::vector<git::TreeChange> changes_;
  std::vector<std::string> paths_;    ///< that differ
  std::vector<std::string> known_;    ///< folders of all systems, old and new
  std::vector<std::string> touched_;  ///< of those that the change touches
  std::optional<std::vector<git::WalkedCommit>> commits_;
};

}  // namespace

void judge_deployment(const DeploymentRequest& request, RefVerdict& ref) {
  const RefChange change = ref.change;
  const auto judged = Deployment(request, change).judge(ref);
  if (!judged) add_reason(ref, not_judged(judged.error()));
}

std::vector<std::string> open_concerns(const DeploymentRequest& request, const RefChange& change) {
  auto lines = Deployment(request, change).open_concerns();
  if (lines) return *std::move(lines);
  return {"whether it touches a system with an open concern could not be told: " +
          lines.error().message};
}

}  // namespace qualm::gate
