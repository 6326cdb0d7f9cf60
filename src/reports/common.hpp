// What several formats need: places, gaps put together, fingerprints and the rules to explain.

#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "model/finding.hpp"
#include "reports/report.hpp"
#include "support/digest.hpp"
#include "support/encode.hpp"
#include "support/layout.hpp"

namespace qualm::reports {

/// Where something about the repository itself is pinned in formats that demand a file.
inline constexpr std::string_view kAnchor = ".qualm.yaml";

/// The path for formats that demand a file.
[[nodiscard]] inline std::string_view file_of(std::string_view path) {
  return path.empty() ? kAnchor : path;
}

/// The line for formats that demand one.
[[nodiscard]] inline int line_of(SourcePos where) { return std::max(1, where.line); }

/// `path:9:3`, with as much as is known; not encoded.
[[nodiscard]] inline std::string place_of(std::string_view path, SourcePos where) {
  std::string place(path.empty() ? "the repository" : path);
  if (where.line > 0) place += ":" + std::to_string(where.line);
  if (where.line > 0 && where.column > 0) place += ":" + std::to_string(where.column);
  return place;
}

/// Whether the finding counts at exactly `severity`.
[[nodiscard]] inline bool counts_as(const Finding& finding, Severity severity) {
  return finding.standing == Standing::counts && finding.severity == severity;
}

[[nodiscard]] inline std::string_view to_string(Standing standing) {
  switch (standing) {
    case Standing::counts:
      return "counts";
    case Standing::waived:
      return "waived";
    case Standing::baselined:
      return "baselined";
  }
  return "counts";
}

/// The page of a rule; empty when none is published. A team's own rules are not on our pages.
[[nodiscard]] inline std::string rule_link(const Rule& rule, const Style& style) {
  if (style.docs_link.empty() || !rule.built_in) return {};
  return style.docs_link + "/" + uri_path(rule.name) + ".md";
}

/// Rules that could not be judged at one file for one reason.
struct Gap {
  const NotJudged* first = nullptr;
  Severity severity = Severity::info;  ///< the highest among them
  std::vector<const Rule*> rules;

  /// `model-card/a`, or `model-card/a and 2 more`.
  [[nodiscard]] std::string names() const {
    const std::string more =
        rules.size() > 1 ? " and " + std::to_string(rules.size() - 1) + " more" : "";
    return rules.front()->name + more;
  }
};

/// What could not be judged, put together by file, reason and hint, in the order of the first.
[[nodiscard]] inline std::vector<Gap> gaps_of(const Evaluation& evaluation) {
  std::vector<Gap> gaps;
  std::unordered_map<std::string, std::size_t> known;
  for (const NotJudged& entry : evaluation.not_judged) {
    const std::string key = entry.path + '\0' + entry.reason + '\0' + entry.hint;
    const auto [at, is_new] = known.try_emplace(key, gaps.size());
    if (is_new) gaps.push_back({.first = &entry});
    Gap& gap = gaps[at->second];
    gap.severity = std::max(gap.severity, entry.severity);
    if (std::find(gap.rules.begin(), gap.rules.end(), entry.rule) == gap.rules.end()) {
      gap.rules.push_back(entry.rule);
    }
  }
  return gaps;
}

/// Every rule that found something or could not be judged, sorted by name.
[[nodiscard]] inline std::vector<const Rule*> rules_named(const Evaluation& evaluation) {
  std::vector<const Rule*> rules;
  for (const Finding& finding : evaluation.findings) rules.push_back(finding.rule);
  for (const NotJudged& entry : evaluation.not_judged) rules.push_back(entry.rule);
  std::sort(rules.begin(), rules.end(), [](const Rule* a, const Rule* b) {
    return std::tie(a->name, a) < std::tie(b->name, b);
  });
  rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
  return rules;
}

/// Names for findings that stay the same when lines move and differ within one report: findings
/// that are alike are numbered. Ask in the order of the evaluation, which is sorted by path.
class Fingerprints {
 public:
  [[nodiscard]] std::string of(const Finding& finding) {
    return unique(finding.path, finding.rule->name + '\0' + finding.path + '\0' + finding.key +
                                    '\0' + finding.digest);
  }

  [[nodiscard]] std::string of(const NotJudged& entry) {
    return unique(entry.path, entry.rule->name + '\0' + entry.path + '\0' + "not judged");
  }

 private:
  std::string unique(const std::string& path, const std::string& identity) {
    if (path != path_) seen_.clear();  // the path is part of every identity
    path_ = path;
    const int number = ++seen_[identity];
    return sha256(identity + '\0' + std::to_string(number));
  }

  std::string path_;
  std::unordered_map<std::string, int> seen_;
};

}  // namespace qualm::reports
