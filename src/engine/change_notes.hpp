// What a change adds to the deliberation notes of a system, and whether they speak of something.

#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/change_sides.hpp"
#include "engine/change_words.hpp"

namespace qualm::engine {

/// The words that documents of the pushed side have and their predecessors had not. What stood in a
/// note before is no word about this change.
class AddedWords {
 public:
  AddedWords() = default;
  AddedWords(const DocumentList& before, const DocumentList& after);

  /// Whether they name something: an SLO, a case of the robustness pack.
  [[nodiscard]] bool name(std::string_view identifier) const;
  /// Whether they speak of a never event: by that name, or in half of its `words`.
  [[nodiscard]] bool mention(const std::set<std::string>& words) const;
  /// Whether they say anything: new headings and new dates alone do not.
  [[nodiscard]] bool say_something() const { return says_something_; }

 private:
  std::vector<std::string> units_;
  bool says_something_ = false;
};

/// The words that a change adds to the notes of a system, wherever in it they stand.
[[nodiscard]] AddedWords added_to_notes(const Change& change, const SystemPair& pair);

/// The same for documents that belong to no system: of every note of the tree.
[[nodiscard]] AddedWords added_to_all_notes(const Change& change);

}  // namespace qualm::engine
