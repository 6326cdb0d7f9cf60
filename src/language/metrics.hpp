// Names of metrics, and where a text mentions one.

#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace qualm::language {

enum class MetricFamily {
  model,      ///< AUROC, F1, loss
  business,   ///< conversion, churn
  service,    ///< latency, throughput
  benchmark,  ///< ImageNet, a leaderboard
};

/// A metric named in a text, as byte offsets.
struct MetricMention {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view canonical;  ///< one name for all its aliases; lives for ever
  MetricFamily family = MetricFamily::model;
};

/// The one name under which all aliases of a metric are known ("ROC-AUC", "AUC-ROC" and "auroc" are
/// all "auroc"); nothing when `name` as a whole is no metric we know. Everyday words that can be
/// metrics (recall, precision) count: who asks says it is the name of one.
[[nodiscard]] std::optional<std::string_view> canonical_metric(std::string_view name);

/// The metrics that `text` names, in order and without overlap. Everyday words (recall, loss,
/// score, support …) count only beside a number, or as the object of a verb like "maximise".
[[nodiscard]] std::vector<MetricMention> find_metrics(std::string_view text);

}  // namespace qualm::language
