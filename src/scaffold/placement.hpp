// Where a new document belongs.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/policy.hpp"
#include "support/date.hpp"
#include "support/result.hpp"

namespace qualm::scaffold {

/// What a new document is about, as far as its place depends on it.
struct Subject {
  std::string system;   ///< its folder; empty for the root
  std::string name;     ///< of the system, as it may stand in a file name
  std::string version;  ///< deployments
  std::string id;       ///< incidents
  Date day;
  std::vector<std::string> others;  ///< documents of the same kind that are there
};

/// Whether a document of this kind stands in the folder of a system, and one to each.
[[nodiscard]] bool is_of_system(std::string_view kind);

/// The path of a new document of a kind with a template: where the policy says that such documents
/// stand, beside those that are there already, or at the place that the default layout has for it.
/// `usage` where the globs of the policy leave open where that would be.
[[nodiscard]] Result<std::string> place_for(std::string_view kind, const Policy& policy,
                                            const Subject& subject);

/// The folder's own name as a title: `models/claims-triage` is "Claims triage".
[[nodiscard]] std::string title_of_folder(std::string_view folder);

/// The id after the last of `others`, files called `INC-2026-0012.yaml`: `INC-2026-0013`.
[[nodiscard]] std::string next_incident(const std::vector<std::string>& others, int year);

/// `2026-Q4`.
[[nodiscard]] std::string quarter_of(Date day);

}  // namespace qualm::scaffold
