// The walk from two sides.
//
// Every commit that has been read is one node. A node is fresh until it is marked known; a mark
// goes down to all ancestors that have been read at once, walked or not. So whatever the order:
//   - what is marked known is reached by a known commit: marks only go from children to parents;
//   - when no fresh node waits, each commit that tips reach and known ones do not has been walked,
//     since a path to it holds no known commit, and the walk stops at nothing else.
// The result can therefore only err by a known commit whose mark has not arrived. Where dates are
// honest it always has: the newest is walked first, on whichever side it stands, so that all that
// could mark a commit is walked before it. Where they lie, `settle` walks the known side a good
// deal further, and what even that does not reach is taken for fresh, which is the side to err on:
// it is judged once more.
//
// Dates only choose an order. Lest a commit dated 1970 have the other side walked to its root
// first, neither side may get more than about twice as far as the other.

#include "git/reachability.hpp"

#include <algorithm>
#include <limits>

namespace qualm::git {
namespace {

constexpr std::size_t kHeadStart = 1024;
constexpr std::size_t kMostEdges = 4 * kCommitsSeen;

// How far `settle` goes: commits that are newer than the oldest fresh one, and older ones.
constexpr std::size_t kNewerLookedAt = 20'000;
constexpr std::size_t kOlderLookedAt = 128;

tl::unexpected<Error> too_many() {
  return fail(ErrorCode::limit,
              "telling new commits from known ones takes more than " +
                  std::to_string(kCommitsSeen) + " commits",
              "push in smaller steps, oldest first");
}

}  // namespace

Result<Reachability::Index> Reachability::node_of(const git_oid& id) {
  const auto [place, is_new] = by_id_.try_emplace(id, static_cast<Index>(nodes_.size()));
  if (!is_new) return place->second;
  if (nodes_.size() == kCommitsSeen) return too_many();
  nodes_.push_back(Node{.id = id});
  return place->second;
}

/// Reads a commit's date and parents and queues it on its side.
Result<void> Reachability::read(Index at) {
  if (nodes_[at].state != State::unread) return {};
  auto commit = read_commit(repository_, nodes_[at].id);
  if (!commit) {
    if (commit.error().code != ErrorCode::incomplete) return fail(std::move(commit).error());
    nodes_[at].state = State::missing;
    return {};
  }
  edges_ += commit->parents.size();
  if (edges_ > kMostEdges) return too_many();
  std::vector<Index> parents;
  parents.reserve(commit->parents.size());
  for (const std::string& hex : commit->parents) {
    const auto id = from_hex(hex);
    if (!id) return fail(ErrorCode::invalid, "'" + hex + "' is no commit id");
    QUALM_ASSIGN(const Index parent, node_of(*id));
    parents.push_back(parent);
  }
  Node& node = nodes_[at];
  node.parents = std::move(parents);
  node.time = commit->committer ? commit->committer->time : 0;
  node.state = State::waiting;
  if (node.known) {
    for (const Index parent : node.parents) mark_known(parent);
    known_queue_.emplace(node.time, at);
  } else {
    ++fresh_waiting_;
    fresh_queue_.emplace(node.time, at);
  }
  return {};
}

void Reachability::mark_known(Index at) {
  std::vector<Index> pending = {at};
  while (!pending.empty()) {
    const Index next = pending.back();
    pending.pop_back();
    Node& node = nodes_[next];
    if (node.known) continue;
    node.known = true;
    if (node.state == State::waiting) {
      --fresh_waiting_;
      known_queue_.emplace(node.time, next);
    } else if (node.state == State::walked) {
      --fresh_walked_;
    }
    pending.insert(pending.end(), node.parents.begin(), node.parents.end());
  }
}

/// Reads the parents of a commit. A known parent of a fresh one is not read: the known side will.
Result<void> Reachability::expand(Index at) {
  nodes_[at].state = State::walked;
  const bool known = nodes_[at].known;
  const std::vector<Index> parents = nodes_[at].parents;
  for (const Index parent : parents) {
    if (!known && nodes_[parent].known) {
      if (parent == target_) met_target_ = true;
      continue;
    }
    QUALM_TRY(read(parent));
  }
  return {};
}

/// Takes commits off the fresh side that were found known while they waited.
void Reachability::drop_stale() {
  while (!fresh_queue_.empty() && nodes_[fresh_queue_.top().second].known) fresh_queue_.pop();
}

bool Reachability::known_side_is_next() const {
  if (known_queue_.empty()) return false;
  if (fresh_waiting_ == 0) return true;
  if (known_steps_ > 2 * fresh_steps_ + kHeadStart) return false;
  if (fresh_steps_ > 2 * known_steps_ + kHeadStart) return true;
  return known_queue_.top().first >= fresh_queue_.top().first;
}

Result<void> Reachability::step() {
  const bool known = known_side_is_next();
  Queue& queue = known ? known_queue_ : fresh_queue_;
  const Index at = queue.top().second;
  queue.pop();
  if (known) {
    ++known_steps_;
  } else {
    ++fresh_steps_;
    ++fresh_walked_;
    --fresh_waiting_;
  }
  QUALM_TRY(expand(at));
  drop_stale();
  return {};
}

Result<void> Reachability::add_tip(const git_oid& id) {
  QUALM_ASSIGN(const Index at, node_of(id));
  return read(at);
}

Result<void> Reachability::add_known(const git_oid& id) {
  QUALM_ASSIGN(const Index at, node_of(id));
  mark_known(at);
  QUALM_TRY(read(at));
  drop_stale();
  return {};
}

Result<void> Reachability::walk(std::size_t at_most) {
  while (fresh_waiting_ > 0) {
    if (fresh_walked_ > at_most && known_queue_.empty()) {
      return fail(ErrorCode::limit, "there are more than " + std::to_string(at_most) +
                                        " commits that are not known yet");
    }
    QUALM_TRY(step());
  }
  return {};
}

Result<bool> Reachability::walk_to(const git_oid& id) {
  QUALM_ASSIGN(target_, node_of(id));
  while (fresh_waiting_ > 0 && !met_target_) QUALM_TRY(step());
  return met_target_;
}

Result<void> Reachability::settle() {
  std::int64_t oldest = std::numeric_limits<std::int64_t>::max();
  for (const Node& node : nodes_) {
    if (node.state == State::walked && !node.known) oldest = std::min(oldest, node.time);
  }
  std::size_t newer = 0;
  std::size_t older = 0;
  while (fresh_walked_ > 0 && !known_queue_.empty()) {
    const bool is_newer = known_queue_.top().first >= oldest;
    std::size_t& count = is_newer ? newer : older;
    if (++count > (is_newer ? kNewerLookedAt : kOlderLookedAt)) break;
    const auto went = step();
    // There is an answer already; a limit only keeps us from looking further.
    if (!went && went.error().code == ErrorCode::limit) break;
    QUALM_TRY(went);
  }
  return {};
}

std::optional<git_oid> Reachability::cut_off() const {
  const auto missing = std::ranges::find_if(
      nodes_, [](const Node& node) { return node.state == State::missing && !node.known; });
  if (missing == nodes_.end()) return std::nullopt;
  return missing->id;
}

std::vector<git_oid> Reachability::fresh() const {
  const auto is_fresh = [this](Index at) {
    return nodes_[at].state == State::walked && !nodes_[at].known;
  };
  std::vector<std::size_t> children(nodes_.size(), 0);
  for (Index at = 0; at < nodes_.size(); ++at) {
    if (!is_fresh(at)) continue;
    for (const Index parent : nodes_[at].parents) ++children[parent];
  }
  Queue ready;
  for (Index at = 0; at < nodes_.size(); ++at) {
    if (is_fresh(at) && children[at] == 0) ready.emplace(nodes_[at].time, at);
  }
  std::vector<git_oid> order;
  while (!ready.empty()) {
    const Index at = ready.top().second;
    ready.pop();
    order.push_back(nodes_[at].id);
    for (const Index parent : nodes_[at].parents) {
      if (--children[parent] == 0 && is_fresh(parent)) ready.emplace(nodes_[parent].time, parent);
    }
  }
  return order;
}

}  // namespace qualm::git
