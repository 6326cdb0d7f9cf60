// What a change of the policy asks less of, or lets somebody do.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/policy.hpp"
#include "model/rule.hpp"
#include "support/error.hpp"

namespace qualm::engine {

enum class WeakeningKind : std::uint8_t {
  removed,    ///< there is no policy any more
  level,      ///< a lower level
  rule,       ///< rules that are turned off or lowered
  options,    ///< options of rules that ask for less, or nobody can tell
  own_rule,   ///< a rule of the team's own that is gone, lowered or asks something else
  role,       ///< a role given to somebody, or somebody with a role who is back
  key,        ///< a signing key or an address that somebody is known by
  owner,      ///< another accountable owner of a system
  protects,   ///< a ref that is not protected any more
  gate,       ///< what fails, and who may weaken the policy
  concerns,   ///< how concerns are handled
  waiver,     ///< an exception that is new, wider or longer
  documents,  ///< where documents are looked for, which folders are left out, what a model is
  systems,    ///< a system that is not declared any more, or covers less
  baseline,   ///< another baseline
  revision,   ///< a revision that does not go up: an older policy comes back
};

/// `level`, `rule`, `own rule`.
[[nodiscard]] std::string_view to_string(WeakeningKind kind);

/// One thing that a change of the policy weakens.
struct PolicyWeakening {
  WeakeningKind kind = WeakeningKind::level;
  std::string words;  ///< behind "this change": `lowers the level from 3 to 2`
  std::string key;    ///< structural place: `level`, `people/ana@example.com`
  SourcePos where;    ///< in the later policy, columns counting bytes; 1:1 for what is gone
};

/// What the policy `after` asks less of than `before`, in the order of the kinds. Comments, order
/// and layout weaken nothing, and neither do names, holidays and new rules. Without a policy before
/// there is nothing to weaken: the first one starts the record. `rules` are those that settings are
/// held against; a setting of a rule that is none of them is compared as it is written.
[[nodiscard]] std::vector<PolicyWeakening> weakenings(const Policy& before, const Policy& after,
                                                      std::span<const Rule> rules);

/// The same with the built-in rules.
[[nodiscard]] std::vector<PolicyWeakening> weakenings(const Policy& before, const Policy& after);

/// What becomes of the team's own rules: those that are gone, lowered, or look at or ask for
/// something else, which nobody can tell from asking less. `where` is that of the rule.
[[nodiscard]] std::vector<PolicyWeakening> rule_weakenings(std::span<const Rule> before,
                                                           std::span<const Rule> after);

}  // namespace qualm::engine
