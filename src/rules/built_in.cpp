// A built-in rule with its examples, read again from its text.

#include "rules/built_in.hpp"

#include "rules/rule_file.hpp"

namespace qualm::rules {

Result<Rule> built_in_rule(std::string_view name) {
  for (const RuleText& one : built_in_texts()) {
    if (one.file.substr(0, one.file.rfind('.')) != name) continue;
    QUALM_ASSIGN(Rule rule, read_rule(one.text, std::string(one.file)));
    rule.built_in = true;
    return rule;
  }
  return fail(ErrorCode::not_found, "there is no built-in rule \"" + std::string(name) + "\"");
}

}  // namespace qualm::rules
