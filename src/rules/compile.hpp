// From a rule as data to something that judges.

#pragma once

#include <string>

#include "checks/check.hpp"
#include "documents/selection.hpp"
#include "model/rule.hpp"
#include "support/result.hpp"

namespace qualm::rules {

/// A rule ready to judge. `rule` is owned by whoever owns the rules.
struct CompiledRule {
  const Rule* rule = nullptr;
  Severity severity = Severity::error;
  const documents::Kind* kind = nullptr;
  documents::Selector selector;
  const checks::Check* check = nullptr;
  checks::Judge judge;
};

/// Compiles `rule`, with the options of `with`, which stand in `with_file`, in place of its own
/// where given. `invalid` for an
/// unknown document kind, fact, check or option, and for a message that uses a word it cannot have.
[[nodiscard]] Result<CompiledRule> compile_rule(const Rule& rule, const Value& with = {},
                                                const std::string& with_file = {});

/// The message of `rule` with each `{word}` replaced.
[[nodiscard]] std::string render_message(const Rule& rule, const checks::Fault& fault);

}  // namespace qualm::rules
