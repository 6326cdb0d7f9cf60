// Days, quarters and periods.

#include "concerns/measures_period.hpp"

#include "harness/catch.hpp"

using namespace qualm;
using namespace qualm::concerns;

TEST_CASE("period: quarters begin in January, April, July and October") {
  CHECK(to_string(quarter_of({2026, 1, 1})) == "2026-Q1");
  CHECK(to_string(quarter_of({2026, 3, 31})) == "2026-Q1");
  CHECK(to_string(quarter_of({2026, 4, 1})) == "2026-Q2");
  CHECK(to_string(quarter_of({2026, 12, 31})) == "2026-Q4");
  CHECK(days_of({2024, 1}) == Period{{2024, 1, 1}, {2024, 3, 31}});
  CHECK(days_of({2026, 4}) == Period{{2026, 10, 1}, {2026, 12, 31}});
  CHECK(count_days(days_of({2024, 1})) == 91);
}

TEST_CASE("period: quarters are counted over the ends of years") {
  CHECK(plus_quarters({2026, 1}, -1) == Quarter{2025, 4});
  CHECK(plus_quarters({2026, 4}, 1) == Quarter{2027, 1});
  CHECK(plus_quarters({2026, 2}, -7) == Quarter{2024, 3});
  CHECK(quarters_in({{2026, 1, 1}, {2026, 12, 31}}) == 4);
  CHECK(quarters_in({{2025, 12, 31}, {2026, 1, 1}}) == 2);
  CHECK(quarters_in({{2026, 1, 2}, {2026, 1, 1}}) == 0);
}

TEST_CASE("period: the last four quarters are whole ones") {
  CHECK(last_four_quarters({2026, 2, 14}) == Period{{2025, 4, 1}, {2026, 3, 31}});
  CHECK(last_four_quarters({2026, 12, 31}) == Period{{2026, 1, 1}, {2026, 12, 31}});
}

TEST_CASE("period: what two periods have in common") {
  const Period year = {{2026, 1, 1}, {2026, 12, 31}};
  CHECK(common(year, {{2025, 6, 1}, {2026, 1, 1}}) == Period{{2026, 1, 1}, {2026, 1, 1}});
  CHECK(count_days(common(year, {{2025, 6, 1}, {2025, 12, 31}})) == 0);
  CHECK(holds(year, {2026, 12, 31}));
  CHECK_FALSE(holds(year, {2027, 1, 1}));
  CHECK(plus_days({2024, 2, 28}, 1) == Date{2024, 2, 29});
  CHECK(plus_days({2026, 1, 1}, -1) == Date{2025, 12, 31});
}
