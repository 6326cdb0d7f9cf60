// The facts of a change, one function each; private to engine/.

#pragma once

#include <vector>

#include "documents/selection.hpp"
#include "engine/change_paths.hpp"
#include "engine/change_sides.hpp"
#include "support/result.hpp"

namespace qualm::engine {

using ChangeItems = Result<std::vector<documents::Item>>;

/// SLOs that ask for less, are gone, or cannot be compared.
[[nodiscard]] ChangeItems changed_slos(const Change& change);
/// Cases of the robustness pack that are gone or ask for less, and packs that cannot be compared.
[[nodiscard]] ChangeItems changed_packs(const Change& change);
/// Incidents that no case of the robustness pack repeats any more.
[[nodiscard]] ChangeItems dropped_incidents(const Change& change);
/// The deliberation note of each system whose model changed.
[[nodiscard]] ChangeItems notes_of_changed_models(const Change& change, Contents& contents);
/// The model card of each system whose model changed.
[[nodiscard]] ChangeItems cards_of_changed_models(const Change& change, Contents& contents);
/// Parts of a system that can no longer be looked into.
[[nodiscard]] ChangeItems hidden_parts(const Change& change);
/// What happens to systems about which a concern is open. Fails where something happens to one and
/// nobody knows which concerns there are.
[[nodiscard]] ChangeItems systems_under_concern(const Change& change, Contents& contents);
/// Open concerns that a new or changed deployment record of their system does not list.
[[nodiscard]] ChangeItems unlisted_concerns(const Change& change);
/// Records that are gone, or say something else.
[[nodiscard]] ChangeItems changed_records(const Change& change, Contents& contents);
/// What the policy and the team's own rules ask less of.
[[nodiscard]] ChangeItems changed_policy(const Change& change);
/// The entries that were added to the baseline.
[[nodiscard]] ChangeItems grown_baseline(const Change& change);
/// Never events that the model card of a system no longer states.
[[nodiscard]] ChangeItems dropped_never_events(const Change& change);
/// Systems that are gone, and their SLOs with them.
[[nodiscard]] ChangeItems retired_systems(const Change& change);
/// Owners that were copied, are gone, or are somebody else now.
[[nodiscard]] ChangeItems changed_owners(const Change& change);
/// Systems and members that are new, for the working agreements.
[[nodiscard]] ChangeItems newcomers(const Change& change);

}  // namespace qualm::engine
