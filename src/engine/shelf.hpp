// Documents that rules of other documents ask about, read once whoever asks first.

#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "documents/document.hpp"
#include "engine/landscape.hpp"
#include "model/policy.hpp"
#include "model/snapshot.hpp"
#include "support/error.hpp"

namespace qualm::engine {

/// The documents of one tree, read when they are first asked for and kept until the end. Safe to
/// ask from several threads; the answer does not depend on who asks first.
///
/// Where the landscape is that of a vicinity, the whole tree is surveyed once somebody asks for
/// what reaches further. Should that fail, what is answered is empty and `failure` says why: then
/// nothing that was judged may count.
class Shelf {
 public:
  /// All three must outlive it; `policy` is the one that `land` was surveyed by.
  Shelf(const Snapshot& tree, const Landscape& land, const Policy& policy)
      : tree_(tree), land_(land), policy_(policy) {}

  /// The document at an index of the landscape.
  [[nodiscard]] const documents::Document& at(std::size_t index);

  /// The landscape of the whole tree.
  [[nodiscard]] const Landscape& whole();
  /// The document at an index of `whole`.
  [[nodiscard]] const documents::Document& at_whole(std::size_t index);
  /// All documents of a kind in the whole tree, by path.
  [[nodiscard]] const std::vector<const documents::Document*>& all_of(std::string_view kind);
  /// Those of the landscape alone, by path.
  [[nodiscard]] std::vector<const documents::Document*> near_of(std::string_view kind);
  /// The folders of all systems of the whole tree, by path.
  [[nodiscard]] const std::vector<std::string>& folders();
  /// The system of `whole` that a record names: its folder, or the last part of it where only one
  /// system has that. `kNoSystem` where it names none.
  [[nodiscard]] std::size_t system_named(std::string_view name);

  /// Why the whole tree could not be surveyed; nothing where it could or nobody asked.
  [[nodiscard]] std::optional<Error> failure();

 private:
  // Each is to be called by who holds the lock.
  [[nodiscard]] const documents::Document& read(const Found& found);
  [[nodiscard]] const Landscape& survey_whole();

  const Snapshot& tree_;
  const Landscape& land_;
  const Policy& policy_;
  std::mutex mutex_;
  std::optional<Landscape> whole_;
  std::optional<Error> failure_;
  std::optional<std::vector<std::string>> folders_;
  /// By path, and by kind where a path is read as several.
  std::unordered_map<std::string, std::vector<std::unique_ptr<documents::Document>>> read_;
  std::map<std::string, std::vector<const documents::Document*>, std::less<>> of_kind_;
};

}  // namespace qualm::engine
