// What a tree holds, found by path alone.

#include "engine/landscape.hpp"

#include <algorithm>
#include <array>
#include <map>

#include "documents/document.hpp"
#include "engine/path_kinds.hpp"
#include "engine/vicinity.hpp"
#include "support/path.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

/// Asks a vicinity about folders in the order of a walk, in which very many may stand side by side:
/// what their parent answers for all of them is asked once.
class Nearness {
 public:
  explicit Nearness(const Vicinity* within)
      : within_(within), all_(within == nullptr || within->holds_all_of("")) {}

  bool has(std::string_view folder) {
    if (within_ == nullptr) return true;
    if (!is_in_parent(folder)) {
      parent_ = folder_part(folder);
      all_ = within_->holds_all_of(parent_);
    }
    return all_ || within_->names(folder);
  }

 private:
  [[nodiscard]] bool is_in_parent(std::string_view folder) const {
    if (parent_.empty()) return folder.find('/') == std::string_view::npos;
    return folder.size() > parent_.size() && folder[parent_.size()] == '/' &&
           folder.starts_with(parent_) &&
           folder.find('/', parent_.size() + 1) == std::string_view::npos;
  }

  const Vicinity* within_;
  std::string parent_;
  bool all_;
};

/// Front matter keys by which the Hugging Face Hub knows a model repository.
bool marks_a_model(const Value& front_matter) {
  constexpr std::array<std::string_view, 5> kMarks = {"pipeline_tag", "library_name", "base_model",
                                                      "model-index", "model_name"};
  return std::any_of(kMarks.begin(), kMarks.end(),
                     [&](std::string_view key) { return front_matter.find(key) != nullptr; });
}

/// A README that cannot be read may be a card: it is kept, so that somebody hears of it.
bool is_card(const Snapshot& tree, const TreeEntry& entry, const documents::Kind& card) {
  if (entry.kind != EntryKind::file && entry.kind != EntryKind::executable) return false;
  const auto document = documents::read_document(tree, entry, card);
  return document->unreadable.has_value() || marks_a_model(document->data);
}

/// Whether other tools call files so as well.
bool has_shared_name(const Found& found) {
  const std::string& path = found.entry.path;
  const std::string name = ascii_lower(path.substr(path.rfind('/') + 1));
  const auto& shared = found.kind->shared_names;
  return std::find(shared.begin(), shared.end(), name) != shared.end();
}

/// The system whose folder is the nearest above `path`.
std::size_t system_above(const Landscape& land, std::string folder) {
  while (!folder.empty()) {
    const std::size_t slash = folder.rfind('/');
    folder.resize(slash == std::string::npos ? 0 : slash);
    const auto system = std::lower_bound(
        land.systems.begin(), land.systems.end(), folder,
        [](const System& one, const std::string& path) { return one.path < path; });
    if (system != land.systems.end() && system->path == folder)
      return static_cast<std::size_t>(system - land.systems.begin());
  }
  return kNoSystem;
}

void place_systems(const Policy& policy, Landscape& land) {
  std::map<std::string, System> systems;
  for (const DeclaredSystem& declared : policy.systems) {
    const std::string path = normal_folder(declared.path);
    System& system = systems[path];
    system.path = path;
    system.owner = declared.owner;
    system.covers = declared.covers;
    system.declared = true;
    system.where = declared.where;
  }
  for (const Found& found : land.documents) {
    if (found.kind->id != "model-card") continue;
    const std::string path = system_folder(found.entry.path);
    systems[path].path = path;
  }
  for (auto& [path, system] : systems) land.systems.push_back(std::move(system));
  for (Found& found : land.documents) found.system = system_above(land, found.entry.path);
  std::erase_if(land.documents, [](const Found& found) {
    return found.system == kNoSystem && has_shared_name(found);
  });
  for (std::size_t i = 0; i < land.documents.size(); ++i) {
    if (land.documents[i].system != kNoSystem)
      land.systems[land.documents[i].system].documents.push_back(i);
  }
}

/// A checkout on a file system that ignores case keeps only one of them.
void find_case_collisions(Landscape& land) {
  std::map<std::string, std::vector<std::string>> folded;
  for (const Found& found : land.documents) {
    auto& paths = folded[ascii_lower(found.entry.path)];
    if (paths.empty() || paths.back() != found.entry.path) paths.push_back(found.entry.path);
  }
  for (auto& [path, paths] : folded) {
    if (paths.size() > 1) land.case_collisions.push_back(std::move(paths));
  }
}

}  // namespace

std::string normal_folder(std::string path) {
  while (path.ends_with('/')) path.pop_back();
  if (path == ".") path.clear();
  return path;
}

std::string system_folder(const std::string& path) {
  std::size_t slash = path.rfind('/');
  std::string folder = slash == std::string::npos ? std::string() : path.substr(0, slash);
  slash = folder.rfind('/');
  const std::string name = ascii_lower(folder.substr(slash == std::string::npos ? 0 : slash + 1));
  if (std::find(kCollectingFolders.begin(), kCollectingFolders.end(), name) !=
      kCollectingFolders.end())
    folder.resize(slash == std::string::npos ? 0 : slash);
  return folder;
}

Result<Landscape> survey(const Snapshot& tree, const Policy& policy, const Vicinity* within) {
  QUALM_ASSIGN(const PathClasses classes, path_kinds(policy));
  const PathClasses excluded = excluded_folders(policy);
  Landscape land{.is_whole = within == nullptr};
  std::vector<TreeEntry> readmes;
  const auto kinds = documents::all_kinds();
  Nearness nearness(within);
  const auto enter = [&](std::string_view folder) {
    const bool is_near = nearness.has(folder);
    const auto here = classes.classes_of(folder);
    if (!is_near && here.empty()) return false;
    if (!excluded.classes_of(folder).empty()) {
      land.excluded.emplace_back(folder);
      return false;
    }
    // A folder where a document belongs would hide it: it is read as one, and found unreadable.
    for (const std::size_t id : here) {
      if (id >= kinds.size()) continue;
      land.documents.push_back(
          {.entry = {.path = std::string(folder), .kind = EntryKind::directory},
           .kind = &kinds[id]});
    }
    return is_near;
  };
  const auto visit = [&](const TreeEntry& entry) {
    for (const std::size_t id : classes.classes_of(entry.path)) {
      if (id < kinds.size()) {
        land.documents.push_back({.entry = entry, .kind = &kinds[id]});
      } else if (id == kArtefact) {
        land.artefacts.push_back(entry.path);
      } else if (id == kCardFile) {
        land.card_files.push_back(entry.path);
      } else if (id == kCardData) {
        land.card_data.push_back(entry.path);
      } else if (id == kCodeOwners && land.code_owners.empty()) {
        land.code_owners = entry.path;
      } else if (id == kReadme) {
        readmes.push_back(entry);
      }
    }
  };
  QUALM_TRY(tree.walk(enter, visit));
  const documents::Kind* card = documents::find_kind("model-card");
  for (const TreeEntry& readme : readmes) {
    const bool already =
        std::any_of(land.documents.begin(), land.documents.end(),
                    [&](const Found& found) { return found.entry.path == readme.path; });
    if (!already && is_card(tree, readme, *card))
      land.documents.push_back({.entry = readme, .kind = card});
  }
  std::sort(land.documents.begin(), land.documents.end(), [](const Found& a, const Found& b) {
    return a.entry.path != b.entry.path ? a.entry.path < b.entry.path : a.kind < b.kind;
  });
  place_systems(policy, land);
  find_case_collisions(land);
  return land;
}

}  // namespace qualm::engine
