// Paths that some disk takes for one.

#include "language/path_fold.hpp"

#include "harness/catch.hpp"

using qualm::language::folded_path;

TEST_CASE("paths that case or normal form tells apart are the same") {
  CHECK(folded_path("models/Claims-Triage") == "models/claims-triage");
  // One letter, and a letter with its accent behind it.
  const std::string composed = folded_path(
      "models/pr\xC3\xBC"
      "fung/card.md");
  CHECK(folded_path("models/pru\xCC\x88"
                    "fung/card.md") == composed);
  CHECK(folded_path("MODELS/PR\xC3\x9C"
                    "FUNG/card.md") == composed);
  // The long s, the sign for kelvin, and the sharp s.
  CHECK(folded_path("model\xC5\xBF/x") == "models/x");
  CHECK(folded_path("\xE2\x84\xAA/x") == "k/x");
  CHECK(folded_path("stra\xC3\x9F"
                    "e") == "strasse");
}

TEST_CASE("other paths stay apart, and slashes stay where they are") {
  CHECK(folded_path("models/\xC3\xBC") != folded_path("models/u"));
  CHECK(folded_path("a/\xC3\xA4/b").find('/') == 1);
  CHECK(folded_path("a/\xC3\xA4/b").ends_with("/b"));
  CHECK(folded_path("").empty());
}

TEST_CASE("what is no UTF-8 is told apart by its bytes") {
  CHECK(folded_path("A\xFF/x") != folded_path("A\xFE/x"));
  CHECK(folded_path("A\xFF/x") == folded_path("a\xFF/x"));
}
