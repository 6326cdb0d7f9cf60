// The words of an agreement, and which of them tell what will be done.

#include "language/agreement_tokens.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "language/words.hpp"
#include "support/text.hpp"

namespace qualm::language {
namespace {

using lexicon::AgreementSign;

constexpr std::size_t kMostWords = 400;
constexpr std::size_t kClause = 8;  // how many words behind "if" or "never" are looked at

bool holds_any(std::string_view gap, std::initializer_list<std::string_view> marks) {
  return std::any_of(marks.begin(), marks.end(), [&](std::string_view mark) {
    return gap.find(mark) != std::string_view::npos;
  });
}

std::vector<AgreementToken> tokens_of(std::string_view text) {
  std::vector<AgreementToken> tokens;
  std::size_t before = 0;
  for (Word& word : words_of(text)) {
    if (tokens.size() == kMostWords) break;
    const std::string_view gap = text.substr(before, word.begin - before);
    before = word.end;
    AgreementToken token;
    token.lower = std::move(word.lower);
    for (std::size_t at = token.lower.find("’"); at != std::string::npos;
         at = token.lower.find("’")) {
      token.lower.replace(at, std::string_view("’").size(), "'");
    }
    token.arrow = holds_any(gap, {"→", "->", "=>", "⇒"});
    token.stop = tokens.empty() || gap.find_first_of(".;!?") != std::string_view::npos;
    token.pause = token.stop || token.arrow ||
                  gap.find_first_of(",:()") != std::string_view::npos ||
                  holds_any(gap, {" - ", "–", "—"});
    tokens.push_back(std::move(token));
  }
  return tokens;
}

/// Marks what gives a reason ("because …", "so that …", "Why: …") or says what is not done
/// ("rather than …"): neither tells what will be done.
void ignore_asides(std::vector<AgreementToken>& tokens) {
  static constexpr auto kReasons =
      std::to_array<std::string_view>({"because", "ensuring", "in order to", "making sure",
                                       "so that", "to ensure", "to make sure"});
  static constexpr auto kInstead = std::to_array<std::string_view>({"instead of", "rather than"});
  constexpr std::size_t kStatement = 2;  // an aside that opens a sentence is followed by the rest
  std::size_t begin = 0;                 // of the sentence
  bool ignoring = false;
  bool to_stop = false;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (tokens[at].stop) begin = at;
    if (ignoring && (to_stop ? tokens[at].stop : tokens[at].pause)) ignoring = false;
    const auto stands = [&](std::string_view phrase) {
      return phrase_size(tokens, at, phrase) > 0;
    };
    const bool why = tokens[at].lower == "why" && tokens[at].pause && at + 1 < tokens.size() &&
                     tokens[at + 1].pause;
    const bool reason = std::any_of(kReasons.begin(), kReasons.end(), stands);
    if (at >= begin + kStatement &&
        (reason || std::any_of(kInstead.begin(), kInstead.end(), stands))) {
      ignoring = true;
      to_stop = reason;
    } else if (why && at > 0) {
      ignoring = true;
      to_stop = true;
    }
    tokens[at].ignored = ignoring;
  }
}

void assign_signs(std::vector<AgreementToken>& tokens) {
  for (std::size_t at = 0; at < tokens.size();) {
    const SignMatch found = sign_at(tokens, at);
    const std::size_t end = std::min(at + found.size, tokens.size());
    for (; at < end; ++at) tokens[at].sign = found.sign;
  }
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (tokens[at].sign != AgreementSign::trigger || tokens[at].condition) continue;
    for (std::size_t i = at + 1; i < clause_end(tokens, at); ++i) tokens[i].condition = true;
  }
}

}  // namespace

std::vector<AgreementToken> agreement_tokens(std::string_view text) {
  std::vector<AgreementToken> tokens = tokens_of(text);
  ignore_asides(tokens);
  assign_signs(tokens);
  return tokens;
}

std::size_t clause_end(AgreementTokens tokens, std::size_t at) {
  std::size_t end = at + 1;
  while (end < std::min(at + 1 + kClause, tokens.size()) && !tokens[end].pause &&
         tokens[end].sign != AgreementSign::trigger) {
    ++end;
  }
  return end;
}

std::size_t phrase_size(AgreementTokens tokens, std::size_t at, std::string_view phrase) {
  std::size_t size = 0;
  for (const std::string_view word : split(phrase, ' ')) {
    if (at + size >= tokens.size()) return 0;
    const std::string_view found = tokens[at + size].lower;
    const bool last = word.data() + word.size() == phrase.data() + phrase.size();
    const bool plural =
        last && found.size() == word.size() + 1 && found.ends_with('s') && found.starts_with(word);
    if (found != word && !plural) return 0;
    ++size;
  }
  return size;
}

}  // namespace qualm::language
