// Judging a push, ref by ref.

#include "gate/judge.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "concerns/append_only.hpp"
#include "gate/concern_push.hpp"
#include "gate/deployment.hpp"
#include "gate/gate_policy.hpp"
#include "gate/policy_of_tree.hpp"
#include "git/refs.hpp"
#include "git/snapshot.hpp"
#include "support/text.hpp"

namespace qualm::gate {
namespace {

constexpr std::string_view kHeads = "refs/heads/";
constexpr std::string_view kConcernBranches = "refs/heads/concern/";

Reason not_judged(const Error& error) {
  return {.decision = Decision::not_judged,
          .what = "could not judge: " + error.message,
          .where = error.where ? error.where->file : std::string(),
          .way_out = error.hint};
}

std::string_view branch_of(const RefChange& change) {
  return change.name.starts_with(kHeads) ? std::string_view(change.name).substr(kHeads.size())
                                         : std::string_view(change.name);
}

bool is_concern(const RefChange& change) {
  return concerns::concerns_ref(branch_of(change), change.name.starts_with(kHeads));
}

class Gate {
 public:
  explicit Gate(const GateRequest& request) : request_(request) {}

  Verdict run() {
    for (const RefChange& change : request_.changes) {
      if (change.name.starts_with(kConcernBranches) && !change.after.empty())
        pushed_.push_back({.name = change.name,
                           .concern = change.name.substr(kConcernBranches.size()),
                           .tip = change.after});
    }
    Verdict verdict;
    for (const RefChange& change : request_.changes) {
      RefVerdict ref{.change = change};
      if (is_concern(change)) {
        judge_concern(ref);
      } else {
        judge_ref(ref);
      }
      verdict.refs.push_back(std::move(ref));
    }
    return verdict;
  }

 private:
  /// Raises are always accepted: where even reading fails, a new branch is let through.
  void judge_concern(RefVerdict& ref) const {
    const auto problems = concern_push_problems(request_.repository, ref.change);
    if (!problems) {
      const bool raises = ref.change.before.empty() && ref.change.name.starts_with(kHeads);
      if (raises) {
        ref.notes.push_back("it could not be read: " + problems.error().message);
      } else {
        add_reason(ref, not_judged(problems.error()));
      }
      return;
    }
    for (const concerns::AppendProblem& problem : *problems) {
      std::string where = problem.commit.substr(0, 7);
      if (!problem.path.empty()) where += (where.empty() ? "" : " ") + problem.path;
      add_reason(ref, {.what = "this is no way to write to a concern: " + problem.message,
                       .where = std::move(where),
                       .way_out = problem.hint});
    }
  }

  void judge_ref(RefVerdict& ref) {
    auto policy = policy_for(ref.change);
    if (!policy) {
      // Which refs are protected cannot be told; all that deploy by default are taken to be.
      ref.guarded = is_protected(gate_policy(Policy()), ref.change.name, request_.side.defaults);
      if (!ref.guarded) return;
      add_reason(ref, not_judged(policy.error()));
      return;
    }
    ref.guarded =
        is_protected(gate_policy(policy->policy), ref.change.name, request_.side.defaults);
    if (ref.change.after.empty()) {
      if (ref.guarded)
        add_reason(ref, {.what = "it is a protected ref, and those are not deleted",
                         .way_out = "change gate: protects in the policy first"});
      return;
    }
    if (!ref.guarded) return note_concerns(ref, policy->base);
    judge_deployment({.repository = request_.repository,
                      .side = request_.side,
                      .base = policy->base,
                      .judged_by = policy->judged_by,
                      .pushed = pushed_,
                      .today = request_.today,
                      .only_concerns = request_.only_concerns},
                     ref);
  }

  struct PolicyOfRef {
    std::optional<git::Revision> base;       ///< what the ref is at on the protected side
    std::optional<git::Revision> judged_by;  ///< whose policy it is judged by
    Policy policy;
  };

  /// The policy that a ref is judged by: of its own tip on the protected side, of the default
  /// branch for a new one, and of what is pushed where there is no protected side yet.
  Result<PolicyOfRef> policy_for(const RefChange& change) const {
    PolicyOfRef found;
    if (!change.before.empty()) {
      auto base = request_.repository.resolve(change.before);
      if (!base) return fail(unknown_tip(std::move(base).error()));
      found.base = *std::move(base);
    }
    found.judged_by = found.base ? found.base : request_.side.tip;
    if (!found.judged_by && !change.after.empty()) {
      QUALM_ASSIGN(found.judged_by, request_.repository.resolve(change.after));
    }
    if (!found.judged_by) return found;
    QUALM_ASSIGN(const auto tree, git::commit_snapshot(request_.repository, *found.judged_by));
    auto policy = policy_of_tree(*tree);
    if (!policy) return fail(broken_policy(std::move(policy).error()));
    found.policy = *std::move(policy);
    return found;
  }

  /// The gate lets nobody break the policy, so it was broken around it, and has to be mended so.
  Error broken_policy(Error error) const {
    error = std::move(error).within("the policy of " + request_.side.label());
    if (error.hint.empty())
      error.hint =
          "whoever keeps the repository mends it where the gate does not run, or puts the ref back";
    return error;
  }

  /// What the remote has may not have been fetched: somebody else pushed it.
  Error unknown_tip(Error error) const {
    if (!request_.side.remote) return error;
    error.code = ErrorCode::incomplete;
    error.message = "what the remote has there was never fetched";
    error.hint = "git fetch " + request_.side.remote->name;
    return error;
  }

  /// On any other ref concerns are shown and hold nothing up.
  void note_concerns(RefVerdict& ref, const std::optional<git::Revision>& base) const {
    if (request_.only_concerns) return;
    for (std::string& note : open_concerns({.repository = request_.repository,
                             .side = request_.side,
                             .base = base,
                             .judged_by = base ? base : request_.side.tip,
                             .pushed = pushed_,
                             .today = request_.today,
                             .only_concerns = true},
                                           ref.change)) {
      ref.notes.push_back(std::move(note));
    }
  }

  const GateRequest& request_;
  std::vector<concerns::ConcernRef> pushed_;
};

}  // namespace

Verdict judge(const GateRequest& request) { return Gate(request).run(); }

}  // namespace qualm::gate
