// The two sides of a change: what is protected, and what is pushed onto it.

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "documents/document.hpp"
#include "engine/landscape.hpp"
#include "engine/shelf.hpp"
#include "model/concern.hpp"
#include "model/policy.hpp"
#include "model/snapshot.hpp"
#include "support/glob.hpp"
#include "support/result.hpp"

namespace qualm::engine {

/// Which systems of a landscape a path belongs to: by their folder, or by what the policy says they
/// cover.
class PathOwners {
 public:
  explicit PathOwners(const Landscape& land);

  /// Every such system, the one whose folder is nearest first among those of folders. Systems may
  /// lie within systems.
  [[nodiscard]] std::vector<std::size_t> of(std::string_view path) const;
  /// The one whose folder is nearest; `kNoSystem` where the path lies in none.
  [[nodiscard]] std::size_t nearest(std::string_view path) const;
  /// Whether a path belongs to one system.
  [[nodiscard]] bool has(std::size_t system, std::string_view path) const;

 private:
  const Landscape& land_;
  std::vector<std::pair<Glob, std::size_t>> covers_;
};

/// One side: a tree, what stands in it by the policy of the protected side, and its documents.
struct ChangeSide {
  const Snapshot& tree;
  const Landscape& land;
  Shelf& shelf;
  PathOwners owners;
  /// For each system of `land`, the changed paths that belong to it, by their index.
  std::vector<std::vector<std::size_t>> touched = {};
};

/// A path that does not hold the same on both sides; nothing on the side where nothing stands.
struct ChangedPath {
  std::string path;
  std::optional<TreeEntry> before;
  std::optional<TreeEntry> after;
};

/// A system, by its index in either landscape; `kNoSystem` where it does not stand.
struct SystemPair {
  std::size_t before = kNoSystem;
  std::size_t after = kNoSystem;

  [[nodiscard]] bool stays() const { return before != kNoSystem && after != kNoSystem; }
};

/// Everything that the facts of a change are taken from.
struct Change {
  ChangeSide before;
  ChangeSide after;
  const Policy& policy;            ///< of the protected side; both landscapes are made by it
  std::vector<ChangedPath> paths;  ///< sorted by path
  std::vector<SystemPair> systems;
  /// Every concern; nothing where nobody knows which there are.
  std::optional<std::span<const Concern>> concerns;

  /// Puts each changed path to the systems it belongs to, on either side.
  void sort_paths();

  /// The changed path `path`; null when both sides hold the same there.
  [[nodiscard]] const ChangedPath* find(std::string_view path) const;
  /// The folder of a system, whichever side it stands on; that of the pushed side where on both.
  [[nodiscard]] const std::string& folder(const SystemPair& pair) const;
  /// Whether a system stands under another path now.
  [[nodiscard]] bool moved(const SystemPair& pair) const;
};

/// Documents of one system and kind, by path.
using DocumentList = std::vector<const documents::Document*>;
[[nodiscard]] DocumentList documents_of(const ChangeSide& side, std::size_t system,
                                        std::string_view kind);

/// The documents of one system and kind on both sides.
struct DocumentsOfBoth {
  DocumentList before;
  DocumentList after;
};

/// Those of `pair`; nothing where none of them differs, so that nothing needs to be compared.
[[nodiscard]] std::optional<DocumentsOfBoth> changed_documents(const Change& change,
                                                               const SystemPair& pair,
                                                               std::string_view kind);

/// Whether `path` is `folder` or stands below it; everything stands below the root, which is empty.
[[nodiscard]] bool stands_in(std::string_view path, std::string_view folder);

/// The folder of a system as messages name it: `.` for the root.
[[nodiscard]] std::string shown_folder(const std::string& folder);

}  // namespace qualm::engine
