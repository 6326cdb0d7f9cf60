// Every format against its golden file. QUALM_UPDATE=1 rewrites them; the difference is reviewed.

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>

#include "harness/catch.hpp"
#include "harness/render_report.hpp"
#include "harness/sample_evaluation.hpp"

namespace {

using qualm::reports::all_reports;
using qualm::reports::Report;

std::string golden_path(std::string_view id) {
  static const std::map<std::string_view, std::string_view> kExtensions = {{"json", "json"},
                                                                           {"sarif", "sarif"},
                                                                           {"junit", "xml"},
                                                                           {"gitlab", "json"},
                                                                           {"markdown", "md"}};
  const auto extension = kExtensions.find(id);
  return std::string(QUALM_GOLDEN_DIR) + "/" + std::string(id) + "." +
         std::string(extension == kExtensions.end() ? "txt" : extension->second);
}

}  // namespace

TEST_CASE("every format writes its golden file") {
  for (const Report& report : all_reports()) {
    const std::string actual = qualm::test::render(report.id, qualm::test::sample_evaluation());
    const std::string path = golden_path(report.id);
    if (std::getenv("QUALM_UPDATE") != nullptr) {
      std::ofstream(path, std::ios::binary) << actual;
    }
    std::ifstream file(path, std::ios::binary);
    const std::string golden((std::istreambuf_iterator<char>(file)), {});
    INFO(path);
    CHECK(actual == golden);
  }
}

TEST_CASE("formats are sorted by id, with legal ids and a summary") {
  std::string_view before;
  for (const Report& report : all_reports()) {
    CHECK(before < report.id);
    CHECK(report.id.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string_view::npos);
    CHECK_FALSE(report.summary.empty());
    before = report.id;
  }
}
