// Finding the protected side.

#include "gate/protected_side.hpp"

#include <algorithm>
#include <array>
#include <fstream>

#include <fmt/format.h>
#include <sys/stat.h>

#include "support/text.hpp"

namespace qualm::gate {
namespace {

constexpr std::string_view kHeads = "refs/heads/";
constexpr std::string_view kConcernBranches = "refs/heads/concern/";
constexpr std::string_view kFetchedConcerns = "refs/qualm/concern/";
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

Result<LikelyNames> likely_branches(const git::Repository& repository, const ProtectedSide& side) {
  LikelyNames names;
  QUALM_ASSIGN(const std::string here, repository.head_branch());
  const std::string branch = here.starts_with(kHeads) ? here.substr(kHeads.size()) : std::string();
  if (side.remote) {
    // What the remote's HEAD was when it was cloned, as refs/remotes/origin/HEAD has it.
    const auto tracked = ref_of(side, "HEAD");
    QUALM_ASSIGN(const auto head, git::symbolic_target(repository, tracked.value_or("HEAD")));
    const std::size_t prefix = tracked ? tracked->size() - std::string_view("HEAD").size() : 0;
    if (tracked && head && head->size() > prefix) names.head = head->substr(prefix);
  } else if (repository.is_bare()) {
    names.head = branch;
  } else {
    names.current = branch;
  }
  QUALM_ASSIGN(const auto initial, git::setting(repository, "init.defaultBranch"));
  if (initial) names.usual.push_back(*initial);
  for (const char* usual : {"main", "master", "trunk"}) names.usual.emplace_back(usual);
  return names;
}

/// Takes the branch `name` for a default one where it is there; the first such is the default one.
Result<void> take_if_there(const git::Repository& repository, const std::string& name,
                           ProtectedSide& side) {
  const auto ref = name.empty() ? std::nullopt : ref_of(side, name);
  if (!ref) return {};
  QUALM_ASSIGN(const auto found, git::find_ref(repository, *ref));
  const bool known =
      std::find(side.defaults.begin(), side.defaults.end(), name) != side.defaults.end();
  if (found && !known) side.defaults.push_back(name);
  if (!found || side.tip) return {};
  side.branch = name;
  QUALM_ASSIGN(side.tip, repository.resolve(*ref));
  return {};
}

/// Whether any branch of the remote is kept here.
Result<bool> keeps_branches(const git::Repository& repository, const ProtectedSide& side) {
  constexpr std::string_view kProbe = "probe";
  const auto ref = side.remote ? ref_of(side, kProbe) : std::nullopt;
  if (!ref || !ref->ends_with(kProbe)) return false;
  const auto prefix = std::string_view(*ref).substr(0, ref->size() - kProbe.size());
  QUALM_ASSIGN(const auto refs, git::refs_below(repository, prefix));
  return std::any_of(refs.begin(), refs.end(), [&](const git::Ref& one) {
    return !std::string_view(one.name).substr(prefix.size()).starts_with("concern/");
  });
}

Result<void> find_tip(const git::Repository& repository, ProtectedSide& side) {
  QUALM_ASSIGN(const LikelyNames names, likely_branches(repository, side));
  if (!names.head.empty()) side.defaults.push_back(names.head);
  QUALM_TRY(take_if_there(repository, names.head, side));
  for (const std::string& name : names.usual) QUALM_TRY(take_if_there(repository, name, side));
  if (!side.tip) QUALM_TRY(take_if_there(repository, names.current, side));
  if (side.tip) return {};
  side.branch = names.head.empty() ? names.usual.front() : names.head;
  // Where something was fetched and nobody knows which branch is the default one, any may be it.
  QUALM_ASSIGN(const bool unknown, keeps_branches(repository, side));
  if (side.defaults.empty() && !unknown) side.defaults.push_back(side.branch);
  return {};
}

/// The prefix under which the concern branches of the remote are kept; nothing when they are not
/// fetched.
std::optional<std::string> tracked_concerns(const ProtectedSide& side) {
  constexpr std::string_view kProbe = "0000000000000000";
  auto ref = git::tracking_ref(*side.remote, fmt::format("{}{}", kConcernBranches, kProbe));
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

std::optional<std::int64_t> last_fetch(const git::Repository& repository) {
  struct stat status = {};
  const std::string file = repository.git_directory() + "/FETCH_HEAD";
  if (::stat(file.c_str(), &status) != 0) return std::nullopt;
  return static_cast<std::int64_t>(status.st_mtime);
}

/// The beginning of a file of Git's; empty where there is none.
std::string beginning_of(const std::string& path) {
  constexpr std::size_t kMost = std::size_t{1} << 20;
  std::ifstream file(path, std::ios::binary);
  std::string text(kMost, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
  return text;
}

/// Whether a fetch brought nothing but the branch that the current one follows: then `git pull` in
/// a repository of one branch, which fetched all there was, looks the same as asking for that
/// branch. Services check out a commit and follow nothing.
bool is_pull_of_only_branch(const git::Repository& repository, std::string_view last) {
  if (std::count(last.begin(), last.end(), '\n') != 1) return false;
  const auto current = repository.head_branch();
  if (!current || !current->starts_with(kHeads)) return false;
  const auto followed =
      git::setting(repository, fmt::format("branch.{}.merge", current->substr(kHeads.size())));
  if (!followed || !*followed || !(*followed)->starts_with(kHeads)) return false;
  return last.find(fmt::format("\tbranch '{}' of ", (*followed)->substr(kHeads.size()))) !=
         std::string_view::npos;
}

/// Whether somebody fetched single refs of the remote and not all that the clone is set up to
/// fetch, as CI services do: their clones look complete and lack every concern. What Git notes of
/// the last fetch tells: a ref that was asked for by name is "for merge", and the others of a whole
/// fetch are not. A clone that was made as a whole says so in its reflog.
bool fetched_in_part(const git::Repository& repository, const git::Remote& remote) {
  const std::string& folder = repository.git_directory();
  const std::string last = beginning_of(folder + "/FETCH_HEAD");
  if (last.empty()) return false;
  const bool whole = last.find("\tnot-for-merge\t") != std::string::npos ||
                     last.find("\tbranch 'concern/") != std::string::npos;
  if (whole || is_pull_of_only_branch(repository, last)) return false;
  const std::array<std::string, 2> logs = {"/logs/HEAD",
                                           fmt::format("/logs/refs/remotes/{}/HEAD", remote.name)};
  return std::none_of(logs.begin(), logs.end(), [&](const std::string& log) {
    return beginning_of(folder + log).find("\tclone: from ") != std::string::npos;
  });
}

}  // namespace

std::string ProtectedSide::label() const {
  if (!remote) return branch;
  return fmt::format("{}/{} as it was last fetched", remote->name, branch);
}

Result<ProtectedSide> protected_side(const git::Repository& repository, std::string_view remote) {
  ProtectedSide side;
  QUALM_ASSIGN(side.remote, choose_remote(repository, remote));
  QUALM_TRY(find_tip(repository, side));
  return side;
}

Result<ProtectedSide> own_side(const git::Repository& repository) {
  ProtectedSide side;
  QUALM_TRY(find_tip(repository, side));
  return side;
}

Result<ProtectedSide> pushed_side(const git::Repository& repository, const std::string& remote,
                                  const std::string& url) {
  QUALM_ASSIGN(const auto all, git::remotes(repository));
  ProtectedSide side;
  for (const git::Remote& one : all) {
    if (one.name == remote || (!side.remote && one.url == url)) side.remote = one;
    if (one.name == remote) break;
  }
  if (!side.remote) side.remote = git::Remote{.name = url.empty() ? remote : url, .url = url};
  QUALM_TRY(find_tip(repository, side));
  return side;
}

Result<std::vector<concerns::ConcernRef>> concern_refs(const git::Repository& repository,
                                                       const ProtectedSide& side) {
  std::vector<concerns::ConcernRef> refs;
  QUALM_TRY(add_refs(repository, kConcernBranches, !side.remote, refs));
  // On a server nobody fetches, so who put them there is whoever pushed: they may only open.
  QUALM_TRY(add_refs(repository, kFetchedConcerns, side.remote.has_value(), refs));
  if (!side.remote) return refs;
  if (const auto tracked = tracked_concerns(side)) {
    QUALM_TRY(add_refs(repository, *tracked, true, refs));
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
  view.fetched_at = last_fetch(repository);
  QUALM_ASSIGN(const auto marker, git::find_ref(repository, std::string(kFetchedMarker)));
  if (marker) return view;
  const std::string& remote = side.remote->name;
  std::string why;
  if (!tracked_concerns(side)) {
    why = fmt::format("this clone does not fetch concern/* from {}", remote);
  } else if (repository.is_shallow()) {
    why = "this clone is shallow";
  } else if (fetched_in_part(repository, *side.remote)) {
    why = fmt::format("only single refs were fetched from {}", remote);
  } else {
    return view;
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

}  // namespace qualm::gate
