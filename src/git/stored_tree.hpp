// A tree object that was read and checked.

#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
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

/// Trees that were read, by raw id, up to a few MiB: both sides of a change share most of theirs.
/// Safe to ask from several threads.
class StoredTrees {
 public:
  /// Null when it is not kept.
  [[nodiscard]] StoredTreePtr find(std::string_view id) const;
  void keep(std::string_view id, const StoredTreePtr& tree);

 private:
  static constexpr std::size_t kMostBytes = std::size_t{16} * 1024 * 1024;

  mutable std::mutex mutex_;
  std::map<std::string, StoredTreePtr, std::less<>> trees_;
  std::size_t weight_ = 0;
};

/// Reads and checks the tree that stands at `path`, the top tree at the empty path, unless it was
/// read before. `limit`, `invalid` and `incomplete` as `read_object` and `parse_tree`.
[[nodiscard]] Result<StoredTreePtr> read_stored_tree(const Repository::Impl& repository,
                                                     const git_oid& id, std::string_view path);

}  // namespace qualm::git
