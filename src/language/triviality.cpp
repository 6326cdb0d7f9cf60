// Failure descriptions that describe nothing: what is left of them without filler words is hollow.

#include "language/triviality.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "language/metrics.hpp"
#include "language/placeholder.hpp"
#include "language/words.hpp"

namespace qualm::language {
namespace {

// Words that add nothing by themselves.
constexpr auto kFiller = std::to_array<std::string_view>(
    {"a",           "accuracy",   "and",         "are",      "at",       "be",
     "become",      "becomes",    "been",        "being",    "can",      "cause",
     "could",       "data",       "do",          "does",     "for",      "get",
     "gets",        "go",         "has",         "have",     "if",       "in",
     "is",          "it",         "its",         "lead",     "leads",    "less",
     "may",         "metric",     "might",       "model",    "models",   "more",
     "much",        "of",         "on",          "or",       "output",   "outputs",
     "over",        "overall",    "performance", "possible", "possibly", "potential",
     "potentially", "prediction", "predictions", "proxy",    "quality",  "result",
     "results",     "risk",       "risks",       "should",   "some",     "sometimes",
     "system",      "that",       "the",         "then",     "there",    "this",
     "to",          "too",        "training",    "very",     "we",       "when",
     "will",        "with",       "would"});
// Words that say that something goes wrong, but not what.
constexpr auto kHollow = std::to_array<std::string_view>({"bad",
                                                          "badly",
                                                          "bias",
                                                          "biased",
                                                          "biases",
                                                          "break",
                                                          "breaks",
                                                          "decrease",
                                                          "decreased",
                                                          "decreases",
                                                          "degradation",
                                                          "degrade",
                                                          "degraded",
                                                          "degrades",
                                                          "drop",
                                                          "drops",
                                                          "error",
                                                          "errors",
                                                          "fail",
                                                          "failing",
                                                          "fails",
                                                          "failure",
                                                          "failures",
                                                          "fall",
                                                          "falls",
                                                          "game",
                                                          "gamed",
                                                          "gaming",
                                                          "generalisation",
                                                          "generalise",
                                                          "generalize",
                                                          "goodhart",
                                                          "goodhart's",
                                                          "happen",
                                                          "happens",
                                                          "harm",
                                                          "harmful",
                                                          "inaccurate",
                                                          "issue",
                                                          "issues",
                                                          "law",
                                                          "low",
                                                          "lower",
                                                          "mistake",
                                                          "mistakes",
                                                          "no",
                                                          "none",
                                                          "not",
                                                          "nothing",
                                                          "optimised",
                                                          "optimized",
                                                          "overfit",
                                                          "overfits",
                                                          "overfitted",
                                                          "overfitting",
                                                          "poor",
                                                          "poorly",
                                                          "problem",
                                                          "problems",
                                                          "regress",
                                                          "something",
                                                          "suffer",
                                                          "suffers",
                                                          "things",
                                                          "unclear",
                                                          "underfit",
                                                          "underfitting",
                                                          "unexpected",
                                                          "unfair",
                                                          "unintended",
                                                          "unknown",
                                                          "unreliable",
                                                          "well",
                                                          "work",
                                                          "works",
                                                          "worse",
                                                          "worsen",
                                                          "wrong",
                                                          "yes"});
static_assert(std::is_sorted(kFiller.begin(), kFiller.end()));
static_assert(std::is_sorted(kHollow.begin(), kHollow.end()));

bool names_same_metric(std::string_view a, std::string_view b) {
  const auto first = canonical_metric(a);
  return first && first == canonical_metric(b);
}

}  // namespace

bool trivial_failure(std::string_view text, std::string_view proxy_name) {
  if (whole_placeholder(text) || names_same_metric(text, proxy_name)) return true;
  const std::vector<Word> proxy = words_of(proxy_name);
  const std::vector<Word> words = words_of(text);
  const auto says_nothing = [&](const Word& word) {
    const auto same = [&](const Word& other) { return other.lower == word.lower; };
    return holds(kFiller, word.lower) || holds(kHollow, word.lower) ||
           std::any_of(proxy.begin(), proxy.end(), same);
  };
  return std::all_of(words.begin(), words.end(), says_nothing);
}

}  // namespace qualm::language
