// Which concerns of the protected side are here, and whether those are all.

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "gate/protected_side.hpp"
#include "git/last_fetch.hpp"

namespace qualm::gate {
namespace {

constexpr std::string_view kHeads = "refs/heads/";
constexpr std::string_view kConcerns = "concern/";
constexpr std::string_view kConcernBranches = "refs/heads/concern/";
constexpr std::string_view kFetchedConcerns = "refs/qualm/concern/";
constexpr std::string_view kFetchedMarker = "refs/qualm/fetched";

/// The prefix under which branches of the remote whose names begin with `part` are kept; nothing
/// when they are not fetched.
std::optional<std::string> tracked(const git::Remote& remote, std::string_view part) {
  constexpr std::string_view kProbe = "0000000000000000";
  auto ref = git::tracking_ref(remote, fmt::format("{}{}{}", kHeads, part, kProbe));
  if (!ref || !ref->ends_with(kProbe)) return std::nullopt;
  ref->resize(ref->size() - kProbe.size());
  return ref;
}

Result<void> add_refs(const git::Repository& repository, std::string_view prefix, bool settled,
                      std::vector<concerns::ConcernRef>& refs) {
  QUALM_ASSIGN(const auto found, git::refs_below(repository, prefix));
  for (const git::Ref& ref : found) {
    auto tip = repository.resolve(ref.name);
    if (!tip) return fail(std::move(tip).error().within("while reading " + ref.name));
    refs.push_back({.name = ref.name,
                    .concern = ref.name.substr(prefix.size()),
                    .tip = tip->commit,
                    .settled = settled});
  }
  return {};
}

/// What can be told about the fetches from one remote.
class Fetches {
 public:
  Fetches(const git::Repository& repository, const ProtectedSide& side)
      : repository_(repository),
        side_(side),
        remote_(*side.remote),
        last_(git::last_fetch(repository)),
        cloned_at_(git::cloned_at(repository, remote_)) {
    if (const auto ref = git::tracking_ref(remote_, fmt::format("{}{}", kHeads, side.branch)))
      log_ = git::fetch_log(repository, remote_, *ref);
  }

  /// Whether the latest fetch ran the command of `fetch_arguments`, or one since brought nothing
  /// but single concerns, as writing to one does: it asked for HEAD, and the marker says what that
  /// was.
  [[nodiscard]] bool is_marked(const std::optional<git::Ref>& marker) const {
    if (!marker || !last_) return false;
    if (brought_concerns_alone()) return true;
    return std::any_of(last_->refs.begin(), last_->refs.end(), [&](const git::FetchedRef& one) {
      return one.asked_for && one.kind.empty() && one.name.empty() && one.id == marker->id;
    });
  }

  /// Whether the latest fetch asked for all that the clone is set up to fetch. CI services ask for
  /// single refs: their clones look complete and lack every concern.
  [[nodiscard]] Result<bool> is_whole() const {
    if (!last_) return true;  // a fresh clone, or one that never fetched
    const auto& refs = last_->refs;
    const auto is_branch = [&](const git::FetchedRef& one) {
      return one.kind == "branch" && git::comes_from(one, remote_);
    };
    const auto branches = std::count_if(refs.begin(), refs.end(), is_branch);
    if (branches == 0 || brought_concerns_alone()) return was_whole_before();
    // Tags come along with whatever is asked for; a branch that nobody asked for does not.
    if (std::any_of(refs.begin(), refs.end(),
                    [&](const auto& one) { return is_branch(one) && !one.asked_for; }))
      return true;
    QUALM_ASSIGN(const bool all, brought_all_known());
    if (all) return true;
    return branches == 1
               ? is_pull_of_only_branch(*std::find_if(refs.begin(), refs.end(), is_branch))
               : Result<bool>(false);
  }

  /// When all that is here was fetched, where it is whole: at the latest fetch, unless that was
  /// from somewhere else. Nothing where this remote was only pushed to.
  [[nodiscard]] std::optional<std::int64_t> last_at() const {
    if (!last_) return std::nullopt;
    const bool ours = std::any_of(last_->refs.begin(), last_->refs.end(),
                                  [&](const auto& one) { return git::comes_from(one, remote_); });
    if (ours) return last_->at;
    return log_.made_by_push && !log_.ever_whole ? std::nullopt : whole_at();
  }

  /// When everything was fetched before the latest fetch, as far as logs tell.
  [[nodiscard]] std::optional<std::int64_t> whole_at() const {
    if (log_.ever_whole) return std::max(log_.whole_at, cloned_at_.value_or(0));
    return cloned_at_;
  }

 private:
  [[nodiscard]] bool brought_concerns_alone() const {
    return last_ && !last_->refs.empty() &&
           std::all_of(last_->refs.begin(), last_->refs.end(), [](const git::FetchedRef& one) {
             return one.asked_for && one.kind == "branch" && one.name.starts_with(kConcerns);
           });
  }

  /// What the logs tell where the latest fetch was from somewhere else, failed or found nothing.
  [[nodiscard]] bool was_whole_before() const {
    if (log_.last_by_name) return false;
    const bool nothing_yet = last_->refs.empty() && !side_.any_branch;
    return log_.is_kept || cloned_at_ || nothing_yet;
  }

  [[nodiscard]] bool brought(std::string_view branch) const {
    return std::any_of(last_->refs.begin(), last_->refs.end(), [&](const git::FetchedRef& one) {
      return one.kind == "branch" && one.name == branch && git::comes_from(one, remote_);
    });
  }

  /// Whether the default branch and every concern that is known came along, as where a service asks
  /// for `refs/heads/*` in so many words. A remote without concerns shows no difference.
  [[nodiscard]] Result<bool> brought_all_known() const {
    const auto prefix = tracked(remote_, kConcerns);
    if (!prefix || !brought(side_.branch)) return false;
    QUALM_ASSIGN(const auto known, git::refs_below(repository_, *prefix));
    return !known.empty() && std::all_of(known.begin(), known.end(), [&](const git::Ref& one) {
      return brought(fmt::format("{}{}", kConcerns, one.name.substr(prefix->size())));
    });
  }

  /// Whether a fetch of `one` branch alone brought all there was: it is what the current branch
  /// follows, the remote is not known to have another but for those that were made by a push from
  /// here, and its log tells of no fetch by name. Then `git pull` in a repository of one branch
  /// looks the same as asking for that branch.
  [[nodiscard]] Result<bool> is_pull_of_only_branch(const git::FetchedRef& one) const {
    QUALM_ASSIGN(const std::string current, repository_.head_branch());
    if (!current.starts_with(kHeads)) return false;
    QUALM_ASSIGN(
        const auto followed,
        git::setting(repository_, fmt::format("branch.{}.merge", current.substr(kHeads.size()))));
    if (followed.value_or(std::string()) != fmt::format("{}{}", kHeads, one.name)) return false;
    const auto prefix = tracked(remote_, "");
    if (!prefix) return false;
    QUALM_ASSIGN(const auto kept, git::refs_below(repository_, *prefix));
    const bool any_other = std::any_of(kept.begin(), kept.end(), [&](const git::Ref& ref) {
      const std::string name = ref.name.substr(prefix->size());
      return name != one.name && name != "HEAD" &&
             !git::fetch_log(repository_, remote_, ref.name).made_by_push;
    });
    if (any_other) return false;
    const git::FetchLog log =
        git::fetch_log(repository_, remote_, fmt::format("{}{}", *prefix, one.name));
    // A clone keeps no log of its branches before the first fetch that moves one.
    return log.is_kept ? !log.last_by_name : cloned_at_.has_value();
  }

  const git::Repository& repository_;
  const ProtectedSide& side_;
  const git::Remote& remote_;
  std::optional<git::LastFetch> last_;
  std::optional<std::int64_t> cloned_at_;
  git::FetchLog log_;
};

}  // namespace

Result<std::vector<concerns::ConcernRef>> concern_refs(const git::Repository& repository,
                                                       const ProtectedSide& side) {
  std::vector<concerns::ConcernRef> refs;
  QUALM_TRY(add_refs(repository, kConcernBranches, !side.remote, refs));
  // On a server nobody fetches, so who put them there is whoever pushed: they may only open.
  QUALM_TRY(add_refs(repository, kFetchedConcerns, side.remote.has_value(), refs));
  if (!side.remote) return refs;
  if (const auto prefix = tracked(*side.remote, kConcerns)) {
    QUALM_TRY(add_refs(repository, *prefix, true, refs));
  }
  return refs;
}

Result<ConcernView> concern_view(const git::Repository& repository, const ProtectedSide& side) {
  ConcernView view;
  if (!side.remote) {
    if (repository.is_shallow())
      view.incomplete = Error{.code = ErrorCode::incomplete,
                              .message = "this repository is shallow: concerns may be cut off",
                              .hint = "git fetch --unshallow"};
    return view;
  }
  const std::string& remote = side.remote->name;
  const Fetches fetches(repository, side);
  QUALM_ASSIGN(const auto marker, git::find_ref(repository, std::string(kFetchedMarker)));
  const bool is_tracked = tracked(*side.remote, kConcerns) && !repository.is_shallow();
  QUALM_ASSIGN(const bool is_whole, fetches.is_whole());
  view.fetched_at = fetches.last_at();
  if ((is_tracked && is_whole) || fetches.is_marked(marker)) return view;
  const auto earlier = is_tracked ? fetches.whole_at() : std::nullopt;
  if (side.is_advice && (marker || earlier)) {
    view.fetched_at = earlier;
    view.newer = fetch_command(remote);
    return view;
  }
  std::string why;
  if (marker) {
    why = "the concerns were not fetched along with what was fetched last";
  } else if (!tracked(*side.remote, kConcerns)) {
    why = fmt::format("this clone does not fetch concern/* from {}", remote);
  } else if (repository.is_shallow()) {
    why = "this clone is shallow";
  } else {
    why = fmt::format("only single refs were fetched from {}", remote);
  }
  view.incomplete = Error{.code = ErrorCode::incomplete,
                          .message = why + ", so there may be concerns it does not have",
                          .hint = fetch_command(remote)};
  return view;
}

std::vector<std::string> fetch_arguments(std::string_view remote) {
  return {"fetch", "--atomic", std::string(remote),
          fmt::format("+{}*:{}*", kConcernBranches, kFetchedConcerns),
          fmt::format("+HEAD:{}", kFetchedMarker)};
}

std::string fetch_command(std::string_view remote) {
  std::string command = "git";
  for (const std::string& word : fetch_arguments(remote)) {
    const bool plain = word.find('*') == std::string::npos;
    command += plain ? fmt::format(" {}", word) : fmt::format(" '{}'", word);
  }
  return command;
}

std::string unshallow_command(const ProtectedSide& side) {
  if (!side.remote) return "git fetch --unshallow";
  const std::string command = fmt::format("git fetch --unshallow {}", side.remote->name);
  return tracked(*side.remote, kConcerns) ? command
                                          : command + " && " + fetch_command(side.remote->name);
}

}  // namespace qualm::gate
