// Which model files a system has, and which of them no manifest lists.

#include "engine/system_artefacts.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "documents/document.hpp"
#include "support/glob.hpp"
#include "support/path.hpp"

namespace qualm::engine {
namespace {

constexpr std::string_view kManifest = "artefact-manifest";

/// The system whose folder is the nearest above `path`.
std::size_t nearest_system(const Landscape& land, std::string_view path) {
  for (std::string_view folder = path; !folder.empty();) {
    folder = folder_part(folder);
    const auto system = std::lower_bound(
        land.systems.begin(), land.systems.end(), folder,
        [](const System& one, std::string_view wanted) { return one.path < wanted; });
    if (system != land.systems.end() && system->path == folder)
      return static_cast<std::size_t>(system - land.systems.begin());
  }
  return kNoSystem;
}

/// What the policy says each system covers.
std::vector<std::pair<Glob, std::size_t>> covered_paths(const Landscape& land) {
  std::vector<std::pair<Glob, std::size_t>> covers;
  for (std::size_t i = 0; i < land.systems.size(); ++i) {
    for (const std::string& glob : land.systems[i].covers) covers.emplace_back(Glob(glob), i);
  }
  return covers;
}

/// The manifest that lists each file, by the paths that its entries may mean.
Result<std::map<std::string, std::string>> listed_files(Shelf& shelf) {
  std::map<std::string, std::string> listed;
  for (const documents::Document* manifest : shelf.all_of(kManifest)) {
    if (manifest->unreadable) return tl::unexpected<Error>(*manifest->unreadable);
    const Value* artefacts = manifest->data.find("artefacts");
    if (artefacts == nullptr) continue;
    for (const Value& artefact : artefacts->items()) {
      const Value* file = artefact.find("file");
      if (file == nullptr || !file->is_scalar()) continue;
      for (const std::string_view base : {folder_part(manifest->path), std::string_view()})
        listed.emplace(path_from(base, file->text()), manifest->path);
    }
  }
  return listed;
}

std::string own_manifest(const Landscape& land, const System& system) {
  const auto own =
      std::find_if(system.documents.begin(), system.documents.end(),
                   [&](std::size_t index) { return land.documents[index].kind->id == kManifest; });
  return own == system.documents.end() ? std::string() : land.documents[*own].entry.path;
}

}  // namespace

std::vector<std::vector<std::string>> artefacts_by_system(const Landscape& land) {
  const auto covers = covered_paths(land);
  std::vector<std::vector<std::string>> systems(land.systems.size());
  for (const std::string& artefact : land.artefacts) {
    if (artefact.ends_with(".yaml") || artefact.ends_with(".yml")) continue;
    std::size_t system = nearest_system(land, artefact);
    if (system == kNoSystem) {
      const auto covering = std::find_if(covers.begin(), covers.end(), [&](const auto& one) {
        return one.first.matches(artefact);
      });
      if (covering != covers.end()) system = covering->second;
    }
    if (system != kNoSystem) systems[system].push_back(artefact);
  }
  return systems;
}

Result<std::vector<SystemArtefacts>> listed_artefacts(const Landscape& land, Shelf& shelf) {
  std::vector<SystemArtefacts> all;
  const auto systems = artefacts_by_system(land);
  if (std::all_of(systems.begin(), systems.end(), [](const auto& one) { return one.empty(); }))
    return all;  // any manifest of the tree may list a file: they are not read for nothing
  QUALM_ASSIGN(const auto listed, listed_files(shelf));
  for (std::size_t i = 0; i < systems.size(); ++i) {
    if (systems[i].empty()) continue;
    SystemArtefacts one{.system = i, .manifest = {}, .unlisted = {}};
    for (const std::string& artefact : systems[i]) {
      const auto entry = listed.find(artefact);
      if (entry == listed.end()) {
        one.unlisted.push_back(artefact);
      } else if (one.manifest.empty()) {
        one.manifest = entry->second;
      }
    }
    if (one.manifest.empty()) one.manifest = own_manifest(land, land.systems[i]);
    all.push_back(std::move(one));
  }
  return all;
}

}  // namespace qualm::engine
