// The baseline: findings that were there on the day a team started, so that only new ones fail.

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "documents/selection.hpp"
#include "model/finding.hpp"
#include "model/rule.hpp"
#include "support/result.hpp"

namespace qualm::engine {

/// An entry is bound to rule, structural place and content, never to a line.
struct BaselineEntry {
  std::string digest;
  std::string rule;
  std::string path;
  std::string key;
  int line = 0;  ///< of the baseline file

  friend bool operator==(const BaselineEntry&, const BaselineEntry&) = default;
};

/// Reads a baseline: `digest TAB rule TAB path TAB key` a line, `#` comments. `invalid` with the
/// line that is none of these, `limit` beyond 8 MiB.
[[nodiscard]] Result<std::vector<BaselineEntry>> read_baseline(std::string_view text,
                                                               const std::string& file);

/// Which of `fresh` are among `known`, as they stand or with the path that their file has now: one
/// whose file is gone, by `is_gone`, may stand for the same fault of a file that took its place.
/// Each of `known` stands for one. Fails as `is_gone` does.
[[nodiscard]] Result<std::vector<bool>> known_entries(
    const std::vector<BaselineEntry>& known, const std::vector<BaselineEntry>& fresh,
    const std::function<Result<bool>(const std::string& path)>& is_gone);

/// The baseline that would excuse every finding that counts, save those of locked rules.
[[nodiscard]] std::string write_baseline(const std::vector<Finding>& findings);

/// Marks the findings that the baseline knows, and says what has become of each entry, as items of
/// the kind `exceptions`; `decided` as for waivers. A locked rule of `rules` may not stand there,
/// whether or not it has found anything.
[[nodiscard]] std::vector<documents::Item> apply_baseline(
    const std::vector<BaselineEntry>& entries, const std::string& file,
    const std::vector<Rule>& rules, const std::function<bool(const std::string& rule)>& decided,
    std::vector<Finding>& findings);

}  // namespace qualm::engine
