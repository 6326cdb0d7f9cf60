// What a change adds to the deliberation notes of a system.

#include "engine/change_notes.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "support/text.hpp"

namespace qualm::engine {
namespace {

constexpr std::string_view kNote = "deliberation-note";

bool is_figure(std::string_view word, std::size_t digits) {
  return word.size() == digits &&
         std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The words of a unit with each day written `2026-12-08` as one and the same.
std::string undated(const std::string& words) {
  const auto parts = split(words, ' ');
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool day = i + 2 < parts.size() && is_figure(parts[i], 4) && is_figure(parts[i + 1], 2) &&
                     is_figure(parts[i + 2], 2);
    text += (text.empty() ? "" : " ") + (day ? std::string("day") : std::string(parts[i]));
    if (day) i += 2;
  }
  return text;
}

/// Statements about the note itself: when it was written, and which version it is.
bool is_about_itself(const std::string& words) {
  constexpr std::array<std::string_view, 6> kLabels = {"date ",    "updated ", "last updated ",
                                                       "version ", "revised ", "reviewed on "};
  constexpr std::size_t kShort = 6;  // words
  if (split(words, ' ').size() > kShort) return false;
  return std::any_of(kLabels.begin(), kLabels.end(),
                     [&](std::string_view label) { return words.starts_with(label); });
}

}  // namespace

AddedWords::AddedWords(const DocumentList& before, const DocumentList& after) {
  std::set<std::string> known;
  std::set<std::string> known_undated;
  for (const documents::Document* document : before) {
    for (TextUnit& unit : units_of(*document)) {
      known_undated.insert(undated(unit.words));
      known.insert(std::move(unit.words));
    }
  }
  for (const documents::Document* document : after) {
    for (TextUnit& unit : units_of(*document)) {
      if (known.contains(unit.words)) continue;
      if (!unit.heading && !is_about_itself(unit.words) &&
          !known_undated.contains(undated(unit.words)))
        says_something_ = true;
      units_.push_back(std::move(unit.words));
    }
  }
}

bool AddedWords::name(std::string_view identifier) const {
  const std::string wanted = plain_words(identifier);
  return std::any_of(units_.begin(), units_.end(),
                     [&](const std::string& unit) { return holds_words(unit, wanted); });
}

bool AddedWords::mention(const std::set<std::string>& words) const {
  return std::any_of(units_.begin(), units_.end(), [&](const std::string& unit) {
    if (holds_words(unit, "never event") || holds_words(unit, "never events")) return true;
    const auto said = split(unit, ' ');
    const std::set<std::string_view> known(said.begin(), said.end());
    const auto found = std::count_if(words.begin(), words.end(),
                                     [&](const std::string& word) { return known.contains(word); });
    return found > 0 && 2 * static_cast<std::size_t>(found) >= words.size();
  });
}

AddedWords added_to_notes(const Change& change, const SystemPair& pair) {
  const auto notes = changed_documents(change, pair, kNote);
  return notes ? AddedWords(notes->before, notes->after) : AddedWords();
}

AddedWords added_to_all_notes(const Change& change) {
  return {change.before.shelf.all_of(kNote), change.after.shelf.all_of(kNote)};
}

}  // namespace qualm::engine
