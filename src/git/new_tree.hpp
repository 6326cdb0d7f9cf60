// Composing the trees of a commit that is to be made.

#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "model/snapshot.hpp"
#include "support/result.hpp"

namespace qualm::git {

/// Files by path, each with its kind and raw object id.
class NewTree {
 public:
  /// Adds what a parent has. `invalid` when another parent has something else there.
  [[nodiscard]] Result<void> keep(const TreeEntry& entry);

  /// Adds a new file. `invalid` for a path no tree may hold, and for one that is taken by other
  /// content; the same content again changes nothing.
  [[nodiscard]] Result<void> add(const std::string& path, const std::string& id);

  /// `invalid` when a path is both a file and a directory, `limit` when there are too many.
  [[nodiscard]] Result<void> check() const;

  /// Writes a tree object and returns its raw id.
  using Write = std::function<Result<std::string>(const std::string& bytes)>;

  /// Writes all trees, innermost first, and returns the raw id of the top one. For a tree that
  /// `check` found right.
  [[nodiscard]] Result<std::string> write(const Write& write) const;

 private:
  struct File {
    EntryKind kind = EntryKind::file;
    std::string id;

    friend bool operator==(const File&, const File&) = default;
  };

  std::map<std::string, File, std::less<>> files_;
};

}  // namespace qualm::git
