// Excusing findings by waivers and by the baseline; private to engine/.

#pragma once

#include <vector>

#include "documents/selection.hpp"
#include "engine/judge_system.hpp"
#include "support/result.hpp"

namespace qualm::engine {

/// What has become of each exception, as items of the kind `exceptions`.
struct ExceptionItems {
  std::vector<documents::Item> waivers;
  std::vector<documents::Item> entries;  ///< of the baseline
};

/// Marks the findings of `all` that an exception excuses, whose inline waivers it takes. Fails
/// where nobody can tell who wrote an exception.
[[nodiscard]] Result<ExceptionItems> excuse(const Setting& setting, Portion& all);

}  // namespace qualm::engine
