// A figure that was measured, or the reason why there is none.

#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace qualm::concerns {

/// People that a group must have for a figure about them to be told.
inline constexpr std::size_t kSmallestGroup = 5;

enum class Absence : std::uint8_t {
  not_measured,
  suppressed  ///< it is known, and telling it would say too much about a few people
};

/// A value, or why there is none.
template <typename Value>
struct Figure {
  std::optional<Value> value;
  Absence absence = Absence::not_measured;
  std::string why;  ///< without a value: for people

  [[nodiscard]] static Figure of(Value value) { return {.value = std::move(value)}; }
  [[nodiscard]] static Figure none(const std::string& why) { return {.why = why}; }
  [[nodiscard]] static Figure suppressed(const std::string& why) {
    return {.absence = Absence::suppressed, .why = why};
  }
};

/// `part` of `whole`.
struct Share {
  std::size_t part = 0;
  std::size_t whole = 0;
};

/// Lengths of time in whole days. A percentile is the smallest value that so many hundredths of all
/// values do not exceed (nearest rank): always one that was measured, never one in between.
struct Times {
  std::size_t count = 0;
  int median = 0;     ///< the 50th percentile
  int ninetieth = 0;  ///< the 90th percentile
  int longest = 0;
};

/// The percentiles of `days`; nothing when it is empty.
[[nodiscard]] inline std::optional<Times> times_of(std::vector<int> days) {
  if (days.empty()) return std::nullopt;
  std::sort(days.begin(), days.end());
  const auto nearest_rank = [&](std::size_t percent) {
    constexpr std::size_t kWhole = 100;
    const std::size_t rank = (percent * days.size() + kWhole - 1) / kWhole;
    return days[rank - 1];
  };
  return Times{.count = days.size(),
               .median = nearest_rank(50),
               .ninetieth = nearest_rank(90),
               .longest = days.back()};
}

}  // namespace qualm::concerns
