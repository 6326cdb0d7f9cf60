// The rules compiled into the binary from `rules/`.

#pragma once

#include <string_view>
#include <vector>

#include "model/rule.hpp"
#include "support/result.hpp"

namespace qualm::rules {

/// Every built-in rule, without its examples: building them costs microseconds, not a YAML parse.
[[nodiscard]] std::vector<Rule> built_in_rules();

/// A built-in rule file as it was compiled in.
struct RuleText {
  std::string_view file;  ///< below `rules/`
  std::string_view text;
};
[[nodiscard]] std::vector<RuleText> built_in_texts();

/// The built-in rule called `name` with its examples; `not_found` with the nearest name.
[[nodiscard]] Result<Rule> built_in_rule(std::string_view name);

}  // namespace qualm::rules
