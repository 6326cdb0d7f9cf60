// Who may do what to a concern.

#include "concerns/rights.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "concerns/event_grammar.hpp"
#include "concerns/event_reader.hpp"
#include "concerns/needs.hpp"
#include "concerns/proof.hpp"
#include "support/text.hpp"

namespace qualm::concerns {
namespace {

Ruling ruling_of(std::string fault) {
  const bool counts = fault.empty();
  return {.counts = counts, .reason = std::move(fault)};
}

/// Types that need a right: those that close, what an acceptance or override rests on, and what
/// takes the protection of the conscience clause away.
bool needs_right(EventType type) {
  return is_closing(type) || type == EventType::reviewed || type == EventType::consented;
}

/// Anybody may withdraw what they raised and consent for themselves, listed in the policy or not.
bool open_to_strangers(EventType type) {
  return type == EventType::withdrawn || type == EventType::consented;
}

bool same_name(std::string_view left, std::string_view right) {
  return ascii_lower(collapse_space(left)) == ascii_lower(collapse_space(right));
}

std::string evidence_fault(const LedgerEvent& event) {
  if (event.evidence == EvidenceFound::found) return {};
  if (event.evidence == EvidenceFound::gone) {
    return fmt::format(
        "commit {}, which it looked at, is not here any more, and its evidence is gone with it: "
        "whoever still has that commit pushes it to any branch, or somebody neutral resolves it "
        "again with evidence in a commit that stays",
        event.event.subject.substr(0, 7));
  }
  return event.evidence == EvidenceFound::missing
             ? "its evidence is not in the tree of its subject"
             : "whether its evidence is in the tree of its subject was not looked for";
}

}  // namespace

Rights::Rights(const History& history, const Ground& ground)
    : history_(history),
      ground_(ground),
      conflicts_(history, ground),
      rulings_(history.size()),
      overrides_({}, ground.policy().quorum) {
  find_authors();
  const auto rule_on = [&](auto wanted) {
    for (std::size_t node = 0; node < history_.size(); ++node) {
      if (wanted(history_.event(node).type)) rulings_[node] = rule(node);
    }
  };
  // What rests on reviews comes after them, what rests on overrides after those.
  const auto rests_on_reviews = [](EventType type) {
    return type == EventType::accepted || type == EventType::overridden;
  };
  rule_on([&](EventType type) { return !rests_on_reviews(type); });
  rule_on(rests_on_reviews);
  overrides_ = Overrides(sign(), ground.policy().quorum);
  for (std::size_t node = 0; node < history_.size(); ++node) {
    if (history_.event(node).type == EventType::reopened) {
      rulings_[node] = rule_on_reopening(node);
    }
  }
}

void Rights::find_authors() {
  for (std::size_t node = 0; node < history_.size(); ++node) {
    const Event& event = history_.event(node);
    authors_.push_back(event.anonymous ? "anonymous"
                       : event.by      ? ground_.who().party(*event.by)
                                       : std::string());
    if (event.type == EventType::raised) raisers_.insert(authors_.back());
  }
}

std::vector<SignedOverride> Rights::sign() const {
  std::vector<SignedOverride> signatures;
  for (std::size_t node = 0; node < history_.size(); ++node) {
    const Event& event = history_.event(node);
    if (event.type != EventType::overridden || !rulings_[node].counts) continue;
    signatures.push_back(
        {.node = node,
         .party = ground_.who().party(*event.by),
         .decision = event.subject + ' ' + ground_.who().party(*event.independent_reviewer),
         .reviewer = *event.independent_reviewer,
         .reached = history_.reached(node)});
  }
  return signatures;
}

Ruling Rights::rule(std::size_t node) const {
  const Event& event = history_.event(node);
  if (event.type == EventType::disputed) {
    return ruling_of(by_a_raiser(node) ? ""
                                       : "only who raised the concern disputes how it was "
                                         "settled; anyone else reopens it with evidence, or "
                                         "raises a concern of their own");
  }
  return needs_right(event.type) ? ruling_of(closing_fault(node)) : Ruling{};
}

std::string Rights::closing_fault(std::size_t node) const {
  const LedgerEvent& one = history_.at(node);
  const Event& event = one.event;
  if (!event.problems.empty()) return describe(event.problems.front());
  if (history_.clashes(node)) return "another event has the same id";
  if (history_.dangles(node)) return "it follows an event that is not there";
  if (event.follows.empty()) return "it follows nothing, so it speaks about nothing";
  if (std::string fault = author_fault(node); !fault.empty()) return fault;
  if (std::string fault = role_fault(node); !fault.empty()) return fault;
  if (std::string fault = content_fault(node); !fault.empty()) return fault;
  if (std::string fault = proof_fault(node); !fault.empty()) return fault;
  return review_fault(node);
}

std::string Rights::author_fault(std::size_t node) const {
  const Event& event = history_.event(node);
  if (event.anonymous) {
    if (event.type == EventType::withdrawn) return {};
    return "it is anonymous, and this takes somebody who answers for it by name";
  }
  if (!event.by) return "it does not say who wrote it";
  const Person* person = ground_.who().person(*event.by);
  if (person == nullptr) {
    if (open_to_strangers(event.type)) return {};
    return fmt::format("the policy of the protected side knows nobody with the address {}",
                       event.by->email);
  }
  const auto& people = ground_.who().people();
  if (same_name(person->name, event.by->name)) return {};
  const auto other = std::find_if(people.begin(), people.end(), [&](const Person& one) {
    return same_name(one.name, event.by->name);
  });
  if (other == people.end()) return {};
  return fmt::format("it contradicts itself: {} is not the address of {}", event.by->email,
                     other->name);
}

std::string Rights::not_neutral(const Person& person, const std::vector<ChangedBy>& then) const {
  if (!holds(person, "reviewer")) {
    return fmt::format("{} does not hold the role reviewer", person.name);
  }
  const std::string why = conflicts_.against(ground_.who().traces(person), then);
  return why.empty() ? why : fmt::format("{} {}, so is not neutral", person.name, why);
}

std::string Rights::role_fault(std::size_t node) const {
  const Event& event = history_.event(node);
  if (event.type == EventType::withdrawn) return withdrawal_fault(node);
  if (event.type == EventType::consented) return {};
  const Person& person = *ground_.who().person(*event.by);
  if (event.type == EventType::accepted) {
    const std::string why = conflicts_.not_owner(person);
    return why.empty() ? why : fmt::format("{} {}", person.name, why);
  }
  if (event.type == EventType::overridden) {
    return holds(person, "board") ? std::string()
                                  : fmt::format("{} does not hold the role board", person.name);
  }
  return not_neutral(person, history_.at(node).changed_by);
}

bool Rights::by_a_raiser(std::size_t node) const {
  return !authors_[node].empty() && raisers_.contains(authors_[node]);
}

std::string Rights::withdrawal_fault(std::size_t node) const {
  const LedgerEvent& one = history_.at(node);
  if (!by_a_raiser(node)) return "only who raised the concern withdraws it";
  if (!one.event.anonymous || one.follow_up_proven) return {};
  return "it is not signed with the key of who raised the concern anonymously";
}

std::string Rights::content_fault(std::size_t node) const {
  const Event& event = history_.event(node);
  const std::vector<std::string> lacking = lacking_parts(event);
  if (!lacking.empty()) return fmt::format("it lacks {}", join_words(lacking));
  const auto& named = conflicts_.named();
  if (!event.system.empty() && std::find(named.begin(), named.end(), event.system) == named.end()) {
    return fmt::format("it speaks about {}, which is not what the concern is about", event.system);
  }
  if (event.type == EventType::resolved) return evidence_fault(history_.at(node));
  if (event.type == EventType::accepted) return expiry_fault(history_.at(node));
  return event.type == EventType::overridden ? reviewer_fault(history_.at(node)) : std::string();
}

/// The time that an acceptance was written at proves nothing, so the policy's longest time is
/// counted back from its last day: it never holds for longer in all. What its commit states is held
/// against it all the same: one that was too long does not begin to count when its end comes near.
std::string Rights::expiry_fault(const LedgerEvent& one) const {
  const Date end = *one.event.expires;
  const int left = days_between(ground_.today(), end);
  if (left < 0) return fmt::format("it expired on {}", to_string(end));
  const std::int64_t most = ground_.policy().accept_at_most.days();
  const std::string allowed = fmt::format("the policy lets a risk be accepted for {}", most);
  if (left > most) {
    return fmt::format("it expires on {}, in {} days; {}", to_string(end), left, allowed);
  }
  std::optional<Date> stated;
  for (const Introduction& by : one.introductions) {
    if (by.settled && by.stated) stated = std::min(stated.value_or(*by.stated), *by.stated);
  }
  // Where its author lives it may have been the next day already.
  const int all = stated ? days_between(*stated, end) : left;
  if (all <= most + 1) return {};
  return fmt::format("it expires on {}, {} days after it was written; {}", to_string(end), all,
                     allowed);
}

/// An acceptance rests on some review before it, an override on the reviews it names.
std::string Rights::review_fault(std::size_t node) const {
  const Event& event = history_.event(node);
  if (event.type != EventType::accepted && event.type != EventType::overridden) return {};
  const NodeSet reached = history_.reached(node);
  const auto is_review = [&](std::size_t other) {
    return reached[other] && history_.event(other).type == EventType::reviewed &&
           rulings_[other].counts;
  };
  if (event.type == EventType::accepted) {
    for (std::size_t other = 0; other < history_.size(); ++other) {
      if (is_review(other)) return {};
    }
    return "no neutral party reviewed the concern before it";
  }
  for (const std::string& id : event.against) {
    const std::vector<std::size_t> found = history_.find(id);
    if (found.size() == 1 && is_review(found.front())) continue;
    return fmt::format(
        "{}, which it goes against, is not a neutral party's review among the "
        "events it follows",
        shorten(id, 40));
  }
  return {};
}

std::string Rights::reviewer_fault(const LedgerEvent& one) const {
  const Identity& reviewer = *one.event.independent_reviewer;
  if (ground_.who().may_be_same(reviewer, *one.event.by)) {
    return "who overrides cannot be the independent reviewer";
  }
  const Person* known = ground_.who().person(reviewer);
  const auto written = latest_day(one);
  if (known != nullptr && written && has_left(*known, *written)) {
    return fmt::format("the independent reviewer {} left on {}, before it was written", known->name,
                       known->left);
  }
  const std::string why = conflicts_.against(ground_.who().traces(reviewer, true), one.changed_by);
  if (why.empty()) return {};
  return fmt::format("the independent reviewer {} {}, so is not independent",
                     ground_.who().name(reviewer), why);
}

std::string Rights::proof_fault(std::size_t node) const {
  const LedgerEvent& event = history_.at(node);
  // An anonymous withdrawal is proven by its key, and has to be settled all the same.
  if (!event.event.by) return unproven(event, {}, IdentityLevel::none, ground_.who());
  const Person* person = ground_.who().person(*event.event.by);
  std::optional<Date> after;
  if (person != nullptr && !person->left.empty()) {
    const NodeSet reached = history_.reached(node);
    after = event.looked_at;
    for (std::size_t other = 0; other < history_.size(); ++other) {
      if (reached[other]) after = std::max(after, latest_day(history_.at(other)));
    }
  }
  return unproven(event, *event.event.by, ground_.policy().identity, ground_.who(), after);
}

Ruling Rights::rule_on_reopening(std::size_t node) const {
  const LedgerEvent& one = history_.at(node);
  // Evidence that nobody looked for may be there, and what may open a concern does.
  const bool may_be_there =
      one.evidence == EvidenceFound::found || one.evidence == EvidenceFound::not_looked_for;
  if (!one.event.evidence.empty() && may_be_there) return {};
  if (one.event.by && !overrides_.empty()) {
    const std::vector<Identity> reviewers = overrides_.reviewers(history_.reached(node));
    const std::string party = ground_.who().party(*one.event.by);
    if (std::any_of(reviewers.begin(), reviewers.end(), [&](const Identity& reviewer) {
          return ground_.who().party(reviewer) == party;
        })) {
      return {};
    }
  }
  if (one.event.evidence.empty()) {
    return ruling_of(
        "it names no evidence, and is not by the independent reviewer of an override "
        "that it follows");
  }
  return ruling_of(
      "its evidence is not in the tree, and it is not by the independent reviewer of "
      "an override that it follows");
}

}  // namespace qualm::concerns
