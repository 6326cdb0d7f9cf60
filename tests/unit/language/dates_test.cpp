// Dates as people write them.

#include "language/dates.hpp"

#include "harness/catch.hpp"

namespace {

struct Case {
  const char* text;
  const char* first;
  const char* last;
};

TEST_CASE("a written date is the period it means") {
  const Case cases[] = {
      {"2025-05-28", "2025-05-28", "2025-05-28"},
      {"2025-05", "2025-05-01", "2025-05-31"},
      {"May 2025", "2025-05-01", "2025-05-31"},
      {"Feb. 2024", "2024-02-01", "2024-02-29"},
      {"28 May 2025", "2025-05-28", "2025-05-28"},
      {"May 28th, 2025", "2025-05-28", "2025-05-28"},
      {"updated in Sept 2024 by the team", "2024-09-01", "2024-09-30"},
      {"2024", "2024-01-01", "2024-12-31"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.text);
    const auto period = qualm::language::read_period(one.text);
    REQUIRE(period);
    CHECK(qualm::to_string(period->first) == one.first);
    CHECK(qualm::to_string(period->last) == one.last);
  }
}

TEST_CASE("what is ambiguous or no date at all is none") {
  for (const char* text : {"", "soon", "03/04/2025", "version 12", "1.4.0", "31 people",
                           "may be later", "17 models"}) {
    CAPTURE(text);
    CHECK_FALSE(qualm::language::read_period(text));
  }
}

}  // namespace
