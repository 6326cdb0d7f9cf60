// Slots that templates leave for a value.

#include "language/placeholder_slots.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "language/ascii.hpp"
#include "language/placeholder_lexicon.hpp"
#include "language/words.hpp"
#include "support/text.hpp"

namespace qualm::language {
namespace {

constexpr std::size_t kLongestSlot = 160;

// What stands between `open` at `at` and the next `close`; empty when it is missing or too far.
std::string_view between(std::string_view text, std::size_t at, std::string_view open,
                         std::string_view close) {
  const std::string_view rest = text.substr(at, kLongestSlot);
  if (!rest.starts_with(open)) return {};
  const std::size_t end = rest.find(close, open.size());
  return end == std::string_view::npos ? std::string_view{}
                                       : rest.substr(open.size(), end - open.size());
}

bool has_letter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), is_ascii_letter);
}

// `\mathbf{`, `x_{`, `title={`: braces of LaTeX or BibTeX, not of a template.
bool is_typesetting(std::string_view before) {
  if (before.empty()) return false;
  if (std::string_view("\\_^{}").find(before.back()) != std::string_view::npos) return true;
  if (strip(before.substr(before.size() - std::min<std::size_t>(before.size(), 4)), " ")
          .ends_with('=')) {
    return true;
  }
  const std::size_t command = before.size() - std::min<std::size_t>(before.size(), 24);
  std::size_t begin = before.size();
  while (begin > command && is_ascii_letter(before[begin - 1])) --begin;
  return begin > 0 && before[begin - 1] == '\\';
}

// `padding: 1` is an object of JSX; `x | default("a: b")` is not.
bool is_object(std::string_view inside) {
  const std::string_view body = trim(inside);
  const std::size_t name =
      body.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-'\"");
  return body.starts_with("...") || (name != std::string_view::npos && body[name] == ':');
}

bool is_capitalised(std::string_view text) {
  const std::vector<Word> words = words_of(text);
  return std::all_of(words.begin(), words.end(),
                     [&](const Word& word) { return is_ascii_upper(text[word.begin]); });
}

// `[Preferred/Supported]`, `[Yes / No]`: the answers a template offers.
bool offers_a_choice(std::string_view inside) {
  static constexpr auto kAnswers = std::to_array<std::string_view>(
      {"closed", "disabled", "enabled", "external", "false", "high", "internal", "low", "medium",
       "no", "open", "optional", "preferred", "private", "public", "required", "supported", "true",
       "yes"});
  const std::vector<std::string_view> answers = split(inside, '/');
  return answers.size() > 1 && is_capitalised(inside) &&
         std::all_of(answers.begin(), answers.end(), [](std::string_view answer) {
           return holds(kAnswers, ascii_lower(trim(answer)));
         });
}

}  // namespace

std::size_t template_variable_size(std::string_view text, std::size_t at) {
  for (const auto& [open, close] : {std::pair<std::string_view, std::string_view>{"{{", "}}"},
                                    std::pair<std::string_view, std::string_view>{"{%", "%}"}}) {
    const std::string_view inside = between(text, at, open, close);
    if (inside.empty() || !has_letter(inside) || is_object(inside)) continue;
    if (inside.find_first_of("{}\\=") != std::string_view::npos && open == "{{") continue;
    if (is_typesetting(text.substr(0, at))) continue;
    return open.size() + inside.size() + close.size();
  }
  return 0;
}

std::size_t shell_variable_size(std::string_view text, std::size_t at) {
  const std::string_view name = between(text, at, "${", "}");
  const bool plain =
      name.size() >= 3 && is_ascii_upper(name[0]) &&
      name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") == std::string_view::npos;
  const std::size_t size = name.size() + 3;
  const bool formula = at + size < text.size() &&
                       std::string_view("$_^").find(text[at + size]) != std::string_view::npos;
  return plain && !formula ? size : 0;
}

std::size_t angle_slot_size(std::string_view text, std::size_t at) {
  const std::string_view doubled = between(text, at, "<<", ">>");
  // `a << b and c >> d` is arithmetic: padded slots hold one word.
  const bool padded = doubled.starts_with(' ') || doubled.ends_with(' ');
  const bool slot = !padded || trim(doubled).find(' ') == std::string_view::npos;
  if (slot && has_letter(doubled) && doubled.find_first_of("<>;\n") == std::string_view::npos) {
    return doubled.size() + 4;
  }
  const std::string_view inside = between(text, at, "<", ">");
  if (inside.empty() || !is_ascii_letter(inside[0])) return 0;
  const bool name = inside.find_first_of("@=:/<\"") == std::string_view::npos;
  const std::vector<Word> words = words_of(inside);
  const bool tag = holds(lexicon::html_tags(), words.front().lower) &&
                   (words.size() == 1 || !names_a_slot(inside));
  return name && !tag && names_a_slot(inside) ? inside.size() + 2 : 0;
}

std::size_t square_slot_size(std::string_view text, std::size_t at) {
  const std::string_view inside = between(text, at, "[", "]");
  const std::size_t size = inside.size() + 2;
  if (!has_letter(inside) || inside.find_first_of("[(^@\n") != std::string_view::npos) return 0;
  const bool link = at + size < text.size() &&
                    std::string_view("([:").find(text[at + size]) != std::string_view::npos;
  const bool index = at > 0 && (is_ascii_alnum(text[at - 1]) || text[at - 1] == ']');
  const std::vector<Word> words = words_of(inside);
  if (link || index || words.size() < 2) return 0;
  if (offers_a_choice(inside)) return size;
  if (!names_a_slot(inside)) return 0;
  const bool instruction = holds(lexicon::instruction_verbs(), words.front().lower);
  return instruction || is_capitalised(inside) ? size : 0;
}

std::size_t more_information_size(std::string_view text, std::size_t at) {
  const std::string_view inside = between(text, at, "[", "]");
  if (inside.empty()) return 0;
  const std::string words = plain_words(inside);
  return holds(lexicon::more_information_phrases(), words) ? inside.size() + 2 : 0;
}

bool names_a_slot(std::string_view inside) {
  const std::vector<Word> words = words_of(inside);
  if (words.empty()) return false;
  if (holds(lexicon::instruction_verbs(), words.front().lower)) {
    return words.size() > 1 || words.front().lower == "insert" || words.front().lower == "describe";
  }
  return holds(lexicon::slot_nouns(), words.back().lower);
}

}  // namespace qualm::language
