// Days, quarters and periods, as measures count them.

#pragma once

#include <cstddef>
#include <string>

#include "support/date.hpp"

namespace qualm::concerns {

/// The days from `from` to `to`, both of them included; none when `to` is earlier.
struct Period {
  Date from;
  Date to;

  friend bool operator==(const Period&, const Period&) = default;
};

/// A quarter of the calendar year: 1 begins in January, 4 in October.
struct Quarter {
  int year = 1970;
  int number = 1;

  friend bool operator==(const Quarter&, const Quarter&) = default;
};

/// `2026-Q4`.
[[nodiscard]] std::string to_string(Quarter quarter);

[[nodiscard]] Quarter quarter_of(Date day);
/// The quarter `count` quarters later; earlier when negative.
[[nodiscard]] Quarter plus_quarters(Quarter quarter, int count);
[[nodiscard]] Period days_of(Quarter quarter);

/// How many quarters `period` has a day in; 0 when it has no day.
[[nodiscard]] int quarters_in(const Period& period);

/// The four quarters that end with the one of `today`.
[[nodiscard]] Period last_four_quarters(Date today);

/// The day `count` days later; earlier when negative.
[[nodiscard]] Date plus_days(Date day, int count);

[[nodiscard]] bool holds(const Period& period, Date day);
/// The days that are in both; perhaps none.
[[nodiscard]] Period common(const Period& left, const Period& right);
[[nodiscard]] std::size_t count_days(const Period& period);

}  // namespace qualm::concerns
