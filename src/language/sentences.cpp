// Sentence boundaries: those of ICU, minus the ones that abbreviations, initials, brackets and
// quotations only seem to make. ICU's own suppression lists join after ordinary words ("Do.",
// "Is.") and cannot suppress "e.g.", so the merge pass here is ours.

#include "language/sentences.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include <unicode/brkiter.h>
#include <unicode/utext.h>

#include "language/ascii.hpp"
#include "language/unicode.hpp"
#include "language/words.hpp"

namespace qualm::language {
namespace {

// A sentence can go on behind these whatever comes next.
constexpr auto kNeverEnd = std::to_array<std::string_view>(
    {"abs.",  "approx.", "bzw.",   "ca.",  "cf.",   "dr.",  "e.g.", "ej.", "evtl.", "ex.",
     "fig.",  "ggf.",    "habil.", "i.e.", "inkl.", "med.", "mme.", "mr.", "mrs.",  "ms.",
     "prof.", "rer.",    "resp.",  "sra.", "st.",   "vgl.", "viz.", "vs."});
// These can end one, so only a small letter, a digit or an opening bracket goes on.
constexpr auto kMayEnd = std::to_array<std::string_view>(
    {"al.", "co.", "corp.", "etc.", "inc.", "jr.", "ltd.", "sr.", "usw."});
// These stand before names ("U.S. Veterans", "3 p.m. Eastern"): a capital goes on too, unless it
// begins a word that opens sentences ("U.K. The").
constexpr auto kBeforeNames = std::to_array<std::string_view>(
    {"a.m.", "e.u.", "m.d.", "p.m.", "ph.d.", "u.k.", "u.n.", "u.s.", "u.s.a."});
// These stand before numbers only: "No. 10", but "No. We do not."
constexpr auto kBeforeNumbers = std::to_array<std::string_view>(
    {"art.", "ch.", "eq.", "no.", "nr.", "p.", "pp.", "sec.", "vol."});
constexpr auto kOpeners = std::to_array<std::string_view>(
    {"a",     "after", "all",   "also",    "an",    "as",   "at",   "because", "but",
     "by",    "do",    "each",  "every",   "for",   "from", "give", "he",      "help",
     "her",   "his",   "how",   "however", "i",     "if",   "in",   "it",      "its",
     "keep",  "let",   "make",  "never",   "no",    "not",  "on",   "only",    "our",
     "route", "she",   "so",    "some",    "stop",  "that", "the",  "their",   "then",
     "there", "these", "they",  "this",    "those", "to",   "use",  "we",      "what",
     "when",  "where", "which", "while",   "who",   "with", "you",  "your"});
static_assert(std::is_sorted(kNeverEnd.begin(), kNeverEnd.end()));
static_assert(std::is_sorted(kMayEnd.begin(), kMayEnd.end()));
static_assert(std::is_sorted(kBeforeNames.begin(), kBeforeNames.end()));
static_assert(std::is_sorted(kBeforeNumbers.begin(), kBeforeNumbers.end()));
static_assert(std::is_sorted(kOpeners.begin(), kOpeners.end()));

struct CloseText {
  void operator()(UText* text) const { utext_close(text); }
};

// ICU's boundaries inside the text, without its two ends.
std::vector<std::size_t> icu_boundaries(std::string_view text, std::string_view locale) {
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<icu::BreakIterator> breaks(
      icu::BreakIterator::createSentenceInstance(icu::Locale(std::string(locale).c_str()), status));
  if (U_FAILURE(status)) return {};
  const std::unique_ptr<UText, CloseText> utf8(
      utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status));
  breaks->setText(utf8.get(), status);
  if (U_FAILURE(status)) return {};
  std::vector<std::size_t> found;
  for (std::int32_t at = breaks->first(); at != icu::BreakIterator::DONE; at = breaks->next()) {
    const auto offset = static_cast<std::size_t>(at);
    if (offset > 0 && offset < text.size()) found.push_back(offset);
  }
  return found;
}

struct Pair {
  std::string_view open;
  std::string_view close;
};
constexpr std::array<Pair, 9> kPairs = {{{"(", ")"},
                                         {"[", "]"},
                                         {"{", "}"},
                                         {"“", "”"},
                                         {"„", "“"},
                                         {"«", "»"},
                                         {"「", "」"},
                                         {"（", "）"},
                                         {"\"", "\""}}};

// Stretches between a bracket or quotation mark and its counterpart, which hide boundaries. One
// that never closes hides nothing, nor does a pair around the whole text.
std::vector<Sentence> enclosed(std::string_view text) {
  struct Opened {
    std::size_t pair;
    std::size_t at;
  };
  const std::string_view body = strip(text, " \t\r\n.!?");
  const auto body_begin = static_cast<std::size_t>(body.data() - text.data());
  std::vector<Opened> open;
  std::vector<Sentence> found;
  const auto visit = [&](std::string_view mark, std::size_t at) {
    for (std::size_t depth = std::min<std::size_t>(open.size(), 8); depth > 0; --depth) {
      const std::size_t index = open.size() - depth;
      if (kPairs.at(open[index].pair).close != mark) continue;
      const std::size_t begin = open[index].at;
      const std::size_t end = at + mark.size();
      open.resize(index);
      if (begin != body_begin || end != body_begin + body.size()) found.push_back({begin, end});
      return;
    }
    for (std::size_t pair = 0; pair < kPairs.size(); ++pair) {
      if (kPairs.at(pair).open == mark) return open.push_back({pair, at});
    }
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = code_point_at(text, at).size;
    visit(text.substr(at, size), at);
    at += size;
  }
  std::sort(found.begin(), found.end(),
            [](const Sentence& a, const Sentence& b) { return a.begin < b.begin; });
  return found;
}

std::string_view last_token(std::string_view left) {
  left = left.substr(left.size() - std::min<std::size_t>(left.size(), 24));
  const std::size_t space = left.find_last_of(" \t\r\n");
  const std::string_view token = space == std::string_view::npos ? left : left.substr(space + 1);
  return strip(token, "([{\"'“„‘’«");
}

// `1.`, `a)`: a list marker is no sentence.
bool is_marker(std::string_view left) {
  const std::string_view mark = strip(left, "(.)");
  if (mark.size() == left.size()) return false;
  const bool number =
      !mark.empty() && mark.size() <= 3 && std::all_of(mark.begin(), mark.end(), is_digit);
  return number || (mark.size() == 1 && is_ascii_letter(mark[0]));
}

// Whether the text goes on in the same sentence from `left` to `right`; both are trimmed.
bool goes_on(std::string_view left, std::string_view right) {
  const CodePoint next = code_point_at(right, 0);
  if (is_lower(next.value) || is_marker(left)) return true;
  const std::string token = [&] {
    std::string lower(last_token(left));
    for (char& c : lower) c = is_ascii_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
    return lower;
  }();
  const bool digit = is_digit(right[0]);
  const auto opens_sentence = [&] {
    const std::vector<Word> words = words_of(right.substr(0, 40));
    return !words.empty() && holds(kOpeners, words.front().lower);
  };
  if (holds(kNeverEnd, token)) return true;
  if (holds(kMayEnd, token)) return digit || right[0] == '(' || right[0] == '[';
  if (holds(kBeforeNumbers, token)) return digit;
  if (holds(kBeforeNames, token)) return !opens_sentence();
  if (token.size() == 2 && token[1] == '.' && is_ascii_letter(token[0])) {
    return is_ascii_lower(left[left.size() - 2]) || !opens_sentence();
  }
  return false;
}

// A line end without a full stop is a hard wrap; an empty line ends whatever stands above it.
bool is_hard_wrap(std::string_view left, std::string_view gap) {
  if (std::count(gap.begin(), gap.end(), '\n') != 1) return false;
  const std::size_t last = left.find_last_not_of("\"')]");
  if (last == std::string_view::npos) return true;
  for (const std::string_view stop : {".", "!", "?", "。", "！", "？", "…"}) {
    if (left.substr(0, last + 1).ends_with(stop)) return false;
  }
  return true;
}

}  // namespace

std::vector<Sentence> split_sentences(std::string_view text, std::string_view locale) {
  constexpr std::string_view kSpace = " \t\r\n\f\v";
  const std::vector<Sentence> hidden = enclosed(text);
  std::vector<std::size_t> ends;
  std::size_t next_hidden = 0;
  std::size_t hidden_until = 0;
  for (const std::size_t at : icu_boundaries(text, locale)) {
    while (next_hidden < hidden.size() && hidden[next_hidden].begin < at) {
      hidden_until = std::max(hidden_until, hidden[next_hidden++].end);
    }
    if (at < hidden_until) continue;
    const std::string_view begun = text.substr(ends.empty() ? 0 : ends.back());
    const std::string_view left = strip(begun.substr(0, begun.size() - (text.size() - at)), kSpace);
    const std::string_view right =
        text.substr(std::min(text.find_first_not_of(kSpace, at), text.size()));
    if (left.empty() || right.empty()) continue;
    const auto left_end = static_cast<std::size_t>(left.data() + left.size() - text.data());
    const std::string_view gap = text.substr(left_end, text.size() - right.size() - left_end);
    // ".NET" begins with a dot that ends nothing.
    const bool dotted =
        gap.empty() && left.size() > 1 && left.back() == '.' &&
        std::string_view(" \t\n(/\"").find(left[left.size() - 2]) != std::string_view::npos;
    if (dotted) continue;
    const bool paragraph = std::count(gap.begin(), gap.end(), '\n') > 1;
    if (!paragraph && (is_hard_wrap(left, gap) || goes_on(left, right))) continue;
    ends.push_back(at);
  }
  ends.push_back(text.size());

  std::vector<Sentence> sentences;
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    const std::string_view sentence = strip(text.substr(begin, end - begin), kSpace);
    begin = end;
    if (!has_word_char(sentence)) continue;
    const auto from = static_cast<std::size_t>(sentence.data() - text.data());
    sentences.push_back({from, from + sentence.size()});
  }
  return sentences;
}

}  // namespace qualm::language
