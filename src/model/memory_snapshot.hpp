// A tree held in memory: what the examples of a rule are judged on.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/snapshot.hpp"
#include "support/result.hpp"

namespace qualm {

/// A snapshot made of paths and contents, with the same promises as one read from Git: a path no
/// tree may hold, or a file where another path has a directory, makes `walk` fail with `invalid`.
class MemorySnapshot final : public Snapshot {
 public:
  using Files = std::vector<std::pair<std::string, std::string>>;  ///< paths and contents

  /// Of two files with the same path the later one counts.
  explicit MemorySnapshot(Files files = {}, std::string label = "the example");

  void add_file(std::string path, std::string content, EntryKind kind = EntryKind::file);
  void add_symlink(std::string path, std::string target);
  void add_submodule(std::string path);

  [[nodiscard]] std::string label() const override { return label_; }
  [[nodiscard]] Result<void> walk(const Enter& enter, const Visit& visit) const override;
  [[nodiscard]] Result<std::optional<TreeEntry>> find(std::string_view path) const override;
  [[nodiscard]] Result<std::string> read(const TreeEntry& entry,
                                         std::size_t at_most) const override;

 private:
  struct Node {
    EntryKind kind = EntryKind::file;
    std::string content;
  };

  std::string label_;
  std::map<std::string, Node, std::less<>> nodes_;
};

}  // namespace qualm
