// What an evaluation comes to: failing, having gaps, and the line that sums it up.

#include "model/finding.hpp"

#include "harness/catch.hpp"

using namespace qualm;

namespace {

std::string summary(Counts counts) {
  Evaluation evaluation;
  evaluation.counts = counts;
  return summary_line(evaluation);
}

}  // namespace

TEST_CASE("severities have the words of the policy") {
  CHECK(to_string(Severity::info) == "info");
  CHECK(to_string(Severity::warning) == "warning");
  CHECK(to_string(Severity::error) == "error");
  CHECK(parse_severity("warning") == Severity::warning);
  CHECK_FALSE(parse_severity("Warning"));
  CHECK_FALSE(parse_severity("off"));
  CHECK_FALSE(parse_severity(""));
}

TEST_CASE("has_failures looks at findings that count and reach the threshold") {
  Evaluation evaluation;
  CHECK_FALSE(has_failures(evaluation, Severity::info));
  evaluation.findings = {{.severity = Severity::warning}};
  CHECK_FALSE(has_failures(evaluation, Severity::error));
  CHECK(has_failures(evaluation, Severity::warning));
  CHECK(has_failures(evaluation, Severity::info));
  evaluation.findings = {{.severity = Severity::error, .standing = Standing::waived},
                         {.severity = Severity::error, .standing = Standing::baselined}};
  CHECK_FALSE(has_failures(evaluation, Severity::info));
}

TEST_CASE("has_gaps looks at the severity of what was not judged") {
  Evaluation evaluation;
  CHECK_FALSE(has_gaps(evaluation, Severity::info));
  evaluation.not_judged = {{.severity = Severity::warning}};
  CHECK_FALSE(has_gaps(evaluation, Severity::error));
  CHECK(has_gaps(evaluation, Severity::warning));
}

TEST_CASE("the summary names what was found, where, and what was set aside") {
  CHECK(
      summary({.systems = 2,
               .documents = 3,
               .rules = 9,
               .errors = 2,
               .warnings = 1,
               .waived = 1,
               .baselined = 2,
               .not_judged = 1}) ==
      "2 errors, 1 warning in 3 documents of 2 systems; 1 waived, 2 in the baseline, 1 not judged");
  CHECK(summary({.systems = 1, .documents = 1, .rules = 9, .errors = 1}) ==
        "1 error in 1 document of 1 system");
  CHECK(summary({.documents = 1, .rules = 9, .infos = 2}) == "2 infos in 1 document");
}

TEST_CASE("a clean summary says so") {
  CHECK(summary({.systems = 2, .documents = 3, .rules = 9, .passed = 20}) ==
        "no findings in 3 documents of 2 systems");
  CHECK(summary({.systems = 2, .documents = 3, .rules = 9, .passed = 20, .baselined = 4}) ==
        "no findings in 3 documents of 2 systems; 4 in the baseline");
}

TEST_CASE("rules on the repository itself need no document") {
  CHECK(summary({.rules = 9, .passed = 2}) == "no findings, and no documents to judge");
  CHECK(summary({.rules = 9, .errors = 1}) == "1 error, and no documents to judge");
}

TEST_CASE("nothing judged is never silent and never clean") {
  CHECK(summary({.rules = 9}) == "nothing was judged: no system and no document was found");
  CHECK(summary({.systems = 1, .rules = 9}) ==
        "nothing was judged: no document was found in 1 system");
  CHECK(summary({.systems = 1, .documents = 2}) == "nothing was judged: no rule is turned on");
  CHECK(summary({.systems = 1, .documents = 2, .rules = 9, .not_applicable = 5}) ==
        "nothing was judged: no rule applies to 2 documents of 1 system");
  CHECK(summary({.systems = 1, .documents = 2, .rules = 9, .not_judged = 4}) ==
        "nothing could be judged in 2 documents of 1 system; 4 not judged");
  CHECK(summary({.rules = 9, .not_judged = 4}) == "nothing could be judged; 4 not judged");
}
