// What a change of the policy asks less of: the comparison as a whole.

#include "engine/change_policy.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "engine/change_policy_parts.hpp"
#include "engine/change_values.hpp"
#include "rules/built_in.hpp"
#include "support/glob.hpp"

namespace qualm::engine {

const Value& value_at(const Value& map, std::string_view key) {
  static const Value kNothing;
  const Value* value = map.find(key);
  return value == nullptr ? kNothing : *value;
}

const Value& value_at(const Value& map, std::string_view outer, std::string_view inner) {
  return value_at(value_at(map, outer), inner);
}

SourcePos place_of(const Policy& policy, std::string_view key) {
  const Value* value = policy.source.find(key);
  return value == nullptr ? SourcePos{.line = 1, .column = 1} : value->where();
}

std::vector<std::string> texts_in(const Value& value, std::vector<std::string> fallback) {
  if (value.is_scalar()) {
    return value.is_null() ? std::move(fallback) : std::vector<std::string>{value.text()};
  }
  std::vector<std::string> texts;
  for (const Value& item : value.items()) texts.push_back(item.text());
  return texts;
}

std::vector<std::string> added_to(const std::vector<std::string>& before,
                                  const std::vector<std::string>& now) {
  std::vector<std::string> added;
  for (const std::string& word : now) {
    if (!holds(before, word) && !holds(added, word)) added.push_back(word);
  }
  return added;
}

bool glob_covers(const std::string& wide, const std::string& narrow) {
  if (wide == narrow) return true;
  if (wide == "**") return true;
  return Glob(narrow).is_literal() && Glob(wide).matches(narrow);
}

Weakenings PolicyComparison::compare() {
  if (before_.source.is_null()) return {};
  if (after_.source.is_null()) {
    add(WeakeningKind::removed, "policy", {.line = 1, .column = 1},
        "takes the policy away, and with it every role and setting");
    return std::move(found_);
  }
  if (after_.level < before_.level) {
    add(WeakeningKind::level, "level", place_of(after_, "level"),
        fmt::format("lowers the level from {} to {}", before_.level, after_.level));
  }
  compare_rules();
  compare_people();
  compare_gate();
  compare_concerns();
  compare_waivers();
  compare_documents();
  compare_systems();
  compare_revision();
  return std::move(found_);
}

/// The revision counts every change of the file, so that an older one can be told from a newer one.
void PolicyComparison::compare_revision() {
  const auto old = value_at(before_.source, "revision").as_integer();
  const auto now = value_at(after_.source, "revision").as_integer();
  if (!old || same_value(before_.source, after_.source) || (now && *now > *old)) return;
  const SourcePos where = place_of(after_, "revision");
  if (!now) {
    add(WeakeningKind::revision, "revision", where,
        fmt::format("takes the revision of the policy away, which was {}", *old));
  } else if (*now == *old) {
    add(WeakeningKind::revision, "revision", where,
        fmt::format("leaves the revision of the policy at {}", *old));
  } else {
    add(WeakeningKind::revision, "revision", where,
        fmt::format("brings revision {} of the policy back after revision {}", *now, *old));
  }
}

std::string_view to_string(WeakeningKind kind) {
  constexpr std::array<std::string_view, 16> kNames = {
      "removed",  "level", "rule",     "options", "own rule",  "role",    "key",      "owner",
      "protects", "gate",  "concerns", "waiver",  "documents", "systems", "baseline", "revision"};
  return kNames.at(static_cast<std::size_t>(kind));
}

std::vector<PolicyWeakening> weakenings(const Policy& before, const Policy& after,
                                        std::span<const Rule> rules) {
  return PolicyComparison(before, after, rules).compare();
}

std::vector<PolicyWeakening> weakenings(const Policy& before, const Policy& after) {
  const std::vector<Rule> rules = rules::built_in_rules();
  return weakenings(before, after, rules);
}

std::vector<PolicyWeakening> rule_weakenings(std::span<const Rule> before,
                                             std::span<const Rule> after) {
  Weakenings found;
  const auto add = [&](const Rule& rule, SourcePos where, std::string words) {
    found.push_back({.kind = WeakeningKind::own_rule,
                     .words = std::move(words),
                     .key = "rules/" + rule.name,
                     .where = where});
  };
  for (const Rule& old : before) {
    const auto now = std::find_if(after.begin(), after.end(),
                                  [&](const Rule& one) { return one.name == old.name; });
    if (now == after.end()) {
      add(old, {.line = 1, .column = 1}, fmt::format("takes the rule {} away", old.name));
      continue;
    }
    if (now->severity < old.severity)
      add(*now, now->where,
          fmt::format("lowers the rule {} from {} to {}", old.name, to_string(old.severity),
                      to_string(now->severity)));
    if (now->level > old.level)
      add(*now, now->where,
          fmt::format("turns the rule {} on from level {} instead of {}", old.name, now->level,
                      old.level));
    if (old.locked && !now->locked)
      add(*now, now->where, fmt::format("unlocks the rule {}", old.name));
    const bool asks_the_same =
        old.document == now->document && old.check == now->check &&
        same_value(old.when, now->when) && same_value(old.select, now->select) &&
        same_value(old.only, now->only) && same_value(old.unless, now->unless) &&
        same_value(old.with, now->with);
    if (!asks_the_same)
      add(*now, now->where, fmt::format("lets the rule {} ask something else", old.name));
  }
  return found;
}

}  // namespace qualm::engine
