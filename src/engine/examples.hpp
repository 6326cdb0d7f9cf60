// Running a rule against its own examples.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/rule.hpp"

namespace qualm::engine {

enum class ExampleVerdict : std::uint8_t {
  ok,
  missing,      ///< a finding that was expected did not come
  noisy,        ///< a finding came that nobody expected
  wrong_place,  ///< the finding came, but elsewhere
  broken        ///< the rule or the example could not be run
};

[[nodiscard]] std::string_view to_string(ExampleVerdict verdict);

/// What came of one example.
struct ExampleResult {
  const Example* example = nullptr;  ///< owned by the rule; null when the rule itself is broken
  ExampleVerdict verdict = ExampleVerdict::ok;
  std::vector<std::string> expected;
  std::vector<std::string> got;
  std::string reason;  ///< broken: why
};

/// Judges every example of `rule` by that rule alone, on a tree in memory. An example of a rule
/// over `exceptions` is judged by the built-in rules that its waivers and baseline entries name as
/// well, and only what the rule itself finds is compared.
[[nodiscard]] std::vector<ExampleResult> run_examples(const Rule& rule);

}  // namespace qualm::engine
