// How well it is proven who wrote an event.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "concerns/history.hpp"
#include "concerns/who.hpp"
#include "model/concern.hpp"
#include "support/date.hpp"

namespace qualm::concerns {

/// The level that one sound introduction reaches for an event by `by`: `commit` when author and
/// committer are that party, `signature` when the signer is as well.
[[nodiscard]] IdentityLevel level_of(const Introduction& introduction, const Identity& by,
                                     const Who& who);

/// The highest level that any sound introduction of `event` reaches; `none` for an event that is
/// anonymous or says nobody's name.
[[nodiscard]] IdentityLevel level_of(const LedgerEvent& event, const Who& who);

/// How `unproven` begins for an event that has yet to land, and counts from then on.
inline constexpr std::string_view kNotSettledYet = "it is not yet on the concern's own branch";

/// Why nothing proves at `level` that `event` is by `by` and lies settled on the protected side;
/// empty when one introduction proves all of it.
///
/// Somebody who has left settles nothing any more, and what they settled before stays settled. The
/// day that counts is the latest of those that its commit states and `after`, the latest that what
/// it follows and looked at state; an event without any counts as written since. Dates are as good
/// as names: at the level `commit` whoever backdates another's event could as well write it under
/// the name of somebody who is still here. At the level `signature` it takes the key of who left,
/// and reaches only concerns that were open before then: what was opened later has a later day, by
/// somebody else. Nothing in Git tells better, as the last event of a concern has no witness; who
/// does not trust somebody takes their key or role away, and all they settled opens again.
[[nodiscard]] std::string unproven(const LedgerEvent& event, const Identity& by,
                                   IdentityLevel level, const Who& who,
                                   const std::optional<Date>& after = {});

/// The latest day on which `event` was brought to its branch on the protected side, or looked at
/// something, as commits state it; nothing when none does.
[[nodiscard]] std::optional<Date> latest_day(const LedgerEvent& event);

}  // namespace qualm::concerns
