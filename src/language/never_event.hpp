// Statements about what must never happen.

#pragma once

#include <string_view>

namespace qualm::language {

/// Whether a never event could be tested: a prohibition, an act, and an object or a condition.
/// "Never auto-deny a claim when uncertainty exceeds 0.35." is, "Never cause harm." is not.
/// ("Shipping Responsible AI Without Slowing Down", What Lands in the Repo: never events.)
[[nodiscard]] bool testable_never_event(std::string_view text);

/// Whether `text` only reports that nothing happened ("None observed."): a report, not a policy.
[[nodiscard]] bool reports_none(std::string_view text);

}  // namespace qualm::language
