// Dates as people write them in prose and labels.

#pragma once

#include <optional>
#include <string_view>

#include "support/date.hpp"

namespace qualm::language {

/// The days that a written date may mean: one day, or all of a month or a year.
struct Period {
  Date first;
  Date last;
};

/// The first date in `text`: `2025-05-28`, `2025-05`, `May 2025`, `28 May 2025`, `May 28, 2025`,
/// `2025`. Nothing for text whose first date is ambiguous (`03/04/2025`) or does not exist.
[[nodiscard]] std::optional<Period> read_period(std::string_view text);

}  // namespace qualm::language
