// The ledger: what all safety concerns say, wherever they are written.

#include <array>

#include "documents/kind.hpp"

namespace qualm::documents {
namespace {

constexpr std::array<FieldSpec, 6> kConcernFields = {{{"concern", {}},
                                                      {"title", {}},
                                                      {"system", {}},
                                                      {"severity", {}},
                                                      {"review_due", {}},
                                                      {"overdue", {}}}};
constexpr std::array<FieldSpec, 6> kEventFields = {
    {{"concern", {}}, {"title", {}}, {"event", {}}, {"type", {}}, {"by", {}}, {"reason", {}}}};
constexpr std::array<FieldSpec, 3> kRecordedFields = {
    {{"concern", {}}, {"record", {}}, {"known", {}}}};

constexpr std::array<FactSpec, 3> kFacts = {{
    {"open",
     "concerns that are open; fields concern (its id), title, system, severity, review_due (a day, "
     "or empty) and overdue: yes or no",
     FactForm::entries,
     {},
     kConcernFields},
    {"not_counted",
     "events without effect of any concern; fields concern, title, event (its id), type, by and "
     "reason",
     FactForm::entries,
     {},
     kEventFields},
    {"recorded",
     "concerns that a deployment record lists; fields concern, record (its path) and known: "
     "whether there is such a concern",
     FactForm::entries,
     {},
     kRecordedFields},
}};

}  // namespace

Kind ledger_kind() {
  return {.id = "ledger",
          .summary = "the ledger: all safety concerns, on branches of their own and in the tree",
          .facts = kFacts,
          .gathered = true};
}

}  // namespace qualm::documents
