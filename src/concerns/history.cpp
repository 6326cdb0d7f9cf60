// The set of a concern's events, and which of them follows which.

#include "concerns/history.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

namespace qualm::concerns {
namespace {

/// Takes what another copy of the same event adds. A copy under a wrong name stays on record: it
/// stands where some other event stood.
void add_copy(LedgerEvent& kept, LedgerEvent copy) {
  std::move(copy.introductions.begin(), copy.introductions.end(),
            std::back_inserter(kept.introductions));
  kept.evidence = std::max(kept.evidence, copy.evidence);
  kept.follow_up_proven = kept.follow_up_proven || copy.follow_up_proven;
  if (kept.changed_by.empty()) kept.changed_by = std::move(copy.changed_by);
  if (kept.since.empty()) kept.since = std::move(copy.since);
  kept.looked_at = std::max(kept.looked_at, copy.looked_at);
  if (kept.event.has(EventProblemKind::misnamed)) return;
  if (copy.event.has(EventProblemKind::misnamed)) kept.event = std::move(copy.event);
}

/// Copies come in any order; what is kept of them may not depend on it.
bool comes_first(const LedgerEvent& left, const LedgerEvent& right) {
  return std::tie(left.event.digest, left.event.file) <
         std::tie(right.event.digest, right.event.file);
}

bool stands_before(const Introduction& left, const Introduction& right) {
  const auto parts = [](const Introduction& one) {
    return std::tie(one.commit, one.settled, one.fault, one.signer, one.author, one.committer,
                    one.received, one.stated);
  };
  return parts(left) < parts(right);
}

}  // namespace

History::History(const std::string& concern, std::vector<LedgerEvent> events) : concern_(concern) {
  merge(std::move(events));
  link(concern);
}

void History::merge(std::vector<LedgerEvent> events) {
  std::sort(events.begin(), events.end(), comes_first);
  for (LedgerEvent& event : events) {
    if (!events_.empty() && events_.back().event.digest == event.event.digest) {
      add_copy(events_.back(), std::move(event));
    } else {
      events_.push_back(std::move(event));
    }
  }
  for (LedgerEvent& event : events_) {
    std::sort(event.introductions.begin(), event.introductions.end(), stands_before);
  }
  by_id_.resize(events_.size());
  std::iota(by_id_.begin(), by_id_.end(), std::size_t{0});
  std::stable_sort(by_id_.begin(), by_id_.end(), [&](std::size_t left, std::size_t right) {
    return event(left).id < event(right).id;
  });
  clashes_.assign(events_.size(), false);
  for (std::size_t i = 1; i < by_id_.size(); ++i) {
    if (event(by_id_[i - 1]).id != event(by_id_[i]).id) continue;
    clashes_[by_id_[i - 1]] = true;
    clashes_[by_id_[i]] = true;
  }
}

void History::link(const std::string& concern) {
  std::set<std::string> missing;
  if (find(concern).empty()) missing.insert(concern);
  for (const LedgerEvent& one : events_) {
    for (const std::string& id : one.event.follows) {
      if (find(id).empty()) missing.insert(id);
    }
  }
  missing_.assign(missing.begin(), missing.end());
  const auto node_of = [&](const std::string& id) {
    const auto at = std::lower_bound(missing_.begin(), missing_.end(), id);
    return events_.size() + static_cast<std::size_t>(at - missing_.begin());
  };
  if (missing.contains(concern)) missing_root_ = node_of(concern);
  follows_.resize(events_.size());
  for (std::size_t node = 0; node < events_.size(); ++node) {
    for (const std::string& id : event(node).follows) {
      std::vector<std::size_t> found = find(id);
      if (found.empty()) found.push_back(node_of(id));
      follows_[node].insert(follows_[node].end(), found.begin(), found.end());
    }
  }
}

const std::string* History::missing_from(std::size_t node) const {
  const std::vector<std::string>& ids = event(node).follows;
  const auto found = std::find_if(ids.begin(), ids.end(), [&](const std::string& id) {
    return std::binary_search(missing_.begin(), missing_.end(), id);
  });
  return found == ids.end() ? nullptr : &*found;
}

std::vector<std::size_t> History::find(const std::string& id) const {
  const auto first = std::partition_point(by_id_.begin(), by_id_.end(),
                                          [&](std::size_t node) { return event(node).id < id; });
  const auto last = std::partition_point(first, by_id_.end(),
                                         [&](std::size_t node) { return event(node).id <= id; });
  return {first, last};
}

NodeSet History::reached(std::size_t node) const {
  NodeSet seen(nodes(), false);
  std::vector<std::size_t> waiting = follows_[node];
  while (!waiting.empty()) {
    const std::size_t next = waiting.back();
    waiting.pop_back();
    if (seen[next]) continue;
    seen[next] = true;
    if (next < events_.size()) {
      waiting.insert(waiting.end(), follows_[next].begin(), follows_[next].end());
    }
  }
  return seen;
}

}  // namespace qualm::concerns
