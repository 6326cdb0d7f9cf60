// Judging a push, ref by ref.

#include "gate/judge.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "concerns/append_only.hpp"
#include "gate/concern_push.hpp"
#include "gate/deployment.hpp"
#include "gate/guard.hpp"
#include "gate/ref_names.hpp"
#include "git/refs.hpp"
#include "git/tag.hpp"

namespace qualm::gate {
namespace {

constexpr std::string_view kHeads = "refs/heads/";
constexpr std::string_view kTags = "refs/tags/";
constexpr std::string_view kConcernBranches = "refs/heads/concern/";
constexpr std::string_view kFetched = "refs/qualm/";

bool is_concern(const std::string& ref) {
  const bool is_branch = ref.starts_with(kHeads);
  return concerns::concerns_ref(is_branch ? std::string_view(ref).substr(kHeads.size()) : ref,
                                is_branch);
}

/// Whether what cannot be read can be read by nobody: then it would keep every later change of a
/// protected ref from being judged, and whoever raises a concern writes no such thing.
bool is_malformed(const Error& error) { return error.code == ErrorCode::invalid; }

/// The protected side as far as the push itself says what it is. In a repository without branches
/// HEAD names one that is not there yet: it is the default one as soon as the push makes it.
ProtectedSide side_of(const GateRequest& request) {
  ProtectedSide side = request.side;
  if (side.remote || side.any_branch || !side.defaults.empty()) return side;
  const std::string head = fmt::format("{}{}", kHeads, side.branch);
  const bool is_made = std::any_of(
      request.changes.begin(), request.changes.end(),
      [&](const RefChange& change) { return change.name == head && !change.after.empty(); });
  if (is_made) side.defaults.push_back(side.branch);
  return side;
}

class Gate {
 public:
  explicit Gate(const GateRequest& request)
      : request_(request), side_(side_of(request)), guard_(request_.repository, side_) {}

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
      judge(ref);
      verdict.refs.push_back(std::move(ref));
    }
    return verdict;
  }

 private:
  /// A symbolic ref is judged as each ref that it leads to: a push to it moves the last of them.
  void judge(RefVerdict& ref) {
    const RefChange& change = ref.change;
    const std::vector<std::string> names = side_.remote
                                               ? std::vector<std::string>{change.name}
                                               : names_of_ref(request_.repository, change.name);
    if (names.size() > 1)
      ref.notes.push_back(fmt::format("{} is another name of {} here", change.name, names.back()));
    // What a client fetched stands there, and a repository that others push to fetches nothing.
    const bool is_pushed = !side_.remote && !request_.only_concerns && !change.after.empty();
    if (is_pushed && change.name.starts_with(kFetched))
      return add_reason(ref, {.what = "refs/qualm/ is where a clone keeps what it has fetched, and "
                                      "nothing is pushed there",
                              .way_out = "push without it; a concern is pushed to its own branch, "
                                         "concern/ and its id"});
    bool any_other = false;
    for (const std::string& name : names) {
      if (is_concern(name)) {
        judge_concern(ref, name);
      } else {
        any_other = true;
      }
    }
    if (any_other) judge_ref(ref, names);
  }

  /// Raises are always accepted: where reading fails for want of something, a new branch is let
  /// through.
  void judge_concern(RefVerdict& ref, const std::string& name) const {
    RefChange change = ref.change;
    change.name = name;
    const auto problems = concern_push_problems(request_.repository, change);
    if (!problems) {
      const bool raises = change.before.empty() && name.starts_with(kHeads);
      if (is_malformed(problems.error())) {
        add_reason(ref,
                   {.what = "this is no way to write to a concern: " + problems.error().message,
                    .way_out = "qualm concern raise makes a branch that can be read"});
      } else if (raises) {
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

  void judge_ref(RefVerdict& ref, const std::vector<std::string>& names) {
    const Guarded guarded = guard_.ask(ref.change, names);
    ref.guarded = guarded.is_guarded || guarded.unknown;
    if (guarded.unknown) {
      const auto tip = tip_of(ref.change);
      add_reason(ref, not_judged(tip ? broken_policy(*guarded.unknown, ref.change) : tip.error()));
      return;
    }
    judge_name(ref);
    if (!ref.guarded) return note_concerns(ref);
    if (ref.change.after.empty()) {
      judge_deletion(ref, names);
    } else if (is_tag_of_file(ref.change, names.back())) {
      add_reason(ref, {.what = "it is a protected tag and names a file, and what a tag deploys is "
                               "what its commit holds",
                       .way_out = "give it a name that gate: protects does not hold"});
    } else {
      deploy(ref);
    }
    const bool may_be_default = side_.defaults.empty() && names.back().starts_with(kHeads);
    if (may_be_default && ref.decision != Decision::allowed)
      ref.notes.push_back(unknown_default("so any branch may be it"));
  }

  void judge_name(RefVerdict& ref) {
    if (!request_.is_update || request_.only_concerns || ref.change.after.empty()) return;
    const auto reason = misleading_name({request_.repository, side_, request_.changes}, ref.change,
                                        ref.guarded, guard_);
    if (!reason) return add_reason(ref, not_judged(reason.error()));
    if (*reason) add_reason(ref, **reason);
  }

  /// A branch that is protected for nothing but its name, which the default branch had before it
  /// got another one, may go where that has all of it.
  void judge_deletion(RefVerdict& ref, const std::vector<std::string>& names) const {
    const RefChange& change = ref.change;
    Reason reason{.what = "it is a protected ref, and those are not deleted",
                  .way_out = "change gate: protects in the policy first"};
    const bool is_here = side_.by_head && names.back() == fmt::format("{}{}", kHeads, side_.branch);
    if (is_here) {
      reason.way_out =
          side_.remote ? fmt::format(
                             "make another branch the default one first; this is it as far as is "
                             "known here, and git remote set-head {} --auto asks",
                             side_.remote->name)
                       : "make another branch the default one first: git symbolic-ref HEAD "
                         "refs/heads/BRANCH, where the repository is";
    } else if (is_default_by_name_alone(change, names)) {
      const auto is_kept = git::is_ancestor(request_.repository, change.before, side_.tip->commit);
      if (!is_kept) return add_reason(ref, not_judged(is_kept.error()));
      if (*is_kept) {
        ref.notes.push_back(
            fmt::format("{} is the default branch and has all of it", side_.branch));
        return;
      }
      reason.way_out = fmt::format("merge it into {}, the default branch, first", side_.branch);
    }
    add_reason(ref, std::move(reason));
  }

  /// Whether HEAD names a branch, and but for its usual name this one would not be protected.
  [[nodiscard]] bool is_default_by_name_alone(const RefChange& change,
                                              const std::vector<std::string>& names) const {
    if (!side_.by_head || !side_.tip || is_file(change.before)) return false;
    ProtectedSide named = side_;
    named.defaults = {side_.branch};
    const Guarded guarded = Guard(request_.repository, named).ask(change, names);
    return !guarded.is_guarded && !guarded.unknown;
  }

  /// A protected ref is judged by the policy of its own tip on the protected side, of the default
  /// branch for a new one, and of what is pushed where there is no protected side yet.
  void deploy(RefVerdict& ref) {
    const auto base = tip_of(ref.change);
    if (!base) return add_reason(ref, not_judged(base.error()));
    auto judged_by = *base ? *base : side_.tip;
    if (judged_by) {
      const auto& policy = guard_.policy_at(judged_by->commit);
      if (!policy) return add_reason(ref, not_judged(broken_policy(policy.error(), ref.change)));
    } else if (side_.any_branch && !side_.is_advice) {
      return add_reason(ref, {.decision = Decision::not_judged,
                              .what = "could not judge: " +
                                      unknown_default("so whose policy counts is not known")});
    } else {
      auto brought = request_.repository.resolve(ref.change.after);
      if (!brought) return add_reason(ref, not_judged(brought.error()));
      judged_by = *std::move(brought);
    }
    judge_deployment({.repository = request_.repository,
                      .side = side_,
                      .base = *base,
                      .judged_by = std::move(judged_by),
                      .pushed = pushed_,
                      .today = request_.today,
                      .only_concerns = request_.only_concerns,
                      .is_update = request_.is_update},
                     ref);
  }

  /// What the ref is at on the protected side; nothing for a new one, and for a tag of a file, from
  /// which nothing can be told. Fails where it is not here.
  [[nodiscard]] Result<std::optional<git::Revision>> tip_of(const RefChange& change) const {
    if (change.before.empty() || is_file(change.before)) return std::optional<git::Revision>();
    auto tip = request_.repository.resolve(change.before);
    if (!tip) return fail(unknown_tip(std::move(tip).error()));
    return std::optional(*std::move(tip));
  }

  [[nodiscard]] bool is_file(const std::string& object) const {
    const auto leads_to_file = git::leads_to_file(request_.repository, object);
    return leads_to_file && *leads_to_file;
  }

  /// Whether a tag is given to a file, in which there is nothing to judge.
  [[nodiscard]] bool is_tag_of_file(const RefChange& change, const std::string& name) const {
    return name.starts_with(kTags) && is_file(change.after);
  }

  [[nodiscard]] std::string unknown_default(std::string_view consequence) const {
    if (side_.remote)
      return fmt::format(
          "which branch of {0} is the default one is not known here, {1} (git "
          "remote set-head {0} --auto tells)",
          side_.remote->name, consequence);
    return fmt::format(
        "HEAD names no branch that is there, {} (git symbolic-ref HEAD "
        "refs/heads/BRANCH, where the repository is, says which one is the default)",
        consequence);
  }

  /// The gate lets nobody break the policy, so it was broken around it, and has to be mended so.
  [[nodiscard]] Error broken_policy(Error error, const RefChange& change) const {
    const std::string_view name = change.name;
    error = std::move(error).within(fmt::format(
        "in the policy of {}", change.before.empty()      ? side_.label()
                               : name.starts_with(kHeads) ? std::string(name.substr(kHeads.size()))
                                                          : change.name));
    if (error.code != ErrorCode::invalid && !error.hint.empty()) return error;
    if (!error.hint.empty()) error.hint += "; ";
    error.hint +=
        "whoever keeps the repository mends it where the gate does not run, or puts the ref back";
    return error;
  }

  /// What the remote has may not have been fetched: somebody else pushed it.
  [[nodiscard]] Error unknown_tip(Error error) const {
    if (!side_.remote) return error;
    error.code = ErrorCode::incomplete;
    error.message = "what the remote has there was never fetched";
    error.hint = "git fetch " + side_.remote->name;
    return error;
  }

  /// On any other ref concerns are shown and hold nothing up.
  void note_concerns(RefVerdict& ref) {
    if (request_.only_concerns || ref.change.after.empty() || is_file(ref.change.after)) return;
    const auto base = tip_of(ref.change);
    if (!base) {
      ref.notes.push_back(
          fmt::format("whether it touches a system with an open concern could not be told: {}",
                      base.error().message));
      return;
    }
    for (OpenConcern& one : open_concerns({.repository = request_.repository,
                            .side = side_,
                            .base = *base,
                            .judged_by = *base ? *base : side_.tip,
                            .pushed = pushed_,
                            .today = request_.today,
                            .only_concerns = true,
                            .is_update = request_.is_update,
                            .deploys = false},
                                          ref.change)) {
      if (said_.insert(std::move(one.id)).second) ref.notes.push_back(std::move(one.line));
    }
  }

  const GateRequest& request_;
  const ProtectedSide side_;
  Guard guard_;
  std::vector<concerns::ConcernRef> pushed_;
  std::set<std::string> said_;  ///< concerns that a note of this push names
};

}  // namespace

Verdict judge(const GateRequest& request) { return Gate(request).run(); }

}  // namespace qualm::gate
