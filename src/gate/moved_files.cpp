// Following files to where they stood before.

#include "gate/moved_files.hpp"

#include <algorithm>
#include <utility>

namespace qualm::gate {
namespace {

/// Files that went and are remembered; a history that throws more away is not searched whole.
constexpr std::size_t kRemembered = 200'000;

/// The id of the empty file, which says nothing about where a file came from.
constexpr std::string_view kEmpty =
    "\xe6\x9d\xe2\x9b\xb2\xd1\xd6\x43\x4b\x8b\x29\xae\x77\x5a\xd8\xc2\xe4\x8c\x53\x91";

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

/// The only path of each file name; empty where there are several.
std::map<std::string_view, const git::TreeChange*> by_name(
    const std::vector<const git::TreeChange*>& changes) {
  std::map<std::string_view, const git::TreeChange*> names;
  for (const git::TreeChange* change : changes) {
    const auto [entry, is_new] = names.emplace(file_name(change->path), change);
    if (!is_new) entry->second = nullptr;
  }
  return names;
}

}  // namespace

std::set<std::size_t> MovedFiles::places_of(const std::string& path) const {
  const std::vector<std::size_t> now = paths_.of(path);
  std::set<std::size_t> places(now.begin(), now.end());
  const auto then = watched_.find(path);
  if (then != watched_.end()) places.insert(then->second.begin(), then->second.end());
  return places;
}

void MovedFiles::watch(const std::string& path, const std::set<std::size_t>& places,
                       std::size_t gone) {
  const std::set<std::size_t> known = places_of(path);
  for (const std::size_t place : places) {
    if (known.contains(place)) continue;
    watched_[path].insert(place);
    by_move_[gone][path].insert(place);
  }
}

void MovedFiles::follow(std::size_t commit, const std::vector<git::TreeChange>& changes) {
  std::vector<const git::TreeChange*> added;
  std::vector<const git::TreeChange*> gone;
  for (const git::TreeChange& change : changes) {
    if (change.change == git::TreeChangeKind::removed) gone.push_back(&change);
    if (change.change == git::TreeChangeKind::added && !places_of(change.path).empty())
      added.push_back(&change);
  }
  const auto only_gone = by_name(gone);
  const auto only_added = by_name(added);
  for (const git::TreeChange* change : gone) {
    if (change->id != kEmpty && removed_.size() < kRemembered)
      removed_.emplace(change->id, std::pair(change->path, commit));
  }
  for (const git::TreeChange* change : added) {
    const std::set<std::size_t> places = places_of(change->path);
    const auto same_name = only_gone.find(file_name(change->path));
    if (same_name != only_gone.end() && same_name->second != nullptr &&
        only_added.at(same_name->first) != nullptr)
      watch(same_name->second->path, places, commit);
    if (change->id == kEmpty) continue;
    added_[change->id].insert(places.begin(), places.end());
    const auto [first, last] = removed_.equal_range(change->id);
    std::for_each(first, last, [&](const auto& entry) {
      watch(entry.second.first, places, entry.second.second);
    });
  }
  for (const git::TreeChange* change : gone) {
    const auto found = added_.find(change->id);
    if (found != added_.end()) watch(change->path, found->second, commit);
  }
}

std::map<std::size_t, std::vector<const MovedFiles::Watched*>> MovedFiles::beside() const {
  std::map<std::size_t, std::vector<const Watched*>> found;
  if (by_move_.empty()) return found;
  std::map<std::string_view, std::size_t> place_of;
  for (std::size_t i = 0; i < commits_.size(); ++i) place_of.emplace(commits_[i].id, i);
  const std::size_t last = by_move_.rbegin()->first;
  std::vector<std::vector<std::size_t>> parents(last);
  for (std::size_t i = 0; i < last; ++i) {
    for (const std::string& parent : commits_[i].commit.parents) {
      const auto entry = place_of.find(parent);
      if (entry != place_of.end()) parents[i].push_back(entry->second);
    }
  }
  for (const auto& [commit, watched] : by_move_) {
    std::vector<bool> upon(commits_.size());
    upon[commit] = true;
    for (std::size_t i = commit; i-- > 0;) {
      upon[i] = std::any_of(parents[i].begin(), parents[i].end(),
                            [&](std::size_t parent) { return upon[parent]; });
      if (!upon[i]) found[i].push_back(&watched);
    }
  }
  return found;
}

}  // namespace qualm::gate
