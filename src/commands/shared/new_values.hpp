// What is known of a new document before anybody writes a word of it.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "commands/command.hpp"
#include "commands/shared/init_answers.hpp"
#include "scaffold/fields.hpp"
#include "scaffold/placement.hpp"
#include "support/date.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// What a new document is to be.
struct NewDocument {
  std::string_view kind;
  std::string system;       ///< its folder; empty for the root, and where it is about none
  bool has_system = false;  ///< whether `system` means anything
  std::string id;           ///< of the incident it is about; empty: of none
  Date day;
};

/// The system that a document of this kind is about: `--system`; else the one in whose folder the
/// user stands; else the only one. `usage`, naming them, where the kind asks for one and none of
/// these says which.
[[nodiscard]] Result<void> choose_system(const Session& session, const Arguments& arguments,
                                         const Surroundings& there, NewDocument& document);

/// The incident: `NAME`; else the next id; for an analysis, the last incident without one. `usage`
/// for an id that cannot stand in a file name, and where there is no incident to analyse.
[[nodiscard]] Result<void> choose_incident(const Arguments& arguments, const Surroundings& there,
                                           NewDocument& document);

/// What the place of the document depends on. `usage` where it needs a version and `--version`
/// gives none, or one that cannot stand in a file name.
[[nodiscard]] Result<scaffold::Subject> subject_of(const Arguments& arguments,
                                                   const Surroundings& there,
                                                   const NewDocument& document);

/// The values of its fields, from the options, the policy, the documents and the history that are
/// there. What nobody knows has none.
[[nodiscard]] Result<scaffold::Values> values_of(const Session& session, const Arguments& arguments,
                                                 const Surroundings& there,
                                                 const NewDocument& document);

/// The documents of a kind that are there, by path.
[[nodiscard]] std::vector<std::string> documents_of(const engine::Landscape& landscape,
                                                    std::string_view kind);

}  // namespace qualm::commands
