// The index: what Git would commit, and which files it tracks.

#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "git/repository.hpp"
#include "model/snapshot.hpp"
#include "support/result.hpp"

namespace qualm::git {

/// A path in the index. Texts point into the index that was read.
struct IndexItem {
  std::string_view path;
  std::string_view id;  ///< 20 raw bytes
  EntryKind kind = EntryKind::file;
  bool unmerged = false;        ///< two or three versions stand side by side
  bool outside_sparse = false;  ///< a sparse checkout leaves it out of the work tree
  bool only_intended = false;   ///< `git add --intent-to-add`: tracked, not to be committed yet
};

/// The index as it was at one moment; never changes, so threads may share it.
class IndexFile {
 public:
  /// Reads the index of `repository`; empty when there is none. Every path is checked: `invalid`
  /// for one no tree may hold and for a damaged index, `unsupported` for a split or sparse index,
  /// `limit` for too many entries.
  [[nodiscard]] static Result<IndexFile> read(const Repository& repository);

  /// In byte order of paths; unmerged paths stand once.
  [[nodiscard]] const std::vector<IndexItem>& items() const { return items_; }
  /// The item at `path`; null when there is none.
  [[nodiscard]] const IndexItem* find(std::string_view path) const;
  /// Whether any item lies below the directory `path`.
  [[nodiscard]] bool has_below(std::string_view path) const;
  /// The position of the first item that is not before `path`.
  [[nodiscard]] std::size_t lower_bound(std::string_view path) const;

 private:
  std::shared_ptr<const void> owner_;  // what the items point into
  std::vector<IndexItem> items_;
};

/// The error for an item that is unmerged.
[[nodiscard]] Error unmerged_error(const IndexItem& item);

}  // namespace qualm::git
