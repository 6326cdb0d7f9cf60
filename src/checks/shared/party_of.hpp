// Who a hit names, and whether two hits name the same person; for checks about people.

#pragma once

#include <string>
#include <string_view>

#include "checks/check.hpp"
#include "language/party.hpp"
#include "model/policy.hpp"

namespace qualm::checks {

/// Who `field` of `item` names (the item itself for the empty name). A section may say it in a
/// sentence ("Dana Whitfield answers for this system."), in its first paragraph, or as `Name:` in a
/// list or a table; what else the section holds is not taken for a part of the name.
[[nodiscard]] language::Party party_of(const documents::Item& item, std::string_view field,
                                       const Subject& subject);

/// Whether `a` and `b` surely are two people: M. Okafor, Okafor, Maria, an address and a handle may
/// all be Maria Okafor.
[[nodiscard]] bool surely_differ(const language::Party& a, const language::Party& b,
                                 const Policy& policy);

/// The person of the policy that `party` names; null when there is none.
[[nodiscard]] const Person* find_person(const Policy& policy, const language::Party& party);

}  // namespace qualm::checks
