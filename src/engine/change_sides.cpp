// The two sides of a change.

#include "engine/change_sides.hpp"

#include <algorithm>

#include "support/path.hpp"

namespace qualm::engine {
namespace {

std::size_t system_at(const Landscape& land, std::string_view folder) {
  const auto system = std::lower_bound(
      land.systems.begin(), land.systems.end(), folder,
      [](const System& one, std::string_view wanted) { return one.path < wanted; });
  return system != land.systems.end() && system->path == folder
             ? static_cast<std::size_t>(system - land.systems.begin())
             : kNoSystem;
}

}  // namespace

PathOwners::PathOwners(const Landscape& land) : land_(land) {
  for (std::size_t i = 0; i < land.systems.size(); ++i) {
    for (const std::string& glob : land.systems[i].covers) covers_.emplace_back(Glob(glob), i);
  }
}

std::vector<std::size_t> PathOwners::of(std::string_view path) const {
  std::vector<std::size_t> systems;
  const auto add = [&](std::size_t system) {
    if (system == kNoSystem || std::find(systems.begin(), systems.end(), system) != systems.end())
      return;
    systems.push_back(system);
  };
  for (std::string_view folder = path; !folder.empty();) {
    folder = folder_part(folder);
    add(system_at(land_, folder));
  }
  for (const auto& [glob, system] : covers_) {
    if (glob.matches(path)) add(system);
  }
  return systems;
}

std::size_t PathOwners::nearest(std::string_view path) const {
  for (std::string_view folder = path; !folder.empty();) {
    folder = folder_part(folder);
    if (const std::size_t system = system_at(land_, folder); system != kNoSystem) return system;
  }
  return kNoSystem;
}

bool PathOwners::has(std::size_t system, std::string_view path) const {
  return stands_in(path, land_.systems[system].path) ||
         std::any_of(covers_.begin(), covers_.end(), [&](const auto& one) {
           return one.second == system && one.first.matches(path);
         });
}

void Change::sort_paths() {
  for (ChangeSide* side : {&before, &after}) {
    side->touched.assign(side->land.systems.size(), {});
    for (std::size_t i = 0; i < paths.size(); ++i) {
      for (const std::size_t system : side->owners.of(paths[i].path))
        side->touched[system].push_back(i);
    }
  }
}

const ChangedPath* Change::find(std::string_view path) const {
  const auto found = std::lower_bound(
      paths.begin(), paths.end(), path,
      [](const ChangedPath& one, std::string_view wanted) { return one.path < wanted; });
  return found != paths.end() && found->path == path ? &*found : nullptr;
}

const std::string& Change::folder(const SystemPair& pair) const {
  return pair.after != kNoSystem ? after.land.systems[pair.after].path
                                 : before.land.systems[pair.before].path;
}

bool Change::moved(const SystemPair& pair) const {
  return pair.stays() &&
         before.land.systems[pair.before].path != after.land.systems[pair.after].path;
}

DocumentList documents_of(const ChangeSide& side, std::size_t system, std::string_view kind) {
  DocumentList documents;
  if (system == kNoSystem) return documents;
  for (const std::size_t index : side.land.systems[system].documents) {
    if (side.land.documents[index].kind->id == kind) documents.push_back(&side.shelf.at(index));
  }
  return documents;
}

std::optional<DocumentsOfBoth> changed_documents(const Change& change, const SystemPair& pair,
                                                 std::string_view kind) {
  const auto any_differs = [&](const ChangeSide& side, std::size_t system) {
    if (system == kNoSystem) return false;
    const auto& indices = side.land.systems[system].documents;
    return std::any_of(indices.begin(), indices.end(), [&](std::size_t index) {
      const Found& found = side.land.documents[index];
      return found.kind->id == kind && change.find(found.entry.path) != nullptr;
    });
  };
  if (!any_differs(change.before, pair.before) && !any_differs(change.after, pair.after))
    return std::nullopt;
  return DocumentsOfBoth{documents_of(change.before, pair.before, kind),
                         documents_of(change.after, pair.after, kind)};
}

bool stands_in(std::string_view path, std::string_view folder) {
  if (folder.empty() || path == folder) return true;
  return path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
}

std::string shown_folder(const std::string& folder) { return folder.empty() ? "." : folder; }

}  // namespace qualm::engine
