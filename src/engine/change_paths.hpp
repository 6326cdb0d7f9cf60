// Which paths differ between two trees, and which hold the same content.

#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/change_sides.hpp"
#include "model/policy.hpp"
#include "model/snapshot.hpp"
#include "support/result.hpp"

namespace qualm::engine {

/// Whether two entries of two trees are the same file, link or submodule. An executable file is a
/// file. Object ids are compared where both have one, contents otherwise. Fails where a content
/// cannot be read; one beyond `limits::kArtefactBytes` counts as another.
[[nodiscard]] Result<bool> same_entry(const Snapshot& left_tree, const TreeEntry& left,
                                      const Snapshot& right_tree, const TreeEntry& right);

/// Every path that differs, by walking both trees; folders that `policy` excludes are not entered.
/// Fails as walking and `same_entry` do.
[[nodiscard]] Result<std::vector<ChangedPath>> changed_paths(const Snapshot& before,
                                                             const Snapshot& after,
                                                             const Policy& policy);

/// The same for paths that are known to differ already.
[[nodiscard]] Result<std::vector<ChangedPath>> look_up_paths(const Snapshot& before,
                                                             const Snapshot& after,
                                                             const std::vector<std::string>& paths);

/// Tells contents of changed files apart without holding on to them.
class Contents {
 public:
  explicit Contents(const Change& change) : change_(change) {}

  /// What tells the content of an entry of either side from any other: the object id where all
  /// changed files have one, the digest otherwise. Empty for what is no file and for an empty file.
  /// Fails where it cannot be read.
  [[nodiscard]] Result<std::string> before(const TreeEntry& entry);
  [[nodiscard]] Result<std::string> after(const TreeEntry& entry);

  /// The SHA-256 of the content; of what it points to for a Git LFS pointer. Empty as above, and
  /// beyond `limits::kArtefactBytes`.
  [[nodiscard]] Result<std::string> digest_before(const TreeEntry& entry);
  [[nodiscard]] Result<std::string> digest_after(const TreeEntry& entry);

 private:
  using Known = std::map<std::string, std::string, std::less<>>;
  [[nodiscard]] static Result<std::string> read(const Snapshot& tree, const TreeEntry& entry,
                                                Known& known);
  [[nodiscard]] bool all_have_ids();

  const Change& change_;
  std::optional<bool> all_have_ids_;
  Known before_;
  Known after_;
};

/// The SHA-256 that a Git LFS pointer names; nothing for any other text.
[[nodiscard]] std::optional<std::string> lfs_digest(std::string_view text);

/// Whether an entry is a file that holds a Git LFS pointer. Fails where it cannot be read.
[[nodiscard]] Result<bool> is_lfs_pointer(const Snapshot& tree, const TreeEntry& entry);

/// Whether an entry is an ordinary file.
[[nodiscard]] bool is_file(const std::optional<TreeEntry>& entry);

}  // namespace qualm::engine
