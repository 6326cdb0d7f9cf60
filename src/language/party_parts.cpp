// Cleaning a party's text and taking it apart; addresses, handles and references.

#include "language/party_parts.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "language/ascii.hpp"
#include "language/party_lexicon.hpp"
#include "language/words.hpp"
#include "support/text.hpp"

namespace qualm::language {
namespace {

constexpr std::size_t kLongest = 1000;  // no party is described in more bytes

bool is_address_char(char c) {
  return is_ascii_alnum(c) || std::string_view("._%+-'").find(c) != std::string_view::npos;
}

void replace_all(std::string& text, std::string_view what, std::string_view with) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

// Takes every `local@domain.tld` out of `text`, with a `mailto:` before it.
std::vector<std::string> take_emails(std::string& text) {
  std::vector<std::string> emails;
  for (std::size_t at = text.find('@'); at != std::string::npos; at = text.find('@', at)) {
    std::size_t begin = at;
    std::size_t end = at + 1;
    while (begin > 0 && is_address_char(text[begin - 1])) --begin;
    while (end < text.size() && is_address_char(text[end])) ++end;
    while (end > at && (text[end - 1] == '.' || text[end - 1] == '\'')) --end;
    const std::string_view domain =
        std::string_view(text).substr(at + 1, end - std::min(end, at + 1));
    if (begin == at || domain.find('.') == std::string_view::npos) {
      ++at;
      continue;
    }
    emails.push_back(ascii_lower(std::string_view(text).substr(begin, end - begin)));
    constexpr std::string_view kScheme = "mailto:";
    if (std::string_view(text).substr(0, begin).ends_with(kScheme)) begin -= kScheme.size();
    text.erase(begin, end - begin);
    at = begin;
  }
  return emails;
}

// Takes out `(…)` and, when they are left empty, `<>` and `[]`.
void take_parentheses(std::string& text) {
  std::string out;
  int depth = 0;
  for (const char c : text) {
    if (c == '(') ++depth;
    if (depth == 0) out += c;
    if (c == ')' && depth > 0) --depth;
  }
  text = out;
  for (const std::string_view empty : {"<>", "[]", "\"\""}) replace_all(text, empty, " ");
}

// `[Maria](https://example.org)` reads `Maria`.
void take_link_targets(std::string& text) {
  std::size_t at = text.find("](");
  for (; at != std::string::npos; at = text.find("](", at)) {
    const std::size_t end = text.find(')', at);
    text.erase(at, end == std::string::npos ? std::string::npos : end + 1 - at);
    const std::size_t open = text.rfind('[', at);
    if (open == std::string::npos) continue;
    text.erase(open, 1);
    --at;
  }
}

bool is_all_small(std::span<const Word> words) {
  return std::all_of(words.begin(), words.end(), [](const Word& word) {
    return lexicon::is_function_word(word.lower) || lexicon::is_role_word(word.lower) ||
           lexicon::is_mailbox_word(word.lower) || lexicon::is_group_word(word.lower) ||
           any_of(word.lower, {"dev", "devs", "mail", "sec", "hi"}) || is_number(word.lower);
  });
}

std::optional<std::string> first_word(std::span<const Word> words,
                                      bool (*is_it)(std::string_view)) {
  for (const Word& word : words) {
    if (is_it(word.lower)) return word.lower;
  }
  return std::nullopt;
}

std::string quoted(std::string_view word) { return "\"" + std::string(word) + "\""; }

// `_` joins letters into one word elsewhere, but parts them in handles and addresses.
std::vector<Word> words_of_identifier(std::string_view text) {
  std::string spaced(text);
  std::replace_if(
      spaced.begin(), spaced.end(), [](char c) { return c == '_' || c == '.' || c == '+'; }, ' ');
  return words_of(spaced);
}

std::optional<PartReading> read_identifier_words(std::span<const Word> words) {
  for (const Word& word : words) {
    if (any_of(word.lower, {"bot", "robot"}) || lexicon::is_bot_name(word.lower)) {
      return PartReading{PartyKind::bot, "is the name of a bot"};
    }
  }
  if (const auto group = first_word(words, lexicon::is_group_word)) {
    return PartReading{PartyKind::team, "contains the group word " + quoted(*group)};
  }
  return std::nullopt;
}

}  // namespace

CleanParty clean_party(std::string_view text) {
  std::string body(shorten(text, kLongest));
  for (const std::string_view mark : {"“", "”", "„", "*", "`", "\""}) replace_all(body, mark, "");
  for (const std::string_view brk : {"<br>", "<br/>", "<br />"}) replace_all(body, brk, "; ");
  replace_all(body, "\u00a0", " ");
  CleanParty clean;
  clean.emails = take_emails(body);
  take_link_targets(body);
  take_parentheses(body);
  const std::string lower = ascii_lower(body);
  for (const std::string_view suffix : {" – for ", " - for ", " — for "}) {
    const std::size_t at = lower.find(suffix);
    if (at != std::string::npos && at > 0) body.resize(std::min(body.size(), at));
  }
  clean.text = collapse_space(strip(body, " \t\r\n,;:.!_<>[]{}|"));
  return clean;
}

std::vector<Part> split_parties(std::string_view text) {
  struct Separator {
    std::string_view mark;
    Joint joint;
  };
  static constexpr auto kSeparators = std::to_array<Separator>({{", and ", Joint::list},
                                                                {" and ", Joint::list},
                                                                {" & ", Joint::list},
                                                                {" + ", Joint::list},
                                                                {" / ", Joint::list},
                                                                {" und ", Joint::list},
                                                                {" et ", Joint::list},
                                                                {";", Joint::list},
                                                                {"\n", Joint::list},
                                                                {"、", Joint::list},
                                                                {"，", Joint::aside},
                                                                {",", Joint::aside},
                                                                {" – ", Joint::aside},
                                                                {" — ", Joint::aside},
                                                                {" - ", Joint::aside},
                                                                {" | ", Joint::aside},
                                                                {": ", Joint::aside}});
  std::vector<Part> parts;
  std::size_t begin = 0;
  Joint before = Joint::aside;
  const auto add = [&](std::size_t end) {
    const std::string_view part = strip(text.substr(begin, end - begin), " \t\r\n,;:.");
    if (!part.empty()) parts.push_back({std::string(part), before});
  };
  const auto may_part = [](char c) {
    return c == ' ' || c == ',' || c == ';' || c == ':' || c == '\n' ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  for (std::size_t at = 0; at < text.size();) {
    if (!may_part(text[at])) {
      ++at;
      continue;
    }
    const auto found = std::find_if(
        kSeparators.begin(), kSeparators.end(),
        [&](const Separator& separator) { return text.substr(at).starts_with(separator.mark); });
    if (found == kSeparators.end()) {
      ++at;
      continue;
    }
    add(at);
    before = found->joint;
    at += found->mark.size();
    begin = at;
    if (found->mark.back() == ' ') --at;  // "A, B, and C": the space may begin the next one
    begin = std::min(begin, text.size());
  }
  add(text.size());
  return parts;
}

std::optional<PartReading> read_reference(std::string_view text) {
  if (text.empty() || text.find(' ') != std::string_view::npos) return std::nullopt;
  const std::string lower = ascii_lower(text);
  if (lower.starts_with("user:")) return PartReading{PartyKind::person, "is a user reference"};
  if (lower.starts_with("group:")) return PartReading{PartyKind::team, "is a group reference"};
  if (text[0] != '@' || text.size() < 2) return std::nullopt;
  if (text.find('/') != std::string_view::npos) {
    return PartReading{PartyKind::team, "is a team's handle"};
  }
  const std::vector<Word> words = words_of_identifier(text.substr(1));
  if (const auto found = read_identifier_words(words)) return found;
  // Nobody is called that: `@alice.doe` stands in examples.
  if (words.size() > 1 && words.back().lower == "doe") {
    return PartReading{PartyKind::placeholder, "is a made-up identity"};
  }
  return PartReading{PartyKind::person, "is a person's handle"};
}

PartReading read_address(std::string_view email) {
  const std::string_view local = email.substr(0, email.find('@'));
  const std::vector<Word> words = words_of_identifier(local);
  for (const Word& word : words) {
    if (any_of(word.lower, {"bot", "robot"}) || lexicon::is_bot_name(word.lower)) {
      return {PartyKind::bot, "is the address of a bot"};
    }
  }
  for (const auto is_shared : {lexicon::is_mailbox_word, lexicon::is_group_word}) {
    if (const auto word = first_word(words, is_shared)) {
      return {PartyKind::shared_mailbox, "the address contains " + quoted(*word)};
    }
  }
  if (is_all_small(words)) {
    return {PartyKind::shared_mailbox, "the address names a function: " + quoted(local)};
  }
  const bool full = std::count_if(words.begin(), words.end(), [](const Word& word) {
                      return word.lower.size() > 1 && !is_number(word.lower);
                    }) >= 2;
  if (full) return {PartyKind::person, "the address holds a first and a last name"};
  return {PartyKind::unclear, "is an address without a name"};
}

bool is_post_nominal_part(std::string_view part) {
  const std::vector<Word> words = words_of(part);
  return !words.empty() && std::all_of(words.begin(), words.end(), [&](const Word& word) {
    const std::string_view written = part.substr(word.begin, word.end - word.begin);
    const bool capitals = written.size() >= 2 && written.size() <= 5 &&
                          std::all_of(written.begin(), written.end(), is_ascii_upper);
    return lexicon::is_post_nominal(word.lower) || capitals;
  });
}

}  // namespace qualm::language
