// What the trees of a change tell about the folders of systems.

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "documents/kind.hpp"
#include "engine/change_paths.hpp"
#include "engine/change_policy_parts.hpp"
#include "engine/change_sides.hpp"
#include "engine/path_kinds.hpp"

namespace qualm::engine {
namespace {

/// The entries below a folder, by their path within.
using Files = std::map<std::string, TreeEntry>;

std::optional<Files> files_in(const Snapshot& tree, const std::string& folder) {
  Files files;
  const auto walked = tree.walk(
      [&](std::string_view path) { return stands_in(folder, path) || stands_in(path, folder); },
      [&](const TreeEntry& entry) {
        if (stands_in(entry.path, folder)) files.emplace(entry.path.substr(folder.size()), entry);
      });
  return walked ? std::optional(std::move(files)) : std::nullopt;
}

/// Whether something stands at a path; yes where nobody can tell.
bool may_stand(const Snapshot& tree, const std::string& path) {
  const auto entry = tree.find(path);
  return !entry || entry->has_value();
}

bool is_card(const PathClasses& classes, const std::string& path) {
  const auto kinds = documents::all_kinds();
  const auto ids = classes.classes_of(path);
  return std::any_of(ids.begin(), ids.end(), [&](std::size_t id) {
    return id == kReadme || (id < kinds.size() && kinds[id].id == "model-card");
  });
}

}  // namespace

bool is_new_folder(const PolicyTrees& trees, const std::string& folder) {
  return trees.before != nullptr && !folder.empty() && !may_stand(*trees.before, folder);
}

bool has_moved(const PolicyTrees& trees, const Policy& before, const std::string& from,
               const std::string& to) {
  if (trees.before == nullptr || trees.after == nullptr || from.empty() || to.empty()) return false;
  if (may_stand(*trees.after, from) || may_stand(*trees.before, to)) return false;
  const auto classes = path_kinds(before);
  const auto left = files_in(*trees.before, from);
  const auto here = files_in(*trees.after, to);
  if (!classes || !left || !here) return false;
  std::size_t unchanged = 0;
  for (const auto& [within, old] : *left) {
    const auto now = here->find(within);
    const auto same = now == here->end()
                          ? Result<bool>(false)
                          : same_entry(*trees.before, old, *trees.after, now->second);
    const bool stays = same && *same;
    // The system is where its card is: whatever else went elsewhere is another.
    if (!stays && is_card(*classes, old.path)) return false;
    if (stays) ++unchanged;
  }
  return unchanged * 2 > left->size();
}

}  // namespace qualm::engine
