// The records of a tree that measures are made of.

#pragma once

#include <string>
#include <vector>

#include "concerns/measures.hpp"
#include "model/policy.hpp"
#include "model/snapshot.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// Questions that one survey may have; a file with more is not read.
inline constexpr std::size_t kQuestionsPerSurvey = 50;

struct MeasuredRecords {
  std::vector<concerns::DeploymentRecord> deployments;
  std::vector<concerns::IncidentRecord> incidents;
  std::vector<concerns::Survey> surveys;
  std::vector<std::string> systems;     ///< folders
  std::vector<std::string> unreadable;  ///< a sentence for each file that could not be read
};

/// Reads every deployment record, incident record and survey of `tree`. A file that cannot be read
/// is named in `unreadable`: what it holds is missing from every figure. Fails where the tree
/// cannot be walked.
[[nodiscard]] Result<MeasuredRecords> read_records(const Snapshot& tree, const Policy& policy);

}  // namespace qualm::commands
