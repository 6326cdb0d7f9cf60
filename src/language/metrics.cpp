// Names of metrics in a text.

#include "language/metrics.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "language/ascii.hpp"
#include "language/metric_lexicon.hpp"
#include "language/objective_lexicon.hpp"
#include "language/words.hpp"

namespace qualm::language {
namespace {

using lexicon::MetricName;
using lexicon::Reading;

constexpr std::size_t kMostWords = 5;     // of a metric's name
constexpr std::size_t kLongestName = 60;  // in bytes

const MetricName* find_name(std::string_view words) {
  const auto names = lexicon::metric_names();
  const auto found = std::lower_bound(
      names.begin(), names.end(), words,
      [](const MetricName& name, std::string_view wanted) { return name.words < wanted; });
  return found != names.end() && found->words == words ? &*found : nullptr;
}

// `pass@1`, `recall@10`, `ndcg@k`: the name without what follows the sign.
const MetricName* find_name_at_k(std::string_view word) {
  static constexpr MetricName kPassAtK = {"pass@k", "pass@k", MetricFamily::benchmark,
                                          Reading::plain};
  static constexpr MetricName kHitsAtK = {"hits@k", "hits@k", MetricFamily::model, Reading::plain};
  static constexpr MetricName kRecallAtK = {"recall@k", "recall", MetricFamily::model,
                                            Reading::plain};
  static constexpr MetricName kPrecisionAtK = {"precision@k", "precision", MetricFamily::model,
                                               Reading::plain};
  const std::size_t sign = word.find('@');
  const std::string_view k = sign == std::string_view::npos ? "" : word.substr(sign + 1);
  if (k.empty() || k.size() > 4 || (k != "k" && !is_number(k))) return nullptr;
  const std::string_view stem = word.substr(0, sign);
  if (stem == "pass") return &kPassAtK;
  if (stem == "hits" || stem == "hit") return &kHitsAtK;
  if (stem == "recall") return &kRecallAtK;
  if (stem == "precision") return &kPrecisionAtK;
  return any_of(stem, {"ndcg", "map", "mrr", "f1"}) ? find_name(stem) : nullptr;
}

// Whether only space, hyphens and the like part two words, so that they can be one name.
bool is_joined(std::string_view text, const Word& left, const Word& right) {
  const std::string_view gap = text.substr(left.end, right.begin - left.end);
  return gap.size() <= 3 && gap.find_first_not_of(" -_/\t\r\n") == std::string_view::npos;
}

struct Match {
  const MetricName* name = nullptr;
  std::size_t words = 0;
};

// The longest name that starts at `words[at]`.
Match match_at(std::string_view text, std::span<const Word> words, std::size_t at) {
  Match longest;
  if (const MetricName* name = find_name_at_k(words[at].lower)) longest = {name, 1};
  std::string joined;
  for (std::size_t count = 1; count <= kMostWords && at + count <= words.size(); ++count) {
    const Word& word = words[at + count - 1];
    if (count > 1 && !is_joined(text, words[at + count - 2], word)) break;
    if (joined.size() + word.lower.size() > kLongestName) break;
    if (count > 1) joined += ' ';
    joined += word.lower;
    if (const MetricName* name = find_name(joined)) longest = {name, count};
  }
  return longest;
}

bool has_two_capitals(std::string_view text) {
  return std::count_if(text.begin(), text.end(), is_ascii_upper) >= 2;
}

// "hearing loss", "loss of life", "credit score", "precision medicine" are nobody's metric.
bool is_everyday_sense(std::span<const Word> words, std::size_t at) {
  static constexpr auto kBefore = std::to_array<std::string_view>(
      {"biodiversity", "blood",   "bone",  "credit", "crop",   "food",     "habitat",
       "hair",         "hearing", "heat",  "income", "job",    "learning", "memory",
       "pregnancy",    "safety",  "sight", "sleep",  "vision", "water",    "weight"});
  static_assert(std::is_sorted(kBefore.begin(), kBefore.end()));
  if (at > 0 && holds(kBefore, words[at - 1].lower)) return true;
  if (at + 1 >= words.size()) return false;
  const std::string_view next = words[at + 1].lower;
  if (any_of(words[at].lower, {"likelihood", "loss"}) && next == "of") return true;
  return any_of(next, {"agriculture", "farming", "medicine", "prevention"});
}

// "recall above 0.9", "accuracy of 95%", "recall > 70 %", "95% accuracy", "0.9 recall".
bool has_number_beside(std::string_view text, std::span<const Word> words, std::size_t at) {
  if (at > 0 && is_number(words[at - 1].lower)) {
    const std::string_view gap =
        text.substr(words[at - 1].end, words[at].begin - words[at - 1].end);
    if (gap.find('%') != std::string_view::npos) return true;
    if (words[at - 1].lower.find('.') != std::string::npos) return true;
  }
  if (at > 1 && is_number(words[at - 2].lower) && any_of(words[at - 1].lower, {"percent"})) {
    return true;
  }
  for (std::size_t i = at + 1; i < words.size() && i <= at + 4; ++i) {
    if (is_number(words[i].lower)) return true;
    if (!any_of(words[i].lower,
                {"above", "at", "below", "by", "equal", "exceeds", "higher", "is", "least", "less",
                 "more", "most", "of", "over", "rate", "than", "to", "under", "score"})) {
      return false;
    }
  }
  return false;
}

// Whether an optimising verb stands before, in the same clause and without a stopper between.
bool is_optimised(std::string_view text, std::span<const Word> words, std::size_t at) {
  static constexpr auto kStoppers = std::to_array<std::string_view>(
      {"because", "before", "by", "for", "help", "so", "when", "while", "who", "without"});
  static_assert(std::is_sorted(kStoppers.begin(), kStoppers.end()));
  constexpr std::size_t kReach = 8;
  for (std::size_t back = 1; back <= std::min(at, kReach); ++back) {
    const Word& word = words[at - back];
    const std::string_view gap = text.substr(word.end, words[at - back + 1].begin - word.end);
    if (gap.find_first_of(",;:.!?") != std::string_view::npos) return false;
    const bool compound = gap.starts_with('-');  // "lower-cased"
    if (!compound && lexicon::is_optimise_verb(word.lower)) return true;
    if (holds(kStoppers, word.lower)) return false;
  }
  return false;
}

bool is_metric_here(std::string_view text, std::span<const Word> words, std::size_t at,
                    const Match& match) {
  const std::size_t last = at + match.words - 1;
  switch (match.name->reading) {
    case Reading::plain:
      return true;
    case Reading::cased:
      return has_two_capitals(text.substr(words[at].begin, words[last].end - words[at].begin));
    case Reading::everyday:
      return !is_everyday_sense(words, at) &&
             (has_number_beside(text, words, at) || is_optimised(text, words, at));
  }
  return false;
}

}  // namespace

std::optional<std::string_view> canonical_metric(std::string_view name) {
  const std::vector<Word> words = words_of(name);
  if (words.empty() || words.size() > kMostWords) return std::nullopt;
  const Match match = match_at(name, words, 0);
  if (match.name == nullptr || match.words != words.size()) return std::nullopt;
  return match.name->canonical;
}

std::vector<MetricMention> find_metrics(std::string_view text) {
  const std::vector<Word> words = words_of(text);
  std::vector<MetricMention> found;
  for (std::size_t at = 0; at < words.size();) {
    const Match match = match_at(text, words, at);
    if (match.name == nullptr || !is_metric_here(text, words, at, match)) {
      ++at;
      continue;
    }
    found.push_back({.begin = words[at].begin,
                     .end = words[at + match.words - 1].end,
                     .canonical = match.name->canonical,
                     .family = match.name->family});
    at += match.words;
  }
  return found;
}

}  // namespace qualm::language
