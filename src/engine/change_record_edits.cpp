// What an edit takes away from a record.

#include "engine/change_record_edits.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "engine/change_values.hpp"
#include "engine/change_words.hpp"
#include "language/placeholder.hpp"
#include "language/quantity.hpp"
#include "support/date.hpp"
#include "support/instant.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

constexpr std::size_t kShown = 48;       // bytes of a value in a message
constexpr std::size_t kLookAhead = 500;  // items of a list among which the same one is sought
constexpr std::size_t kLookCloser = 20;  // and one that completes it
constexpr std::size_t kMostEdits = 100;  // more are not told apart

/// Whether a value says itself that it is not the last word.
bool is_provisional(std::string_view text) {
  if (trim(text).empty() || language::whole_placeholder(text)) return true;
  constexpr std::array<std::string_view, 22> kWords = {"unknown",
                                                       "not known",
                                                       "unknown yet",
                                                       "not known yet",
                                                       "open",
                                                       "pending",
                                                       "in progress",
                                                       "ongoing",
                                                       "draft",
                                                       "proposed",
                                                       "planned",
                                                       "to follow",
                                                       "unassigned",
                                                       "undecided",
                                                       "not yet",
                                                       "not determined",
                                                       "not yet decided",
                                                       "under investigation",
                                                       "investigating",
                                                       "unclear",
                                                       "estimated",
                                                       "being written"};
  const std::string words = plain_words(text);
  return std::find(kWords.begin(), kWords.end(), words) != kWords.end();
}

/// `2026-11-27` has become `2026-11-27T09:12Z`, `Dana` has become `Dana Whitfield`, a path has got
/// its pin, running text goes on.
bool continues(std::string_view before, std::string_view after) {
  while (!before.empty() && (before.back() == '.' || before.back() == ' ')) before.remove_suffix(1);
  if (before.empty() || !after.starts_with(before)) return false;
  const std::string_view rest = after.substr(before.size());
  if (rest.empty()) return true;
  if (rest.front() == 'T') return parse_date(before).has_value();
  if (rest.front() == '.') return rest.size() == 1 || rest[1] == ' ';
  return std::string_view(" ,;:(@").find(rest.front()) != std::string_view::npos;
}

bool means_the_same(const std::string& before, const std::string& after) {
  if (plain_words(before) == plain_words(after)) return true;
  const auto moment = parse_instant(before);
  if (moment && moment == parse_instant(after)) return true;
  const auto quantity = language::read_quantity(before);
  const auto other = language::read_quantity(after);
  return quantity && other && quantity->unit != language::Unit::other &&
         language::compare(*quantity, *other) == std::partial_ordering::equivalent;
}

bool keeps(const std::string& before, const std::string& after) {
  const std::string old = collapse_space(before);
  const std::string fresh = collapse_space(after);
  return is_provisional(old) || means_the_same(old, fresh) || continues(old, fresh) ||
         is_slip_mended(plain_words(old), plain_words(fresh));
}

/// A value in a few words.
std::string shown(const Value& value) {
  if (value.is_scalar()) return shorten(collapse_space(value.text()), kShown);
  std::vector<std::string> parts;
  for (const Value& item : value.items()) parts.push_back(shown(item));
  for (const Value::Entry& entry : value.entries())
    parts.push_back(fmt::format("{}: {}", entry.key, shown(entry.value)));
  return shorten(join_words(parts), kShown);
}

class ValueComparison {
 public:
  std::vector<RecordEdit> compare(const Value& before, const Value& after) {
    compare(before, after, "");
    return std::move(edits_);
  }

 private:
  // The nesting of what was read from YAML is bounded.
  // NOLINTNEXTLINE(misc-no-recursion)
  void compare(const Value& before, const Value& after, const std::string& key) {
    if (edits_.size() >= kMostEdits) return;
    if (before.is_scalar() && is_provisional(before.text())) return;
    if (before.is_map()) {
      compare_map(before, after, key);
    } else if (before.is_list()) {
      compare_list(before.items(), after, key);
    } else if (after.is_scalar()) {
      if (!keeps(before.text(), after.text())) report(before, after, key);
    } else if (!is_among(before, after)) {
      report(before, after, key);
    }
  }

  // NOLINTNEXTLINE(misc-no-recursion)
  void compare_map(const Value& before, const Value& after, const std::string& key) {
    if (!after.is_map()) {
      if (!before.entries().empty()) report(before, after, key);
      return;
    }
    for (const Value::Entry& entry : before.entries()) {
      const std::string inner = key.empty() ? entry.key : key + "." + entry.key;
      const Value* now = after.find(entry.key);
      if (now != nullptr) {
        compare(entry.value, *now, inner);
      } else if (!says_nothing(entry.value)) {
        add(fmt::format("{} is gone", inner), after.where());
      }
    }
  }

  /// Each item has to stand somewhere in the list, in the order it had.
  // NOLINTNEXTLINE(misc-no-recursion)
  void compare_list(const std::vector<Value>& before, const Value& after, const std::string& key) {
    const bool alone = after.is_scalar() && before.size() == 1;
    if (!after.is_list() && !alone) {
      if (!before.empty()) add(fmt::format("{} is no list any more", key), after.where());
      return;
    }
    const std::vector<Value> single = alone ? std::vector<Value>{after} : std::vector<Value>();
    const std::vector<Value>& items = alone ? single : after.items();
    std::size_t next = 0;
    for (std::size_t i = 0; i < before.size(); ++i) {
      if (const auto found = place_of(before[i], items, next)) {
        next = *found + 1;
        continue;
      }
      const std::string inner = fmt::format("{}[{}]", key, i);
      if (next < items.size() && before[i].kind() == items[next].kind()) {
        compare(before[i], items[next], inner);
        ++next;
      } else if (!says_nothing(before[i])) {
        add(fmt::format("{} is gone: {}", inner, shown(before[i])), after.where());
      }
    }
  }

  /// Where an item stands now, from `next` on: the same one, else one that completes it.
  // NOLINTNEXTLINE(misc-no-recursion)
  [[nodiscard]] static std::optional<std::size_t> place_of(const Value& item,
                                                           const std::vector<Value>& items,
                                                           std::size_t next) {
    for (std::size_t i = next; i < items.size() && i < next + kLookAhead; ++i) {
      if (same_value(item, items[i])) return i;
    }
    for (std::size_t i = next; i < items.size() && i < next + kLookCloser; ++i) {
      if (keeps_all(item, items[i])) return i;
    }
    return std::nullopt;
  }

  // NOLINTNEXTLINE(misc-no-recursion)
  [[nodiscard]] static bool keeps_all(const Value& before, const Value& after) {
    return ValueComparison().compare(before, after).empty();
  }

  /// One answer that has become several, or a name that has got an address beside it.
  [[nodiscard]] static bool is_among(const Value& before, const Value& after) {
    const auto same = [&](const Value& one) {
      return one.is_scalar() && keeps(before.text(), one.text());
    };
    return std::any_of(after.items().begin(), after.items().end(), same) ||
           std::any_of(after.entries().begin(), after.entries().end(),
                       [&](const Value::Entry& entry) { return same(entry.value); });
  }

  // NOLINTNEXTLINE(misc-no-recursion)
  [[nodiscard]] static bool says_nothing(const Value& value) {
    if (value.is_scalar()) return is_provisional(value.text());
    return std::all_of(value.items().begin(), value.items().end(), says_nothing) &&
           std::all_of(value.entries().begin(), value.entries().end(),
                       [](const Value::Entry& entry) { return says_nothing(entry.value); });
  }

  void report(const Value& before, const Value& after, const std::string& key) {
    add(fmt::format("{} was {} and is {}", key.empty() ? "it" : key, shown(before), shown(after)),
        after.where());
  }

  void add(std::string what, SourcePos where) {
    edits_.push_back({.what = std::move(what), .where = where});
  }

  std::vector<RecordEdit> edits_;
};

/// The parts of a text around its placeholders, which others may fill.
std::vector<std::string> stated_parts(const std::string& text) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  for (const language::Placeholder& blank : language::find_placeholders(text)) {
    parts.push_back(text.substr(begin, blank.begin - begin));
    begin = blank.end;
  }
  parts.push_back(text.substr(begin));
  return parts;
}

/// Text that stood there must still stand there, in whatever paragraph and with whatever behind it.
class TextComparison {
 public:
  TextComparison(const documents::Document& before, const documents::Document& after)
      : before_(units_of(before)), after_(units_of(after)) {
    for (const TextUnit& unit : after_) {
      all_ += (all_.empty() ? "" : " ") + unit.words;
      units_.insert(unit.words);
    }
  }

  std::vector<RecordEdit> compare() const {
    std::vector<RecordEdit> edits;
    for (const TextUnit& unit : before_) {
      if (unit.heading || edits.size() >= kMostEdits || is_kept(unit)) continue;
      edits.push_back({.what = fmt::format("\"{}\" is gone", shorten(unit.text, kShown)),
                       .where = place_of(unit)});
    }
    return edits;
  }

 private:
  [[nodiscard]] bool is_kept(const TextUnit& unit) const {
    if (units_.contains(unit.words) || holds_words(all_, unit.words) || is_provisional(unit.text))
      return true;
    const auto parts = stated_parts(unit.text);
    const bool all_parts =
        parts.size() > 1 && std::all_of(parts.begin(), parts.end(), [&](const std::string& part) {
          const std::string words = plain_words(part);
          return words.empty() || holds_words(all_, words);
        });
    return all_parts || std::any_of(after_.begin(), after_.end(), [&](const TextUnit& one) {
             return is_slip_mended(unit.words, one.words);
           });
  }

  /// What stands in its place: the unit with most of its words.
  [[nodiscard]] SourcePos place_of(const TextUnit& unit) const {
    const auto own = split(unit.words, ' ');
    const std::set<std::string_view> words(own.begin(), own.end());
    SourcePos best{.line = 1, .column = 1};
    std::size_t most = words.size() / 2;
    for (const TextUnit& one : after_) {
      const auto theirs = split(one.words, ' ');
      const std::set<std::string_view> there(theirs.begin(), theirs.end());
      const auto shared = static_cast<std::size_t>(std::count_if(
          words.begin(), words.end(), [&](std::string_view word) { return there.contains(word); }));
      if (shared <= most) continue;
      most = shared;
      best = one.where;
    }
    return best;
  }

  std::vector<TextUnit> before_;
  std::vector<TextUnit> after_;
  std::string all_;
  std::set<std::string_view> units_;
};

}  // namespace

std::vector<RecordEdit> record_edits(const documents::Document& before,
                                     const documents::Document& after) {
  const bool as_values =
      before.kind->format == documents::Format::yaml && !before.unreadable && !after.unreadable;
  if (!as_values) return TextComparison(before, after).compare();
  return ValueComparison().compare(before.data, after.data);
}

}  // namespace qualm::engine
