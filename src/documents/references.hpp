// The names an entry's text refers to, an SLO or a test; private to documents/.

#pragma once

#include <string_view>
#include <vector>

#include "documents/kind.hpp"
#include "support/glob.hpp"

namespace qualm::documents {

/// `never_event_violations`: one word with an underscore in it.
[[nodiscard]] bool is_identifier(std::string_view text);

/// `robustness/never/deny.yaml`.
[[nodiscard]] bool is_path(std::string_view text);

/// The names that "… exceeds 0.2. (`never_event_violations`, test: robustness/never/deny.yaml)"
/// ends with, and what is left of the text before them. `source` tells code from a remark: only
/// what stands in backticks may be a name of one plain word.
[[nodiscard]] std::string_view without_references(std::string_view text, std::string_view source,
                                                  std::vector<std::string_view>& found);

/// A name with its label in running text: "… queue. Test: tests/deny.feature", "(SLO human-read)".
/// Without a colon the label must open a bracket, or any word "test" would name the next one.
[[nodiscard]] std::string_view labelled_name(std::string_view text, const std::vector<Glob>& titles,
                                             Reference kind);

}  // namespace qualm::documents
