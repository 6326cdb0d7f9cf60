// What a tree holds: systems, governed documents and model artefacts, found by path alone.

#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "documents/kind.hpp"
#include "model/policy.hpp"
#include "model/snapshot.hpp"
#include "support/result.hpp"

namespace qualm::engine {

inline constexpr std::size_t kNoSystem = static_cast<std::size_t>(-1);

/// A governed document that was found.
struct Found {
  TreeEntry entry;
  const documents::Kind* kind = nullptr;
  std::size_t system = kNoSystem;
};

/// An AI system: a folder with a model card, or one the policy declares.
struct System {
  std::string path;                 ///< empty for the root
  std::string owner;                ///< as the policy states it
  std::vector<std::string> covers;  ///< globs of paths that belong to it
  std::vector<std::size_t> documents;
  bool declared = false;
  SourcePos where;  ///< in the policy, when declared
};

class Vicinity;

struct Landscape {
  std::vector<System> systems;   ///< by path
  std::vector<Found> documents;  ///< by path
  std::vector<std::string> artefacts;
  std::vector<std::string> card_files;  ///< called a model card, but a PDF or an image
  std::vector<std::string> card_data;   ///< called a model card, as JSON or YAML
  std::vector<std::string> excluded;    ///< folders that were not entered
  /// Governed documents whose paths differ in case alone; the first of each group stands first.
  std::vector<std::vector<std::string>> case_collisions;
  std::string code_owners;  ///< path of CODEOWNERS; empty: none
  bool is_whole = true;     ///< of the whole tree, and not of a vicinity alone
};

/// Surveys a tree by the policy's globs; where `within` is given, only there. Fails where the tree
/// cannot be walked to its end, and with `invalid` for a `documents:` entry that names no kind.
[[nodiscard]] Result<Landscape> survey(const Snapshot& tree, const Policy& policy,
                                       const Vicinity* within = nullptr);

/// Names of folders that only collect documents of the folder above, in lower case.
inline constexpr std::array<std::string_view, 4> kCollectingFolders = {"docs", "doc", "model_cards",
                                                                       "model-cards"};

/// The folder of a system as the policy may write it, as paths have it: empty for the root.
[[nodiscard]] std::string normal_folder(std::string path);

/// The folder of the system that a document at `path` belongs to: its own folder, or the one above
/// when that folder only collects documents.
[[nodiscard]] std::string system_folder(const std::string& path);

}  // namespace qualm::engine
