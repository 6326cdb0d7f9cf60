// Which rules are on: the preset of the level, the settings of the policy, the words of the user.

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "model/policy.hpp"
#include "model/rule.hpp"
#include "rules/compile.hpp"
#include "support/result.hpp"

namespace qualm::rules {

/// Rules to keep, by name, pack or glob; empty means all that are on.
struct Choice {
  std::vector<std::string> select;
  std::vector<std::string> ignore;
};

/// Rules that are on, compiled. The rules themselves are shared with every evaluation made by them.
struct RuleSet {
  std::shared_ptr<const std::vector<Rule>> rules;
  std::vector<CompiledRule> active;
};

/// Turns on the rules of `policy.level`, applies `policy.rules` in order, then `choice`. A selected
/// rule is on whatever its level. `invalid` for a setting or choice that matches no rule (with the
/// nearest name), a bad option, a broken rule, two rules of one name, or a locked rule that would
/// be lowered, turned off or ignored.
[[nodiscard]] Result<RuleSet> select_rules(std::vector<Rule> rules, const Policy& policy,
                                           const Choice& choice = {});

/// Whether `pattern` (a rule, a pack or a glob) means the rule called `name`.
[[nodiscard]] bool names_rule(const std::string& pattern, const std::string& name);

}  // namespace qualm::rules
