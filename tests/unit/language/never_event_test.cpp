// Statements about what must never happen.

#include "language/never_event.hpp"

#include <string>
#include <string_view>

#include "harness/catch.hpp"

namespace qualm::language {

TEST_CASE("a never event with an act and an object or a condition can be tested") {
  for (const std::string_view text :
       {"Never auto-deny when uncertainty exceeds 0.35.",
        "Never auto-deny a claim when uncertainty exceeds 0.2. (`never_event_violations`)",
        "Bank transfers over $500 are always denied.", "Never deny a claim without a human review.",
        "The model must not send letters to minors.", "A claim must not be closed by the system.",
        "Claims above 10,000 are always reviewed.", "No claim is paid before a human has seen it.",
        "The bot cannot prescribe medication.", "Never recommend a dose above the leaflet's.",
        "Sharing a patient's record with an insurer is prohibited.",
        "Auto-denial of a claim when uncertainty exceeds 0.35."}) {
    INFO(text);
    CHECK(testable_never_event(text));
  }
}

TEST_CASE("a vague never event cannot be tested") {
  for (const std::string_view text :
       {"Never cause harm.", "Never harm people.", "Never be biased.", "The model must not fail.",
        "Do no harm.", "Never produce harmful content.", "Never auto-deny.", "Never.",
        "We care about safety.", "TBD", "", "None observed.", "Never make wrong decisions."}) {
    INFO(text);
    CHECK_FALSE(testable_never_event(text));
  }
}

TEST_CASE("a report of nothing is no policy") {
  for (const std::string_view text :
       {"None observed.", "None.", "None recorded to date", "No never events were observed.",
        "No incidents in this quarter.", "Nothing reported since 2031.", "0 observed"}) {
    INFO(text);
    CHECK(reports_none(text));
  }
  for (const std::string_view text :
       {"No claim is paid before a human has seen it.", "Never auto-deny.", "", "Nobody is denied.",
        "No payments above 500."}) {
    INFO(text);
    CHECK_FALSE(reports_none(text));
  }
}

}  // namespace qualm::language
