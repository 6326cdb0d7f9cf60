// Recorded exceptions: waivers and baseline entries, and what has become of each.

#include <array>

#include "documents/kind.hpp"

namespace qualm::documents {
namespace {

constexpr std::array<FieldSpec, 7> kWaiverFields = {{{"rule", {}},
                                                     {"state", {}},
                                                     {"detail", {}},
                                                     {"reason", {}},
                                                     {"owner", {}},
                                                     {"expires", {}},
                                                     {"covers", {}}}};
constexpr std::array<FieldSpec, 4> kEntryFields = {
    {{"rule", {}}, {"state", {}}, {"file", {}}, {"place", {}}}};

constexpr std::array<FactSpec, 2> kFacts = {{
    {"waivers",
     "waivers of the policy and inline ones; fields rule, reason, owner, expires, covers (a glob), "
     "detail and state: used, unused, idle, expired, incomplete, locked or unknown",
     FactForm::entries,
     {},
     kWaiverFields},
    {"baseline",
     "entries of the baseline; fields rule, file, place and state: used, stale, idle or locked",
     FactForm::entries,
     {},
     kEntryFields},
}};

}  // namespace

Kind exceptions_kind() {
  return {.id = "exceptions",
          .summary = "waivers and baseline entries, once everything else has been judged",
          .facts = kFacts,
          .gathered = true};
}

}  // namespace qualm::documents
