// Collecting the people behind the newest commits.

#include "git/identity.hpp"

#include <algorithm>
#include <queue>
#include <set>

#include "git/libgit2.hpp"
#include "support/limits.hpp"

namespace qualm::git {
namespace {

struct Pending {
  std::int64_t time = 0;
  std::string id;
  CommitObject commit;

  friend bool operator<(const Pending& left, const Pending& right) {
    return left.time != right.time ? left.time < right.time : left.id < right.id;
  }
};

void note_people(const CommitObject& commit, std::set<Identity>& people) {
  if (!commit.author || !commit.committer) return;
  people.insert(commit.author->identity);
  people.insert(commit.committer->identity);
  for (Identity& person : co_authors(commit.message)) people.insert(std::move(person));
}

/// Newest first by the committer's clock. A walk of our own, since libgit2's fails at the edge of a
/// shallow clone.
class History {
 public:
  explicit History(const Repository::Impl& repository) : repository_(repository) {}

  Result<void> add(const std::string& hex) {
    if (!seen_.insert(hex).second) return {};
    const auto id = from_hex(hex);
    if (!id) return fail(ErrorCode::invalid, "'" + hex + "' is no commit id");
    auto commit = read_commit(repository_, *id);
    if (!commit) {
      const bool at_edge = commit.error().code == ErrorCode::incomplete && repository_.shallow;
      if (at_edge && seen_.size() > 1) return {};
      return fail(std::move(commit).error());
    }
    const std::int64_t time = commit->committer ? commit->committer->time : 0;
    pending_.push(Pending{.time = time, .id = hex, .commit = *std::move(commit)});
    return {};
  }

  std::optional<CommitObject> next() {
    if (pending_.empty()) return std::nullopt;
    CommitObject commit = pending_.top().commit;
    pending_.pop();
    return commit;
  }

 private:
  const Repository::Impl& repository_;
  std::set<std::string> seen_;
  std::priority_queue<Pending> pending_;
};

}  // namespace

Result<std::vector<Identity>> recent_authors(const Repository& repository, const Revision& revision,
                                             int at_most) {
  const int bound = std::min(at_most, limits::kCommitsForAuthors);
  std::set<Identity> people;
  History history(*repository.impl());
  QUALM_TRY(history.add(revision.commit));
  for (int count = 0; count < bound; ++count) {
    const auto commit = history.next();
    if (!commit) break;
    note_people(*commit, people);
    for (const std::string& parent : commit->parents) QUALM_TRY(history.add(parent));
  }
  return std::vector<Identity>(people.begin(), people.end());
}

}  // namespace qualm::git
