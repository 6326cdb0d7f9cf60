// What a word of an agreement says, alone or with those behind it.

#include <algorithm>
#include <array>

#include "language/agreement_tokens.hpp"
#include "language/ascii.hpp"
#include "language/words.hpp"

namespace qualm::language {
namespace {

using lexicon::AgreementSign;

/// The base forms that `word` may be a form of: "reviews", "tried", "stopping".
std::vector<std::string> bases_of(const std::string& word) {
  constexpr std::size_t kShortest = 3;
  std::vector<std::string> bases = {word};
  const auto add = [&](std::size_t cut, std::string_view ending) {
    if (word.size() < cut + kShortest - ending.size()) return;
    bases.push_back(word.substr(0, word.size() - cut) + std::string(ending));
  };
  const auto add_undoubled = [&](std::size_t cut) {
    if (word.size() < cut + kShortest + 1) return;
    const std::size_t last = word.size() - cut - 1;
    if (word[last] == word[last - 1]) bases.push_back(word.substr(0, last));
  };
  if (word.ends_with("s")) add(1, "");
  if (word.ends_with("es")) add(2, "");
  if (word.ends_with("ies")) add(3, "y");
  if (word.ends_with("ed")) {
    add(1, "");
    add(2, "");
    add_undoubled(2);
  }
  if (word.ends_with("ied")) add(3, "y");
  if (word.ends_with("ing")) {
    add(3, "");
    add(3, "e");
    add_undoubled(3);
  }
  return bases;
}

/// Whether a sign is a verb or a quality, which come in many forms; the others stand as they are.
bool is_inflected(AgreementSign sign) {
  return sign == AgreementSign::act || sign == AgreementSign::head || sign == AgreementSign::soft;
}

/// The size of the longest phrase of `sign` at `tokens[at]`; 0 when there is none.
std::size_t match(AgreementSign sign, AgreementTokens tokens, std::size_t at,
                  const std::vector<std::string>& bases) {
  const WordList list = lexicon::agreement_phrases(sign);
  const std::string& first = tokens[at].lower;
  std::size_t longest = 0;
  const auto try_from = [&](std::string_view word) {
    for (auto entry = std::lower_bound(list.begin(), list.end(), word);
         entry != list.end() && entry->starts_with(word); ++entry) {
      longest = std::max(longest, phrase_size(tokens, at, *entry));
    }
  };
  try_from(first);
  if (longest == 0 && first.size() > 2 && first.ends_with('s'))
    try_from(std::string_view(first).substr(0, first.size() - 1));
  if (longest == 0 && is_inflected(sign) &&
      std::any_of(bases.begin(), bases.end(),
                  [&](const std::string& base) { return holds(list, base); })) {
    longest = 1;
  }
  return longest;
}

bool is_listed(AgreementSign sign, const AgreementToken& token) {
  const WordList list = lexicon::agreement_phrases(sign);
  std::string_view word = token.lower;
  if (holds(list, word)) return true;
  if (!word.ends_with('s')) return false;
  word.remove_suffix(1);
  return holds(list, word);
}

bool is_numeral(AgreementTokens tokens, std::size_t at) {
  const std::string& word = tokens[at].lower;
  const std::string_view next = at + 1 < tokens.size() ? tokens[at + 1].lower : std::string_view();
  const std::string_view last = at > 0 ? tokens[at - 1].lower : std::string_view();
  if (next == "way" || next == "fold") return false;
  if (word == "one") {
    return any_of(last, {"least", "exactly", "only", "most", "than"}) ||
           any_of(next, {"approval", "business", "colleague", "engineer", "more", "other", "person",
                         "reviewer", "teammate", "working"});
  }
  // "24/7", "110%", "number 1 priority"
  if ((word == "24" && next == "7") || (word == "7" && last == "24") || word == "110") return false;
  if (word == "1" && any_of(last, {"number", "no"})) return false;
  return is_number(word) || is_listed(AgreementSign::number, tokens[at]);
}

/// "9am", "5 pm"
std::size_t clock_size(AgreementTokens tokens, std::size_t at) {
  const std::string_view word = tokens[at].lower;
  const bool digit = is_digit(word.front());
  if (digit && (word.ends_with("am") || word.ends_with("pm"))) return 1;
  const bool next = at + 1 < tokens.size() && any_of(tokens[at + 1].lower, {"am", "pm"});
  return digit && next ? 2 : 0;
}

/// "two working days", "every second week", "within a sprint", "by the end of the quarter": how
/// many words say when; 0 when none do.
std::size_t period_size(AgreementTokens tokens, std::size_t at) {
  constexpr std::size_t kReach = 5;
  const std::string_view word = tokens[at].lower;
  const bool counted = is_numeral(tokens, at) || word == "one" || word == "a" || word == "an";
  const bool each = any_of(word, {"each", "every", "next", "per"});
  const bool within = any_of(word, {"inside", "within"});
  const bool in = any_of(word, {"by", "in"});
  if (!counted && !each && !within && !in) return 0;
  bool fixed = !in && word != "a" && word != "an";  // "in a day" is a deadline, "a day" is none
  for (std::size_t i = at + 1; i < std::min(at + kReach, tokens.size()); ++i) {
    const AgreementToken& token = tokens[i];
    if (token.stop) return 0;
    if (is_listed(AgreementSign::unit, token) || (within && token.lower == "sla"))
      return fixed ? i - at + 1 : 0;
    const bool numeral = is_numeral(tokens, i) || token.lower == "one";
    fixed = fixed || numeral || any_of(token.lower, {"a", "end", "next", "same"});
    const bool between =
        numeral ||
        any_of(token.lower, {"a", "an", "business", "calendar", "end", "full", "next", "of",
                             "other", "our", "same", "second", "the", "third", "working"});
    if (!between) return 0;
  }
  return 0;
}

}  // namespace

SignMatch sign_at(AgreementTokens tokens, std::size_t at) {
  // What is sure to mean something comes before what may.
  constexpr auto kOrder = std::to_array<AgreementSign>(
      {AgreementSign::trigger, AgreementSign::ban, AgreementSign::right, AgreementSign::decider,
       AgreementSign::rule, AgreementSign::artefact, AgreementSign::role, AgreementSign::duty,
       AgreementSign::head, AgreementSign::act, AgreementSign::manner, AgreementSign::soft,
       AgreementSign::small});
  const std::vector<std::string> bases = bases_of(tokens[at].lower);
  if (const std::size_t size = match(AgreementSign::hedge, tokens, at, bases); size > 0)
    return {AgreementSign::hedge, size};
  for (const std::size_t size : {clock_size(tokens, at), period_size(tokens, at),
                                 match(AgreementSign::time, tokens, at, bases)}) {
    if (size > 0) return {AgreementSign::time, size};
  }
  if (is_numeral(tokens, at)) return {AgreementSign::number, 1};
  for (const AgreementSign sign : kOrder) {
    if (const std::size_t size = match(sign, tokens, at, bases); size > 0) return {sign, size};
  }
  return {};
}

}  // namespace qualm::language
