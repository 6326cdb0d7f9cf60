// What readers of SARIF, JUnit, GitLab and JSON demand of each entry.

#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "harness/catch.hpp"
#include "harness/many_findings.hpp"
#include "harness/render_report.hpp"

using namespace qualm;
using nlohmann::json;
using test::hostile_evaluation;
using test::render;
using test::sample_evaluation;

namespace {

json sarif_run(const Evaluation& evaluation, const reports::Style& style = {.version = "1.0.0"}) {
  const json log = json::parse(render("sarif", evaluation, style));
  CHECK(log.at("version") == "2.1.0");
  REQUIRE(log.at("runs").size() == 1);
  return log.at("runs").at(0);
}

void check_result(const json& result, const json& rules) {
  const auto index = result.at("ruleIndex").get<std::size_t>();
  CHECK(rules.at(index).at("id") == result.at("ruleId"));
  CHECK_FALSE(result.at("message").at("text").get<std::string>().empty());
  REQUIRE(result.at("locations").size() == 1);
  const json& place = result.at("locations").at(0).at("physicalLocation");
  CHECK(place.at("artifactLocation").at("uriBaseId") == "%SRCROOT%");
  const auto uri = place.at("artifactLocation").at("uri").get<std::string>();
  CHECK_FALSE(uri.empty());
  CHECK(uri.front() != '/');
  CHECK(place.at("region").at("startLine").get<int>() >= 1);
  CHECK(place.at("region").at("startColumn").get<int>() >= 1);
  CHECK(result.at("partialFingerprints").at("qualmFinding/v1").get<std::string>().size() == 64);
  CHECK(result.at("suppressions").is_array());
}

pugi::xml_node junit_suite(pugi::xml_document& document, const Evaluation& evaluation,
                           const reports::Style& style = {.version = "1.0.0"}) {
  REQUIRE(document.load_string(render("junit", evaluation, style).c_str()));
  return document.child("testsuites").child("testsuite");
}

}  // namespace

TEST_CASE("every SARIF result has what code scanning asks for") {
  for (Evaluation evaluation : {sample_evaluation(), hostile_evaluation()}) {
    evaluation.findings.front().path.clear();
    evaluation.findings.front().where = {};
    const json run = sarif_run(evaluation);
    CHECK(run.at("results").size() == evaluation.findings.size());
    const json& rules = run.at("tool").at("driver").at("rules");
    for (const json& result : run.at("results")) check_result(result, rules);
    for (const json& rule : rules) {
      CHECK_FALSE(rule.at("help").at("text").get<std::string>().empty());
      CHECK_FALSE(rule.contains("helpUri"));
    }
    CHECK(run.at("results")
              .at(0)
              .at("locations")
              .at(0)
              .at("physicalLocation")
              .at("artifactLocation")
              .at("uri") == ".qualm.yaml");
    CHECK(run.at("columnKind") == "unicodeCodePoints");
  }
}

TEST_CASE("SARIF tells suppressed results and incomplete runs apart") {
  const json run = sarif_run(sample_evaluation());
  CHECK(run.at("results").at(0).at("suppressions").at(0).at("justification") ==
        "waived: synthetic data only, study due");
  CHECK(run.at("results").at(1).at("suppressions").at(0).at("justification") == "in the baseline");
  CHECK(run.at("results").at(2).at("suppressions").empty());
  CHECK(run.at("invocations").at(0).at("executionSuccessful") == false);
  CHECK(sarif_run(test::many_findings({.errors = 1}))
            .at("invocations")
            .at(0)
            .at("executionSuccessful") == true);
}

TEST_CASE("links go to our pages for our rules only") {
  Evaluation evaluation = sample_evaluation();
  const reports::Style style{.docs_link = "https://docs.example/rules", .version = "1.0.0"};
  const json run = sarif_run(evaluation, style);
  CHECK(run.at("tool").at("driver").at("rules").at(0).at("helpUri") ==
        "https://docs.example/rules/deliberation-note/too-long.md");
  CHECK(render("text", evaluation, style)
            .find("rule: https://docs.example/rules/deliberation-note/too-long.md\n") !=
        std::string::npos);
  Rule own = *evaluation.findings.at(2).rule;
  own.built_in = false;
  evaluation.findings = {evaluation.findings.at(2)};
  evaluation.findings.front().rule = &own;
  CHECK(render("text", evaluation, style).find("rule: qualm rule deliberation-note/too-long\n") !=
        std::string::npos);
}

TEST_CASE("JUnit counts the cases it holds") {
  for (const Severity fail_on : {Severity::error, Severity::warning, Severity::info}) {
    pugi::xml_document document;
    const pugi::xml_node suite = junit_suite(document, sample_evaluation(), {.fail_on = fail_on});
    CHECK(suite.attribute("tests").as_uint() == suite.select_nodes("testcase").size());
    CHECK(suite.attribute("failures").as_uint() == suite.select_nodes("testcase/failure").size());
    CHECK(suite.attribute("errors").as_uint() == suite.select_nodes("testcase/error").size());
    CHECK(suite.attribute("skipped").as_uint() == suite.select_nodes("testcase/skipped").size());
    CHECK(suite.attribute("errors").as_uint() == (fail_on == Severity::error ? 2 : 3));
  }
}

TEST_CASE("JUnit names a rule that held, and passes a case with lesser findings") {
  pugi::xml_document document;
  const pugi::xml_node suite = junit_suite(document, sample_evaluation());
  const auto held = suite.find_child_by_attribute("name", "model-card/never-events-missing");
  REQUIRE(held);
  CHECK_FALSE(held.first_child());
  const auto lesser = suite.find_child_by_attribute("classname", "deliberation-note/too-long");
  CHECK(std::string(lesser.first_child().name()) == "system-out");
}

TEST_CASE("JUnit is never empty") {
  pugi::xml_document document;
  Evaluation nothing;
  const pugi::xml_node suite = junit_suite(document, nothing);
  CHECK(suite.attribute("tests").as_int() == 1);
  CHECK(suite.child("testcase").child("skipped").attribute("message").as_string() ==
        summary_line(nothing));
}

TEST_CASE("GitLab gets the findings that count, and gaps as critical") {
  const json issues = json::parse(render("gitlab", sample_evaluation()));
  CHECK(issues.size() == 7);
  for (const json& issue : issues) {
    const auto description = issue.at("description").get<std::string>();
    CHECK(description.find(issue.at("check_name").get<std::string>() + ": ") == 0);
    CHECK(issue.at("location").at("lines").at("begin").get<int>() >= 1);
  }
  CHECK(issues.back().at("severity") == "critical");
  CHECK(json::parse(render("gitlab", Evaluation{})).empty());
}

TEST_CASE("JSON is an envelope with a version") {
  const json report = json::parse(render("json", sample_evaluation()));
  CHECK(report.at("format") == "qualm-check");
  CHECK(report.at("version") == 1);
  CHECK(report.at("findings").size() == 6);
  CHECK(report.at("findings").at(0).at("standing") == "waived");
  CHECK(report.at("not_judged").size() == 3);
  CHECK(report.at("summary").at("errors") == 2);
  CHECK(json::parse(render("json", Evaluation{})).at("rules").empty());
}
