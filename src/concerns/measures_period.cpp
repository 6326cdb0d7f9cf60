// Days, quarters and periods, as measures count them.

#include "concerns/measures_period.hpp"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

namespace qualm::concerns {
namespace {

constexpr int kQuarters = 4;
constexpr int kMonthsEach = 3;

/// Quarters since the year 0, so that they can be added and subtracted.
int index_of(Quarter quarter) { return quarter.year * kQuarters + quarter.number - 1; }

Date first_day(Quarter quarter) {
  return {.year = quarter.year, .month = (quarter.number - 1) * kMonthsEach + 1, .day = 1};
}

}  // namespace

std::string to_string(Quarter quarter) {
  return fmt::format("{:04}-Q{}", quarter.year, quarter.number);
}

Quarter quarter_of(Date day) {
  return {.year = day.year, .number = (day.month - 1) / kMonthsEach + 1};
}

Quarter plus_quarters(Quarter quarter, int count) {
  const int index = index_of(quarter) + count;
  const int number = (index % kQuarters + kQuarters) % kQuarters;
  return {.year = (index - number) / kQuarters, .number = number + 1};
}

Period days_of(Quarter quarter) {
  return {.from = first_day(quarter), .to = plus_days(first_day(plus_quarters(quarter, 1)), -1)};
}

int quarters_in(const Period& period) {
  if (period.to < period.from) return 0;
  return index_of(quarter_of(period.to)) - index_of(quarter_of(period.from)) + 1;
}

Period last_four_quarters(Date today) {
  const Quarter last = quarter_of(today);
  return {.from = days_of(plus_quarters(last, 1 - kQuarters)).from, .to = days_of(last).to};
}

Date plus_days(Date day, int count) {
  constexpr std::int64_t kSecondsPerDay = 86400;
  return date_of((std::int64_t{days_between(Date{}, day)} + count) * kSecondsPerDay);
}

bool holds(const Period& period, Date day) { return period.from <= day && day <= period.to; }

Period common(const Period& left, const Period& right) {
  return {.from = std::max(left.from, right.from), .to = std::min(left.to, right.to)};
}

std::size_t count_days(const Period& period) {
  if (period.to < period.from) return 0;
  return static_cast<std::size_t>(days_between(period.from, period.to)) + 1;
}

}  // namespace qualm::concerns
