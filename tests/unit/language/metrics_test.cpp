// Names of metrics.

#include "language/metrics.hpp"

#include <string>
#include <string_view>
#include <vector>

#include "harness/catch.hpp"

namespace qualm::language {
namespace {

std::string found_in(std::string_view text) {
  std::string names;
  for (const MetricMention& mention : find_metrics(text)) {
    if (!names.empty()) names += ", ";
    names += mention.canonical;
  }
  return names;
}

}  // namespace

TEST_CASE("all aliases of a metric have one name") {
  struct Alias {
    std::string_view a;
    std::string_view b;
  };
  for (const Alias& alias : std::vector<Alias>{{"ROC-AUC", "AUROC"},
                                               {"AUC-ROC", "auroc"},
                                               {"roc_auc", "Area under the ROC curve"},
                                               {"F1", "F-score"},
                                               {"F1-score", "f1_score"},
                                               {"CTR", "click-through rate"},
                                               {"WER", "word error rate"},
                                               {"mAP", "mean average precision"},
                                               {"recall@10", "Recall"},
                                               {"R2", "R-squared"}}) {
    INFO(alias.a << " and " << alias.b);
    REQUIRE(canonical_metric(alias.a));
    CHECK(canonical_metric(alias.a) == canonical_metric(alias.b));
  }
  for (const std::string_view name : {"", "review rate", "AUROC of the model", "claims", "-"}) {
    INFO(name);
    CHECK_FALSE(canonical_metric(name));
  }
}

TEST_CASE("metrics are found by whole words") {
  CHECK(found_in("Chosen by validation ROC-AUC and Brier score.") == "auroc, brier score");
  CHECK(found_in("Threshold selected by F1 optimisation") == "f1");
  CHECK(found_in("mAP, not a map") == "map");
  CHECK(found_in("a glue for GLUE tasks") == "glue");
  CHECK(found_in("pass@1 and ndcg@10") == "pass@k, ndcg");
  CHECK(found_in("Wer sieht das?").empty());
  CHECK(found_in("p95 latency") == "p95, latency");
  CHECK(found_in("lossless and recalled scores").empty());
  const std::string_view text = "The F1-score counts";
  const std::vector<MetricMention> found = find_metrics(text);
  REQUIRE(found.size() == 1);
  CHECK(text.substr(found[0].begin, found[0].end - found[0].begin) == "F1-score");
}

TEST_CASE("everyday words are metrics beside a number or behind a verb only") {
  CHECK(found_in("Help customers recall what they ordered.").empty());
  CHECK(found_in("Help 300 families and support them.").empty());
  CHECK(found_in("Precision matters to us.").empty());
  CHECK(found_in("a loss of life").empty());
  CHECK(found_in("Reduce the loss of life at sea by 5.").empty());
  CHECK(found_in("Improve a credit score").empty());
  CHECK(found_in("recall above 0.9") == "recall");
  CHECK(found_in("recall ≥ 90%") == "recall");
  CHECK(found_in("accuracy of 95%") == "accuracy");
  CHECK(found_in("95% accuracy") == "accuracy");
  CHECK(found_in("maximise overall accuracy") == "accuracy");
  CHECK(found_in("Improving retention") == "retention");
}

}  // namespace qualm::language
