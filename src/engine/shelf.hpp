// Documents that rules of other documents ask about, read once whoever asks first.

#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "documents/document.hpp"
#include "engine/landscape.hpp"
#include "model/snapshot.hpp"

namespace qualm::engine {

/// The documents of one tree, read when they are first asked for and kept until the end. Safe to
/// ask from several threads; the answer does not depend on who asks first.
class Shelf {
 public:
  Shelf(const Snapshot& tree, const Landscape& land) : tree_(tree), land_(land) {}

  /// The document at an index of the landscape.
  [[nodiscard]] const documents::Document& at(std::size_t index);
  /// All documents of a kind, by path.
  [[nodiscard]] const std::vector<const documents::Document*>& all_of(std::string_view kind);
  /// The system that a record names: its folder, or the last part of it where only one system has
  /// that. `kNoSystem` where it names none of this tree.
  [[nodiscard]] std::size_t system_named(std::string_view name) const;

 private:
  [[nodiscard]] const documents::Document& read(std::size_t index);  // by who holds the lock

  const Snapshot& tree_;
  const Landscape& land_;
  std::mutex mutex_;
  std::unordered_map<std::size_t, std::unique_ptr<documents::Document>> read_;
  std::map<std::string, std::vector<const documents::Document*>, std::less<>> of_kind_;
};

}  // namespace qualm::engine
