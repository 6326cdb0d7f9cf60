// When a review is due.

#include "concerns/overdue.hpp"

#include <algorithm>
#include <string_view>

namespace qualm::concerns {
namespace {

bool is_not_counted(const Concern& concern, const Event& event) {
  return std::any_of(concern.not_counted.begin(), concern.not_counted.end(),
                     [&](const NotCounted& one) { return one.event == event.id; });
}

/// Whether a review that counts follows `node`.
bool is_reviewed(const History& history, const Concern& concern, std::size_t node) {
  for (std::size_t other = 0; other < history.size(); ++other) {
    const Event& event = history.event(other);
    if (event.type != EventType::reviewed || is_not_counted(concern, event)) continue;
    if (history.reached(other)[node]) return true;
  }
  return false;
}

Date days_after(Date day, std::int64_t days) {
  constexpr std::int64_t kSecondsPerDay = 86400;
  return date_of((days_between(Date{}, day) + days) * kSecondsPerDay);
}

}  // namespace

std::optional<Date> review_due(const Concern& concern, const History& history,
                               const Ground& ground) {
  if (concern.state != ConcernState::open) return std::nullopt;
  std::optional<Date> due;
  for (const Opening& opening : concern.openings) {
    if (!opening.closed_by.empty()) continue;
    for (const std::size_t node : history.find(opening.event)) {
      const auto day = parse_date(std::string_view(history.event(node).on).substr(0, 10));
      if (!day || is_reviewed(history, concern, node)) continue;
      const Date by = days_after(*day, ground.policy().review_within.days());
      due = due ? std::min(*due, by) : by;
    }
  }
  return due;
}

}  // namespace qualm::concerns
