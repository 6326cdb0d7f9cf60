// What holds for every history of a concern, tried on many thousands.

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include "concerns/fold.hpp"
#include "harness/catch.hpp"
#include "unit/concerns/random_history.hpp"

using namespace qualm;
using namespace qualm::testing;
using concerns::EvidenceFound;
using concerns::LedgerEvent;

namespace {

constexpr int kHistories = 20000;

const concerns::Ground& ground(int quorum) {
  static const auto make = [](int people) {
    auto facts = circumstances();
    facts.policy.quorum = people;
    return facts;
  };
  static const concerns::Ground kOne(make(1));
  static const concerns::Ground kTwo(make(2));
  return quorum == 1 ? kOne : kTwo;
}

Concern fold_of(const Lines& history) {
  const Cast cast(history);
  return concerns::fold(cast.id(0), cast.events(), ground(history.quorum));
}

/// The state and what leads to it, without the events that had no effect.
std::string effect(const Concern& concern) {
  std::ostringstream out;
  out << to_string(concern.state) << ' ' << (concern.until ? to_string(*concern.until) : "")
      << '\n';
  for (const Opening& opening : concern.openings) {
    out << opening.event << ' ' << opening.judgeable << ':';
    for (const std::string& closer : opening.closed_by) out << ' ' << closer;
    out << '\n';
  }
  for (const PendingDispute& dispute : concern.pending) out << "pending " << dispute.event << '\n';
  return out.str();
}

/// All that a concern says.
std::string whole(const Concern& concern) {
  std::ostringstream out;
  out << effect(concern) << concern.title << to_string(concern.severity) << concern.blocking;
  for (const Opening& one : concern.openings) out << one.words << one.way_out << '\n';
  for (const NotCounted& one : concern.not_counted)
    out << one.event << one.by << one.reason << '\n';
  for (const Voice& one : concern.voices) out << one.who.email << one.consented << '\n';
  for (const Attribution& one : concern.attributions) {
    out << one.event << to_string(one.reached) << '\n';
  }
  for (const NextStep& one : concern.next) {
    for (const std::string& name : one.who) out << name << ',';
    out << one.what << '\n';
  }
  return out.str();
}

/// The same answer, found another way: straight from the sentences of the design, over lines
/// instead of events, with sets instead of a graph.
class Naive {
 public:
  explicit Naive(const Lines& history) : lines_(history.lines), quorum_(history.quorum) {}

  [[nodiscard]] std::string answer(const Cast& cast) const {
    std::map<std::string, bool> held;  // what opens, and whether it holds the concern open
    bool open = false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!opens(i)) continue;
      held[cast.id(i)] = !closed(i);
      open = open || !closed(i);
    }
    std::ostringstream out;
    out << (open ? "open" : "closed") << '\n';
    for (const auto& [id, holds] : held) out << id << (holds ? " holds\n" : " is closed\n");
    return out.str();
  }

 private:
  [[nodiscard]] std::set<std::size_t> before(std::size_t line) const {
    std::set<std::size_t> all;
    if (lines_[line].oddity == Oddity::unreadable) return all;  // nobody can read what it follows
    for (const std::size_t other : lines_[line].follows) {
      all.insert(other);
      all.merge(before(other));
    }
    return all;
  }

  [[nodiscard]] bool cannot_be_judged(std::size_t line) const {
    const Oddity oddity = lines_[line].oddity;
    return oddity == Oddity::unreadable || oddity == Oddity::unknown_type ||
           oddity == Oddity::misnamed || oddity == Oddity::dangling;
  }

  [[nodiscard]] bool is(std::size_t line, EventType type) const {
    return lines_[line].type == type && lines_[line].oddity != Oddity::unreadable &&
           lines_[line].oddity != Oddity::unknown_type;
  }

  [[nodiscard]] bool spoke(std::size_t who, EventType type) const {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (is(i, type) && lines_[i].who == who) return true;
    }
    return false;
  }

  /// Whether it is proven that this one raised or endorsed it.
  [[nodiscard]] bool involved(std::size_t who) const {
    if (who == kAnonymous) return false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const bool side = is(i, EventType::raised) || is(i, EventType::endorsed);
      if (side && lines_[i].who == who && !lines_[i].forged) return true;
    }
    return false;
  }

  [[nodiscard]] bool neutral(std::size_t who) const {
    return (who == kBen || who == kNora) && !involved(who);
  }

  /// Whether there is a raise that can be read: an owner has to know what it is they answer for.
  [[nodiscard]] bool says_which_system() const {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (is(i, EventType::raised)) return true;
    }
    return false;
  }

  /// Proven, settled, complete and without anything odd about it.
  [[nodiscard]] bool sound(std::size_t line) const {
    const Line& one = lines_[line];
    return one.is_settled && !one.forged && one.complete && one.oddity == Oddity::none &&
           !one.follows.empty();
  }

  [[nodiscard]] bool good_review(std::size_t line) const {
    return is(line, EventType::reviewed) && sound(line) && neutral(lines_[line].who);
  }

  [[nodiscard]] bool reviewer_is_independent(std::size_t line) const {
    if (lines_[line].reviewer == 2) return false;
    return lines_[line].reviewer == 1 || !involved(kIda);
  }

  [[nodiscard]] bool good_signature(std::size_t line) const {
    const Line& one = lines_[line];
    if (!is(line, EventType::overridden) || !sound(line)) return false;
    if (one.who != kChidi && one.who != kCai) return false;
    return one.against < lines_.size() && before(line).contains(one.against) &&
           good_review(one.against) && reviewer_is_independent(line);
  }

  [[nodiscard]] bool closes_alone(std::size_t line) const {
    const Line& one = lines_[line];
    if (!sound(line)) return false;
    if (is(line, EventType::resolved)) {
      return neutral(one.who) && one.evidence == EvidenceFound::found;
    }
    if (is(line, EventType::accepted)) {
      const auto past = before(line);
      return one.who == kDana && says_which_system() && one.days >= 0 && one.days <= 90 &&
             std::any_of(past.begin(), past.end(),
                         [&](std::size_t other) { return good_review(other); });
    }
    return is(line, EventType::withdrawn) && spoke(one.who, EventType::raised);
  }

  /// Whether enough people of the board signed one decision, each in an event that `counts`.
  template <typename Counts>
  [[nodiscard]] bool override_closes(Counts counts) const {
    std::map<std::pair<int, std::size_t>, std::set<std::size_t>> people;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (good_signature(i) && counts(i)) {
        people[{lines_[i].subject, lines_[i].reviewer}].insert(lines_[i].who);
      }
    }
    return std::any_of(people.begin(), people.end(), [&](const auto& one) {
      return one.second.size() >= static_cast<std::size_t>(quorum_);
    });
  }

  [[nodiscard]] bool closed(std::size_t opener) const {
    if (override_closes([&](std::size_t one) { return before(one).contains(opener); })) return true;
    if (cannot_be_judged(opener)) return false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!closes_alone(i) || !before(i).contains(opener)) continue;
      if (!is(i, EventType::withdrawn) || lines_[i].who == lines_[opener].who) return true;
    }
    return false;
  }

  [[nodiscard]] bool opens(std::size_t line) const {
    if (cannot_be_judged(line) || is(line, EventType::raised)) return true;
    if (is(line, EventType::reopened)) {
      if (lines_[line].evidence != EvidenceFound::missing) return true;
      return lines_[line].who == kIda && named_ida_before(line);
    }
    return is(line, EventType::disputed) && spoke(lines_[line].who, EventType::raised) &&
           !settled_by_override_before(line);
  }

  [[nodiscard]] bool named_ida_before(std::size_t line) const {
    const auto past = before(line);
    return override_closes(
        [&](std::size_t one) { return past.contains(one) && lines_[one].reviewer == 0; });
  }

  /// Whether all that opens the concern before `line` is overridden before `line`.
  [[nodiscard]] bool settled_by_override_before(std::size_t line) const {
    const auto past = before(line);
    bool any = false;
    for (const std::size_t other : past) {
      if (!opens(other)) continue;
      any = true;
      if (!override_closes(
              [&](std::size_t one) { return past.contains(one) && before(one).contains(other); })) {
        return false;
      }
    }
    return any;
  }

  const std::vector<Line>& lines_;
  int quorum_;
};

/// The answer of the real fold in the words of the naive one.
std::string plain(const Concern& concern) {
  std::ostringstream out;
  out << (concern.state == ConcernState::open ? "open" : "closed") << '\n';
  for (const Opening& one : concern.openings) {
    out << one.event << (one.closed_by.empty() ? " holds\n" : " is closed\n");
  }
  return out.str();
}

/// Tries `breaks` on `history`, and reports the smallest history that breaks the property.
template <typename Breaks>
void require_never(const Lines& history, Breaks breaks) {
  if (!breaks(history)) {
    SUCCEED();
    return;
  }
  const Lines smallest = shrink(history, breaks);
  FAIL(show(smallest) << plain(fold_of(smallest)));
}

/// A history with one more line, which is not counted by shrinking.
Lines plus(Lines history, Line line) {
  history.lines.push_back(std::move(line));
  return history;
}

}  // namespace

TEST_CASE("the fold agrees with one written straight from the design") {
  Draw draw(1);
  std::map<ConcernState, int> states;
  int pending = 0;
  for (int i = 0; i < kHistories; ++i) {
    const Lines history = draw.history();
    require_never(history, [](const Lines& lines) {
      return Naive(lines).answer(Cast(lines)) != plain(fold_of(lines));
    });
    const Concern concern = fold_of(history);
    ++states[concern.state];
    pending += concern.pending.empty() ? 0 : 1;
  }
  // The histories are worth the while: every state comes up often.
  CHECK(states[ConcernState::open] > 5000);
  CHECK(states[ConcernState::resolved] > 1000);
  CHECK(states[ConcernState::accepted] > 200);
  CHECK(states[ConcernState::overridden] > 200);
  CHECK(states[ConcernState::withdrawn] > 200);
  CHECK(pending > 50);
}

TEST_CASE("order, copies, dates of writing and places of copies change nothing") {
  Draw draw(2);
  for (int i = 0; i < kHistories; ++i) {
    const Lines history = draw.history();
    const unsigned seed = static_cast<unsigned>(i);
    require_never(history, [&](const Lines& lines) {
      Draw again(seed);
      const Cast cast(lines);
      std::vector<LedgerEvent> events = cast.events();
      for (std::size_t copies = again.below(4); copies > 0; --copies) {
        LedgerEvent copy = events[again.below(events.size())];
        if (again.once_in(2)) copy.introductions.clear();
        if (again.once_in(2)) copy.evidence = EvidenceFound::not_looked_for;
        events.push_back(std::move(copy));
      }
      for (LedgerEvent& event : events) event.event.on = again.once_in(2) ? "1999-01-01" : "";
      again.shuffle(events);
      for (LedgerEvent& event : events) again.shuffle(event.event.follows);
      return whole(concerns::fold(cast.id(0), events, ground(lines.quorum))) !=
             whole(fold_of(lines));
    });
  }
}

TEST_CASE("adding an opening event always opens") {
  Draw draw(3);
  for (int i = 0; i < kHistories; ++i) {
    const Lines history = draw.history();
    Line opening = draw.raise();
    opening.follows = draw.past(history.lines);
    opening.is_settled = draw.once_in(2);
    opening.forged = draw.once_in(2);
    opening.complete = draw.once_in(2);
    if (draw.once_in(3)) {
      opening.type = EventType::reopened;
      opening.who = draw.below(kActors);
    } else if (draw.once_in(3)) {
      opening.oddity = Oddity::unknown_type;
    } else if (draw.once_in(3)) {
      opening.oddity = Oddity::unreadable;
    } else if (draw.once_in(3)) {
      opening.type = EventType::commented;
      opening.oddity = Oddity::dangling;
    }
    const Lines grown = plus(history, opening);
    if (fold_of(grown).state == ConcernState::open) {
      SUCCEED();
      continue;
    }
    FAIL(show(grown) << plain(fold_of(grown)));
  }
}

TEST_CASE("an unauthorised closing event changes nothing, and is reported") {
  Draw draw(4);
  for (int i = 0; i < kHistories; ++i) {
    const Lines history = draw.history();
    Line closing{.follows = draw.past(history.lines)};
    const std::array<EventType, 4> types = {EventType::resolved, EventType::accepted,
                                            EventType::overridden, EventType::withdrawn};
    closing.type = types.at(draw.below(4));
    closing.against = history.lines.size();
    for (std::size_t line = 0; line < history.lines.size(); ++line) {
      if (history.lines[line].type == EventType::reviewed) closing.against = line;
    }
    switch (draw.below(4)) {
      case 0:  // by somebody who has no such right
        closing.who = kAna;
        while (std::any_of(history.lines.begin(), history.lines.end(), [&](const Line& line) {
          return line.type == EventType::raised && line.who == closing.who;
        })) {
          ++closing.who;
        }
        if (closing.type != EventType::withdrawn) closing.who = kStranger;
        break;
      case 1:  // by the right person, says somebody else
        closing.who = closing.type == EventType::resolved ? kNora : kChidi;
        closing.forged = true;
        break;
      case 2:  // in the same push
        closing.who = closing.type == EventType::accepted ? kDana : kNora;
        closing.is_settled = false;
        break;
      default:  // with something in it that nobody here understands
        closing.who = draw.below(kActors);
        closing.oddity = Oddity::unknown_key;
    }
    const Lines grown = plus(history, closing);
    const Concern before = fold_of(history);
    const Concern after = fold_of(grown);
    const std::string added = Cast(grown).id(history.lines.size());
    const bool reported = std::any_of(
        after.not_counted.begin(), after.not_counted.end(),
        [&](const NotCounted& one) { return one.event == added && !one.reason.empty(); });
    if (effect(before) == effect(after) && reported) {
      SUCCEED();
      continue;
    }
    FAIL(show(grown) << effect(before) << effect(after));
  }
}

TEST_CASE("a dispute beside a resolution keeps the concern open, whatever came before") {
  Draw draw(5);
  for (int i = 0; i < kHistories; ++i) {
    Lines history = draw.history();
    if (history.lines[0].who != kAna || history.lines[0].oddity != Oddity::none) continue;
    // Without overrides, which hand a dispute to their reviewer.
    for (std::size_t line = history.lines.size(); line-- > 0;) {
      if (history.lines[line].type == EventType::overridden) history = without(history, line);
    }
    const auto leaves = Draw::leaves(history.lines);
    Lines grown = plus(history, {.type = EventType::resolved, .who = kNora, .follows = leaves});
    grown = plus(grown, {.type = EventType::disputed, .who = kAna, .follows = leaves});
    if (fold_of(grown).state == ConcernState::open) {
      SUCCEED();
      continue;
    }
    FAIL(show(grown) << plain(fold_of(grown)));
  }
}

TEST_CASE("what is taken back from the protected side never closes a concern") {
  Draw draw(6);
  for (int i = 0; i < kHistories; ++i) {
    const Lines history = draw.history();
    if (fold_of(history).state != ConcernState::open) continue;
    const Cast cast(history);
    std::vector<LedgerEvent> events = cast.events();
    events[draw.below(events.size())].introductions.clear();
    if (concerns::fold(cast.id(0), events, ground(history.quorum)).state == ConcernState::open) {
      SUCCEED();
      continue;
    }
    FAIL(show(history));
  }
}

TEST_CASE("the longest concern is judged, a longer one stays open") {
  Lines history;
  history.lines.push_back({});
  while (history.lines.size() + 1 < concerns::kEventsPerConcern) {
    const std::size_t last = history.lines.size() - 1;
    const bool is_dispute = last % 3 == 0;
    history.lines.push_back({.type = is_dispute ? EventType::disputed : EventType::commented,
                             .who = kAna,
                             .follows = {last, last / 2}});
  }
  const std::vector<std::size_t> all = {history.lines.size() - 1};
  history.lines.push_back({.type = EventType::resolved, .who = kNora, .follows = all});
  CHECK(fold_of(history).state == ConcernState::resolved);
  history.lines.push_back({.type = EventType::commented, .who = kEve, .follows = {0}});
  const Concern concern = fold_of(history);
  CHECK(concern.state == ConcernState::open);
  CHECK(concern.systems == std::vector<std::string>{kSystem});
  REQUIRE(concern.openings.size() == 1);
  CHECK(mentions(concern.openings[0].words, "has 2001 events"));
}

TEST_CASE("a concern flooded around an override is judged in good time") {
  Lines history;
  history.lines.push_back({});
  for (std::size_t i = 0; i < 700; ++i) history.lines.push_back({.who = kAna, .follows = {i}});
  const std::size_t last = history.lines.size();
  history.lines.push_back({.type = EventType::reviewed, .who = kNora, .follows = {last - 1}});
  history.lines.push_back(
      {.type = EventType::overridden, .who = kChidi, .follows = {last}, .against = last});
  for (std::size_t i = last + 1; i < 1500; ++i) {
    history.lines.push_back({.type = EventType::disputed, .who = kAna, .follows = {i}});
  }
  const Concern concern = fold_of(history);
  CHECK(concern.state == ConcernState::overridden);
  CHECK(concern.pending.size() == 1500 - last - 1);
}

TEST_CASE("events that follow each other in a circle come to an end") {
  const Cast cast({{{}, {.type = EventType::resolved, .who = kNora, .follows = {0}}}, 1});
  std::vector<LedgerEvent> events = cast.events();
  events[0].event.follows = {cast.id(1), cast.id(0)};
  CHECK(concerns::fold(cast.id(0), events, ground(1)).state == ConcernState::resolved);
  events[1].event.follows = {cast.id(1)};
  CHECK(concerns::fold(cast.id(0), events, ground(1)).state == ConcernState::open);
}
