// Output formats: one `.cpp` each, found by a generated table.

#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "model/finding.hpp"

namespace qualm::reports {

/// Takes the next bytes of a report. Reports write in pieces, so none is held whole in memory.
using Sink = std::function<void(std::string_view)>;

/// What a report may adapt to; nothing else of the surroundings reaches it.
struct Style {
  bool color = false;
  int width = 80;         ///< columns of the terminal
  std::string docs_link;  ///< where the rule pages are, without a final slash; may be empty
  std::string version;    ///< of qualm
  Severity fail_on = Severity::error;  ///< findings from here on fail the run
};

/// An output format.
struct Report {
  std::string_view id;  ///< the word after `--output`
  std::string_view summary;
  void (*write)(const Evaluation& evaluation, const Style& style, const Sink& sink) = nullptr;
};

/// Every format, sorted by id.
[[nodiscard]] std::span<const Report> all_reports();

/// The format called `id`; null when there is none.
[[nodiscard]] const Report* find_report(std::string_view id);

}  // namespace qualm::reports
