// Listing the files of a system.

#include "gate/system_files.hpp"

#include <string_view>

#include "engine/vicinity.hpp"
#include "support/path.hpp"

namespace qualm::gate {
namespace {

bool is_at_or_below(std::string_view path, std::string_view place) {
  return place.empty() || path == place ||
         (path.starts_with(place) && path.substr(place.size()).starts_with('/'));
}

/// The folder that everything lies below which a glob matches: empty for the root.
std::string fixed_part(std::string_view glob) {
  const std::size_t wild = glob.find_first_of("*?[{\\");
  if (wild == std::string_view::npos) return std::string(glob);
  return std::string(folder_part(glob.substr(0, wild)));
}

}  // namespace

Result<std::vector<TreeEntry>> entries_below(const Snapshot& tree, const std::string& place) {
  std::vector<TreeEntry> entries;
  const auto enter = [&](std::string_view folder) {
    return is_at_or_below(folder, place) || is_at_or_below(place, folder);
  };
  QUALM_TRY(tree.walk(enter, [&](const TreeEntry& entry) {
    if (is_at_or_below(entry.path, place)) entries.push_back(entry);
  }));
  return entries;
}

Result<std::vector<std::vector<TreeEntry>>> files_of(const Snapshot& tree,
                                                     const std::vector<SystemOfTree>& all,
                                                     const std::vector<std::size_t>& wanted) {
  std::vector<SystemOfTree> asked;
  engine::Vicinity near;
  for (const std::size_t place : wanted) {
    asked.push_back(all[place]);
    near.add_below(all[place].path);
    for (const std::string& glob : all[place].covers) near.add_below(fixed_part(glob));
  }
  const SystemPaths paths(asked);
  std::vector<std::vector<TreeEntry>> files(wanted.size());
  const auto enter = [&](std::string_view folder) {
    return near.names(folder) || near.holds_all_of(folder);
  };
  QUALM_TRY(tree.walk(enter, [&](const TreeEntry& entry) {
    for (const std::size_t place : paths.of(entry.path)) files[place].push_back(entry);
  }));
  return files;
}

}  // namespace qualm::gate
