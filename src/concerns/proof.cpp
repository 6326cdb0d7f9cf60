// How well it is proven who wrote an event.

#include "concerns/proof.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "concerns/event_grammar.hpp"
#include "support/date.hpp"

namespace qualm::concerns {
namespace {

std::string name_or(const std::optional<Identity>& identity, const Who& who) {
  return identity ? who.name(*identity) : std::string("nobody");
}

bool is_party(const std::optional<Identity>& identity, const std::string& party, const Who& who) {
  return identity && who.party(*identity) == party;
}

std::string left_before(const Introduction& introduction, const Identity& by, const Who& who,
                        const std::optional<Date>& after) {
  const Person* person = who.person(by);
  if (person == nullptr || person->left.empty()) return {};
  const std::string gone = fmt::format("{} left on {}", person->name, person->left);
  if (const auto& received = introduction.received) {
    if (!has_left(*person, *received)) return {};
    return fmt::format("it arrived on {}, and {}", to_string(*received), gone);
  }
  if (!introduction.stated) return fmt::format("nothing says when it was written, and {}", gone);
  const Date day = std::max(*introduction.stated, after.value_or(*introduction.stated));
  if (!has_left(*person, day)) return {};
  return fmt::format("{}, and it was written on {} or later", gone, to_string(day));
}

/// Why this introduction does not prove it; the nearer to a proof, the later in the order of tests.
struct Weakness {
  int steps = 0;  ///< tests that were passed
  std::string words;
};

Weakness weakness_of(const Introduction& introduction, const Identity& by, IdentityLevel level,
                     const Who& who, const std::optional<Date>& after) {
  if (!introduction.settled) {
    return {
        1, fmt::format("{} on the protected side: it counts for the pushes that come after its own",
                       kNotSettledYet)};
  }
  if (!introduction.fault.empty()) {
    return {2, fmt::format("the commit that brought it proves nothing: {}", introduction.fault)};
  }
  const std::string party = who.party(by);
  if (level >= IdentityLevel::commit) {
    if (!is_party(introduction.author, party, who)) {
      return {3, fmt::format("it says it is by {}, but the author of its commit is {}",
                             who.name(by), name_or(introduction.author, who))};
    }
    if (!is_party(introduction.committer, party, who)) {
      return {4, fmt::format("it says it is by {}, but its commit was committed by {}",
                             who.name(by), name_or(introduction.committer, who))};
    }
  }
  if (level >= IdentityLevel::signature) {
    if (introduction.signer.empty()) {
      return {5, fmt::format("its commit has no good signature by a key that the policy lists{}{}",
                             introduction.unsigned_because.empty() ? "" : ": ",
                             introduction.unsigned_because)};
    }
    if (who.party({.email = introduction.signer}) != party) {
      return {6, fmt::format("it says it is by {}, but {} signed its commit", who.name(by),
                             who.name({.email = introduction.signer}))};
    }
  }
  if (std::string late = left_before(introduction, by, who, after); !late.empty()) {
    return {7, std::move(late)};
  }
  return {};
}

}  // namespace

IdentityLevel level_of(const Introduction& introduction, const Identity& by, const Who& who) {
  const std::string party = who.party(by);
  if (!introduction.fault.empty() || !is_party(introduction.author, party, who) ||
      !is_party(introduction.committer, party, who)) {
    return IdentityLevel::none;
  }
  const bool is_signed =
      !introduction.signer.empty() && who.party({.email = introduction.signer}) == party;
  return is_signed ? IdentityLevel::signature : IdentityLevel::commit;
}

IdentityLevel level_of(const LedgerEvent& event, const Who& who) {
  IdentityLevel highest = IdentityLevel::none;
  if (!event.event.by) return highest;
  for (const Introduction& introduction : event.introductions) {
    highest = std::max(highest, level_of(introduction, *event.event.by, who));
  }
  return highest;
}

std::string unproven(const LedgerEvent& event, const Identity& by, IdentityLevel level,
                     const Who& who, const std::optional<Date>& after) {
  if (event.introductions.empty()) {
    return "it only stands in a tree, where an event can open a concern and never close one";
  }
  Weakness nearest;
  for (const Introduction& introduction : event.introductions) {
    Weakness weakness = weakness_of(introduction, by, level, who, after);
    if (weakness.words.empty()) return {};
    if (weakness.steps > nearest.steps) nearest = std::move(weakness);
  }
  return nearest.words;
}

std::optional<Date> latest_day(const LedgerEvent& event) {
  std::optional<Date> latest = event.looked_at;
  for (const Introduction& introduction : event.introductions) {
    if (introduction.settled) latest = std::max(latest, introduction.stated);
  }
  return latest;
}

}  // namespace qualm::concerns
