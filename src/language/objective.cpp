// Whether an objective speaks of people, of a metric, or of a task. Steps and word lists follow
// what was measured on real cards; the order of the questions matters.

#include "language/objective.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "language/metrics.hpp"
#include "language/objective_lexicon.hpp"
#include "language/words.hpp"

namespace qualm::language {
namespace {

using Words = std::span<const Word>;

// Where the object of an optimising verb ends.
constexpr auto kObjectEnds = std::to_array<std::string_view>(
    {"so that", "in order to", "without", "for", "to help", "by", "while", "because", "when"});

bool ends_with_ing(const Word& word) { return word.lower.ends_with("ing"); }

std::string_view words_between(std::string_view text, const Word& first, const Word& last) {
  return text.substr(first.begin, last.end - first.begin);
}

std::string_view find_beneficiary(std::string_view text, Words words) {
  for (std::size_t at = 0; at < words.size(); ++at) {
    // "every applicant": one of each, in the singular
    const bool each = at > 0 && any_of(words[at - 1].lower, {"each", "every", "no"}) &&
                      lexicon::is_beneficiary(words[at].lower + "s");
    if (!each && !lexicon::is_beneficiary(words[at].lower)) continue;
    return words_between(text, words[at], words[at]);
  }
  return {};
}

// Whether a purpose begins at `words[at]`, and with how many words.
std::size_t purpose_at(Words words, std::size_t at) {
  for (const std::string_view phrase : lexicon::purpose_phrases()) {
    if (phrase_at(words, at, phrase)) {
      return 1 + static_cast<std::size_t>(std::count(phrase.begin(), phrase.end(), ' '));
    }
  }
  const bool more = at + 1 < words.size();
  if (words[at].lower == "without" && more) {
    const bool at_next = ends_with_ing(words[at + 1]);
    const bool after = at + 2 < words.size() && ends_with_ing(words[at + 2]);  // "anyone losing"
    return at_next ? 2 : after ? 3 : 0;
  }
  if (words[at].lower == "to" && more && lexicon::is_serving_verb(words[at + 1].lower)) return 2;
  if (at == 0 && lexicon::is_serving_verb(words[at].lower)) return 1;
  return 0;
}

std::string_view find_purpose(std::string_view text, Words words) {
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::size_t size = purpose_at(words, at);
    if (size > 0) return words_between(text, words[at], words[at + size - 1]);
  }
  return {};
}

// Where the object of the verb at `verb` ends, as a byte offset.
std::size_t object_end(std::string_view text, Words words, std::size_t verb) {
  constexpr std::size_t kLongestObject = 30;  // in words
  const std::size_t last = std::min(words.size(), verb + kLongestObject);
  for (std::size_t at = verb + 1; at < last; ++at) {
    const std::string_view gap =
        text.substr(words[at - 1].end, words[at].begin - words[at - 1].end);
    if (gap.find_first_of(",;") != std::string_view::npos) return words[at - 1].end;
    for (const std::string_view phrase : kObjectEnds) {
      if (phrase_at(words, at, phrase)) return words[at].begin;
    }
  }
  return last < words.size() ? words[last].begin : text.size();
}

// The first optimising verb whose object holds a metric, as "maximise AUROC".
std::string_view find_optimised(std::string_view text, Words words,
                                std::span<const MetricMention> metrics) {
  for (std::size_t verb = 0; verb < words.size(); ++verb) {
    const bool compound = text.substr(words[verb].end).starts_with('-');  // "lower-cased"
    if (compound || !lexicon::is_optimise_verb(words[verb].lower)) continue;
    const std::size_t end = object_end(text, words, verb);
    const auto metric = std::lower_bound(
        metrics.begin(), metrics.end(), words[verb].end,
        [](const MetricMention& mention, std::size_t from) { return mention.begin < from; });
    if (metric == metrics.end() || metric->begin >= end) continue;
    return text.substr(words[verb].begin, metric->end - words[verb].begin);
  }
  return {};
}

// "recall > 70%", "latency below 200 ms", "95% accuracy": the mention with its number.
std::string_view find_target(std::string_view text, Words words,
                             std::span<const MetricMention> metrics) {
  constexpr std::size_t kReach = 6;
  for (const MetricMention& metric : metrics) {
    const auto next =
        std::lower_bound(words.begin(), words.end(), metric.end,
                         [](const Word& word, std::size_t from) { return word.begin < from; });
    const auto after = static_cast<std::size_t>(next - words.begin());
    for (std::size_t at = after; at < std::min(after + kReach, words.size()); ++at) {
      const std::size_t from = at == after ? metric.end : words[at - 1].end;
      const std::string_view gap = text.substr(from, words[at].begin - from);
      if (gap.find_first_of(";:") != std::string_view::npos) break;
      if (is_number(words[at].lower)) {
        return text.substr(metric.begin, words[at].end - metric.begin);
      }
      if (phrase_at(words, at, "for") || phrase_at(words, at, "so")) break;
    }
    std::size_t before = after;
    while (before > 0 && words[before - 1].end > metric.begin) --before;
    if (before == 0 || !is_number(words[before - 1].lower)) continue;
    const Word& number = words[before - 1];
    if (text.substr(number.end, metric.begin - number.end).find('%') != std::string_view::npos) {
      return text.substr(number.begin, metric.end - number.begin);
    }
  }
  return {};
}

// Two capitals at least, and nothing small: "RAG", "F-22", not "Recall".
bool is_abbreviation(std::string_view token) {
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  const auto allowed = [&](char c) {
    return upper(c) || (c >= '0' && c <= '9') || c == '-' || c == '&' || c == '/';
  };
  return std::count_if(token.begin(), token.end(), upper) >= 2 &&
         std::all_of(token.begin(), token.end(), allowed);
}

// "readmission rate (RR)" or "RR (readmission rate)": the text explains the token itself.
bool is_explained(std::string_view text, std::size_t begin, std::size_t end) {
  const bool enclosed =
      begin > 0 && end < text.size() && text[begin - 1] == '(' && text[end] == ')';
  return enclosed || text.substr(end).starts_with(" (");
}

}  // namespace

ObjectiveReading read_objective(std::string_view sentence) {
  const std::vector<Word> all = words_of(sentence);
  const Words words = all;
  const std::vector<MetricMention> metrics = find_metrics(sentence);
  const std::string_view beneficiary = find_beneficiary(sentence, words);
  const std::string_view purpose = find_purpose(sentence, words);
  if (!metrics.empty()) {
    const std::string_view optimised = find_optimised(sentence, words, metrics);
    const bool excused = !beneficiary.empty() && !purpose.empty();
    if (!optimised.empty() && !excused) return {ObjectiveKind::metric, std::string(optimised)};
    const std::string_view target = find_target(sentence, words, metrics);
    if (!target.empty()) return {ObjectiveKind::metric, std::string(target)};
    if (beneficiary.empty() && purpose.empty()) {
      const MetricMention& first = metrics.front();
      return {ObjectiveKind::metric_unclear,
              std::string(sentence.substr(first.begin, first.end - first.begin))};
    }
  }
  if (!beneficiary.empty()) return {ObjectiveKind::human, std::string(beneficiary)};
  if (!purpose.empty()) return {ObjectiveKind::human, std::string(purpose)};
  return {ObjectiveKind::task, {}};
}

std::vector<std::string_view> goals_of(std::string_view sentence) {
  static constexpr auto kJoints =
      std::to_array<std::string_view>({"and also", "as well as", "but also", "and additionally"});
  const std::vector<Word> all = words_of(sentence);
  const Words words = all;
  std::vector<std::size_t> cuts;
  int depth = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < sentence.size(); ++at) {
    const char c = sentence[at];
    if (c == '(' || c == '[') ++depth;
    if ((c == ')' || c == ']') && depth > 0) --depth;
    if (c == '"') quoted = !quoted;
    if (c == ';' && depth == 0 && !quoted) cuts.push_back(at);
  }
  for (std::size_t at = find_phrase(words, kJoints); at < words.size();
       at = find_phrase(words, kJoints, at + 1)) {
    const std::size_t joint = words[at].lower == "as" ? 3 : 2;
    std::size_t verb = at + joint;
    if (verb < words.size() && words[verb].lower == "to") ++verb;
    if (at > 0 && verb < words.size() && lexicon::is_goal_verb(words[verb].lower)) {
      cuts.push_back(words[at].begin);
    }
  }
  std::sort(cuts.begin(), cuts.end());
  cuts.push_back(sentence.size());

  std::vector<std::string_view> goals;
  std::size_t begin = 0;
  for (const std::size_t end : cuts) {
    const std::string_view part = sentence.substr(begin, end - begin);
    const std::vector<Word> inside = words_of(part);
    if (!inside.empty()) goals.push_back(words_between(part, inside.front(), inside.back()));
    begin = end;
  }
  return goals;
}

Plainness plainness_of(std::string_view text,
                       const std::function<bool(std::string_view)>& is_defined) {
  Plainness found;
  const std::vector<Word> words = words_of(text);
  std::size_t until = 0;
  for (const Word& word : words) {
    const bool joined =
        word.begin > 0 && word.begin == until + 1 &&
        std::string_view("-/&'").find(text[word.begin - 1]) != std::string_view::npos;
    if (!joined || found.words == 0) ++found.words;
    until = word.end;
    std::string_view token = text.substr(word.begin, word.end - word.begin);
    if (token.size() > 2 && token.ends_with('s')) token.remove_suffix(1);
    if (token.ends_with("'")) token.remove_suffix(1);
    if (!is_abbreviation(token) || lexicon::is_common_abbreviation(token)) continue;
    if (is_explained(text, word.begin, word.end) || (is_defined && is_defined(token))) continue;
    auto& tokens = found.unexplained_capitals;
    if (tokens.size() < 64 && std::find(tokens.begin(), tokens.end(), token) == tokens.end()) {
      tokens.push_back(token);
    }
  }
  const std::size_t tick = text.find('`');
  found.has_code =
      tick != std::string_view::npos && text.find('`', tick + 1) != std::string_view::npos;
  return found;
}

}  // namespace qualm::language
