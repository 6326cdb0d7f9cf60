// Waivers: recorded exceptions, in the policy and inline, and what becomes of each.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "documents/document.hpp"
#include "documents/selection.hpp"
#include "model/finding.hpp"
#include "model/policy.hpp"
#include "model/snapshot.hpp"
#include "support/date.hpp"

namespace qualm::engine {

/// The waivers that stand inside a document: `<!-- qualm: allow RULE reason="…" until=YYYY-MM-DD
/// -->` in front of the block or section it excuses, `# qualm: allow …` in front of a key in YAML
/// or behind its value. Above everything else, either excuses the document as a whole too. `owner=`
/// and `digest=` may follow; without an owner, `default_owner` answers.
[[nodiscard]] std::vector<Waiver> inline_waivers(const documents::Document& document,
                                                 const std::string& default_owner);

/// Whether a waiver that stands inside the document `now` stood in the one at the same path of
/// `before`, saying the same and covering as much, so that the change did not bring it. No where
/// that cannot be read.
[[nodiscard]] bool stood_before(const Waiver& waiver, const documents::Document& now,
                                const Snapshot& before);

/// Excuses the findings that a waiver covers, and says what has become of each waiver, as items of
/// the kind `exceptions`. A waiver that is incomplete, expired, unknown or of a locked rule excuses
/// nothing. `decided` tells whether a waiver that excuses nothing here would have been used if it
/// were needed; where it says no (a rule or a part of the tree was left out), its state is `idle`.
[[nodiscard]] std::vector<documents::Item> apply_waivers(
    const std::vector<Waiver>& waivers, const std::vector<Rule>& rules, Date today,
    const std::function<bool(const std::string& rule)>& decided, std::vector<Finding>& findings);

}  // namespace qualm::engine
