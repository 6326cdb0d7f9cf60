// Rule files: one YAML file, one rule.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "documents/shape.hpp"
#include "model/rule.hpp"
#include "model/snapshot.hpp"
#include "support/result.hpp"

namespace qualm::rules {

/// Where a repository keeps rules of its own.
inline constexpr std::string_view kRulesFolder = ".qualm/rules";

/// The table that reads a rule file, explains it and prints its schema.
[[nodiscard]] const documents::Shape& rule_shape();

/// Reads the rule in `text`; its name is the last folder and the stem of `file`, `pack/fault`.
/// `invalid` with the place of the first thing that is wrong: an unknown key, a missing part, an
/// example without its finding, a rule without both kinds of example.
[[nodiscard]] Result<Rule> read_rule(std::string_view text, const std::string& file);

/// The rules below `.qualm/rules/` of a tree. A rule that cannot be read is in `broken`, and the
/// others are read all the same.
struct LoadedRules {
  std::vector<Rule> rules;
  std::vector<Error> broken;
};
[[nodiscard]] Result<LoadedRules> load_rules(const Snapshot& tree);

}  // namespace qualm::rules
