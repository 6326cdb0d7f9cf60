// Rules that are off, lowered or asked less of under one policy than under another.

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "engine/change_policy_parts.hpp"
#include "engine/change_values.hpp"
#include "language/quantity.hpp"
#include "rules/selection.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

/// What settings make of one rule.
struct State {
  bool on = false;
  Severity severity = Severity::error;
  Value with;                            ///< null: the rule's own
  const RuleSetting* decided = nullptr;  ///< the last setting that spoke of it
};

State state_of(const Rule& rule, const Policy& policy, int level) {
  State state{.on = rule.level <= level, .severity = rule.severity, .with = {}, .decided = nullptr};
  for (const RuleSetting& setting : policy.rules) {
    if (!rules::names_rule(setting.name, rule.name)) continue;
    // As in rules/selection: what is locked may be turned on, and nothing else.
    const bool lowers = setting.off || (setting.severity && *setting.severity < rule.severity) ||
                        !setting.with.is_null();
    if (rule.locked && lowers) continue;
    state.on = !setting.off;
    state.severity = setting.severity.value_or(state.severity);
    if (!setting.with.is_null()) state.with = setting.with;
    state.decided = &setting;
  }
  return state;
}

/// An option of a check as it counts: what the policy says, else what the rule says.
const Value& option(const State& state, const Rule& rule, const std::string& name) {
  const Value& stated = value_at(state.with, name);
  return stated.is_null() ? value_at(rule.with, name) : stated;
}

/// Options whose larger numbers ask for more, and those whose smaller ones do.
bool grows_stricter(std::string_view name) {
  return name.starts_with("min_") || name == "least" || name == "at_least" || name == "above";
}
bool grows_looser(std::string_view name) {
  return name.starts_with("max_") || name == "most" || name == "at_most" || name == "below";
}

/// Whether an option surely asks for no less than it did.
bool is_no_looser(const std::string& name, const Value& old, const Value& now) {
  if (same_value(old, now)) return true;
  if (!old.is_scalar() || !now.is_scalar()) return false;
  const auto before = language::read_quantity(old.text());
  const auto after = language::read_quantity(now.text());
  if (!before || !after) return false;
  const auto order = language::compare(*after, *before);
  return (grows_stricter(name) && std::is_gteq(order)) ||
         (grows_looser(name) && std::is_lteq(order));
}

bool is_no_looser(const Rule& rule, const State& old, const State& now) {
  std::vector<std::string> names;
  for (const Value* with : {&old.with, &now.with}) {
    for (const Value::Entry& entry : with->entries()) names.push_back(entry.key);
  }
  return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
    return is_no_looser(name, option(old, rule, name), option(now, rule, name));
  });
}

/// Rules that one setting, or one that is gone, weakens in one way.
struct Group {
  WeakeningKind kind = WeakeningKind::rule;
  std::string how;      ///< "turns off"
  std::string setting;  ///< its name
  SourcePos where;
  std::vector<std::string> rules;
};

std::string words_of(const Group& group) {
  const std::string rules = group.rules.size() == 1
                                ? group.rules.front()
                                : fmt::format("{} rules by the setting \"{}\"", group.rules.size(),
                                              shorten(group.setting, 60));
  return fmt::format(fmt::runtime(group.how), rules);
}

class RuleGroups {
 public:
  void add(WeakeningKind kind, const std::string& how, const Rule& rule, const State& old,
           const State& now) {
    const bool is_gone = now.decided == nullptr;
    const RuleSetting* setting = is_gone ? old.decided : now.decided;
    if (setting == nullptr) return;
    Group& group = groups_[{setting->name, how}];
    group.kind = kind;
    group.how = how;
    group.setting = setting->name;
    group.where = is_gone ? SourcePos{.line = 1, .column = 1} : setting->where;
    group.rules.push_back(rule.name);
  }

  [[nodiscard]] const std::map<std::pair<std::string, std::string>, Group>& all() const {
    return groups_;
  }

 private:
  std::map<std::pair<std::string, std::string>, Group> groups_;
};

/// Settings of rules that nobody knows here, compared as they are written.
std::optional<std::string> unknown_setting_weakened(const RuleSetting* old,
                                                    const RuleSetting* now) {
  const bool was_off = old != nullptr && old->off;
  if (now == nullptr) {
    // Without the setting, the rule is what its file says: nobody can tell whether that is less.
    return old == nullptr || was_off ? std::nullopt : std::optional<std::string>("drops");
  }
  if (now->off) return was_off ? std::nullopt : std::optional<std::string>("turns off");
  if (was_off) return std::nullopt;
  const bool lowered = now->severity && *now->severity < Severity::error &&
                       (old == nullptr || !old->severity || *now->severity < *old->severity);
  if (lowered) return "lowers";
  const Value nothing;
  if (!same_value(old == nullptr ? nothing : old->with, now->with)) return "changes";
  return std::nullopt;
}

const RuleSetting* setting_called(const Policy& policy, const std::string& name) {
  const auto found = std::find_if(policy.rules.rbegin(), policy.rules.rend(),
                                  [&](const RuleSetting& one) { return one.name == name; });
  return found == policy.rules.rend() ? nullptr : &*found;
}

}  // namespace

void PolicyComparison::compare_rules() {
  RuleGroups groups;
  for (const Rule& rule : rules_) {
    // What a lower level alone decides is reported with the level; a higher one counts.
    const State old = state_of(rule, before_, before_.level);
    const State now = state_of(rule, after_, std::max(before_.level, after_.level));
    if (!old.on) continue;
    if (!now.on) {
      groups.add(WeakeningKind::rule, "turns {} off", rule, old, now);
    } else if (now.severity < old.severity) {
      groups.add(WeakeningKind::rule,
                 fmt::format("lowers {{}} from {} to {}", to_string(old.severity),
                             to_string(now.severity)),
                 rule, old, now);
    }
    if (now.on && !is_no_looser(rule, old, now))
      groups.add(WeakeningKind::options, "sets other options for {}", rule, old, now);
  }
  for (const auto& [name, group] : groups.all())
    add(group.kind, "rules/" + group.setting, group.where, words_of(group));

  const auto is_known = [&](const std::string& name) {
    return std::any_of(rules_.begin(), rules_.end(),
                       [&](const Rule& rule) { return rules::names_rule(name, rule.name); });
  };
  std::vector<std::string> names;
  for (const Policy* policy : {&before_, &after_}) {
    for (const RuleSetting& setting : policy->rules) {
      if (!is_known(setting.name) && !holds(names, setting.name)) names.push_back(setting.name);
    }
  }
  for (const std::string& name : names) {
    const RuleSetting* now = setting_called(after_, name);
    const auto how = unknown_setting_weakened(setting_called(before_, name), now);
    if (how)
      add(WeakeningKind::rule, "rules/" + name,
          now == nullptr ? SourcePos{.line = 1, .column = 1} : now->where,
          fmt::format("{} the setting of {}", *how, name));
  }
}

}  // namespace qualm::engine
