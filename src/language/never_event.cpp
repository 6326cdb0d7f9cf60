// Statements about what must never happen: a prohibition, an act, and an object or a condition.

#include "language/never_event.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include "language/placeholder.hpp"
#include "language/words.hpp"

namespace qualm::language {
namespace {

using Words = std::span<const Word>;

// The act follows these …
constexpr auto kForbid = std::to_array<std::string_view>(
    {"never", "must not", "mustn't", "shall not", "may not", "should not", "cannot", "can not",
     "can't", "do not", "don't", "does not", "will not", "won't", "must no", "no"});
// … and stands before these.
constexpr auto kForbidden = std::to_array<std::string_view>(
    {"always denied", "always blocked", "always refused", "always rejected", "always escalated",
     "always reviewed", "always routed", "always sent", "always stopped", "is forbidden",
     "are forbidden", "is prohibited", "are prohibited", "not allowed", "not permitted",
     "must always", "under no circumstances", "is banned", "are banned"});
constexpr auto kConditions = std::to_array<std::string_view>(
    {"above",   "after", "before",   "below", "beyond",  "during", "exceed",
     "exceeds", "if",    "less",     "more",  "outside", "over",   "unless",
     "until",   "when",  "whenever", "where", "while",   "within", "without"});
// Words that nobody could write a test for.
constexpr auto kVague = std::to_array<std::string_view>(
    {"act",           "anybody",   "anyone",    "anything",     "bad",
     "behave",        "be",        "bias",      "biased",       "break",
     "cause",         "content",   "customers", "damage",       "danger",
     "dangerous",     "decision",  "decisions", "discriminate", "do",
     "error",         "errors",    "evil",      "fail",         "fails",
     "generate",      "go",        "harm",      "harmful",      "hurt",
     "inappropriate", "incorrect", "injure",    "lie",          "make",
     "misbehave",     "mislead",   "mistake",   "mistakes",     "output",
     "outputs",       "people",    "problem",   "problems",     "produce",
     "result",        "results",   "risk",      "risks",        "something",
     "thing",         "things",    "toxic",     "trouble",      "trust",
     "unethical",     "unfair",    "unsafe",    "user",         "users",
     "violate",       "wrong"});
// Words of aims and duties: what should be, not what must never happen.
constexpr auto kAims = std::to_array<std::string_view>(
    {"always", "care", "ethical", "fair", "fairness", "good", "must", "our", "privacy", "quality",
     "responsible", "responsibly", "safe", "safely", "safety", "should", "transparent",
     "trustworthy", "we"});
constexpr auto kBe =
    std::to_array<std::string_view>({"are", "be", "being", "gets", "is", "was", "were"});
// Done to somebody, and nobody could say when.
constexpr auto kVagueDone = std::to_array<std::string_view>(
    {"affected", "compromised", "damaged", "disadvantaged", "discriminated", "endangered", "harmed",
     "impacted", "injured", "misused", "mistreated", "violated", "wronged"});
constexpr auto kActsDone = std::to_array<std::string_view>(
    {"bought", "built", "cut",   "done",   "given", "held",      "hidden", "kept", "left",
     "lent",   "lost",  "made",  "paid",   "put",   "read",      "seen",   "sent", "shown",
     "sold",   "spent", "taken", "thrown", "told",  "withdrawn", "written"});
constexpr auto kActs = std::to_array<std::string_view>(
    {"appear", "appears", "contain", "contains", "denies",  "goes",    "leave",
     "leaves", "lowers",  "misses",  "names",    "opens",   "pays",    "raises",
     "reach",  "reaches", "receive", "receives", "refuses", "reveals", "runs",
     "sees",   "sends",   "shows",   "stays",    "tells"});
constexpr auto kSmall =
    std::to_array<std::string_view>({"a",    "against", "all",    "an",   "and",
                                     "any",  "are",     "at",     "auto", "automatically",
                                     "be",   "been",    "by",     "can",  "ever",
                                     "for",  "from",    "has",    "have", "in",
                                     "is",   "it",      "its",    "may",  "model",
                                     "must", "no",      "not",    "of",   "on",
                                     "or",   "our",     "should", "some", "system",
                                     "that", "the",     "their",  "them", "they",
                                     "this", "to",      "under",  "us",   "we",
                                     "will", "with",    "your"});

template <typename List>
bool is_one_of(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// Words with a meaning of their own; an act and its object make two.
std::size_t telling_words(Words words) {
  return static_cast<std::size_t>(std::count_if(words.begin(), words.end(), [](const Word& word) {
    return !is_one_of(kSmall, word.lower) && !is_one_of(kVague, word.lower) &&
           !is_one_of(kConditions, word.lower);
  }));
}

bool has_content(Words words) {
  return std::any_of(words.begin(), words.end(),
                     [](const Word& word) { return !is_one_of(kSmall, word.lower); });
}

// A condition word followed by something to compare or to look up.
bool has_condition(Words words) {
  for (std::size_t at = 0; at + 1 < words.size(); ++at) {
    if (is_one_of(kConditions, words[at].lower) && telling_words(words.subspan(at + 1)) > 0) {
      return true;
    }
  }
  return false;
}

// "A claim is denied without a person having read it", "A letter reaches the wrong house": under
// its title a never event may be told as what would happen. An act, and whom or what it is done to.
bool tells_an_act(Words words) {
  bool act = false;
  for (std::size_t at = 0; at < words.size(); ++at) {
    const std::string& word = words[at].lower;
    if (is_one_of(kAims, word)) return false;
    const bool done = (word.size() > 4 && word.ends_with("ed")) || is_one_of(kActsDone, word);
    const bool after_be = (at > 0 && is_one_of(kBe, words[at - 1].lower)) ||
                          (at > 1 && is_one_of(kBe, words[at - 2].lower));
    const bool vague = is_one_of(kVague, word) || is_one_of(kVagueDone, word);
    act = act || (done && after_be && !vague) || (at > 0 && is_one_of(kActs, word));
  }
  return act && telling_words(words) >= 3;
}

bool has_number(std::string_view text, Words words) {
  return text.find_first_of("<>≥≤") != std::string_view::npos ||
         std::any_of(words.begin(), words.end(),
                     [](const Word& word) { return is_number(word.lower); });
}

}  // namespace

bool testable_never_event(std::string_view text) {
  if (reports_none(text) || whole_placeholder(text)) return false;
  const std::vector<Word> all = words_of(text);
  const Words words = all;
  const bool measured = has_number(text, words) && has_condition(words);
  const std::size_t marker = find_phrase(words, kForbid);
  if (marker < words.size()) {
    const Words before = words.first(marker);
    const Words after = words.subspan(marker + 1);
    if (!has_content(after)) return false;
    // "Never deny a claim" and "A claim must not be denied": an act and what it is done to.
    const std::size_t telling =
        telling_words(after) + std::min<std::size_t>(telling_words(before), 1);
    return telling >= 2 || (telling >= 1 && has_condition(after)) || measured;
  }
  const std::size_t forbidden = find_phrase(words, kForbidden);
  if (forbidden < words.size()) {
    const Words rest = words.subspan(std::min(forbidden + 2, words.size()));
    return telling_words(words.first(forbidden)) + telling_words(rest) >= 1;
  }
  return (measured && telling_words(words) >= 3) || tells_an_act(words);
}

bool reports_none(std::string_view text) {
  static constexpr auto kStarts =
      std::to_array<std::string_view>({"0", "no", "none", "nothing", "zero"});
  static constexpr auto kReport = std::to_array<std::string_view>(
      {"all",         "and",        "any",      "as",       "at",       "been",       "current",
       "currently",   "date",       "day",      "days",     "detected", "during",     "event",
       "events",      "ever",       "far",      "first",    "five",     "found",      "four",
       "from",        "had",        "happened", "has",      "have",     "identified", "in",
       "incident",    "incidents",  "is",       "known",    "last",     "launch",     "logged",
       "month",       "months",     "never",    "noted",    "now",      "observed",   "occurred",
       "occurrences", "of",         "on",       "our",      "past",     "period",     "pilot",
       "present",     "production", "quarter",  "quarters", "record",   "recorded",   "release",
       "report",      "reported",   "seen",     "since",    "six",      "so",         "such",
       "the",         "there",      "these",    "this",     "three",    "time",       "to",
       "today",       "twelve",     "two",      "until",    "version",  "violation",  "violations",
       "was",         "week",       "weeks",    "were",     "writing",  "year",       "years",
       "yet"});
  const std::vector<Word> words = words_of(text);
  if (words.empty() || !is_one_of(kStarts, words.front().lower)) return false;
  return std::all_of(words.begin() + 1, words.end(), [](const Word& word) {
    return is_one_of(kReport, word.lower) || is_number(word.lower);
  });
}

}  // namespace qualm::language
