// The repository as a whole: what no single document can say.

#include <array>

#include "documents/kind.hpp"

namespace qualm::documents {
namespace {

constexpr std::array<FieldSpec, 4> kFolderFields = {
    {{"folder", {}}, {"artefact", {}}, {"card", {}}, {"count", {}}}};
constexpr std::array<FieldSpec, 4> kSystemFields = {
    {{"system", {}}, {"card", {}}, {"owner", {}}, {"codeowners", {}}}};
constexpr std::array<FieldSpec, 2> kFileFields = {{{"file", {}}, {"card", {}}}};

constexpr std::array<FieldSpec, 3> kPlaceFields = {{{"folder", {}}, {"because", {}}, {"card", {}}}};

constexpr std::array<FactSpec, 4> kFacts = {{
    {"artefact_folders",
     "folders that hold a model artefact; fields folder, artefact, count and card, the card that "
     "covers it",
     FactForm::entries,
     {},
     kFolderFields},
    {"card_places",
     "folders that need a model card; fields folder, because, which says why, and card, the card "
     "that covers it",
     FactForm::entries,
     {},
     kPlaceFields},
    {"systems",
     "AI systems; fields system, card, owner as the policy states it, codeowners",
     FactForm::entries,
     {},
     kSystemFields},
    {"card_files",
     "files that are called a model card but are no text; fields file and card, the text of the "
     "same card",
     FactForm::entries,
     {},
     kFileFields},
}};

}  // namespace

Kind repository_kind() {
  return {.id = "repository",
          .summary = "the repository as a whole: its systems and the artefacts in it",
          .facts = kFacts,
          .gathered = true};
}

}  // namespace qualm::documents
