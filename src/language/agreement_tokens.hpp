// The words of an agreement and what each of them says about it; private to language/.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "language/actionable_lexicon.hpp"

namespace qualm::language {

/// A word, what stands between it and the word before, and what it says.
struct AgreementToken {
  std::string lower;
  bool pause = false;      ///< behind a comma, a colon, a dash, a bracket
  bool stop = false;       ///< begins a sentence
  bool arrow = false;      ///< behind an arrow: "if stuck → vote"
  bool ignored = false;    ///< a reason, or what is not done
  bool condition = false;  ///< behind "if": says when, not what
  lexicon::AgreementSign sign = lexicon::AgreementSign::none;
};
using AgreementTokens = std::span<const AgreementToken>;

/// The first few hundred words of `text`, each with its sign.
[[nodiscard]] std::vector<AgreementToken> agreement_tokens(std::string_view text);

/// Where the clause behind `tokens[at]` ends.
[[nodiscard]] std::size_t clause_end(AgreementTokens tokens, std::size_t at);

/// How many words of `phrase` stand at `tokens[at]`, all or none; the last may be a plural.
[[nodiscard]] std::size_t phrase_size(AgreementTokens tokens, std::size_t at,
                                      std::string_view phrase);

/// A sign and how many words show it.
struct SignMatch {
  lexicon::AgreementSign sign = lexicon::AgreementSign::none;
  std::size_t size = 1;
};

/// What the words at `tokens[at]` say.
[[nodiscard]] SignMatch sign_at(AgreementTokens tokens, std::size_t at);

}  // namespace qualm::language
