// Comparing the index with the commit that is checked out.

#include "commands/shared/staged_change.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "engine/landscape.hpp"
#include "engine/vicinity.hpp"
#include "gate/systems.hpp"
#include "git/snapshot.hpp"

namespace qualm::commands {
namespace {

struct Changed {
  std::string path;
  bool in_place = false;  ///< an ordinary file on both sides
};

bool is_plain(const TreeEntry& entry) {
  return entry.kind == EntryKind::file || entry.kind == EntryKind::executable;
}

Result<std::vector<Changed>> difference(const Snapshot& before, const Snapshot& after) {
  std::map<std::string, TreeEntry> old;
  QUALM_TRY(before.walk({}, [&](const TreeEntry& entry) { old.emplace(entry.path, entry); }));
  std::vector<Changed> changed;
  QUALM_TRY(after.walk({}, [&](const TreeEntry& entry) {
    const auto was = old.find(entry.path);
    if (was == old.end()) {
      changed.push_back({.path = entry.path});
      return;
    }
    // What has no id was added in name only, and its content is not known here.
    const bool is_same =
        !entry.id.empty() && was->second.id == entry.id && was->second.kind == entry.kind;
    if (!is_same)
      changed.push_back({.path = entry.path, .in_place = is_plain(was->second) && is_plain(entry)});
    old.erase(was);
  }));
  for (const auto& [path, entry] : old) changed.push_back({.path = path});
  return changed;
}

}  // namespace

Result<std::optional<std::vector<std::string>>> staged_change(const git::Repository& repository,
                                                              const Snapshot& index,
                                                              const Policy& policy) {
  const auto head = repository.resolve("HEAD");
  if (!head) return std::optional<std::vector<std::string>>();
  QUALM_ASSIGN(const auto before, git::commit_snapshot(repository, *head));
  QUALM_ASSIGN(const std::vector<Changed> changed, difference(*before, index));
  std::vector<engine::TouchedPath> touched;
  std::vector<std::string> paths;
  for (const Changed& one : changed) {
    touched.push_back({.path = one.path, .in_place = one.in_place});
    paths.push_back(one.path);
  }
  QUALM_ASSIGN(const auto vicinity, engine::vicinity_of(index, policy, touched));
  if (vicinity && !vicinity->is_governed()) return std::optional(std::vector<std::string>());
  QUALM_ASSIGN(const auto land, engine::survey(index, policy, vicinity ? &*vicinity : nullptr));
  const auto systems =
      gate::systems_of(index, policy, land, [](const std::string&) { return false; });
  const gate::SystemPaths owners(systems);
  std::set<std::size_t> places;
  for (const Changed& one : changed) {
    for (const std::size_t place : owners.of(one.path)) places.insert(place);
  }
  for (const std::size_t place : places) paths.push_back(systems[place].path);
  return std::optional(std::move(paths));
}

}  // namespace qualm::commands
