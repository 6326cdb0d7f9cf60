// Calendar dates, read strictly and compared exactly.

#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace qualm {

/// A day of the proleptic Gregorian calendar. Always a day that exists.
struct Date {
  int year = 1970;
  int month = 1;
  int day = 1;

  // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 misreads the generated comparison
  friend auto operator<=>(const Date&, const Date&) = default;
};

/// `YYYY-MM-DD` and nothing else; no date for days that do not exist.
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

/// The UTC day of a Unix time in seconds.
[[nodiscard]] Date date_of(std::int64_t unix_seconds);

/// Whole days from `from` to `to`; negative when `to` is earlier.
[[nodiscard]] int days_between(Date from, Date to);

/// `YYYY-MM-DD`.
[[nodiscard]] std::string to_string(Date date);

}  // namespace qualm
