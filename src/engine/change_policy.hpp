// What a change of the policy asks less of, or lets somebody do.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/policy.hpp"
#include "model/rule.hpp"
#include "model/snapshot.hpp"
#include "support/error.hpp"

namespace qualm::engine {

enum class WeakeningKind : std::uint8_t {
  removed,    ///< there is no policy any more
  level,      ///< a lower level
  rule,       ///< rules that are turned off or lowered
  options,    ///< options of rules that ask for less, or nobody can tell
  own_rule,   ///< a rule of the team's own that is gone, lowered or asks something else
  role,       ///< a role given to somebody, or somebody with a role who is back
  key,        ///< a signing key or an address that somebody is known by, or that is forgotten
  person,     ///< somebody who is not known any more, or no longer judges
  owner,      ///< another accountable owner of a system, or none
  protects,   ///< a ref that is not protected any more
  gate,       ///< what fails, and who may weaken the policy
  concerns,   ///< how concerns are handled
  waiver,     ///< an exception that is new, wider or longer
  documents,  ///< where documents are looked for, which folders are left out, what a model is
  systems,    ///< a system that is not declared any more, or covers less
  baseline,   ///< another baseline
  slo,        ///< another action that an SLO may name
  calendar,   ///< fewer business days
  revision,   ///< a revision that does not go up: an older policy comes back
};

/// `level`, `rule`, `own rule`.
[[nodiscard]] std::string_view to_string(WeakeningKind kind);

/// One thing that a change of the policy weakens.
struct PolicyWeakening {
  WeakeningKind kind = WeakeningKind::level;
  std::string words;      ///< behind "this change": `lowers the level from 3 to 2`
  std::string key;        ///< structural place: `level`, `people/ana@example.com`
  SourcePos where;        ///< in the later file, columns counting bytes; 1:1 for what is gone
  std::string file = {};  ///< of the rule, for one of the team's own; empty: the policy
};

/// The trees that two policies stand in; null where nobody has them at hand. They tell a system
/// that moved, and keeps under its new folder what it covers, from one whose paths are given to
/// another: without them the latter is assumed, and so it is where they cannot be read.
struct PolicyTrees {
  const Snapshot* before = nullptr;
  const Snapshot* after = nullptr;
};

/// What the policy `after` asks less of than `before`, in the order of the kinds. Comments, order
/// and layout weaken nothing, and neither do holidays in ordinary numbers, newcomers without a
/// role, and new rules. Without a policy before (its `source` is null) there is nothing to weaken:
/// the first one starts the record, but see `first_policy_weakenings`. `rules` are those that
/// settings are held against, the team's own from the protected side among them; a setting of a
/// rule that is none of them is compared as it is written.
[[nodiscard]] std::vector<PolicyWeakening> weakenings(const Policy& before, const Policy& after,
                                                      std::span<const Rule> rules,
                                                      const PolicyTrees& trees = {});

/// The same with the built-in rules.
[[nodiscard]] std::vector<PolicyWeakening> weakenings(const Policy& before, const Policy& after);

/// What the `gate:` and the `concerns:` of a first policy ask less of than the defaults, which held
/// while there was none.
[[nodiscard]] std::vector<PolicyWeakening> first_policy_weakenings(const Policy& first);

/// What becomes of the team's own rules: those that are gone or cannot be read any more, lowered,
/// or look at or ask for something else, which nobody can tell from asking less. `where` is that of
/// the rule in `file`: its file now, and the one it stood in where it is gone.
[[nodiscard]] std::vector<PolicyWeakening> rule_weakenings(std::span<const Rule> before,
                                                           std::span<const Rule> after);

}  // namespace qualm::engine
