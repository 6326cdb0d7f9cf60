// What `qualm slo diff` prints.

#pragma once

#include <iosfwd>
#include <string>

#include "commands/shared/slo_diff_trees.hpp"

namespace qualm::commands {

/// `1 relaxed, 1 removed, 2 tightened in 1 policy`.
[[nodiscard]] std::string summary_line(const SloDiff& diff);

/// For people: a table for each policy that changed, in at most `width` columns where words allow;
/// the summary last.
void write_diff_text(std::ostream& out, const SloDiff& diff, int width);

/// The same for a pull request; what does not fit a comment is counted.
void write_diff_markdown(std::ostream& out, const SloDiff& diff);

/// The same as JSON, whose keys stay.
void write_diff_json(std::ostream& out, const SloDiff& diff);

}  // namespace qualm::commands
