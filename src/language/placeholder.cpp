// Text that is a placeholder as a whole.

#include "language/placeholder.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <cstdint>
#include <initializer_list>
#include <numeric>
#include <string>
#include <unordered_set>

#include "language/ascii.hpp"
#include "language/placeholder_lexicon.hpp"
#include "language/placeholder_slots.hpp"
#include "language/words.hpp"
#include "support/text.hpp"

namespace qualm::language {
namespace {

// No placeholder is longer; longer text is not looked at as a whole.
constexpr std::size_t kLongest = 1200;
// Written in two pieces: a search of this source for what was left to do shall find nothing.
constexpr auto kMarkers =
    std::to_array<std::string_view>({"TO"
                                     "DO",
                                     "FIX"
                                     "ME",
                                     "TBD", "TBC", "TBA"});
constexpr auto kLongMarkers =
    std::to_array<std::string_view>({"TO"
                                     "DO",
                                     "FIX"
                                     "ME",
                                     "TBD", "TBC", "TBA", "Lorem", "lorem"});
constexpr std::size_t kLongestPhrase = 120;
constexpr std::size_t kShortestGuidance = 20;
constexpr std::size_t kMostBefore = 3;  // words in front of an announcement

constexpr std::uint64_t kDigestStart = 0xcbf29ce484222325ULL;  // FNV-1a

constexpr std::uint64_t digested(std::uint64_t hash, char c) {
  return (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
}

/// Whether `text` is ASCII without a letter.
bool has_no_letter(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x80 && !is_ascii_letter(c);
  });
}

/// For each byte, the letter or digit that it stands for in plain words; 0 where it parts them.
constexpr std::array<char, 256> plain_characters() {
  std::array<char, 256> plain{};
  for (std::size_t i = 0; i < 128; ++i) {
    const char c = static_cast<char>(i);
    if (is_ascii_alnum(c)) plain.at(i) = is_ascii_upper(c) ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return plain;
}
constexpr auto kPlain = plain_characters();

/// The digest of the words of an ASCII text, a character at a time; nothing for a text in which
/// something else than a letter or digit may be part of a word.
std::optional<std::uint64_t> digest_of_ascii(std::string_view text) {
  std::uint64_t hash = kDigestStart;
  bool in_word = false;
  bool any = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const char plain = kPlain[static_cast<unsigned char>(c)];
    if (plain != 0) {
      if (!in_word && any) hash = digested(hash, ' ');
      in_word = any = true;
      hash = digested(hash, plain);
      continue;
    }
    if (static_cast<unsigned char>(c) >= 0x80 || c == '\'' || c == '@') return std::nullopt;
    // A number may go on behind it.
    const bool may_go_on = (c == '.' || c == ',') && i + 1 < text.size() && is_digit(text[i + 1]);
    if (may_go_on) return std::nullopt;
    in_word = false;
  }
  return hash;
}

/// The digest of the plain words of `text`, without making them.
std::uint64_t digest_of_words(std::string_view text) {
  if (const auto ascii = digest_of_ascii(text)) return *ascii;
  std::uint64_t hash = kDigestStart;
  bool first = true;
  each_word(text, [&](std::string_view word) {
    if (!first) hash = digested(hash, ' ');
    first = false;
    for (const char c : word) {
      hash = digested(hash, is_ascii_upper(c) ? static_cast<char>(c - 'A' + 'a') : c);
    }
  });
  return hash;
}

/// The same for words that are plain already.
std::uint64_t digest_of_plain(std::string_view plain) {
  return std::accumulate(plain.begin(), plain.end(), kDigestStart, digested);
}

bool is_prompt(std::uint64_t words) {
  const auto prompts = lexicon::template_prompts();
  const auto found = std::lower_bound(
      prompts.begin(), prompts.end(), words,
      [](const lexicon::TemplatePrompt& one, std::uint64_t digest) { return one.digest < digest; });
  return found != prompts.end() && found->digest == words;
}

/// Whether `text` begins and ends as some prompt does; text that does not need not be digested.
bool may_be_prompt(std::string_view text) {
  static const auto kEnds = [] {
    std::array<std::bitset<128>, 128> ends;
    for (const lexicon::TemplatePrompt& one : lexicon::template_prompts())
      ends.at(static_cast<std::size_t>(one.first)).set(static_cast<std::size_t>(one.last));
    return ends;
  }();
  const auto first = std::find_if(text.begin(), text.end(), is_ascii_alnum);
  if (first == text.end()) return false;
  const auto last = std::find_if(text.rbegin(), text.rend(), is_ascii_alnum);
  const auto plain = [](char c) {
    return static_cast<std::size_t>(kPlain[static_cast<unsigned char>(c)]);
  };
  return kEnds.at(plain(*first)).test(plain(*last));
}

// Only dashes, question marks, ellipses, empty quotation marks or code spans.
bool is_blank(std::string_view text) {
  if (!text.empty() && is_ascii_alnum(text.front())) return false;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    std::size_t size =
        std::string_view("-?._*`\"' \t\r\n~").find(rest[0]) == std::string_view::npos ? 0 : 1;
    for (const std::string_view mark : {"–", "—", "…", "―", "−", "？", "\u00a0"}) {
      if (rest.starts_with(mark)) size = mark.size();
    }
    if (size == 0) return text == "{}" || text == "[]";
    at += size;
  }
  return true;
}

/// Whether `phrases`, a list of the lexicon, holds `words`.
bool is_one_of(WordList phrases, std::string_view words) {
  return !words.empty() && words.size() <= lexicon::longest_phrase() && holds(phrases, words);
}

// `TO DO: describe the data` is no answer either, in one word or two.
bool is_marked_to_do(std::string_view text) {
  text = strip(text, "[]()=");
  if (text.find(':') == std::string_view::npos) return false;
  return std::any_of(kMarkers.begin(), kMarkers.end(), [&](std::string_view marker) {
    return text.starts_with(marker) && text.substr(marker.size()).starts_with(':');
  });
}

// `coming soon`, `Evaluation results will be added later`: at most three words before the phrase.
bool is_to_come(const std::string& words) {
  std::string_view rest = words;
  for (std::size_t skipped = 0; skipped <= kMostBefore; ++skipped) {
    if (is_one_of(lexicon::to_come_phrases(), rest)) return true;
    const std::size_t space = rest.find(' ');
    if (space == std::string_view::npos) return false;
    rest.remove_prefix(space + 1);
  }
  return false;
}

bool is_guidance(std::string_view text, const std::string& plain, bool emphasised) {
  if (is_prompt(digest_of_plain(plain))) return true;
  if (any_of(plain, {"yyyy mm dd", "dd mm yyyy", "mm dd yyyy", "yyyymmdd"})) return true;
  if (!emphasised || text.size() < kShortestGuidance) return false;
  const std::vector<Word> words = words_of(text);
  if (words.size() < 3) return false;
  if (phrase_at(words, 0, "if relevant") || phrase_at(words, 0, "if applicable") ||
      phrase_at(words, 0, "if none") || phrase_at(words, 0, "this section should") ||
      phrase_at(words, 0, "this section describes") || phrase_at(words, 0, "please")) {
    return true;
  }
  const bool question =
      strip(text, " *_").ends_with('?') && plain.find("this model") != std::string::npos;
  return question || (holds(lexicon::instruction_verbs(), words[0].lower) &&
                      holds(lexicon::guidance_objects(), words[1].lower));
}

// Guidance that speaks of the card itself can be nothing else.
bool is_sure_guidance(const std::string& plain) {
  const std::string padded = " " + plain + " ";
  for (const std::string_view word :
       {" this model ", " the model ", " your ", " this section ", " this system ", " the system ",
        " here ", " this project ", " model card ", " yyyy ", " the data "}) {
    if (padded.find(word) != std::string::npos) return true;
  }
  return is_prompt(digest_of_plain(plain));
}

// `your.name@example.com`, `@your-handle`
bool is_dummy_address(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || text.find(' ') != std::string_view::npos) return false;
  const std::string local = ascii_lower(strip(at == 0 ? text.substr(1) : text.substr(0, at), "<@"));
  return any_of(local, {"you",          "your.name",  "your-name",   "yourname",
                        "your_name",    "your.email", "youremail",   "your-email",
                        "name",         "email",      "user",        "username",
                        "jane.doe",     "john.doe",   "janedoe",     "johndoe",
                        "jane-doe",     "john-doe",   "first.last",  "firstname.lastname",
                        "name.surname", "foo",        "someone",     "somebody",
                        "your-handle",  "handle",     "your_handle", "your-github-handle",
                        "model-cards"});
}

// A slot that holds all of `text`: its kind and whether it is surely one.
std::optional<Placeholder> whole_slot(std::string_view text) {
  const auto made = [](PlaceholderKind kind, bool sure = true) {
    return Placeholder{.kind = kind, .whole = true, .sure = sure};
  };
  if (std::string_view("[{<$").find(text.front()) == std::string_view::npos) return std::nullopt;
  if (more_information_size(text, 0) == text.size()) return made(PlaceholderKind::more_information);
  if (text.starts_with("{{") && text.ends_with("}}") && template_variable_size(text, 0) > 0) {
    return made(PlaceholderKind::template_variable);
  }
  if (template_variable_size(text, 0) == text.size())
    return made(PlaceholderKind::template_variable);
  if (shell_variable_size(text, 0) == text.size()) return made(PlaceholderKind::shell_variable);
  if (angle_slot_size(text, 0) == text.size()) return made(PlaceholderKind::angle_slot);
  const std::string_view inside = text.size() > 2 ? text.substr(1, text.size() - 2) : "";
  if (inside.find_first_of("{}[]<>") != std::string_view::npos) return std::nullopt;
  if (text.front() == '[' && text.back() == ']' && names_a_slot(inside)) {
    return made(PlaceholderKind::square_slot);
  }
  if (text.front() == '{' && text.back() == '}' && inside.find('=') == std::string_view::npos &&
      !words_of(inside).empty()) {
    return made(PlaceholderKind::curly_slot, names_a_slot(inside) ||
                                                 inside.find("YYYY") != std::string_view::npos ||
                                                 words_of(inside).size() > 3);
  }
  if (text.front() == '<' && text.back() == '>' &&
      inside.find_first_of("@/=:!") == std::string_view::npos && words_of(inside).size() > 1) {
    return made(PlaceholderKind::angle_slot);
  }
  return std::nullopt;
}

/// "TBD: …", "Lorem ipsum …": markers that make a long text a placeholder as well.
bool starts_like_a_marker(std::string_view text) {
  for (const std::string_view start : kLongMarkers) {
    if (text.starts_with(start)) return true;
  }
  return false;
}

/// The words that known phrases begin with.
class Starts {
 public:
  Starts(std::initializer_list<WordList> lists) {
    for (const WordList list : lists) {
      for (const std::string_view phrase : list) add(phrase.substr(0, phrase.find(' ')));
    }
  }

  /// Whether `word`, in either case, is one of them. Most words differ from all in their size or
  /// first letter.
  [[nodiscard]] bool contains(std::string_view word) const {
    if (word.size() >= kSizes || !sizes_.at(first_of(word)).test(word.size())) return false;
    return words_.contains(ascii_lower(word));
  }

 private:
  static constexpr std::size_t kSizes = 64;

  static std::size_t first_of(std::string_view word) {
    if (word.empty()) return 0;
    const auto c = static_cast<unsigned char>(word.front());
    return kPlain[c] != 0 ? static_cast<unsigned char>(kPlain[c]) : c;
  }

  void add(std::string_view word) {
    words_.emplace(word);
    sizes_.at(first_of(word)).set(std::min(word.size(), kSizes - 1));
  }

  std::unordered_set<std::string> words_;
  std::array<std::bitset<kSizes>, 256> sizes_;
};

/// Whether `text` may be one of the phrases of the lexicon, by how it begins: most text does not,
/// and need not be read to its end.
bool may_be_phrase(std::string_view text) {
  static constexpr auto kMore = std::to_array<std::string_view>(
      {"dd mm yyyy", "lorem ipsum", "mm dd yyyy", "yyyy mm dd", "yyyymmdd"});
  static const Starts kWhole = {lexicon::more_information_phrases(),
                                lexicon::not_applicable_phrases(), lexicon::to_be_done_phrases(),
                                lexicon::dummy_identities(), WordList(kMore)};
  static const Starts kToCome = {lexicon::to_come_phrases()};
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size() && count <= kMostBefore;) {
    const std::size_t end = end_of_word(text, at);
    const std::string_view word = text.substr(at, end - at);
    if (!word.empty()) {
      if ((count == 0 && kWhole.contains(word)) || kToCome.contains(word)) return true;
      ++count;
    }
    at = end < text.size() ? behind_character(text, end) : end;
  }
  return false;
}

/// The placeholder that the words of `text` are as a whole.
std::optional<PlaceholderKind> known_phrase(std::string_view plain) {
  if (is_one_of(lexicon::more_information_phrases(), plain))
    return PlaceholderKind::more_information;
  if (is_one_of(lexicon::not_applicable_phrases(), plain)) return PlaceholderKind::not_applicable;
  if (is_one_of(lexicon::to_be_done_phrases(), plain)) return PlaceholderKind::to_be_done;
  return std::nullopt;
}

std::optional<Placeholder> classify(std::string_view text, bool emphasised) {
  const auto made = [](PlaceholderKind kind, bool sure = true) {
    return Placeholder{.kind = kind, .whole = true, .sure = sure};
  };
  if (is_blank(text)) return made(PlaceholderKind::blank);
  if (const auto slot = whole_slot(text)) return slot;
  // A figure is no phrase: "0.71", "12 %", "±0.004".
  if (has_no_letter(text)) return std::nullopt;
  const bool marked = text.front() == '[' && text.back() == ']';
  const bool phrase = emphasised || may_be_phrase(text);
  const std::string plain = phrase ? plain_words(text) : std::string();
  if (const auto known = phrase ? known_phrase(plain) : std::nullopt) return made(*known);
  if (is_marked_to_do(text)) return made(PlaceholderKind::to_be_done);
  if (phrase && is_to_come(plain)) return made(PlaceholderKind::to_come);
  if (plain.starts_with("lorem ipsum")) return made(PlaceholderKind::filler);
  const bool dummy = is_one_of(lexicon::dummy_identities(), plain) || is_dummy_address(text);
  if (!marked && dummy) return made(PlaceholderKind::dummy_identity);
  if (phrase && is_guidance(text, plain, emphasised))
    return made(PlaceholderKind::guidance, is_sure_guidance(plain));
  if (!phrase && may_be_prompt(text) && is_prompt(digest_of_words(text)))
    return made(PlaceholderKind::guidance, is_sure_guidance(plain_words(text)));
  return std::nullopt;
}

}  // namespace

std::optional<Placeholder> whole_placeholder(std::string_view text, bool emphasised) {
  std::string_view body = trim(text);
  // Running text that starts like any other: only a known prompt of a template is left.
  if (!emphasised && body.size() > kLongestPhrase && is_ascii_alnum(body.front()) &&
      !starts_like_a_marker(body)) {
    if (body.size() > kLongest || !may_be_prompt(body) || !is_prompt(digest_of_words(body)))
      return std::nullopt;
  }
  if (body.starts_with("- ") || body.starts_with("* ")) body = strip(body.substr(2), " \t");
  const bool wrapped = body.size() > 1 && (body[0] == '_' || body[0] == '*') &&
                       body.back() == body[0] && body.find(body[0], 1) != std::string_view::npos;
  const bool italics = emphasised || (wrapped && !body.starts_with("**"));
  const std::string_view core = strip(body, "*_\"' \t=");
  if (core.size() > kLongest) return std::nullopt;
  // Without dots and the like behind it, unless nothing would be left.
  std::string_view value = core;
  while (!value.empty() && (value.back() == '.' || value.back() == '!' || value.back() == ':')) {
    value.remove_suffix(1);
  }
  auto found = classify(value.empty() ? core : value, italics);
  if (!found) return std::nullopt;
  const std::string_view shown = trim(text);
  found->begin = shown.empty() ? 0 : static_cast<std::size_t>(shown.data() - text.data());
  found->end = found->begin + shown.size();
  return found;
}

std::string_view name_of(PlaceholderKind kind) {
  switch (kind) {
    case PlaceholderKind::more_information:
      return "a \"more information needed\" marker";
    case PlaceholderKind::optional_tag:
      return "an \"[optional]\" left from a template";
    case PlaceholderKind::template_variable:
      return "a template variable";
    case PlaceholderKind::shell_variable:
      return "a shell variable";
    case PlaceholderKind::angle_slot:
      return "a slot in angle brackets";
    case PlaceholderKind::curly_slot:
      return "a slot in curly braces";
    case PlaceholderKind::square_slot:
      return "a slot in square brackets";
    case PlaceholderKind::guidance:
      return "an instruction of the template";
    case PlaceholderKind::to_be_done:
      return "a \"to be done\" marker";
    case PlaceholderKind::to_come:
      return "an announcement of text to come";
    case PlaceholderKind::not_applicable:
      return "\"not applicable\"";
    case PlaceholderKind::blank:
      return "blank";
    case PlaceholderKind::filler:
      return "filler text";
    case PlaceholderKind::dummy_identity:
      return "a made-up identity";
  }
  return "a placeholder";
}

}  // namespace qualm::language
