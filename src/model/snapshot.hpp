// One tree of files: a work tree, an index, a commit, or files held in memory.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "support/result.hpp"

namespace qualm {

/// What stands at a path. A symbolic link is never followed, a submodule never entered.
enum class EntryKind : std::uint8_t { file, executable, directory, symlink, submodule };

struct TreeEntry {
  std::string path;  ///< from the root, `/`-separated, validated (design: limits on input)
  EntryKind kind = EntryKind::file;
  std::string id;  ///< raw object id where the snapshot has one; otherwise empty
};

/// Read access to one tree. Implementations are safe to read from several threads at once.
class Snapshot {
 public:
  Snapshot() = default;
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;
  virtual ~Snapshot() = default;

  /// What is being judged, in words: "the work tree", "the index", "commit 3fa9c2d".
  [[nodiscard]] virtual std::string label() const = 0;

  using Visit = std::function<void(const TreeEntry&)>;
  /// Whether the walk should enter a directory; `path` has no trailing slash.
  using Enter = std::function<bool(std::string_view path)>;

  /// Calls `visit` for every entry below the root that is not a directory, in path order, skipping
  /// directories for which `enter` says no. Fails with `limit` or `invalid` (an entry name no tree
  /// may hold), and with `incomplete` when a tree object is missing; nothing is silently left out.
  [[nodiscard]] virtual Result<void> walk(const Enter& enter, const Visit& visit) const = 0;

  /// The entry at `path`, looked up component by component in the tree; nothing when there is none.
  [[nodiscard]] virtual Result<std::optional<TreeEntry>> find(std::string_view path) const = 0;

  /// The bytes of a file, or the target of a symbolic link. The size is checked before the content
  /// is read: `limit` when it exceeds `at_most` bytes; `incomplete` when the object is missing.
  [[nodiscard]] virtual Result<std::string> read(const TreeEntry& entry,
                                                 std::size_t at_most) const = 0;
};

}  // namespace qualm
