// The names of metrics.

#pragma once

#include <span>
#include <string_view>

#include "language/metrics.hpp"

namespace qualm::language::lexicon {

/// How a name must stand in a text to be read as a metric.
enum class Reading {
  plain,     ///< always
  cased,     ///< with two capitals at least: "mAP", not "map"
  everyday,  ///< beside a number or as the object of an optimising verb: "recall"
};

struct MetricName {
  std::string_view words;  ///< what `plain_words` returns
  std::string_view canonical;
  MetricFamily family;
  Reading reading;
};

/// All names, sorted by `words`.
[[nodiscard]] std::span<const MetricName> metric_names();

}  // namespace qualm::language::lexicon
