// On which day each event of a concern happened.

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "concerns/history.hpp"
#include "support/date.hpp"

namespace qualm::concerns {

enum class DaySource : std::uint8_t {
  witnessed,  ///< a server received the event on that day
  stated,     ///< its author says so
  missing     ///< neither, or a stated day that is still to come
};

struct EventDay {
  std::optional<Date> day;  ///< nothing when missing
  DaySource source = DaySource::missing;
};

/// The day of `event` by itself: the first on which a server received it or, without one, the day
/// of its `on`. A stated day later than tomorrow is none; tomorrow's is today's, somewhere else.
[[nodiscard]] EventDay own_day(const LedgerEvent& event, Date today);

/// The day of each event of `history`. A stated day is moved where it contradicts what follows
/// what: to the latest day of all that the event follows, and to the first day on which something
/// that follows it was received. Quadratic in the size of the concern.
[[nodiscard]] std::vector<EventDay> days_of_events(const History& history, Date today);

}  // namespace qualm::concerns
