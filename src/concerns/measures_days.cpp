// On which day each event of a concern happened.

#include "concerns/measures_days.hpp"

#include <algorithm>

#include "support/instant.hpp"

namespace qualm::concerns {

EventDay own_day(const LedgerEvent& event, Date today) {
  EventDay found;
  for (const Introduction& introduction : event.introductions) {
    if (!introduction.received) continue;
    found.day = std::min(found.day.value_or(*introduction.received), *introduction.received);
    found.source = DaySource::witnessed;
  }
  if (found.day) return found;
  const auto stated = parse_instant(event.event.on);
  if (!stated || days_between(today, stated->date) > 1) return found;
  return {.day = std::min(stated->date, today), .source = DaySource::stated};
}

std::vector<EventDay> days_of_events(const History& history, Date today) {
  std::vector<EventDay> own(history.size());
  for (std::size_t node = 0; node < history.size(); ++node) {
    own[node] = own_day(history.at(node), today);
  }
  std::vector<EventDay> days = own;
  std::vector<std::optional<Date>> not_after(history.size());
  for (std::size_t node = 0; node < history.size(); ++node) {
    const NodeSet past = history.reached(node);
    for (std::size_t other = 0; other < history.size(); ++other) {
      if (!past[other] || other == node) continue;
      if (days[node].source == DaySource::stated && own[other].day) {
        days[node].day = std::max(*days[node].day, *own[other].day);
      }
      if (own[node].source != DaySource::witnessed) continue;
      not_after[other] = std::min(not_after[other].value_or(*own[node].day), *own[node].day);
    }
  }
  for (std::size_t node = 0; node < history.size(); ++node) {
    if (days[node].source != DaySource::stated || !not_after[node]) continue;
    days[node].day = std::min(*days[node].day, *not_after[node]);
  }
  return days;
}

}  // namespace qualm::concerns
