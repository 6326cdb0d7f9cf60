// What `qualm report` prints.

#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <vector>

#include "concerns/measures.hpp"
#include "support/error.hpp"

namespace qualm::commands {

/// The measures, what they are made from, and what is missing from them.
struct MeasuresReport {
  concerns::Measures measures;
  std::string concerns_of;  ///< the side whose concerns they are: "origin/main as it was …"
  std::string records_of;   ///< the tree whose records they are: "commit 3fa9c2d"; empty: none
  std::optional<Error> incomplete;      ///< why some concerns may be missing
  std::vector<std::string> unreadable;  ///< a sentence for each record that could not be read
};

/// For people, in at most `width` columns where words allow. What is missing stands first.
void write_measures_text(std::ostream& out, const MeasuresReport& report, int width);

/// The same as Markdown.
void write_measures_markdown(std::ostream& out, const MeasuresReport& report);

/// The same as JSON, whose keys stay. A figure is an object with `measured`; where that is false,
/// with `suppressed` and `why`.
void write_measures_json(std::ostream& out, const MeasuresReport& report);

}  // namespace qualm::commands
