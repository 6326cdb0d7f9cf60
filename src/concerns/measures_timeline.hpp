// How one concern went, day by day.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "concerns/history.hpp"
#include "model/concern.hpp"
#include "support/date.hpp"

namespace qualm::concerns {

/// A concern as `fold` judged it, and the events it was folded from. Must not outlive either.
struct MeasuredConcern {
  const Concern& concern;
  const std::vector<LedgerEvent>& events;
};

/// What the days of events rest on.
struct DaySources {
  std::size_t witnessed = 0;  ///< a server received the event on that day
  std::size_t stated = 0;     ///< nothing but the word of its author: the `on` of the event
  std::size_t missing = 0;    ///< neither, or an `on` that is still to come
};

/// What a concern was from the end of `day` on.
struct TimelineStep {
  Date day;
  ConcernState state = ConcernState::open;
};

/// Events that open or close one concern, and events in all, up to which it is followed through its
/// days. No honest concern comes near; beyond, only its beginning and its state today are told.
inline constexpr std::size_t kSettlingEventsFollowed = 50;
inline constexpr std::size_t kEventsFollowed = 500;

struct Timeline {
  std::optional<Date> raised;       ///< nothing when no day is known
  std::vector<TimelineStep> steps;  ///< from the day it was raised to today; empty without that day
  /// Open today: since when something holds it open without a break.
  std::optional<Date> open_since;
  /// Not open today: since when nothing holds it open. Nothing when no day is known.
  std::optional<Date> settled;
  bool overridden = false;  ///< an override that counts closes or closed some part of it
  /// Open today: something that holds it open is not followed by a review that counts; and the
  /// earliest day of that, where one is known.
  bool awaits_review = false;
  std::optional<Date> awaits_since;
  bool followed = true;  ///< false beyond the limits above
  DaySources sources;    ///< of the events that raise, open and close it, each once

  /// What it was at the end of `day`; nothing when it had not been raised.
  [[nodiscard]] std::optional<ConcernState> on(Date day) const;
};

/// Follows a concern through its days.
///
/// An event happened on the day a server received it; where no server did, on the day it states
/// itself, moved so that it comes neither before what it follows nor after what follows it and was
/// received. A stated day later than tomorrow is none. An opening event without a day counts from
/// the day of raising, a closing event without one only from `today`: nothing looks better for a
/// day that is missing.
///
/// Which events open and close is for `concern` to say. Of an acceptance that has expired since, it
/// says that it would have counted but for that: it closed what it follows up to its last day. An
/// override closes from the day on which `quorum` addresses had signed it.
[[nodiscard]] Timeline timeline_of(const MeasuredConcern& measured, int quorum, Date today);

}  // namespace qualm::concerns
