// The state of a concern, from the set of its events: what it comes to, and why, in words.

#include "concerns/fold.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "concerns/next_steps.hpp"
#include "concerns/overdue.hpp"
#include "concerns/proof.hpp"
#include "concerns/rights.hpp"
#include "concerns/settlement.hpp"
#include "support/text.hpp"

namespace qualm::concerns {
namespace {

template <typename Item>
void sort_by_event(std::vector<Item>& items) {
  std::stable_sort(items.begin(), items.end(),
                   [](const Item& left, const Item& right) { return left.event < right.event; });
}

/// Writes down what a settlement means.
class Account {
 public:
  Account(const std::string& id, const History& history, const Rights& rights,
          const Settlement& settlement, const Ground& ground)
      : history_(history), rights_(rights), settlement_(settlement), ground_(ground) {
    concern_.id = id;
  }

  Concern write() {
    state();
    openings();
    not_counted();
    pending();
    raising();
    voices();
    for (std::size_t node = 0; node < history_.size(); ++node) {
      concern_.attributions.push_back({.event = history_.event(node).id,
                                       .reached = level_of(history_.at(node), ground_.who())});
    }
    sort_by_event(concern_.attributions);
    concern_.next = next_steps(concern_, rights_, ground_);
    return std::move(concern_);
  }

 private:
  void state() {
    if (settlement_.openers.empty()) return;
    concern_.state = ConcernState::resolved;
    for (const Opener& opener : settlement_.openers) {
      concern_.state = std::min(concern_.state, opener.state);
    }
    if (concern_.state != ConcernState::accepted) return;
    for (const Opener& opener : settlement_.openers) {
      if (opener.state != ConcernState::accepted || !opener.until) continue;
      concern_.until = std::min(concern_.until.value_or(*opener.until), *opener.until);
    }
  }

  [[nodiscard]] std::string author_of(const Event& event) const {
    if (event.anonymous) return "somebody anonymous";
    return event.by ? shorten(ground_.who().name(*event.by), 120) : "somebody";
  }

  void openings() {
    for (const Opener& opener : settlement_.openers) {
      Opening opening = opener.node < history_.size() ? opening_of(opener) : missing_root();
      for (const std::size_t closer : opener.closers) {
        opening.closed_by.push_back(history_.event(closer).id);
      }
      std::sort(opening.closed_by.begin(), opening.closed_by.end());
      concern_.openings.push_back(std::move(opening));
    }
    sort_by_event(concern_.openings);
  }

  [[nodiscard]] Opening opening_of(const Opener& opener) const {
    const Event& event = history_.event(opener.node);
    Opening opening{.event = event.id, .type = event.type, .judgeable = opener.judgeable};
    if (!opener.judgeable) {
      say_why_not_judgeable(opener.node, opening);
    } else if (event.type == EventType::raised) {
      opening.words = author_of(event) + " raised it";
    } else if (event.type == EventType::disputed) {
      opening.words = author_of(event) + " disputes how it was settled";
    } else {
      opening.words = author_of(event) + " reopened it";
    }
    return opening;
  }

  void say_why_not_judgeable(std::size_t node, Opening& opening) const {
    const Event& event = history_.event(node);
    const auto worst =
        std::find_if(event.problems.begin(), event.problems.end(),
                     [](const auto& problem) { return problem.kind != EventProblemKind::faulty; });
    std::string repair;
    if (history_.clashes(node)) {
      opening.words = fmt::format("two different events have the id {}", event.id);
    } else if (const std::string* missing = history_.missing_from(node)) {
      opening.words = fmt::format("the event {} follows {}, which is not there", event.id,
                                  shorten(*missing, 40));
      repair = fmt::format("fetch or restore all of concern/{}", concern_.id);
    } else if (worst != event.problems.end()) {
      opening.words = fmt::format("the event {} cannot be judged: {}", event.id, worst->message);
      repair = worst->hint;
    }
    opening.way_out = with_override(std::move(repair));
  }

  static std::string with_override(std::string repair) {
    if (!repair.empty()) repair += "; failing that, ";
    return repair + "the board can override it";
  }

  [[nodiscard]] Opening missing_root() const {
    return {
        .event = concern_.id,
        .judgeable = false,
        .words = fmt::format("the event {} that raised it is not there", concern_.id),
        .way_out = with_override(fmt::format("fetch or restore all of concern/{}", concern_.id))};
  }

  void add_not_counted(std::size_t node, std::string reason) {
    const Event& event = history_.event(node);
    concern_.not_counted.push_back({.event = event.id,
                                    .type = event.type,
                                    .by = author_of(event),
                                    .reason = std::move(reason)});
  }

  void not_counted() {
    std::set<std::size_t> used;
    for (const Opener& opener : settlement_.openers) {
      used.insert(opener.closers.begin(), opener.closers.end());
    }
    for (std::size_t node = 0; node < history_.size(); ++node) {
      if (!rights_.of(node).counts) add_not_counted(node, rights_.of(node).reason);
    }
    const auto& signatures = rights_.overrides().signatures();
    for (const SignedOverride& one : signatures) {
      if (used.contains(one.node)) continue;
      std::set<std::string> people;
      for (const SignedOverride& other : signatures) {
        if (other.decision == one.decision) people.insert(other.party);
      }
      add_not_counted(one.node,
                      fmt::format("an override takes {} people who sign the same decision after "
                                  "what they override; this one has {}",
                                  ground_.policy().quorum, people.size()));
    }
    sort_by_event(concern_.not_counted);
  }

  void pending() {
    for (const std::size_t node : settlement_.pending) {
      concern_.pending.push_back(
          {.event = history_.event(node).id,
           .reviewers = rights_.overrides().reviewers(history_.reached(node))});
    }
    sort_by_event(concern_.pending);
  }

  /// Title, systems, severity and whether it blocks: what the raising events say together.
  void raising() {
    concern_.systems = rights_.conflicts().named();
    concern_.system_stated = rights_.conflicts().all_named();
    bool any = false;
    bool all_severe = true;
    ConcernSeverity highest = ConcernSeverity::low;
    bool blocking = false;
    for (std::size_t node = 0; node < history_.size(); ++node) {
      const Event& event = history_.event(node);
      const bool opens = event.type == EventType::raised || event.type == EventType::disputed ||
                         event.type == EventType::reopened;
      if (opens && event.severity) highest = std::max(highest, *event.severity);
      if (event.type != EventType::raised) continue;
      any = true;
      all_severe = all_severe && event.severity.has_value();
      blocking = blocking || event.blocking.value_or(true);
      if (concern_.title.empty() || event.id == concern_.id) concern_.title = event.title;
    }
    concern_.severity = any && all_severe ? highest : ConcernSeverity::critical;
    concern_.blocking = !any || blocking ||
                        std::any_of(settlement_.openers.begin(), settlement_.openers.end(),
                                    [&](const Opener& opener) { return blocks_by_itself(opener); });
  }

  /// A dispute or a reopening may ask to block what was raised without; what nobody can judge does.
  [[nodiscard]] bool blocks_by_itself(const Opener& opener) const {
    if (!opener.closers.empty()) return false;
    return !opener.judgeable || history_.event(opener.node).blocking.value_or(false);
  }

  /// Everybody whom the conscience clause protects, each party once.
  void voices() {
    std::map<std::string, Voice> voices;
    std::map<std::string, std::vector<std::size_t>> spoken;
    for (std::size_t node = 0; node < history_.size(); ++node) {
      const Event& event = history_.event(node);
      const bool speaks = event.type == EventType::raised || event.type == EventType::endorsed ||
                          event.type == EventType::declined;
      if (!speaks || !event.by) continue;
      const std::string party = ground_.who().party(*event.by);
      spoken[party].push_back(node);
      Voice& voice = voices.try_emplace(party, Voice{*event.by, event.type, false}).first->second;
      voice.how = std::min(voice.how, event.type);
      voice.who = std::min(voice.who, *event.by);
    }
    for (auto& [party, voice] : voices) {
      voice.consented = consented(party, spoken[party]);
      concern_.voices.push_back(std::move(voice));
    }
    std::sort(concern_.voices.begin(), concern_.voices.end(),
              [](const Voice& left, const Voice& right) {
                return std::tie(left.who.email, left.who.name) <
                       std::tie(right.who.email, right.who.name);
              });
  }

  /// Whether `party` consented after everything by which they spoke against deploying.
  [[nodiscard]] bool consented(const std::string& party,
                               const std::vector<std::size_t>& spoken) const {
    for (std::size_t node = 0; node < history_.size(); ++node) {
      const Event& event = history_.event(node);
      if (event.type != EventType::consented || !rights_.of(node).counts) continue;
      if (ground_.who().party(*event.by) != party) continue;
      const NodeSet past = history_.reached(node);
      if (std::all_of(spoken.begin(), spoken.end(), [&](std::size_t one) { return past[one]; })) {
        return true;
      }
    }
    return false;
  }

  const History& history_;
  const Rights& rights_;
  const Settlement& settlement_;
  const Ground& ground_;
  Concern concern_;
};

/// A concern that has too many events to be judged: what was raised still says whom it concerns.
Concern too_long(const std::string& id, const History& history, const Ground& ground) {
  std::vector<LedgerEvent> raised;
  for (std::size_t node = 0; node < history.size() && raised.size() < kEventsPerConcern; ++node) {
    const bool is_root = history.event(node).id == id;
    if (history.event(node).type == EventType::raised || is_root)
      raised.push_back(history.at(node));
  }
  Concern concern = fold(id, std::move(raised), ground);
  concern.state = ConcernState::open;
  concern.blocking = true;
  concern.openings = {
      {.event = id,
       .judgeable = false,
       .words = fmt::format("the concern has {} events, and no more than {} are judged",
                            history.size(), kEventsPerConcern),
       .way_out = "raise what is still open as a concern of its own, and have whoever keeps the "
                  "repository put this branch aside"}};
  concern.next = {{.who = {"anyone"}, .what = concern.openings.front().way_out}};
  return concern;
}

}  // namespace

Concern fold(const std::string& id, std::vector<LedgerEvent> events, const Ground& ground) {
  const History history(id, std::move(events));
  if (history.size() > kEventsPerConcern) return too_long(id, history, ground);
  const Rights rights(history, ground);
  const Settlement settlement = settle(history, rights);
  Concern concern = Account(id, history, rights, settlement, ground).write();
  concern.review_due = review_due(concern, history, ground);
  return concern;
}

std::string would_not_count(const std::string& id, std::vector<LedgerEvent> events, Event draft,
                            const Ground& ground) {
  const std::string draft_id = draft.id;
  Introduction introduction{
      .settled = true, .author = draft.by, .committer = draft.by, .stated = ground.today()};
  if (draft.by) introduction.signer = draft.by->email;
  events.push_back({.event = std::move(draft),
                    .introductions = {std::move(introduction)},
                    .evidence = EvidenceFound::found,
                    .follow_up_proven = true});
  const History history(id, std::move(events));
  const Rights rights(history, ground);
  const std::vector<std::size_t> found = history.find(draft_id);
  return found.empty() ? std::string() : rights.of(found.front()).reason;
}

}  // namespace qualm::concerns
