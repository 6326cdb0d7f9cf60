// Which language a text is written in: first by script, then by the small words of each language.

#include "language/language_of.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>
#include <unordered_map>

#include "language/ascii.hpp"
#include "language/unicode.hpp"
#include "language/words.hpp"

namespace qualm::language {
namespace {

constexpr std::size_t kSample = 2 * 1024;  // more text changes nothing

struct StopWords {
  std::string_view language;
  WordList words;
};

// Words that are frequent in one language and rare in its neighbours.
constexpr auto kEnglish = std::to_array<std::string_view>(
    {"and",  "are", "by",    "for",   "from", "has", "have", "is", "it",   "not",   "of",
     "that", "the", "their", "these", "this", "to",  "was",  "we", "were", "which", "with"});
constexpr auto kGerman = std::to_array<std::string_view>(
    {"auf", "aus", "bei",   "das",  "dem",  "den",  "der", "die", "durch",  "ein",  "eine", "einer",
     "ist", "mit", "nicht", "oder", "sich", "sind", "und", "von", "werden", "wird", "zu",   "zur"});
constexpr auto kSpanish = std::to_array<std::string_view>(
    {"como", "con",  "del", "el",    "en",  "es", "esta", "este", "la", "las", "los", "más",
     "para", "pero", "por", "puede", "que", "se", "sin",  "son",  "su", "una", "y"});
constexpr auto kFrench = std::to_array<std::string_view>(
    {"au",  "aux",  "avec", "ce",  "cette", "dans", "des",  "du", "elle",
     "est", "et",   "la",   "le",  "les",   "ne",   "nous", "ou", "par",
     "pas", "pour", "que",  "qui", "sont",  "sur",  "un",   "une"});
constexpr auto kItalian =
    std::to_array<std::string_view>({"alla", "che", "con", "dei", "del", "della", "di", "gli", "il",
                                     "le", "nel", "non", "per", "sono", "un", "una"});
constexpr auto kDutch =
    std::to_array<std::string_view>({"aan", "dat", "de", "een", "en", "het", "is", "met", "niet",
                                     "op", "te", "van", "voor", "worden", "wordt", "zijn"});
constexpr auto kPortuguese = std::to_array<std::string_view>(
    {"ao",   "as",   "com", "da",  "das", "de",  "do", "dos", "e",
     "em",   "mais", "na",  "no",  "não", "o",   "os", "ou",  "para",
     "pela", "pelo", "por", "que", "se",  "são", "um", "uma", "é"});

constexpr auto kEnglishAlone = std::to_array<std::string_view>(
    {"and", "are", "by", "for", "from", "it", "of", "that", "the", "this", "to", "was", "with"});

constexpr std::array<StopWords, 7> kLanguages = {{{"en", kEnglish},
                                                  {"de", kGerman},
                                                  {"es", kSpanish},
                                                  {"fr", kFrench},
                                                  {"it", kItalian},
                                                  {"nl", kDutch},
                                                  {"pt", kPortuguese}}};
static_assert(std::all_of(kLanguages.begin(), kLanguages.end(), [](const StopWords& each) {
  return std::is_sorted(each.words.begin(), each.words.end());
}));

/// A word in lower case, if it is short enough to be a small one; empty otherwise.
struct ShortWord {
  static constexpr std::size_t kLongest = 8;
  std::array<char, kLongest> letters = {};
  std::size_t size = 0;

  [[nodiscard]] std::string_view view() const { return {letters.data(), size}; }
};

ShortWord short_lower(std::string_view word) {
  ShortWord lower;
  if (word.size() > ShortWord::kLongest) return lower;
  lower.size = word.size();
  std::transform(word.begin(), word.end(), lower.letters.begin(),
                 [](char c) { return is_ascii_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower;
}

/// For each small word, a bit for every language that has it.
const std::unordered_map<std::string_view, unsigned>& languages_by_word() {
  static const std::unordered_map<std::string_view, unsigned> kByWord = [] {
    std::unordered_map<std::string_view, unsigned> by_word;
    for (std::size_t i = 0; i < kLanguages.size(); ++i) {
      for (const std::string_view word : kLanguages.at(i).words) by_word[word] |= 1U << i;
    }
    return by_word;
  }();
  return kByWord;
}

/// Whether one word in six is a small English one: no other language looked for has so many.
bool is_plainly_english(std::string_view text) {
  constexpr std::size_t kOneIn = 6;
  std::size_t words = 0;
  std::size_t hits = 0;
  each_word(text, [&](std::string_view word) {
    ++words;
    if (holds(kEnglishAlone, short_lower(word).view())) ++hits;
  });
  return words >= kOneIn && hits * kOneIn >= words;
}

std::string_view latin_language(std::string_view text) {
  std::array<std::size_t, kLanguages.size()> hits = {};
  std::size_t total = 0;
  if (is_plainly_english(text)) return "en";
  const auto& languages = languages_by_word();
  each_word(text, [&](std::string_view word) {
    ++total;
    const auto found = languages.find(short_lower(word).view());
    if (found == languages.end()) return;
    for (std::size_t i = 0; i < hits.size(); ++i) hits.at(i) += (found->second >> i) & 1U;
  });
  const auto best = std::max_element(hits.begin(), hits.end());
  const std::size_t most = *best;
  const auto index = static_cast<std::size_t>(best - hits.begin());
  std::size_t second = 0;
  for (std::size_t i = 0; i < hits.size(); ++i) {
    if (i != index) second = std::max(second, hits.at(i));
  }
  // Running text holds one small word in four or so; cards with tables hold fewer.
  constexpr std::size_t kOneIn = 32;
  const bool enough = most >= 2 && most * kOneIn >= total;
  const bool clear = most * 4 >= second * 5;
  return enough && clear ? kLanguages.at(index).language : "";
}

}  // namespace

std::string_view likely_language(std::string_view text) {
  text = text.substr(0, kSample);
  std::array<std::size_t, static_cast<std::size_t>(Script::other) + 1> letters = {};
  const auto count = [&](Script script) -> std::size_t& {
    return letters.at(static_cast<std::size_t>(script));
  };
  std::size_t ukrainian = 0;
  std::size_t latin_letters = 0;  // of ASCII: nearly all there are
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      latin_letters += is_ascii_letter(text[at]) ? 1U : 0U;
      ++at;
      continue;
    }
    const CodePoint c = code_point_at(text, at);
    at += c.size;
    if (!is_letter(c.value)) continue;
    ++count(script_of(c.value));
    if (c.value == U'і' || c.value == U'ї' || c.value == U'є' || c.value == U'ґ') ++ukrainian;
  }
  // A Chinese or Japanese character says about as much as three letters.
  const std::size_t ideographs = 3 * (count(Script::han) + count(Script::kana));
  const std::size_t latin = count(Script::latin) + latin_letters;
  struct Candidate {
    std::size_t weight;
    std::string_view language;
  };
  const bool japanese = count(Script::kana) * 5 >= count(Script::han);
  const std::array<Candidate, 8> candidates = {{
      {latin, ""},
      {ideographs, japanese ? "ja" : "zh"},
      {3 * count(Script::hangul), "ko"},
      {count(Script::cyrillic), ukrainian * 50 > count(Script::cyrillic) ? "uk" : "ru"},
      {count(Script::greek), "el"},
      {count(Script::arabic), "ar"},
      {count(Script::hebrew), "he"},
      {count(Script::devanagari), "hi"},
  }};
  const auto best =
      std::max_element(candidates.begin(), candidates.end(),
                       [](const Candidate& a, const Candidate& b) { return a.weight < b.weight; });
  if (best->weight < 6) return "";
  return best->language.empty() ? latin_language(text) : best->language;
}

}  // namespace qualm::language
