// Finding the protected side.

#include "gate/protected_side.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "git/last_fetch.hpp"
#include "support/text.hpp"

namespace qualm::gate {
namespace {

constexpr std::string_view kHeads = "refs/heads/";
constexpr std::string_view kFetchedMarker = "refs/qualm/fetched";

std::vector<std::string> names_of(const std::vector<git::Remote>& remotes) {
  std::vector<std::string> names;
  names.reserve(remotes.size());
  for (const git::Remote& one : remotes) names.push_back(one.name);
  return names;
}

Result<std::optional<git::Remote>> named_remote(const std::vector<git::Remote>& all,
                                                std::string_view name) {
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const git::Remote& one) { return one.name == name; });
  if (found != all.end()) return std::optional(*found);
  const std::vector<std::string> names = names_of(all);
  return fail(ErrorCode::not_found, fmt::format("there is no remote called {}", shorten(name, 80)),
              names.empty() ? "git remote add NAME URL" : "there is " + join_words(names));
}

/// The remote that the current branch follows; empty when it follows none.
Result<std::string> followed_remote(const git::Repository& repository) {
  QUALM_ASSIGN(const std::string branch, repository.head_branch());
  if (!branch.starts_with(kHeads)) return std::string();
  QUALM_ASSIGN(
      const auto remote,
      git::setting(repository, fmt::format("branch.{}.remote", branch.substr(kHeads.size()))));
  return remote.value_or(std::string());
}

Result<std::optional<git::Remote>> choose_remote(const git::Repository& repository,
                                                 std::string_view wanted) {
  QUALM_ASSIGN(const auto all, git::remotes(repository));
  if (!wanted.empty()) return named_remote(all, wanted);
  if (all.empty() || repository.is_bare()) return std::optional<git::Remote>();
  QUALM_ASSIGN(const auto set, git::setting(repository, "qualm.remote"));
  if (set) return named_remote(all, *set);
  QUALM_ASSIGN(const std::string followed, followed_remote(repository));
  for (const std::string_view name : {std::string_view(followed), std::string_view("origin")}) {
    const auto found = std::find_if(all.begin(), all.end(),
                                    [&](const git::Remote& one) { return one.name == name; });
    if (found != all.end()) return std::optional(*found);
  }
  if (all.size() == 1) return std::optional(all.front());
  const std::vector<std::string> names = names_of(all);
  return fail(
      ErrorCode::usage,
      fmt::format("there are several remotes, {}, and none is the one to go by", join_words(names)),
      fmt::format("git config qualm.remote {}", all.front().name));
}

/// The ref that keeps the branch `name` of the protected side.
std::optional<std::string> ref_of(const ProtectedSide& side, std::string_view name) {
  const std::string branch = fmt::format("{}{}", kHeads, name);
  return side.remote ? git::tracking_ref(*side.remote, branch) : std::optional(branch);
}

/// The names that a default branch may have.
struct LikelyNames {
  std::string head;                ///< what the protected side's HEAD names; empty: nobody knows
  std::vector<std::string> usual;  ///< the likeliest first
  std::string current;             ///< what is checked out, where that is all there is
};

/// Finds out which branch is the default one, and where it is.
class DefaultBranch {
 public:
  /// `is_server`: the repository itself is the protected side, and others push to it.
  DefaultBranch(const git::Repository& repository, ProtectedSide& side, bool is_server)
      : repository_(repository), side_(side), is_server_(is_server) {}

  Result<void> find() {
    QUALM_TRY(find_names());
    QUALM_ASSIGN(const auto head, id_of(names_.head));
    side_.any_branch = head.has_value();
    if (head) return go_by_head(*head);
    look_around();
    return go_without_head();
  }

 private:
  Result<void> find_names() {
    QUALM_ASSIGN(const std::string here, repository_.head_branch());
    const std::string branch =
        here.starts_with(kHeads) ? here.substr(kHeads.size()) : std::string();
    if (side_.remote) {
      QUALM_ASSIGN(names_.head, head_of_remote());
    } else if (repository_.is_bare() || is_server_) {
      names_.head = branch;
    } else {
      names_.current = branch;
    }
    QUALM_ASSIGN(const auto initial, git::setting(repository_, "init.defaultBranch"));
    if (initial) names_.usual.push_back(*initial);
    for (const char* usual : {"main", "master", "trunk"}) names_.usual.emplace_back(usual);
    return names_.head.empty() ? find_founded() : Result<void>();
  }

  /// What the remote's HEAD was when it was cloned, as refs/remotes/origin/HEAD has it.
  [[nodiscard]] Result<std::string> head_of_remote() const {
    const std::string prefix = prefix_of_branches();
    QUALM_ASSIGN(const auto head, git::symbolic_target(repository_, prefix + "HEAD"));
    return head && head->starts_with(prefix) ? head->substr(prefix.size()) : std::string();
  }

  /// Whoever founded the remote from here was never told what its HEAD is, and made the branch.
  Result<void> find_founded() {
    if (!side_.remote) return {};
    for (const std::string& name : names_.usual) {
      QUALM_ASSIGN(const auto id, id_of(name));
      const auto ref = id ? ref_of(side_, name) : std::nullopt;
      if (!ref || !git::fetch_log(repository_, *side_.remote, *ref).made_by_push) continue;
      names_.head = name;
      return {};
    }
    return {};
  }

  /// Where the branches of the protected side are kept, those that are fetched.
  [[nodiscard]] std::string prefix_of_branches() const {
    constexpr std::string_view kProbe = "probe";
    auto ref = ref_of(side_, kProbe);
    if (!ref || !ref->ends_with(kProbe)) return fmt::format("refs/remotes/{}/", side_.remote->name);
    ref->resize(ref->size() - kProbe.size());
    return *ref;
  }

  /// Lists the branches that are here. Where even one ref cannot be read none is known, and that
  /// there are some is taken for granted.
  void look_around() {
    auto kept = kept_branches();
    side_.any_branch = !kept || !kept->empty();
    if (kept) branches_ = *std::move(kept);
  }

  /// The branches of the protected side that are here, but for those of concerns: name and tip.
  [[nodiscard]] Result<std::vector<git::Ref>> kept_branches() const {
    const std::string prefix = prefix_of_branches();
    QUALM_ASSIGN(const auto refs, git::refs_below(repository_, prefix));
    std::vector<git::Ref> branches;
    for (const git::Ref& one : refs) {
      const std::string name = one.name.substr(prefix.size());
      const bool is_branch = !name.starts_with("concern/") && !(side_.remote && name == "HEAD");
      if (is_branch) branches.push_back({.name = name, .id = one.id});
    }
    return branches;
  }

  /// Where the branch `name` of the protected side is; nothing when it is not there.
  [[nodiscard]] Result<std::optional<std::string>> id_of(const std::string& name) const {
    const auto ref = name.empty() ? std::nullopt : ref_of(side_, name);
    if (!ref) return std::optional<std::string>();
    QUALM_ASSIGN(const auto found, git::find_ref(repository_, *ref));
    return found ? std::optional(found->id) : std::nullopt;
  }

  /// Takes `name` for a default branch; the first such is the default one.
  Result<void> take(const std::string& name, const std::string& id) {
    const auto& known = side_.defaults;
    if (std::find(known.begin(), known.end(), name) == known.end()) side_.defaults.push_back(name);
    return side_.tip ? Result<void>() : go_by(name, id);
  }

  Result<void> take_usual() {
    for (const std::string& name : names_.usual) {
      QUALM_ASSIGN(const auto id, id_of(name));
      if (id) QUALM_TRY(take(name, *id));
    }
    return {};
  }

  Result<void> take_all_at(const std::string& id) {
    for (const git::Ref& one : branches_) {
      if (one.id == id) QUALM_TRY(take(one.name, one.id));
    }
    return {};
  }

  /// Reads policy and people from `name`, whether or not it is a default branch.
  Result<void> go_by(const std::string& name, const std::string& id) {
    side_.branch = name;
    QUALM_ASSIGN(side_.tip, repository_.resolve(id));
    side_.tip->label = ref_of(side_, name).value_or(id);
    return {};
  }

  /// What the remote's HEAD was at when the concerns were last fetched; nothing where that is not
  /// known.
  Result<std::optional<std::string>> fetched_head() const {
    if (!side_.remote) return std::optional<std::string>();
    QUALM_ASSIGN(const auto marker, git::find_ref(repository_, std::string(kFetchedMarker)));
    return marker ? std::optional(marker->id) : std::nullopt;
  }

  Result<void> go_by_head(const std::string& head) {
    QUALM_TRY(take(names_.head, head));
    side_.by_head = true;
    QUALM_TRY(take_usual());
    if (side_.is_advice) return {};
    // The remote may have another default branch by now than when it was cloned.
    QUALM_ASSIGN(const auto fetched, fetched_head());
    if (!fetched || *fetched == head) return {};
    look_around();
    return take_all_at(*fetched);
  }

  Result<void> go_without_head() {
    QUALM_ASSIGN(const auto fetched, fetched_head());
    if (may_guess()) QUALM_TRY(take_usual());
    if (fetched && !side_.tip) {
      QUALM_TRY(take_all_at(*fetched));
      return side_.tip ? take_usual() : go_by("HEAD", *fetched);
    }
    QUALM_TRY(go_by_any_of(names_.usual));
    QUALM_ASSIGN(const auto current, id_of(names_.current));
    if (current && !side_.tip) QUALM_TRY(take(names_.current, *current));
    // Where others push, the only branch there is has the policy, whatever it is called.
    if (!side_.remote && !side_.tip && branches_.size() == 1)
      QUALM_TRY(go_by(branches_.front().name, branches_.front().id));
    if (side_.tip) return {};
    side_.branch = names_.head.empty() ? names_.usual.front() : names_.head;
    if (may_guess() && !side_.any_branch) side_.defaults.push_back(side_.branch);
    return {};
  }

  Result<void> go_by_any_of(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      if (side_.tip) return {};
      QUALM_ASSIGN(const auto id, id_of(name));
      if (id) QUALM_TRY(go_by(name, *id));
    }
    return {};
  }

  /// Whether a usual name will do where HEAD says nothing: in a repository that nobody shares, and
  /// on a client that was never told, which only advises. Where HEAD names what is not there, or
  /// what decides is asked, it will not: the branch that is deployed would be protected by nothing.
  [[nodiscard]] bool may_guess() const {
    if (!names_.head.empty()) return false;
    return side_.remote ? side_.is_advice : !repository_.is_bare() && !is_server_;
  }

  const git::Repository& repository_;
  ProtectedSide& side_;
  const bool is_server_;
  LikelyNames names_;
  std::vector<git::Ref> branches_;
};

}  // namespace

std::string ProtectedSide::label() const {
  if (!remote) return branch;
  return fmt::format("{}/{} as it was last fetched", remote->name, branch);
}

Result<ProtectedSide> protected_side(const git::Repository& repository, std::string_view remote) {
  ProtectedSide side;
  QUALM_ASSIGN(side.remote, choose_remote(repository, remote));
  QUALM_TRY(DefaultBranch(repository, side, false).find());
  return side;
}

Result<ProtectedSide> own_side(const git::Repository& repository) {
  ProtectedSide side;
  QUALM_TRY(DefaultBranch(repository, side, true).find());
  return side;
}

Result<ProtectedSide> pushed_side(const git::Repository& repository, const std::string& remote,
                                  const std::string& url) {
  QUALM_ASSIGN(const auto all, git::remotes(repository));
  ProtectedSide side{.is_advice = true};
  for (const git::Remote& one : all) {
    if (one.name == remote || (!side.remote && one.url == url)) side.remote = one;
    if (one.name == remote) break;
  }
  if (!side.remote) side.remote = git::Remote{.name = url.empty() ? remote : url, .url = url};
  QUALM_TRY(DefaultBranch(repository, side, false).find());
  return side;
}

}  // namespace qualm::gate
