// Measures in words: what the text and the Markdown of a report have in common.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "commands/shared/measures_report.hpp"

namespace qualm::commands {

/// A part of a report: sentences, perhaps a table, and what there is to say about that. Nothing in
/// it is encoded.
struct ReportPart {
  std::string title;  ///< empty: what stands at the very top
  std::vector<std::string> lines;
  std::vector<std::string> heads;  ///< none: no table
  std::vector<std::vector<std::string>> rows;
  bool last_below = false;         ///< on a terminal, the last column stands below its row
  std::vector<std::string> after;  ///< sentences behind the table
};

/// `Key measures, 2026-01-01 to 2026-12-10`.
[[nodiscard]] std::string title_of(const MeasuresReport& report);

/// Everything a person reads, in order; what is missing stands in the first part.
[[nodiscard]] std::vector<ReportPart> in_words(const MeasuresReport& report);

/// `part` divided by `whole`, times `scale`, rounded to `decimals` places, halves up: `66.7`.
[[nodiscard]] std::string quotient(std::size_t part, std::size_t whole, std::size_t scale,
                                   int decimals);

}  // namespace qualm::commands
