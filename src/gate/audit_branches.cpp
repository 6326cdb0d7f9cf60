// Auditing the branches of concerns.

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "concerns/append_only.hpp"
#include "concerns/event_grammar.hpp"
#include "gate/audit.hpp"
#include "gate/concern_push.hpp"
#include "git/refs.hpp"
#include "support/layout.hpp"
#include "support/shell_text.hpp"

namespace qualm::gate {
namespace {

using concerns::ConcernRef;

constexpr std::string_view kHeads = "refs/heads/";
constexpr std::string_view kReplaced = "refs/replace/";
constexpr std::size_t kDigits = 7;  // of a commit, in a sentence

std::string short_id(const std::string& commit) { return commit.substr(0, kDigits); }

class Branches {
 public:
  Branches(const AuditRequest& request, Audit& audit) : request_(request), audit_(audit) {
    for (const ConcernRef& one : request.refs) refs_[one.concern].push_back(one);
  }

  void run() {
    for (const auto& [concern, refs] : refs_) {
      ++audit_.concerns;
      judge(concern, refs);
      hold_against_remote(concern, refs);
      // What all hold to be part of what the remote has now is of one line.
      const auto now = now_of(concern);
      if (!now || !request_.repository.resolve(*now)) compare(concern, refs);
    }
    look_for_unfetched();
    look_for_reserved();
  }

 private:
  void find(AuditEntry entry) { audit_.entries.push_back(std::move(entry)); }

  [[nodiscard]] std::string remote() const { return request_.side.remote->name; }

  /// Judges each history of the branch, from its first commit.
  void judge(const std::string& concern, const std::vector<ConcernRef>& refs) {
    std::set<std::string> tips;
    std::set<std::tuple<std::string, std::string, std::string>> said;
    for (const ConcernRef& ref : in_order(refs)) {
      if (!tips.insert(ref.tip).second) continue;
      const auto problems = concern_push_problems(
          request_.repository,
          {.name = fmt::format("{}concern/{}", kHeads, concern), .before = {}, .after = ref.tip});
      if (!problems) {
        cut_off(problems.error(), ref.name);
        continue;
      }
      for (const concerns::AppendProblem& one : *problems) {
        if (!said.insert({one.commit, one.path, one.message}).second) continue;
        if (said.size() > kAuditedProblems) continue;
        find({.concern = concern,
              .where = ref.name,
              .commit = one.commit,
              .path = one.path,
              .message = one.message,
              .way_out = way_out(ref, one)});
      }
    }
    if (said.size() <= kAuditedProblems) return;
    find({.concern = concern,
          .message = fmt::format("{} more, which are not listed",
                                 counted(said.size() - kAuditedProblems, "problem"))});
  }

  /// What the protected side has comes first: its name is said of a history that several refs have.
  static std::vector<ConcernRef> in_order(std::vector<ConcernRef> refs) {
    std::stable_partition(refs.begin(), refs.end(),
                          [](const ConcernRef& one) { return one.settled; });
    return refs;
  }

  void cut_off(const Error& error, const std::string& ref) {
    Error why = error;
    if (why.code == ErrorCode::incomplete && request_.repository.is_shallow()) {
      why.message = "this clone is shallow, and the history of concerns is cut off";
      why.hint = unshallow_command(request_.side);
    } else {
      why = std::move(why).within("while reading " + ref);
    }
    audit_.cannot_judge(std::move(why));
  }

  /// What is on record cannot be pushed again in another way.
  static std::string way_out(const ConcernRef& ref, const concerns::AppendProblem& problem) {
    if (!ref.settled) return problem.hint;
    const std::string& commit = problem.commit.empty() ? ref.tip : problem.commit;
    return fmt::format(
        "a gate refuses this, so it came around one: git show --format=fuller {} says who made it, "
        "the server's logs who pushed it; what it took away still stands in the commits before it",
        commit);
  }

  /// A branch only grows, so of two copies one holds all of the other.
  void compare(const std::string& concern, const std::vector<ConcernRef>& refs) {
    const ConcernRef* first = nullptr;
    for (const ConcernRef& one : refs) {
      if (!one.settled) continue;
      if (first == nullptr) {
        first = &one;
      } else if (!on_one_line(first->tip, one.tip)) {
        find(
            {.concern = concern,
             .where = one.name,
             .commit = one.tip,
             .message = fmt::format("two copies of this branch contradict each other: {} had it at "
                                    "{}, so it was rewritten",
                                    first->name, short_id(first->tip)),
             .way_out = fmt::format("git log {} ^{} and the other way round show what each alone "
                                    "has; push what is lacking to the branch again",
                                    first->tip, one.tip)});
      }
    }
  }

  bool on_one_line(const std::string& left, const std::string& right) {
    const auto ahead = git::is_ancestor(request_.repository, left, right);
    const auto behind = git::is_ancestor(request_.repository, right, left);
    if (ahead && behind) return *ahead || *behind;
    cut_off(ahead ? behind.error() : ahead.error(), left);
    return true;
  }

  /// What was fetched once has to be there still.
  void hold_against_remote(const std::string& concern, const std::vector<ConcernRef>& refs) {
    if (!request_.side.remote) return;
    const bool any_settled =
        std::any_of(refs.begin(), refs.end(), [](const ConcernRef& one) { return one.settled; });
    const auto now = now_of(concern);
    if (!any_settled && !now) {
      find({.is_finding = false,
            .concern = concern,
            .where = refs.front().name,
            .commit = refs.front().tip,
            .message = fmt::format("it is only here, not on {}", remote()),
            .way_out = push_it(concern)});
      return;
    }
    if (!request_.there) return;
    for (const ConcernRef& one : refs) {
      if (one.settled && !still_there(concern, one, now)) return;
    }
  }

  /// A branch under a wrong name is for no remote.
  [[nodiscard]] std::string push_it(const std::string& concern) const {
    if (!concerns::is_event_id(concern)) return {};
    return fmt::format(
        "git push {} concern/{}; if it was there before, --receipt with the receipt says so",
        remote(), concern);
  }

  [[nodiscard]] std::optional<std::string> now_of(const std::string& concern) const {
    if (!request_.there) return std::nullopt;
    const auto found = request_.there->find(concern);
    return found == request_.there->end() ? std::nullopt : std::optional(found->second);
  }

  /// Whether the remote has what `ref` had; a finding otherwise.
  bool still_there(const std::string& concern, const ConcernRef& ref,
                   const std::optional<std::string>& now) {
    if (!now) {
      find({.concern = concern,
            .where = ref.name,
            .commit = ref.tip,
            .message = fmt::format("this branch is missing on {}: it was fetched from there, and "
                                   "is there no longer",
                                   remote()),
            .way_out = put_back(concern, ref.tip)});
      return false;
    }
    if (*now == ref.tip) return true;
    if (!request_.repository.resolve(*now)) {
      newer(concern);
      return true;
    }
    const auto holds = git::is_ancestor(request_.repository, ref.tip, *now);
    if (!holds) {
      cut_off(holds.error(), ref.name);
      return true;
    }
    if (*holds) return true;
    find({.concern = concern,
          .where = ref.name,
          .commit = ref.tip,
          .message = fmt::format("{} has this branch at {} now, which does not hold what was "
                                 "fetched: it was rewritten",
                                 remote(), short_id(*now)),
          .way_out = way_to_restore(concern, ref.tip, *now)});
    return false;
  }

  [[nodiscard]] std::string put_back(const std::string& concern, const std::string& tip) const {
    return fmt::format("git push {} {} puts it back; whoever looks after {} can say who removed it",
                       remote(), shell_word(fmt::format("{}:{}concern/{}", tip, kHeads, concern)),
                       remote());
  }

  /// What was only cut off is put back by a push; what was replaced is for somebody to look at.
  [[nodiscard]] std::string way_to_restore(const std::string& concern, const std::string& tip,
                                           const std::string& now) const {
    const auto cut = git::is_ancestor(request_.repository, now, tip);
    if (cut && *cut) return put_back(concern, tip);
    return fmt::format(
        "git log {} ^{} shows what was taken away; whoever looks after {} can put it "
        "back, and say who did that",
        tip, now, remote());
  }

  void newer(const std::string& concern) {
    audit_.cannot_judge(
        {.code = ErrorCode::incomplete,
         .message = fmt::format("{} has more of concern {} than was fetched", remote(), concern),
         .where = {},
         .hint = fetch_command(remote()),
         .context = {}});
  }

  void look_for_unfetched() {
    if (!request_.there || !request_.side.remote) return;
    for (const auto& [concern, tip] : *request_.there) {
      const auto here = refs_.find(concern);
      const bool any_settled =
          here != refs_.end() && std::any_of(here->second.begin(), here->second.end(),
                                             [](const ConcernRef& one) { return one.settled; });
      if (!any_settled) newer(concern);
    }
  }

  /// Names that keep others from raising, and objects that are not shown as they are.
  void look_for_reserved() {
    const auto branches = git::refs_below(request_.repository, kHeads);
    const auto replaced = git::refs_below(request_.repository, kReplaced);
    if (!branches) return audit_.cannot_judge(branches.error());
    if (!replaced) return audit_.cannot_judge(replaced.error());
    for (const git::Ref& one : *branches) {
      const std::string name = one.name.substr(kHeads.size());
      const bool judged = name.starts_with("concern/");
      if (judged || !concerns::concerns_ref(name, true)) continue;
      for (const auto& problem : concerns::append_only_problems({.name = name}))
        find({.where = one.name,
              .commit = one.id,
              .message = problem.message,
              .way_out = fmt::format("git branch -m {} another-name", shell_word(name))});
    }
    if (replaced->empty()) return;
    const std::string first = replaced->front().name.substr(kReplaced.size());
    find({.where = replaced->front().name,
          .commit = first,
          .message = fmt::format("{} here, so git shows something else than was signed and judged",
                                 replaced->size() == 1
                                     ? std::string("an object is replaced")
                                     : counted(replaced->size(), "object") + " are replaced"),
          .way_out = fmt::format("git replace -d {}", first)});
  }

  const AuditRequest& request_;
  Audit& audit_;
  std::map<std::string, std::vector<ConcernRef>> refs_;
};

}  // namespace

std::size_t Audit::findings() const {
  return static_cast<std::size_t>(std::count_if(
      entries.begin(), entries.end(), [](const AuditEntry& one) { return one.is_finding; }));
}

void Audit::cannot_judge(Error why) {
  const bool known = std::any_of(not_judged.begin(), not_judged.end(), [&](const Error& one) {
    return why.hint.empty() ? one.message == why.message : one.hint == why.hint;
  });
  if (!known) not_judged.push_back(std::move(why));
}

void audit_branches(const AuditRequest& request, Audit& audit) { Branches(request, audit).run(); }

}  // namespace qualm::gate
