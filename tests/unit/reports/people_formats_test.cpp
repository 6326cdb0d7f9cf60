// What people read: the text of a refused push, one line each, and the comment on a pull request.

#include "harness/catch.hpp"
#include "harness/render_report.hpp"
#include "harness/sample_evaluation.hpp"

using namespace qualm;
using test::render;
using test::sample_evaluation;

namespace {

Evaluation clean() {
  Evaluation evaluation = sample_evaluation();
  evaluation.findings.clear();
  evaluation.not_judged.clear();
  evaluation.notes.clear();
  evaluation.counts = {.systems = 2, .documents = 3, .rules = 7, .passed = 20};
  return evaluation;
}

std::string last_line(const std::string& text) {
  return text.substr(text.rfind('\n', text.size() - 2) + 1);
}

}  // namespace

TEST_CASE("a clean run is one line") {
  CHECK(render("text", clean()) == "no findings in 3 documents of 2 systems\n");
  CHECK(render("concise", clean()) == "no findings in 3 documents of 2 systems\n");
  CHECK(render("github", clean()) == "qualm: no findings in 3 documents of 2 systems\n");
  CHECK(render("markdown", clean()) ==
        "**qualm: passes.** no findings in 3 documents of 2 systems\n\nJudged: commit 3fa9c2d\n");
}

TEST_CASE("the summary is the last line") {
  for (const std::string_view id : {"text", "concise"}) {
    CHECK(last_line(render(id, sample_evaluation())) == summary_line(sample_evaluation()) + "\n");
  }
}

TEST_CASE("text explains a rule once and leaves out what is excused") {
  const std::string text = render("text", sample_evaluation());
  const std::size_t first = text.find("why: A proxy");
  CHECK(first != std::string::npos);
  CHECK(text.find("why: A proxy", first + 1) == std::string::npos);
  CHECK(text.find("proxy CTR") == std::string::npos);
  CHECK(text.find("proxy CVR") == std::string::npos);
}

TEST_CASE("text wraps to the width it is given") {
  const std::string text = render("text", sample_evaluation(), {.width = 50});
  CHECK(text.find("  why: A proxy that is pushed hard drifts from\n"
                  "       what people wanted; written down, the drift\n") != std::string::npos);
}

TEST_CASE("text names a place as exactly as it is known") {
  Evaluation evaluation = sample_evaluation();
  evaluation.findings = {evaluation.findings.at(3)};
  evaluation.not_judged.clear();
  Finding& finding = evaluation.findings.front();
  finding.where = {0, 0};
  CHECK(render("text", evaluation).find("  --> models/triage/model-card.md\n  why: ") !=
        std::string::npos);
  finding.where = {1234, 3};
  CHECK(render("text", evaluation).find("  1234 | | AUROC | ranking |  |\n       |   ^^^^^\n") !=
        std::string::npos);
  finding.path.clear();
  finding.where = {};
  CHECK(render("text", evaluation).find("  --> the repository\n") != std::string::npos);
  CHECK(render("concise", evaluation).find(".:1:1: error ") == 0);
}

TEST_CASE("markdown says which verdict it is") {
  Evaluation evaluation = sample_evaluation();
  CHECK(render("markdown", evaluation).find("**qualm: does not pass.**") == 0);
  evaluation.findings.clear();
  CHECK(render("markdown", evaluation).find("**qualm: could not judge everything.**") == 0);
  CHECK(render("markdown", Evaluation{}).find("**qualm: nothing judged.** nothing was judged: ") ==
        0);
}

TEST_CASE("markdown blocks from the severity that fails the run") {
  const std::string strict =
      render("markdown", sample_evaluation(), {.fail_on = Severity::warning});
  CHECK(strict.find("**warning:**") < strict.find("### Not judged"));
  CHECK(strict.find("Not blocking: 1 info<") != std::string::npos);
}
