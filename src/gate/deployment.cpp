// Judging a deployment: concerns, conscience, documents, the change, the policy.

#include "gate/deployment.hpp"

#include <algorithm>
#include <iterator>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "concerns/blocking.hpp"
#include "concerns/conscience.hpp"
#include "engine/evaluate.hpp"
#include "gate/deployers.hpp"
#include "gate/deployment_case.hpp"
#include "gate/ending_acceptances.hpp"
#include "gate/gate_policy.hpp"
#include "gate/judged_by.hpp"
#include "gate/left_behind.hpp"
#include "gate/policy_change.hpp"
#include "gate/pushed_policy.hpp"
#include "gate/record_landing.hpp"
#include "gate/ref_history.hpp"
#include "gate/standing.hpp"
#include "gate/weigh.hpp"
#include "git/commit_walk.hpp"
#include "git/refs.hpp"
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
    if (at_.is_first_policy && request_.base && !at_.policy.file.empty())
      ref.notes.emplace_back(
          "the protected side has no policy yet: documents are judged by the one that this brings");
    note_view(ref);
    ref.notes.insert(ref.notes.end(), at_.how_reached.begin(), at_.how_reached.end());
    judge_concerns(ref);
    QUALM_TRY(judge_acceptances(ref));
    QUALM_TRY(judge_conscience(ref));
    if (request_.only_concerns) return {};
    QUALM_TRY(judge_left_behind(request_, change_, at_, ref));
    QUALM_TRY(judge_records(ref));
    QUALM_TRY(judge_policy(ref));
    return judge_documents(ref);
  }

  Result<std::vector<OpenConcern>> open_concerns() {
    QUALM_TRY(open());
    std::vector<OpenConcern> all;
    for (const concerns::ConcernVerdict& one : verdicts()) {
      if (one.blocks)
        all.push_back(
            {.id = one.concern,
             .line = fmt::format("concern {} {} is open: no protected ref takes this until it "
                                 "is settled (qualm concern show {})",
                                 one.concern, title_of(one.concern), one.concern)});
    }
    return all;
  }

 private:
  Result<void> open() {
    QUALM_ASSIGN(at_, open_case(request_, change_));
    if (at_.before != nullptr) authors_.emplace(policy_change_.emplace(policy_change()));
    return {};
  }

  /// What is asked about changes of the policy; the trees are open.
  [[nodiscard]] PolicyChange policy_change() {
    const auto is_open = [](const StandingConcern& one) {
      return one.concern.state == ConcernState::open;
    };
    const bool verify = at_.standing.ground->policy().identity == IdentityLevel::signature;
    return {.repository = request_.repository,
            .before = *at_.before,
            .after = *at_.after,
            .head = at_.head,
            .elsewhere = request_.side.tip,
            .policy = at_.changed_policy,
            .policy_by = gate_policy(at_.standing.policy).policy_by,
            .is_first = at_.is_first_policy,
            .paths = at_.paths,
            .ground = *at_.standing.ground,
            .keys = {.verify = verify,
                     .keys = allowed_keys(at_.standing.policy),
                     .today = request_.today},
            .any_open_concern =
                std::any_of(at_.standing.concerns.begin(), at_.standing.concerns.end(), is_open),
            .commits = [this] { return new_commits(); }};
  }

  void note_view(RefVerdict& ref) const {
    if (!at_.standing.incomplete) return;
    add_reason(ref, {.decision = Decision::not_judged,
                     .what = "could not judge: " + at_.standing.incomplete->message,
                     .way_out = at_.standing.incomplete->hint});
  }

  [[nodiscard]] std::vector<Concern> all_concerns() const {
    std::vector<Concern> all;
    std::transform(at_.standing.concerns.begin(), at_.standing.concerns.end(),
                   std::back_inserter(all), [](const StandingConcern& one) { return one.concern; });
    return all;
  }

  [[nodiscard]] std::vector<concerns::ConcernVerdict> verdicts() const {
    return concerns::judge_change(all_concerns(), at_.standing.ground->policy(),
                                  {.touched = at_.reached, .known = at_.known});
  }

  [[nodiscard]] std::string title_of(std::string_view id) const {
    const StandingConcern* one = at_.standing.find(id);
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
      const StandingConcern* concern = at_.standing.find(one.concern);
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
          concern == nullptr || !at_.standing.incomplete || !may_be_settled(concern->concern);
      add_reason(ref, {.decision = is_told ? Decision::refused : Decision::not_judged,
                       .what = fmt::format(
                           "concern {} {}: {}", one.concern, title_of(one.concern),
                           is_told ? one.why : "whether it is settled cannot be told here"),
                       .way_out = std::move(way_out)});
    }
  }

  Result<void> judge_acceptances(RefVerdict& ref) const {
    QUALM_ASSIGN(EndingAcceptances ending, ending_acceptances(at_));
    for (Reason& one : ending.reasons) add_reason(ref, std::move(one));
    std::move(ending.notes.begin(), ending.notes.end(), std::back_inserter(ref.notes));
    return {};
  }

  Result<void> judge_conscience(RefVerdict& ref) {
    const bool any = std::any_of(at_.standing.concerns.begin(), at_.standing.concerns.end(),
                                 [](const StandingConcern& one) {
                                   return one.concern.state == ConcernState::open ||
                                          one.concern.state == ConcernState::overridden;
                                 });
    if (!any) return {};
    QUALM_ASSIGN(const auto* commits, new_commits());
    QUALM_ASSIGN(auto deployers, deployers_of(request_.repository, *commits, change_.after));
    std::vector<Identity> voices;
    for (const StandingConcern& one : at_.standing.concerns) {
      for (const Voice& voice : one.concern.voices) voices.push_back(voice.who);
    }
    QUALM_ASSIGN(auto named, named_deployers(*at_.after, at_.paths, at_.standing.policy,
                                             at_.standing.ground->who(), voices));
    std::move(named.begin(), named.end(), std::back_inserter(deployers));
    for (concerns::ConscienceRefusal& one : concerns::conscience_refusals(
             all_concerns(), deployers, {.touched = at_.reached, .known = at_.known},
             at_.standing.ground->who())) {
      add_reason(ref, {.what = std::move(one.why)});
    }
    return {};
  }

  /// The commits that the protected side does not have.
  Result<const std::vector<git::WalkedCommit>*> new_commits() {
    if (!commits_) {
      git::CommitRange range{.tips = {at_.head.commit}};
      if (request_.base) range.known.push_back(request_.base->commit);
      if (request_.side.tip) range.known.push_back(request_.side.tip->commit);
      QUALM_ASSIGN(commits_, git::commits_in(request_.repository, range));
    }
    return &*commits_;
  }

  /// A record of a deployment ends how far is looked back for those who changed a system.
  Result<void> judge_records(RefVerdict& ref) {
    QUALM_ASSIGN(auto reasons, unfit_records({.repository = request_.repository,
                                              .base = request_.base,
                                              .head = at_.head,
                                              .after = *at_.after,
                                              .paths = at_.paths,
                                              .policy = at_.standing.policy,
                                              .concerns = at_.standing.concerns,
                                              .systems = at_.standing.systems,
                                              .is_default = at_.is_default,
                                              .commits = [this] { return new_commits(); }}));
    for (Reason& one : reasons) add_reason(ref, std::move(one));
    return {};
  }

  /// Whoever weakens the policy holds a role that the policy of the protected side gives them.
  Result<void> judge_policy(RefVerdict& ref) {
    if (at_.before == nullptr || may_lock_out(at_.paths, at_.policy)) {
      if (auto reason = locks_out(*at_.after)) {
        add_reason(ref, *std::move(reason));
        return {};
      }
    }
    if (at_.before == nullptr) return {};
    if (at_.was_judged) return {};
    QUALM_ASSIGN(auto reasons, unfit_weakenings(*policy_change_, *authors_));
    for (Reason& one : reasons) add_reason(ref, std::move(one));
    return {};
  }

  Result<void> judge_documents(RefVerdict& ref) {
    std::vector<std::string> paths = at_.paths;
    paths.insert(paths.end(), at_.touched.begin(), at_.touched.end());
    // With nothing changed there is nothing to judge; an empty list would mean everything.
    const bool nothing = at_.nothing_governed && !may_lock_out(at_.paths, at_.policy);
    if (request_.base && (paths.empty() || nothing)) return {};
    QUALM_ASSIGN(auto all, rules_of(at_.judged.get()));
    QUALM_ASSIGN(const rules::RuleSet rules, rules::select_rules(std::move(all), at_.policy, {}));
    QUALM_ASSIGN(auto baseline, excused_by_baseline(at_));
    const bool leaves_baseline_behind = leaves_behind(at_, baseline);
    QUALM_ASSIGN(const auto stated, pushed_policy(at_));
    QUALM_ASSIGN(auto gone, declared_but_gone(at_));
    for (Reason& one : gone) add_reason(ref, std::move(one));
    const bool whole =
        !request_.base || std::find(paths.begin(), paths.end(), std::string()) != paths.end();
    if (whole) paths.clear();
    const std::vector<Concern> concerns = all_concerns();
    QUALM_ASSIGN(
        ref.evaluation,
        engine::evaluate(
            {.tree = *at_.after,
             .policy = at_.policy,
             .rules = rules,
             .today = request_.today,
             .authors = [&] { return known_authors(request_.repository, at_.head, *at_.after); },
             .stood_at = history_of(request_.repository),
             .paths = std::move(paths),
             .baseline = std::move(baseline),
             .before = at_.was_judged ? nullptr : at_.before.get(),
             .changed = at_.before == nullptr || at_.was_judged ? nullptr : &at_.paths,
             .land = at_.surveyed(at_.head),
             .before_land = at_.base ? at_.surveyed(*at_.base) : nullptr,
             .excusing = at_.excusing,
             .may_waive = [&](const std::string& path) -> Result<bool> {
               return may_waive(path, ref);
             },
             .stated = stated ? &*stated : nullptr,
             .may_grow = [&](const std::string& path) -> Result<bool> { return may_grow(path); },
             .concerns = std::span<const Concern>(concerns)}));
    weigh_documents(ref, gate_policy(at_.policy).fail_on, leaves_baseline_behind);
    return {};
  }

  /// Whether an exception counts that the change writes into the document at `path`.
  Result<bool> may_waive(const std::string& path, RefVerdict& ref) {
    if (at_.was_judged || !authors_) return false;
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
                                         join_words(gate_policy(at_.standing.policy).policy_by))});
    return false;
  }

  /// Whether the baseline at `path` may grow by this change.
  Result<bool> may_grow(const std::string& path) {
    if (at_.was_judged || !authors_) return false;
    QUALM_ASSIGN(const std::string unfit, authors_->unfit(path));
    return unfit.empty();
  }

  const DeploymentRequest& request_;
  const RefChange& change_;
  DeploymentCase at_;
  std::optional<PolicyChange> policy_change_;
  std::optional<PolicyAuthors> authors_;
  std::optional<std::vector<git::WalkedCommit>> commits_;
};

}  // namespace

void judge_deployment(const DeploymentRequest& request, RefVerdict& ref) {
  const RefChange change = ref.change;
  const auto judged = Deployment(request, change).judge(ref);
  if (!judged) add_reason(ref, not_judged(judged.error()));
}

std::vector<OpenConcern> open_concerns(const DeploymentRequest& request, const RefChange& change) {
  auto all = Deployment(request, change).open_concerns();
  if (all) return *std::move(all);
  return {{.id = {},
           .line = "whether it touches a system with an open concern could not be told: " +
                   all.error().message}};
}

}  // namespace qualm::gate
