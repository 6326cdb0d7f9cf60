// What documents are judged by, taken from trees and history: rules, baseline, authors.

#pragma once

#include <optional>
#include <vector>

#include "engine/baseline.hpp"
#include "engine/evaluate.hpp"
#include "git/repository.hpp"
#include "model/people.hpp"
#include "model/policy.hpp"
#include "model/rule.hpp"
#include "model/snapshot.hpp"
#include "support/result.hpp"

namespace qualm::gate {

/// Built-in rules and those of `tree`, which may be null. `invalid` at the first rule file that is
/// broken.
[[nodiscard]] Result<std::vector<Rule>> rules_of(const Snapshot* tree);

/// The baseline of `tree`, where the policy says it stands; empty when there is none.
[[nodiscard]] Result<std::vector<engine::BaselineEntry>> baseline_of(const Snapshot& tree,
                                                                     const Policy& policy);

/// The text of the `.mailmap` of `tree`, empty where there is none. Fails where it cannot be read
/// or is larger than a document may be.
[[nodiscard]] Result<std::string> mailmap_of(const Snapshot& tree);

/// Names of `.mailmap` and of commit authors at `revision`; what cannot be read is left out, since
/// it only ever settles whether a name is a person's.
[[nodiscard]] std::vector<Identity> known_authors(const git::Repository& repository,
                                                  const std::optional<git::Revision>& revision,
                                                  const Snapshot& tree);

/// Looks paths up in earlier commits of `repository`, which must outlive it.
[[nodiscard]] engine::StoodAt history_of(const git::Repository& repository);

}  // namespace qualm::gate
