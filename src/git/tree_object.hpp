// A tree object as its bytes state it, with every entry checked before anybody sees it.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/snapshot.hpp"
#include "support/result.hpp"

namespace qualm::git {

/// One line of a tree. `name` and `id` (20 raw bytes) point into the bytes of the tree.
struct TreeItem {
  std::string_view name;
  std::string_view id;
  EntryKind kind = EntryKind::file;
};

/// Reads the bytes of a tree object in Git's order. `invalid`, naming `path` (the tree's own place,
/// empty at the top), for an entry no tree may hold, entries out of order and names that stand
/// twice, be it as a file and as a directory.
[[nodiscard]] Result<std::vector<TreeItem>> parse_tree(std::string_view bytes,
                                                       std::string_view path);

/// The item called `name`; null when there is none. `items` comes from `parse_tree`.
[[nodiscard]] const TreeItem* find_item(const std::vector<TreeItem>& items, std::string_view name);

/// What a Git file mode stands for; nothing for a mode no tree may hold.
[[nodiscard]] std::optional<EntryKind> kind_of_mode(unsigned mode);

}  // namespace qualm::git
