// `qualm slo diff`: the SLO policies of two trees, matched and compared.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/slo_diff.hpp"
#include "model/policy.hpp"
#include "model/snapshot.hpp"
#include "support/error.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// Two trees, each with the policy that says where its documents are.
struct SloDiffRequest {
  const Snapshot& before;
  const Policy& before_policy;
  const Snapshot& after;
  const Policy& after_policy;      ///< names the team's own actions as well
  std::vector<std::string> paths;  ///< of either tree; empty: every policy there is
};

/// The SLO policies that belong together: those of one system, or one file that belongs to none.
struct DiffedPolicy {
  std::string system;               ///< its folder; empty: none, or the root
  std::vector<std::string> before;  ///< the files, by path; empty where there was none
  std::vector<std::string> after;
  std::optional<Error> problem;  ///< one of them could not be read: nothing was compared
  std::vector<engine::SloChange> changes;
};

struct SloDiff {
  std::string before;  ///< what was compared, in words: `main`, `the work tree`
  std::string after;
  std::vector<DiffedPolicy> policies;  ///< by path; unchanged ones as well
};

/// Compares the SLO policies of two trees: a file with the one at its path, else with those of its
/// system. A file that is named outright is read as a policy, whatever it is called. Fails with
/// `not_found` where neither tree has a policy, and where a tree cannot be read.
[[nodiscard]] Result<SloDiff> diff_trees(const SloDiffRequest& request);

/// How many changes weaken, how many may, and how many policies could not be compared.
struct SloDiffCounts {
  std::size_t changes = 0;
  std::size_t weaker = 0;
  std::size_t unclear = 0;
  std::size_t not_judged = 0;
};
[[nodiscard]] SloDiffCounts count(const SloDiff& diff);

}  // namespace qualm::commands
