// From a rule as data to something that judges.

#pragma once

#include <string>
#include <vector>

#include "checks/check.hpp"
#include "documents/selection.hpp"
#include "model/rule.hpp"
#include "support/result.hpp"

namespace qualm::rules {

/// A rule ready to judge. `rule` is owned by whoever owns the rules. Without a `check` it is chosen
/// and not compiled yet: most rules never meet a document of their kind.
struct CompiledRule {
  const Rule* rule = nullptr;
  Severity severity = Severity::error;
  const documents::Kind* kind = nullptr;
  documents::Selector whole;  ///< the document as one hit, for `when`
  checks::Conditions when;
  documents::Selector selector;
  checks::Conditions only;
  checks::Conditions unless;
  const checks::Check* check = nullptr;
  checks::Judge judge;
};

/// Compiles `rule`, with the options of `with`, which stand in `with_file`, in place of its own
/// where given. `invalid` for an
/// unknown document kind, fact, check or option, and for a message that uses a word it cannot have.
[[nodiscard]] Result<CompiledRule> compile_rule(const Rule& rule, const Value& with = {},
                                                const std::string& with_file = {});

/// Whether the keys of `document` meet the `when` of `rule`, which reads its kind. A document whose
/// front matter cannot be read meets none: that is for the rule which reports just that.
[[nodiscard]] bool is_about(const CompiledRule& rule, const documents::Document& document);

/// Those of `items` that the conditions of `rule` leave: mostly all of them, and then `items` as it
/// is; else they are kept in `left`.
[[nodiscard]] const std::vector<documents::Item>& left_by_conditions(
    const CompiledRule& rule, const std::vector<documents::Item>& items,
    std::vector<documents::Item>& left);

/// The message of `rule` with each `{word}` replaced.
[[nodiscard]] std::string render_message(const Rule& rule, const checks::Fault& fault);

}  // namespace qualm::rules
