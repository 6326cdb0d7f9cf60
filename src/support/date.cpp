// Calendar dates, read strictly and compared exactly.

#include "support/date.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

namespace qualm {
namespace {

std::chrono::sys_days to_days(Date date) {
  return std::chrono::year_month_day{std::chrono::year{date.year},
                                     std::chrono::month{static_cast<unsigned>(date.month)},
                                     std::chrono::day{static_cast<unsigned>(date.day)}};
}

Date from_days(std::chrono::sys_days days) {
  const std::chrono::year_month_day ymd{days};
  return {.year = static_cast<int>(ymd.year()),
          .month = static_cast<int>(static_cast<unsigned>(ymd.month())),
          .day = static_cast<int>(static_cast<unsigned>(ymd.day()))};
}

/// The value of all-digit text; -1 otherwise.
int digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  constexpr std::size_t kLength = 10;
  if (text.size() != kLength || text[4] != '-' || text[7] != '-') return std::nullopt;
  const int year = digits(text.substr(0, 4));
  const int month = digits(text.substr(5, 2));
  const int day = digits(text.substr(8, 2));
  if (year < 0 || month < 0 || day < 0) return std::nullopt;
  const std::chrono::year_month_day ymd{std::chrono::year{year},
                                        std::chrono::month{static_cast<unsigned>(month)},
                                        std::chrono::day{static_cast<unsigned>(day)}};
  if (!ymd.ok()) return std::nullopt;
  return Date{.year = year, .month = month, .day = day};
}

/// A commit may state any number of seconds: one that no calendar of ours has is the nearest day of
/// it, and never wraps around to some other.
Date date_of(std::int64_t unix_seconds) {
  constexpr std::int64_t kFirst = -62'167'219'200;  // 0000-01-01
  constexpr std::int64_t kLast = 253'402'300'799;   // 9999-12-31, the last second
  return from_days(std::chrono::floor<std::chrono::days>(
      std::chrono::sys_seconds{std::chrono::seconds{std::clamp(unix_seconds, kFirst, kLast)}}));
}

int days_between(Date from, Date to) {
  return static_cast<int>((to_days(to) - to_days(from)).count());
}

std::string to_string(Date date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

}  // namespace qualm
