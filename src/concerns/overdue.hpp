// Concerns that nobody has looked at in time.

#pragma once

#include <optional>

#include "concerns/circumstances.hpp"
#include "concerns/history.hpp"
#include "model/concern.hpp"
#include "support/date.hpp"

namespace qualm::concerns {

/// The day by which a neutral party has to have reviewed `concern`, made of `history`: that on
/// which the earliest of what holds it open says it was written, and the policy's `review_within`.
/// Nothing when the concern is not open, when a review that counts follows everything that holds it
/// open, and where no day is stated.
[[nodiscard]] std::optional<Date> review_due(const Concern& concern, const History& history,
                                             const Ground& ground);

}  // namespace qualm::concerns
