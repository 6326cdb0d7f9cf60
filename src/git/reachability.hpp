// Which commits some commits reach and others do not, however their dates lie.

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <queue>
#include <utility>
#include <vector>

#include "git/libgit2.hpp"
#include "support/limits.hpp"

namespace qualm::git {

/// Commits that may be looked at before a walk is given up, new and known together.
inline constexpr std::size_t kCommitsSeen = 10 * limits::kCommitsWalked;

/// A walk from two sides: down from tips, whose commits are `fresh` until the other side, down from
/// known commits, is found to reach them. A commit that is found known late takes all it reaches
/// with it, so a fresh commit is never left out; a known one can only be taken for fresh when
/// nothing but a path through misdated commits shows that it is known (`settle`).
class Reachability {
 public:
  explicit Reachability(const Repository::Impl& repository) : repository_(repository) {}

  /// Starting points. Commits that are missing are noted, and matter only where a fresh one is.
  [[nodiscard]] Result<void> add_tip(const git_oid& id);
  [[nodiscard]] Result<void> add_known(const git_oid& id);

  /// Walks until no fresh commit waits. `limit` beyond `kCommitsSeen`, or when more than `at_most`
  /// are fresh and nothing is left that could change that.
  [[nodiscard]] Result<void> walk(std::size_t at_most);

  /// The same, but stops as soon as a fresh commit has the known commit `id` for a parent; says
  /// whether one has.
  [[nodiscard]] Result<bool> walk_to(const git_oid& id);

  /// Goes on from the known side for as long as it may still meet fresh commits.
  [[nodiscard]] Result<void> settle();

  /// A missing commit that would be fresh, so that history is cut off there.
  [[nodiscard]] std::optional<git_oid> cut_off() const;

  /// The fresh commits, children before parents, otherwise newest first.
  [[nodiscard]] std::vector<git_oid> fresh() const;

 private:
  using Index = std::uint32_t;
  enum class State : std::uint8_t { unread, waiting, walked, missing };

  struct Node {
    git_oid id = {};
    std::int64_t time = 0;
    std::vector<Index> parents;
    State state = State::unread;
    bool known = false;
  };

  struct ById {
    bool operator()(const git_oid& left, const git_oid& right) const {
      return git_oid_cmp(&left, &right) < 0;
    }
  };

  /// Newest first by the committer's clock.
  using Queue = std::priority_queue<std::pair<std::int64_t, Index>>;

  [[nodiscard]] Result<Index> node_of(const git_oid& id);
  [[nodiscard]] Result<void> read(Index at);
  [[nodiscard]] Result<void> expand(Index at);
  [[nodiscard]] Result<void> step();
  void mark_known(Index at);
  void drop_stale();
  [[nodiscard]] bool known_side_is_next() const;

  const Repository::Impl& repository_;
  std::map<git_oid, Index, ById> by_id_;
  std::vector<Node> nodes_;
  Queue fresh_queue_;
  Queue known_queue_;
  std::size_t edges_ = 0;
  std::size_t fresh_waiting_ = 0;
  std::size_t fresh_walked_ = 0;
  std::size_t fresh_steps_ = 0;
  std::size_t known_steps_ = 0;
  std::optional<Index> target_;
  bool met_target_ = false;
};

}  // namespace qualm::git
