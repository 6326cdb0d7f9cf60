// Calendar dates.

#include "support/date.hpp"

#include "harness/catch.hpp"

namespace {

TEST_CASE("only days that exist are dates") {
  CHECK(qualm::parse_date("2026-02-28"));
  CHECK(qualm::parse_date("2024-02-29"));
  for (const char* text : {"2026-02-29", "2025-13-02", "2024-023-2706", "2026-1-05", "2026-01-5",
                           "26-01-05", "2026/01/05", "", "2026-00-10", "-026-01-01"}) {
    CAPTURE(text);
    CHECK_FALSE(qualm::parse_date(text));
  }
}

TEST_CASE("days are counted across months, leap years and centuries") {
  const auto days = [](const char* from, const char* to) {
    return qualm::days_between(*qualm::parse_date(from), *qualm::parse_date(to));
  };
  CHECK(days("2026-01-01", "2026-01-01") == 0);
  CHECK(days("2024-02-28", "2024-03-01") == 2);
  CHECK(days("2026-12-31", "2027-01-01") == 1);
  CHECK(days("2027-01-01", "2026-12-31") == -1);
  CHECK(days("1900-01-01", "2000-01-01") == 36524);
}

TEST_CASE("a Unix time is a UTC day, before 1970 as well") {
  CHECK(qualm::to_string(qualm::date_of(0)) == "1970-01-01");
  CHECK(qualm::to_string(qualm::date_of(86399)) == "1970-01-01");
  CHECK(qualm::to_string(qualm::date_of(-1)) == "1969-12-31");
  CHECK(qualm::to_string(qualm::date_of(1767225600)) == "2026-01-01");
}

}  // namespace
