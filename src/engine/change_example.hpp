// The two sides of an example over a change.

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "model/concern.hpp"
#include "model/memory_snapshot.hpp"
#include "model/rule.hpp"
#include "support/result.hpp"

namespace qualm::engine {

/// The trees of an example: one, or that of either side. An example's policy stands in both.
struct ExampleTrees {
  std::unique_ptr<MemorySnapshot> before;  ///< null for an example of one tree
  std::unique_ptr<MemorySnapshot> after;
};

/// Builds the trees; `invalid` for a push that moves or removes what is not there.
[[nodiscard]] Result<ExampleTrees> trees_of(const Example& example);

/// The concerns of an example, as far as rules over a change look at them.
[[nodiscard]] std::vector<Concern> concerns_of(const Example& example);

}  // namespace qualm::engine
