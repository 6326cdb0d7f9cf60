// Whether an agreement says what will be seen to happen. A sentence counts as vague only when it
// holds words of sentiment and next to nothing that could be checked: that nothing was recognised
// is no reason to complain.

#include "language/actionable.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>
#include <vector>

#include "language/actionable_lexicon.hpp"
#include "language/agreement_tokens.hpp"
#include "language/words.hpp"
#include "support/text.hpp"

namespace qualm::language {
namespace {

using lexicon::AgreementSign;

constexpr std::size_t kMostBytes = 4096;

/// How often a text shows each sign.
class Tally {
 public:
  void add(AgreementSign sign) { ++counts_[static_cast<std::size_t>(sign)]; }
  [[nodiscard]] int count(AgreementSign sign) const {
    return counts_[static_cast<std::size_t>(sign)];
  }
  [[nodiscard]] bool has(AgreementSign sign) const { return count(sign) > 0; }

 private:
  std::array<int, static_cast<std::size_t>(AgreementSign::small) + 1> counts_ = {};
};

/// `text` without what is quoted in it; a text that is one quotation is read as it stands.
std::string without_quotations(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 2> kQuotes = {
      {{"\"", "\""}, {"“", "”"}}};
  std::string rest(text);
  for (const auto& [open, close] : kQuotes) {
    for (std::size_t at = rest.find(open); at != std::string::npos; at = rest.find(open, at)) {
      const std::size_t end = rest.find(close, at + open.size());
      if (end == std::string::npos) break;
      rest.erase(at, end + close.size() - at);
    }
  }
  constexpr int kFewestWords = 2;
  return count_words(rest) < kFewestWords ? std::string(text) : rest;
}

bool is_telling(const AgreementToken& token) {
  constexpr std::size_t kShortest = 2;
  switch (token.sign) {
    case AgreementSign::none:
      return token.lower.size() >= kShortest;
    case AgreementSign::act:
    case AgreementSign::artefact:
    case AgreementSign::decider:
    case AgreementSign::number:
    case AgreementSign::right:
    case AgreementSign::role:
    case AgreementSign::rule:
    case AgreementSign::time:
      return true;
    default:
      return false;
  }
}

/// Whether a sentence or a part of it asks to be something: "Be present", "always be kind".
bool asks_to_be(AgreementTokens tokens, std::size_t at) {
  if (tokens[at].lower != "be" || at + 1 == tokens.size() || tokens[at + 1].pause) return false;
  const AgreementToken& next = tokens[at + 1];
  if (tokens[at].pause) return !any_of(next.lower, {"at", "in", "on", "ready"});
  return next.sign == AgreementSign::soft || next.sign == AgreementSign::manner;
}

/// Whether the sign of `tokens[at]` counts where it stands.
bool counts(AgreementTokens tokens, std::size_t at) {
  const AgreementToken& token = tokens[at];
  switch (token.sign) {
    case AgreementSign::trigger:
    case AgreementSign::ban: {
      const auto behind = tokens.subspan(at + 1, clause_end(tokens, at) - at - 1);
      return std::any_of(behind.begin(), behind.end(), is_telling);
    }
    case AgreementSign::artefact:
    case AgreementSign::decider:
    case AgreementSign::role:
    case AgreementSign::act:
      return !token.condition;
    case AgreementSign::duty:
    case AgreementSign::head:
    case AgreementSign::manner:
    case AgreementSign::soft:
      return token.pause || tokens[at - 1].sign != token.sign;  // a phrase counts once
    default:
      return true;
  }
}

Tally tally_of(AgreementTokens tokens) {
  Tally tally;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    if (tokens[at].ignored) continue;
    if (counts(tokens, at)) tally.add(tokens[at].sign);
    if (tokens[at].arrow) tally.add(AgreementSign::rule);
    if (asks_to_be(tokens, at)) tally.add(AgreementSign::head);
  }
  return tally;
}

bool has_decider(const Tally& tally) {
  return tally.has(AgreementSign::decider) || tally.has(AgreementSign::role);
}

/// How many kinds of things that can be checked a text holds.
int hard_kinds(const Tally& tally) {
  constexpr auto kHard = std::to_array<AgreementSign>(
      {AgreementSign::trigger, AgreementSign::time, AgreementSign::artefact, AgreementSign::number,
       AgreementSign::ban, AgreementSign::rule, AgreementSign::right});
  const auto kinds = std::count_if(kHard.begin(), kHard.end(),
                                   [&](AgreementSign sign) { return tally.has(sign); });
  return static_cast<int>(kinds) + (has_decider(tally) ? 1 : 0);
}

ActionableKind kind_of(const Tally& tally) {
  const int hard = hard_kinds(tally);
  const int heads = tally.count(AgreementSign::head);
  const int manners = tally.count(AgreementSign::manner);
  const int softs = tally.count(AgreementSign::soft);
  const bool firm = tally.has(AgreementSign::act) || tally.has(AgreementSign::duty);
  if (hard >= 2) return heads > 0 && !firm ? ActionableKind::unsure : ActionableKind::actionable;
  const bool sentiment = heads + manners + softs > 0;
  if (hard == 1) {
    if (firm && !sentiment && !tally.has(AgreementSign::hedge)) return ActionableKind::actionable;
    // A thing or an occasion alone does not make a feeling checkable: "be kind in code reviews".
    const bool weak = tally.has(AgreementSign::artefact) || tally.has(AgreementSign::trigger) ||
                      (tally.has(AgreementSign::role) && !tally.has(AgreementSign::decider));
    return weak && heads > 0 && !firm ? ActionableKind::vague : ActionableKind::unsure;
  }
  if (!sentiment) return ActionableKind::unsure;
  // "Write meaningful names" may be enough for those who wrote it, and "the quality gate stays shut
  // over Easter" says more than its one soft word; "test thoroughly" does not.
  constexpr int kTelling = 3;
  const bool passing = heads == 0 && manners == 0 && softs == 1;
  const bool told = tally.has(AgreementSign::act) || tally.count(AgreementSign::none) >= kTelling;
  return passing && told ? ActionableKind::unsure : ActionableKind::vague;
}

/// What a vague text lacks, or what another one holds.
std::string reason_for(const Tally& tally, bool vague) {
  const bool decider = has_decider(tally) || (vague && tally.has(AgreementSign::right));
  const std::array<std::pair<bool, std::string_view>, 4> asked = {
      {{tally.has(AgreementSign::trigger), "trigger"},
       {tally.has(AgreementSign::time), "deadline"},
       {tally.has(AgreementSign::artefact), "artefact"},
       {decider, "decider"}}};
  const std::array<std::pair<bool, std::string_view>, 4> more = {
      {{tally.has(AgreementSign::right), "right"},
       {tally.has(AgreementSign::number), "number"},
       {tally.has(AgreementSign::ban), "limit"},
       {tally.has(AgreementSign::rule), "rule"}}};
  std::string reason;
  const auto add = [&](std::string_view before, std::string_view what) {
    reason.append(reason.empty() ? "" : ", ").append(before).append(what);
  };
  for (const auto& [there, what] : asked) {
    if (vague && !there) add("no ", what);
    if (!vague && there) add(what == "artefact" ? "an " : "a ", what);
  }
  for (const auto& [there, what] : more) {
    if (!vague && there) add("a ", what);
  }
  return reason;
}

}  // namespace

ActionableReading read_actionable(std::string_view text, bool has_code) {
  const std::string plain = without_quotations(text.substr(0, kMostBytes));
  const std::vector<AgreementToken> tokens = agreement_tokens(plain);
  Tally tally = tally_of(tokens);
  if (has_code || plain.find('`') != std::string::npos) tally.add(AgreementSign::artefact);
  const ActionableKind kind = kind_of(tally);
  return {.kind = kind, .reason = reason_for(tally, kind == ActionableKind::vague)};
}

}  // namespace qualm::language
