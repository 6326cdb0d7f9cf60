// The commits of a push, and whether one commit is an ancestor of another.

#include "git/commit_walk.hpp"

#include <utility>

#include "git/libgit2.hpp"
#include "git/reachability.hpp"
#include "git/refs.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"

namespace qualm::git {
namespace {

/// What the commits of one walk may weigh together: ten times what honest ones do.
constexpr std::size_t kWalkedBytes = std::size_t{256} * 1024 * 1024;

std::string short_name(const git_oid& id) { return "commit " + to_hex(id).substr(0, 7); }

Result<git_oid> id_of(const std::string& hex) {
  const auto id = from_hex(hex);
  if (!id) return fail(ErrorCode::invalid, "'" + shorten(hex, 80) + "' is not the id of a commit");
  return *id;
}

/// The commit that an id leads to: itself, or what it is a tag of. An object that is missing may be
/// a commit, and stands for itself; nothing for one that is no commit.
Result<std::optional<git_oid>> commit_at(const Repository& repository, const git_oid& id) {
  const auto header = read_header(*repository.impl(), id, short_name(id));
  if (!header && header.error().code == ErrorCode::incomplete) return id;
  QUALM_TRY(header);
  if (header->type == GIT_OBJECT_COMMIT) return id;
  if (header->type != GIT_OBJECT_TAG) return std::nullopt;
  const auto revision = repository.resolve(to_hex(id));
  if (!revision && revision.error().code == ErrorCode::invalid) return std::nullopt;
  QUALM_TRY(revision);
  return from_hex(revision->commit);
}

Result<void> start(const Repository& repository, const CommitRange& range, Reachability& walk) {
  for (const std::string& hex : range.known) {
    const auto id = from_hex(hex);
    if (!id) continue;
    const auto commit = commit_at(repository, *id);
    // What is known but was never fetched keeps nothing back.
    if (!commit && commit.error().code == ErrorCode::incomplete) continue;
    QUALM_TRY(commit);
    if (*commit) QUALM_TRY(walk.add_known(**commit));
  }
  for (const std::string& hex : range.tips) {
    QUALM_ASSIGN(const git_oid id, id_of(hex));
    QUALM_ASSIGN(const std::optional<git_oid> commit, commit_at(repository, id));
    if (!commit) return fail(ErrorCode::invalid, hex + " is not a commit, nor a tag of one");
    QUALM_TRY(walk.add_tip(*commit));
  }
  return {};
}

/// Says why a commit that has to be there is not.
Result<void> not_cut_off(const Repository::Impl& repository, const Reachability& walk) {
  const auto missing = walk.cut_off();
  if (!missing) return {};
  QUALM_TRY(read_commit(repository, *missing));
  return fail(ErrorCode::incomplete, short_name(*missing) + " was missing, and has just come",
              "run this again");
}

Result<WalkedCommit> read_walked(const Repository::Impl& repository, const git_oid& id) {
  const std::string what = short_name(id);
  QUALM_ASSIGN(const OdbObjectHandle object,
               read_object(repository, id, GIT_OBJECT_COMMIT, kCommitBytes, what));
  WalkedCommit walked{.id = to_hex(id), .bytes = std::string(bytes_of(object))};
  auto commit = parse_commit(walked.bytes);
  if (!commit) return fail(std::move(commit).error().within("while reading " + what));
  walked.commit = *std::move(commit);
  return walked;
}

}  // namespace

Result<std::vector<WalkedCommit>> commits_in(const Repository& repository,
                                             const CommitRange& range) {
  const Repository::Impl& impl = *repository.impl();
  const std::size_t at_most = range.at_most == 0 ? limits::kCommitsWalked : range.at_most;
  Reachability walk(impl);
  QUALM_TRY(start(repository, range, walk));
  QUALM_TRY(walk.walk(at_most));
  QUALM_TRY(walk.settle());
  QUALM_TRY(not_cut_off(impl, walk));
  const std::vector<git_oid> fresh = walk.fresh();
  if (fresh.size() > at_most) {
    return fail(ErrorCode::limit,
                "there are more than " + std::to_string(at_most) + " commits to look at",
                "push in smaller steps, oldest first");
  }
  std::vector<WalkedCommit> commits;
  commits.reserve(fresh.size());
  std::size_t bytes = 0;
  for (const git_oid& id : fresh) {
    QUALM_ASSIGN(WalkedCommit commit, read_walked(impl, id));
    bytes += commit.bytes.size();
    if (bytes > kWalkedBytes) {
      return fail(ErrorCode::limit, "the commits to look at are larger than " +
                                        std::to_string(kWalkedBytes) + " bytes together");
    }
    commits.push_back(std::move(commit));
  }
  return commits;
}

// A commit that `ancestor` reaches cannot itself reach `ancestor`; so the walk down from
// `descendant` need not enter those, and the answer is exact whatever the dates say.
Result<bool> is_ancestor(const Repository& repository, const std::string& ancestor,
                         const std::string& descendant) {
  const Repository::Impl& impl = *repository.impl();
  QUALM_ASSIGN(const git_oid above, id_of(ancestor));
  QUALM_ASSIGN(const git_oid below, id_of(descendant));
  if (git_oid_equal(&above, &below) != 0) return true;
  Reachability walk(impl);
  QUALM_TRY(walk.add_known(above));
  QUALM_TRY(walk.add_tip(below));
  QUALM_ASSIGN(const bool found, walk.walk_to(above));
  if (found) return true;
  QUALM_TRY(not_cut_off(impl, walk));
  return false;
}

}  // namespace qualm::git
