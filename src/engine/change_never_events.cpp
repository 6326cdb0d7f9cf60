// Never events that a model card no longer states.

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "documents/selection.hpp"
#include "engine/change_fact_list.hpp"
#include "engine/change_item.hpp"
#include "engine/change_notes.hpp"
#include "engine/change_words.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

constexpr std::string_view kCard = "model-card";
/// Of more never events than anybody states, those behind are not compared.
constexpr std::size_t kMostEvents = 200;

struct NeverEvent {
  std::string text;
  std::string words;                   ///< `plain_words` of it
  std::set<std::string> what_it_says;  ///< its longer words
  std::set<std::string> figures;       ///< its numbers
  SourcePos where;
};

NeverEvent event_of(const documents::Item& item) {
  NeverEvent event{
      .text = collapse_space(item.text), .words = plain_words(item.text), .where = item.where};
  constexpr std::size_t kLong = 4;
  const auto words = split(event.words, ' ');
  for (const std::string_view word : words) {
    const bool any_digit =
        std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (any_digit) event.figures.emplace(word);
    if (any_digit || word.size() >= kLong) event.what_it_says.emplace(word);
  }
  return event;
}

std::vector<NeverEvent> events_of(const DocumentList& cards) {
  std::vector<NeverEvent> events;
  for (const documents::Document* card : cards) {
    if (card->unreadable) continue;
    const auto selector =
        documents::Selector::compile(Value::scalar("never_events", false), *card->kind, "");
    if (!selector) continue;
    for (const documents::Item& item : selector->select(*card)) {
      if (events.size() == kMostEvents) return events;
      NeverEvent event = event_of(item);
      if (!event.words.empty()) events.push_back(std::move(event));
    }
  }
  return events;
}

/// Whether `now` says in other words what `old` says: half of the longer words, every number.
bool says_the_same(const NeverEvent& old, const NeverEvent& now) {
  const auto is_kept = [&](const std::string& word) { return now.what_it_says.contains(word); };
  if (!std::all_of(old.figures.begin(), old.figures.end(), is_kept)) return false;
  const auto kept = std::count_if(old.what_it_says.begin(), old.what_it_says.end(), is_kept);
  return 2 * static_cast<std::size_t>(kept) >= old.what_it_says.size();
}

/// Those of `before` that none of `after` stands for; each stands for one.
std::vector<NeverEvent> lost(std::vector<NeverEvent> before, std::vector<NeverEvent> after) {
  const auto take_out = [&](const auto& same) {
    std::erase_if(before, [&](const NeverEvent& old) {
      const auto found = std::find_if(after.begin(), after.end(),
                                      [&](const NeverEvent& now) { return same(old, now); });
      if (found == after.end()) return false;
      after.erase(found);
      return true;
    });
  };
  take_out([](const NeverEvent& old, const NeverEvent& now) { return old.words == now.words; });
  take_out(says_the_same);
  return before;
}

/// The card that states the others, else any of the system that there is now.
Location place_of(const DocumentList& cards) { return {cards.front()->path, {}}; }

}  // namespace

ChangeItems dropped_never_events(const Change& change) {
  std::vector<documents::Item> items;
  for (const SystemPair& pair : change.systems) {
    if (!pair.stays()) continue;
    const auto cards = changed_documents(change, pair, kCard);
    if (!cards || cards->before.empty() || cards->after.empty()) continue;
    const bool is_readable =
        std::none_of(cards->after.begin(), cards->after.end(),
                     [](const documents::Document* card) { return card->unreadable.has_value(); });
    auto now = events_of(cards->after);
    // A card that states none any more is reported as it stands.
    if (!is_readable || now.empty()) continue;
    const AddedWords note = added_to_notes(change, pair);
    const std::string system = shown_folder(change.folder(pair));
    for (const NeverEvent& event : lost(events_of(cards->before), std::move(now))) {
      const std::string shown = shorten(event.text, 120);
      items.push_back(change_item("never_events/" + shorten(event.words, 60), event.words,
                                  place_of(cards->after),
                                  {{"event", shown},
                                   {"system", system},
                                   {"in_note", yes_or_no(note.mention(event.what_it_says))}}));
    }
  }
  return items;
}

}  // namespace qualm::engine
