// Long reports: they are written in pieces, they parse, and what does not fit is counted.

#include "harness/many_findings.hpp"

#include <algorithm>
#include <set>

#include <nlohmann/json.hpp>

#include "harness/catch.hpp"
#include "harness/render_report.hpp"
#include "support/text.hpp"

using namespace qualm;
using test::many_findings;
using test::render;

namespace {

std::size_t count_of(std::string_view text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string_view::npos;
       at = text.find(part, at + part.size())) {
    ++count;
  }
  return count;
}

}  // namespace

TEST_CASE("100,000 findings are written in small pieces") {
  const Evaluation evaluation = many_findings({.errors = 100'000});
  for (const reports::Report& report : reports::all_reports()) {
    std::size_t longest = 0;
    std::size_t total = 0;
    report.write(evaluation, {.version = "1.0.0"}, [&](std::string_view piece) {
      longest = std::max(longest, piece.size());
      total += piece.size();
    });
    INFO(report.id);
    CHECK(longest < 64 * 1024);
    CHECK(total > 1000);
  }
}

TEST_CASE("every finding has a fingerprint of its own, without its line") {
  Evaluation evaluation = many_findings({.errors = 1000});
  const auto fingerprints = [&evaluation] {
    std::vector<std::string> found;
    for (const auto& issue : nlohmann::json::parse(render("gitlab", evaluation))) {
      found.push_back(issue.at("fingerprint"));
    }
    return found;
  };
  const std::vector<std::string> before = fingerprints();
  CHECK(std::set<std::string>(before.begin(), before.end()).size() == 1000);
  for (Finding& finding : evaluation.findings) finding.where.line += 7;
  CHECK(fingerprints() == before);

  const auto sarif = nlohmann::json::parse(render("sarif", evaluation));
  std::vector<std::string> in_sarif;
  for (const auto& result : sarif.at("runs").at(0).at("results")) {
    in_sarif.push_back(result.at("partialFingerprints").at("qualmFinding/v1"));
  }
  CHECK(in_sarif == before);
}

TEST_CASE("github shows all annotations while they are ten of a kind") {
  const std::string log =
      render("github", many_findings({.errors = 10, .warnings = 10, .infos = 10}));
  CHECK(count_of(log, "::error ") == 10);
  CHECK(count_of(log, "::warning ") == 10);
  CHECK(count_of(log, "::notice ") == 10);
  CHECK(log.find("not shown") == std::string::npos);
}

TEST_CASE("github shows ten annotations of a kind, errors first, and says what it cut") {
  const std::string log =
      render("github", many_findings({.errors = 10'000, .warnings = 11, .infos = 10}));
  CHECK(log.find("::error ") == 0);
  CHECK(count_of(log, "::error ") == 10);
  CHECK(count_of(log, "::warning ") == 10);
  CHECK(count_of(log, "::notice ") == 10);
  CHECK(log.find("::notice title=qualm::not shown as annotations: 9990 errors, 1 warning, "
                 "1 notice;") != std::string::npos);
  CHECK(log.rfind("qualm: 10000 errors, 11 warnings, 10 infos in ") ==
        log.rfind('\n', log.size() - 2) + 1);
}

TEST_CASE("github keeps a place for what was not judged") {
  const std::string log = render("github", many_findings({.errors = 50, .gaps = 50}));
  CHECK(count_of(log, "::error ") == 10);
  CHECK(count_of(log, "::not judged: ") == 1);
  CHECK(log.find("not shown as annotations: 90 errors;") != std::string::npos);
}

TEST_CASE("markdown stays short, with the verdict and the blocking findings first") {
  for (const test::Many many : {test::Many{.errors = 10'000, .warnings = 10'000, .gaps = 10'000},
                                test::Many{.warnings = 10'000}, test::Many{.gaps = 10'000},
                                test::Many{.errors = 1, .infos = 10'000}}) {
    Evaluation evaluation = many_findings(many);
    evaluation.notes.assign(1000, std::string(500, '*'));
    const std::string page = render("markdown", evaluation);
    CHECK(page.size() < 60'000);
    CHECK(page.find("**qualm: ") == 0);
    const std::size_t rows =
        count_of(page, "**error:**") + count_of(page, "**warning:**") + count_of(page, "**info:**");
    std::size_t cut = 0;
    for (const std::string_view line : split_lines(page)) {
      const std::size_t at = line.find(" more not shown here");
      if (at != std::string_view::npos) cut += std::stoul(std::string(line.substr(0, at)));
    }
    const std::size_t notes = count_of(page, "\n- ");
    CHECK(rows + cut + notes == many.errors + many.warnings + many.infos + many.gaps + 1000);
  }
  const std::string page =
      render("markdown", many_findings({.errors = 1, .warnings = 5000, .gaps = 5000}));
  CHECK(page.find("does not pass") < page.find("### Blocking"));
  CHECK(page.find("### Blocking") < page.find("**warning:**"));
  CHECK(page.find("**error:** the card") < page.find("### Not judged"));
}
