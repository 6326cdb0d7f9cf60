// Evaluations with any number of findings.

#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "harness/sample_evaluation.hpp"

namespace qualm::test {

/// How many findings of each severity, and how many files that could not be judged.
struct Many {
  std::size_t errors = 0;
  std::size_t warnings = 0;
  std::size_t infos = 0;
  std::size_t gaps = 0;
};

/// Findings of one rule, a hundred to a file; infos and warnings come before errors.
inline Evaluation many_findings(Many many) {
  auto rules = std::make_shared<std::vector<Rule>>();
  rules->push_back(sample_rule("model-card/owner-missing", Severity::error,
                               "Somebody has to answer for the system.", "Name an owner."));
  Evaluation evaluation{.subject = "the work tree", .rules = rules};
  const auto path = [](std::size_t number) {
    std::string digits = std::to_string(number);
    return "models/" + std::string(6 - digits.size(), '0') + digits + "/model-card.md";
  };
  const auto add = [&](Severity severity, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t number = evaluation.findings.size();
      evaluation.findings.push_back({.rule = rules->data(),
                                     .severity = severity,
                                     .path = path(number / 100),
                                     .where = {static_cast<int>(number % 100) + 1, 1},
                                     .message = "the card names no owner",
                                     .key = "owner",
                                     .digest = "0011223344556677",
                                     .excerpt = "# Card"});
    }
  };
  add(Severity::info, many.infos);
  add(Severity::warning, many.warnings);
  add(Severity::error, many.errors);
  for (std::size_t i = 0; i < many.gaps; ++i) {
    evaluation.not_judged.push_back({.rule = rules->data(),
                                     .severity = Severity::error,
                                     .path = path(i),
                                     .reason = "the file is too large (limit: document bytes)"});
  }
  evaluation.counts = {.systems = 1,
                       .documents = 1 + evaluation.findings.size() / 100,
                       .rules = 1,
                       .errors = many.errors,
                       .warnings = many.warnings,
                       .infos = many.infos,
                       .not_judged = many.gaps};
  return evaluation;
}

}  // namespace qualm::test
