// What paths say of what stands at them.

#include "engine/path_kinds.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "documents/kind.hpp"
#include "support/text.hpp"

namespace qualm::engine {

Result<PathClasses> path_kinds(const Policy& policy) {
  PathClasses classes;
  const auto kinds = documents::all_kinds();
  for (const auto& [id, globs] : policy.documents) {
    const documents::Kind* kind = documents::find_kind(id);
    if (kind == nullptr || kind->paths.empty()) {
      std::vector<std::string> known;
      for (const auto& one : kinds) {
        if (!one.paths.empty()) known.emplace_back(one.id);
      }
      const auto near = nearest(id, known);
      return fail(Error{.code = ErrorCode::invalid,
                        .message = fmt::format("documents: there is no kind \"{}\"", id),
                        .where = Location{policy.file, {.line = 1, .column = 1}},
                        .hint = near ? fmt::format("did you mean \"{}\"?", *near)
                                     : "known: " + join_words(known)});
    }
    for (const std::string& glob : globs)
      classes.add(glob, static_cast<std::size_t>(kind - kinds.data()), false);
  }
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const bool moved = std::any_of(policy.documents.begin(), policy.documents.end(),
                                   [&](const auto& one) { return one.first == kinds[i].id; });
    if (moved) continue;
    for (const std::string_view glob : kinds[i].paths) classes.add(glob, i, true);
  }
  for (const std::string& glob : policy.artefacts) classes.add(glob, kArtefact, false);
  for (const char* stem : {"modelcard", "model-card", "model_card", "model card"}) {
    for (const char* ending : {"pdf", "doc", "docx", "odt", "pptx", "png", "jpg", "jpeg", "webp"})
      classes.add(fmt::format("**/{}.{}", stem, ending), kCardFile, true);
    for (const char* ending : {"json", "yaml", "yml"})
      classes.add(fmt::format("**/{}.{}", stem, ending), kCardData, true);
  }
  for (const char* path :
       {"CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"})
    classes.add(path, kCodeOwners, false);
  if (policy.hugging_face_readmes) classes.add("**/README.md", kReadme, false);
  return classes;
}

PathClasses excluded_folders(const Policy& policy) {
  PathClasses excluded;
  for (const std::string& glob : policy.exclude) excluded.add(glob, 0, false);
  return excluded;
}

}  // namespace qualm::engine
