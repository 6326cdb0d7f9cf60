// A tree object that was read and checked.

#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "git/libgit2.hpp"
#include "git/tree_object.hpp"

namespace qualm::git {

/// `items` point into `bytes`.
struct StoredTree {
  OdbObjectHandle bytes;
  std::vector<TreeItem> items;

  /// What keeping it costs, in bytes.
  [[nodiscard]] std::size_t weight() const {
    return bytes_of(bytes).size() + items.size() * sizeof(TreeItem) + sizeof(StoredTree);
  }
};

using StoredTreePtr = std::shared_ptr<const StoredTree>;

/// Reads and checks the tree that stands at `path`, the top tree at the empty path. `limit`,
/// `invalid` and `incomplete` as `read_object` and `parse_tree`.
[[nodiscard]] Result<StoredTreePtr> read_stored_tree(const Repository::Impl& repository,
                                                     const git_oid& id, std::string_view path);

}  // namespace qualm::git
