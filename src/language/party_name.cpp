// What one name is: the words in it decide first, then its shape.

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "language/ascii.hpp"
#include "language/party_lexicon.hpp"
#include "language/party_parts.hpp"
#include "language/unicode.hpp"
#include "language/words.hpp"
#include "support/text.hpp"

namespace qualm::language {
namespace {

struct Token {
  std::string_view written;
  std::string lower;
  std::vector<std::string> pieces;  ///< between hyphens and underscores: words written in one
};
using Tokens = std::span<const Token>;

std::string quoted(std::string_view word) { return "\"" + std::string(word) + "\""; }

std::vector<std::string> pieces_of(std::string lower) {
  std::replace_if(
      lower.begin(), lower.end(), [](char c) { return c == '-' || c == '_' || c == ':'; }, ' ');
  std::vector<std::string> pieces;
  for (Word& word : words_of(lower)) pieces.push_back(std::move(word.lower));
  return pieces;
}

std::vector<Token> tokens_of(std::string_view name) {
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find(' ', at), name.size());
    const std::string_view token = strip(name.substr(at, end - at), ",;:!?\"“”[]{}<>&+/–—|");
    if (!token.empty() && token != "-" && token != "'") {
      std::string lower = ascii_lower(strip(token, "."));
      std::vector<std::string> pieces = pieces_of(lower);
      tokens.push_back({token, std::move(lower), std::move(pieces)});
    }
    at = end + 1;
  }
  return tokens;
}

bool is_role(const Token& token) {
  return lexicon::is_role_word(token.lower) ||
         (token.pieces.size() > 1 &&
          std::any_of(token.pieces.begin(), token.pieces.end(),
                      [](const std::string& piece) { return lexicon::is_role_word(piece); }));
}

bool is_function(const Token& token) {
  return lexicon::is_function_word(token.lower) ||
         (token.pieces.size() > 1 &&
          std::all_of(token.pieces.begin(), token.pieces.end(), [](const std::string& piece) {
            return lexicon::is_function_word(piece) || is_number(piece);
          }));
}

std::optional<std::string> group_word(const Token& token) {
  if (lexicon::is_group_word(token.lower)) return token.lower;
  const auto piece = std::find_if(token.pieces.begin(), token.pieces.end(), lexicon::is_group_word);
  return piece == token.pieces.end() ? std::nullopt : std::optional(*piece);
}

std::optional<PartReading> read_bot(std::string_view name, Tokens tokens) {
  const bool marked = ascii_lower(name).ends_with("[bot]");
  const auto is_bot = [](const std::string& piece) { return any_of(piece, {"bot", "robot"}); };
  const bool named = std::any_of(tokens.begin(), tokens.end(), [&](const Token& token) {
    return lexicon::is_bot_name(token.lower) ||
           std::any_of(token.pieces.begin(), token.pieces.end(), is_bot);
  });
  if (!marked && !named) return std::nullopt;
  return PartReading{PartyKind::bot, "is the name of a bot"};
}

bool is_cjk(char32_t c) {
  const Script script = script_of(c);
  return script == Script::han || script == Script::kana || script == Script::hangul ||
         c == U'ー' || c == U'・';
}

std::optional<PartReading> read_cjk(std::string_view name) {
  std::size_t letters = 0;
  bool others = false;
  for (std::size_t at = 0; at < name.size();) {
    const CodePoint c = code_point_at(name, at);
    at += c.size;
    if (is_cjk(c.value)) {
      ++letters;
    } else if (is_word_char(c.value)) {
      others = true;
    }
  }
  if (letters == 0) return std::nullopt;
  if (lexicon::has_cjk_role_ending(name)) return PartReading{PartyKind::role, "ends like a role"};
  if (lexicon::has_cjk_group_ending(name)) return PartReading{PartyKind::team, "ends like a group"};
  constexpr std::size_t kLongestName = 8;
  constexpr std::size_t kLongestWithDot = 20;  // a foreign name in kana
  const std::size_t limit =
      name.find("・") == std::string_view::npos ? kLongestName : kLongestWithDot;
  if (!others && letters >= 2 && letters <= limit)
    return PartReading{PartyKind::person, "is a name"};
  return PartReading{PartyKind::unclear, "has no shape of a name that we know"};
}

// `creditai-2026.1`, `example.io`: products and sites.
bool is_product(std::string_view token) {
  const std::size_t hyphen = token.rfind('-');
  const std::string_view version = hyphen == std::string_view::npos ? "" : token.substr(hyphen + 1);
  const bool versioned =
      is_number(strip(version, "v")) && version.find('.') != std::string_view::npos;
  const std::size_t dot = token.rfind('.');
  const bool site =
      dot != std::string_view::npos && dot > 1 &&
      any_of(ascii_lower(token.substr(dot + 1)), {"ai", "app", "com", "io", "net", "org"});
  return versioned || site;
}

std::optional<PartReading> read_vendor(Tokens tokens) {
  const Token& last = tokens.back();
  const std::string_view suffix = strip(last.written, ".");
  if (tokens.size() > 1 && lexicon::is_legal_suffix(suffix)) {
    return PartReading{PartyKind::vendor, "ends in the company form " + quoted(suffix)};
  }
  if (tokens.size() == 1 && is_product(last.written)) {
    return PartReading{PartyKind::vendor, "is the name of a product or a site"};
  }
  if (tokens.size() > 1 && lexicon::is_brand(tokens.front().lower)) {
    return PartReading{PartyKind::vendor,
                       "begins with the company " + quoted(tokens.front().written)};
  }
  const bool ai = tokens.size() > 1 ? last.written == "AI"
                                    : last.written.size() > 3 && last.written.ends_with("AI") &&
                                          is_ascii_lower(last.written[last.written.size() - 3]);
  if (ai) return PartReading{PartyKind::vendor, "is named like a company: " + quoted(last.written)};
  if (tokens.size() > 1 && lexicon::is_organisation_word(last.lower)) {
    return PartReading{PartyKind::vendor, "contains the company word " + quoted(last.lower)};
  }
  return std::nullopt;
}

std::optional<PartReading> read_role_or_function(Tokens tokens) {
  const bool known = std::all_of(tokens.begin(), tokens.end(), [](const Token& token) {
    return is_role(token) || is_function(token);
  });
  const auto role = std::find_if(tokens.begin(), tokens.end(), is_role);
  if (known && role != tokens.end()) {
    return PartReading{PartyKind::role, "is a role, not a name"};
  }
  if (known) return PartReading{PartyKind::team, "names a function, not a person"};
  return std::nullopt;
}

bool is_initial(const Token& token) {
  const CodePoint first = code_point_at(token.written, 0);
  const std::string_view rest = token.written.substr(first.size);
  return is_upper(first.value) && (rest == "." || rest.empty());
}

// Letters of any script with apostrophes, hyphens and dots; a capital in front where there are any.
bool is_name_token(const Token& token) {
  const CodePoint first = code_point_at(token.written, 0);
  if (!is_letter(first.value) || is_lower(first.value)) return false;
  for (std::size_t at = 0; at < token.written.size();) {
    const CodePoint c = code_point_at(token.written, at);
    at += c.size;
    const bool mark = c.value == '\'' || c.value == U'’' || c.value == U'‘' || c.value == '-' ||
                      c.value == U'‐' || c.value == '.';
    if (!mark && (!is_word_char(c.value) || (c.value >= '0' && c.value <= '9'))) return false;
  }
  return true;
}

bool is_all_capitals(const Token& token) {
  std::size_t capitals = 0;
  for (std::size_t at = 0; at < token.written.size();) {
    const CodePoint c = code_point_at(token.written, at);
    at += c.size;
    if (is_lower(c.value)) return false;
    if (is_upper(c.value)) ++capitals;
  }
  return capitals > 1;
}

PartReading unclear(std::string reason) { return {PartyKind::unclear, std::move(reason)}; }

PartReading read_shape(Tokens tokens) {
  while (tokens.size() > 1 && lexicon::is_title(tokens.front().lower)) tokens = tokens.subspan(1);
  while (tokens.size() > 2 && lexicon::is_post_nominal(tokens.back().lower)) {
    tokens = tokens.first(tokens.size() - 1);
  }
  if (tokens.size() == 1) return unclear("is a single word");
  constexpr std::size_t kLongestName = 6;
  if (tokens.size() > kLongestName) return unclear("is too long for a name");
  std::size_t names = 0;
  std::size_t capitals = 0;
  for (const Token& token : tokens) {
    if (lexicon::is_name_particle(token.lower) && is_lower(code_point_at(token.written, 0).value)) {
      continue;
    }
    if (!is_name_token(token))
      return unclear("is not written like a name: " + quoted(token.written));
    if (is_initial(token)) continue;
    ++names;
    if (!is_all_capitals(token)) continue;
    ++capitals;
    constexpr std::size_t kAbbreviation = 3;
    if (token.written.size() <= kAbbreviation && tokens.size() == 2) {
      return unclear("contains the abbreviation " + quoted(token.written));
    }
  }
  if (names == 0) return unclear("holds initials only");
  if (capitals == names) return unclear("is written in capitals only");
  return {PartyKind::person, "is a name"};
}

// Words of functions that are also surnames.
bool is_surname_too(const Token& token) { return any_of(token.lower, {"sales", "system", "core"}); }

PartReading read_words(Tokens tokens) {
  for (const Token& token : tokens) {
    if (const auto word = group_word(token)) {
      return {PartyKind::team, "contains the group word " + quoted(*word)};
    }
  }
  if (const auto found = read_role_or_function(tokens)) return *found;
  if (tokens.size() == 1 && tokens[0].lower.size() > 4 && tokens[0].lower.ends_with("team")) {
    return {PartyKind::team, "ends in \"team\""};
  }
  if (const auto found = read_vendor(tokens)) return *found;

  // "Chief Risk Officer Ines Duarte": the role in front is a title.
  std::size_t lead = 0;
  bool role_in_front = false;
  while (lead < tokens.size() && (is_role(tokens[lead]) || is_function(tokens[lead]))) {
    role_in_front = role_in_front || is_role(tokens[lead]);
    ++lead;
  }
  if (role_in_front) return read_shape(tokens.subspan(lead));
  // "ChannelForge Product Owner": behind a name nobody knows, it is not.
  const Token& last = tokens.back();
  if (any_of(last.lower, {"head", "steward", "champion"}) && tokens.size() == 2) {
    return unclear(quoted(last.written) + " may be a role or a surname");
  }
  if (tokens.size() > 1 && is_role(last)) {
    return {PartyKind::role, "ends in the role " + quoted(last.lower)};
  }
  for (const Token& token : tokens) {
    const bool particle = lexicon::is_name_particle(token.lower);
    if (is_function(token) && !particle && !is_surname_too(token)) {
      return unclear("contains " + quoted(token.written) + ", which names a function");
    }
  }
  return read_shape(tokens);
}

}  // namespace

PartReading read_name(std::string_view name) {
  const std::vector<Token> tokens = tokens_of(name);
  if (tokens.empty()) return {PartyKind::placeholder, "is empty"};
  if (const auto found = read_bot(name, tokens)) return *found;
  if (const auto found = read_cjk(name)) return *found;
  return read_words(tokens);
}

}  // namespace qualm::language
