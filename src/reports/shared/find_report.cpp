// Looking output formats up; the list itself is generated.

#include <algorithm>

#include "reports/report.hpp"

namespace qualm::reports {

const Report* find_report(std::string_view id) {
  const auto reports = all_reports();
  const auto found = std::find_if(reports.begin(), reports.end(),
                                  [&](const Report& report) { return report.id == id; });
  return found == reports.end() ? nullptr : &*found;
}

}  // namespace qualm::reports
