// What a change of the policy asks less of: the comparison as a whole.

#include "engine/change_policy.hpp"

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "documents/policy.hpp"
#include "engine/change_policy_parts.hpp"
#include "engine/change_values.hpp"
#include "rules/built_in.hpp"

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

Weakenings PolicyComparison::compare() {
  if (before_.source.is_null()) return {};
  // The defaults stand in where there is no file.
  if (after_.source.is_null() || after_.file.empty()) {
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
  compare_actions();
  compare_calendar();
  compare_revision();
  return std::move(found_);
}

Weakenings PolicyComparison::compare_what_had_defaults() {
  compare_gate();
  compare_concerns();
  return std::move(found_);
}

/// The revision counts every change of the file, so that an older one can be told from a newer one.
void PolicyComparison::compare_revision() {
  const auto old = value_at(before_.source, "revision").as_integer();
  const auto now = value_at(after_.source, "revision").as_integer();
  // Revisions end somewhere, and nothing may follow the last one.
  constexpr std::int64_t kLongestLeap = 1000;
  if (now && *now - old.value_or(0) > kLongestLeap)
    add(WeakeningKind::gate, "revision", place_of(after_, "revision"),
        fmt::format("leaps to revision {} of the policy, and uses up those between", *now));
  if (!old || same_value(before_.source, after_.source) || (now && *now > *old)) return;
  const SourcePos where = place_of(after_, "revision");
  const std::int64_t next = *old < std::numeric_limits<std::int64_t>::max() ? *old + 1 : *old;
  if (!now) {
    add(WeakeningKind::revision, "revision", where,
        fmt::format("takes the revision of the policy away, which was {}: the next is {}", *old,
                    next));
  } else if (*now == *old) {
    add(WeakeningKind::revision, "revision", where,
        fmt::format("leaves the revision of the policy at {}: the next is {}", *old, next));
  } else {
    add(WeakeningKind::revision, "revision", where,
        fmt::format("brings revision {} of the policy back after revision {}: the next is {}", *now,
                    *old, next));
  }
}

std::string_view to_string(WeakeningKind kind) {
  constexpr std::array<std::string_view, 19> kNames = {
      "removed", "level",    "rule",     "options",  "own rule", "role",   "key",
      "person",  "owner",    "protects", "gate",     "concerns", "waiver", "documents",
      "systems", "baseline", "slo",      "calendar", "revision"};
  return kNames.at(static_cast<std::size_t>(kind));
}

std::vector<PolicyWeakening> weakenings(const Policy& before, const Policy& after,
                                        std::span<const Rule> rules, const PolicyTrees& trees) {
  return PolicyComparison(before, after, rules, trees).compare();
}

std::vector<PolicyWeakening> weakenings(const Policy& before, const Policy& after) {
  const std::vector<Rule> rules = rules::built_in_rules();
  return weakenings(before, after, rules);
}

std::vector<PolicyWeakening> first_policy_weakenings(const Policy& first) {
  const Policy defaults = documents::default_policy();
  return PolicyComparison(defaults, first, {}, {}).compare_what_had_defaults();
}

}  // namespace qualm::engine
