// The team's own rules under one tree and under another.

#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "engine/change_policy_parts.hpp"
#include "engine/change_values.hpp"

namespace qualm::engine {
namespace {

/// Whether both look at the same and ask the same of it. Words, reasons and examples do not count.
bool asks_the_same(const Rule& old, const Rule& now) {
  return old.document == now.document && old.check == now.check && same_value(old.when, now.when) &&
         same_value(old.select, now.select) && same_value(old.only, now.only) &&
         same_value(old.unless, now.unless) && same_value(old.with, now.with);
}

class OwnRules {
 public:
  Weakenings compare(std::span<const Rule> before, std::span<const Rule> after) {
    for (const Rule& old : before) {
      const auto now = std::find_if(after.begin(), after.end(),
                                    [&](const Rule& one) { return one.name == old.name; });
      if (now != after.end()) {
        compare(old, *now);
      } else {
        add(old, {.line = 1, .column = 1}, fmt::format("takes the rule {} away", old.name));
      }
    }
    return std::move(found_);
  }

 private:
  void compare(const Rule& old, const Rule& now) {
    if (now.severity < old.severity)
      add(now, now.where,
          fmt::format("lowers the rule {} from {} to {}", old.name, to_string(old.severity),
                      to_string(now.severity)));
    if (now.level > old.level)
      add(now, now.where,
          fmt::format("turns the rule {} on from level {} instead of {}", old.name, now.level,
                      old.level));
    if (old.locked && !now.locked)
      add(now, now.where, fmt::format("unlocks the rule {}", old.name));
    if (!asks_the_same(old, now))
      add(now, now.where, fmt::format("lets the rule {} ask something else", old.name));
  }

  void add(const Rule& rule, SourcePos where, std::string words) {
    found_.push_back({.kind = WeakeningKind::own_rule,
                      .words = std::move(words),
                      .key = "rules/" + rule.name,
                      .where = where,
                      .file = rule.file});
  }

  Weakenings found_;
};

}  // namespace

std::vector<PolicyWeakening> rule_weakenings(std::span<const Rule> before,
                                             std::span<const Rule> after) {
  return OwnRules().compare(before, after);
}

}  // namespace qualm::engine
