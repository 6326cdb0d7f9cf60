// Who changed the systems that concerns are about, looked up for each concern.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "concerns/circumstances.hpp"
#include "concerns/ledger.hpp"
#include "gate/systems.hpp"
#include "git/repository.hpp"
#include "model/policy.hpp"
#include "support/date.hpp"
#include "support/error.hpp"

namespace qualm::gate {

/// The systems that a concern says it is about, by any of its raising events.
[[nodiscard]] std::vector<std::string> named_by(const concerns::GatheredConcern& concern);

/// The places in `paths` of the systems that a concern is about; all where that cannot be told.
[[nodiscard]] std::vector<std::size_t> places_of(const concerns::GatheredConcern& concern,
                                                 const std::vector<std::string>& paths);

/// Who changed the systems, and why that cannot be told of some.
struct Changes {
  std::vector<concerns::SystemFacts> facts;  ///< of each system
  std::optional<Error> unknown;
};

/// Finds out who changed the systems that concerns are about, and puts it where `fold` looks for
/// it: into each event that looked at something which was deployed since, who had changed the
/// system by then, and into the event that raised a concern that may be open, who has changed it
/// since the last deployment before. A system that is gone is looked up where an event looked at it
/// while it stood. `tips` are commit ids, the first that of the protected side; `policy` is its.
[[nodiscard]] Changes look_back(const git::Repository& repository,
                                const std::vector<SystemOfTree>& systems,
                                const std::vector<std::string>& tips, Date today,
                                const Policy& policy,
                                std::vector<concerns::GatheredConcern>& gathered);

}  // namespace qualm::gate
