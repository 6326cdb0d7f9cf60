// A report as one string.

#pragma once

#include <string>
#include <string_view>

#include "harness/catch.hpp"
#include "reports/report.hpp"

namespace qualm::test {

/// The bytes that format `id` makes of `evaluation`.
inline std::string render(std::string_view id, const Evaluation& evaluation,
                          reports::Style style = {.version = "1.0.0"}) {
  const reports::Report* report = reports::find_report(id);
  REQUIRE(report != nullptr);
  std::string out;
  report->write(evaluation, style, [&out](std::string_view piece) { out += piece; });
  return out;
}

}  // namespace qualm::test
