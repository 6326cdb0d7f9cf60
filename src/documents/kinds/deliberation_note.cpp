// The deliberation note: the change, the alternatives, who might be affected, what feedback
// changed.

#include <array>

#include "documents/kind.hpp"

namespace qualm::documents {
namespace {

using Titles = std::string_view;

constexpr std::array<Titles, 4> kChange = {"change", "what changes", "proposed change",
                                           "the change"};
constexpr std::array<Titles, 4> kAlternatives = {"alternatives*", "*options considered*",
                                                 "considered options", "alternatives considered"};
constexpr std::array<Titles, 4> kAffected = {"who might be affected", "who is affected",
                                             "affected people", "who may be affected"};
constexpr std::array<Titles, 2> kFeedback = {"feedback that changed the plan", "feedback*"};

constexpr std::array<FactSpec, 4> kFacts = {{
    {"change", "what is changing", FactForm::statement, kChange, {}},
    {"alternatives", "what else was considered", FactForm::statement, kAlternatives, {}},
    {"affected", "who might be affected, non-users included", FactForm::statement, kAffected, {}},
    {"feedback", "the feedback that changed the plan", FactForm::statement, kFeedback, {}},
}};

constexpr std::array<Titles, 2> kPaths = {"**/deliberation-note.md", "**/deliberation_note.md"};

}  // namespace

Kind deliberation_note_kind() {
  return {.id = "deliberation-note",
          .summary = "records the change, the alternatives and whose feedback changed the plan",
          .format = Format::markdown,
          .paths = kPaths,
          .facts = kFacts};
}

}  // namespace qualm::documents
