// How one concern went, day by day.

#include "concerns/measures_timeline.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "concerns/measures_days.hpp"
#include "concerns/measures_period.hpp"
#include "support/text.hpp"

namespace qualm::concerns {
namespace {

ConcernState state_after(EventType closing) {
  if (closing == EventType::resolved) return ConcernState::resolved;
  if (closing == EventType::accepted) return ConcernState::accepted;
  return closing == EventType::withdrawn ? ConcernState::withdrawn : ConcernState::overridden;
}

/// An event that closes some opening, for as long as it does.
struct Closer {
  std::size_t node = 0;
  Date from;
  std::optional<Date> until;  ///< accepted: the last day
};

/// Something that opens the concern, and what closes it.
struct Opened {
  Date from;
  std::vector<Closer> closers;
};

class Following {
 public:
  Following(const MeasuredConcern& measured, int quorum, Date today)
      : concern_(measured.concern),
        history_(measured.concern.id, measured.events),
        quorum_(quorum),
        today_(today) {}

  Timeline run() {
    timeline_.followed = is_short();
    // Without following it, the day of the root alone is needed, and no order of days.
    if (timeline_.followed) days_ = days_of_events(history_, today_);
    find_raised();
    count_sources();
    if (concern_.state == ConcernState::open) find_awaiting();
    if (!timeline_.raised) return std::move(timeline_);
    take_steps();
    tell_ends();
    return std::move(timeline_);
  }

 private:
  [[nodiscard]] bool is_short() const {
    std::size_t settling = concern_.openings.size();
    for (const Opening& opening : concern_.openings) settling += opening.closed_by.size();
    return settling <= kSettlingEventsFollowed && history_.size() <= kEventsFollowed;
  }

  [[nodiscard]] EventDay day_of(std::size_t node) const {
    return days_.empty() ? own_day(history_.at(node), today_) : days_[node];
  }

  /// The first day of the events called `id`; nothing when there is none, or no day.
  [[nodiscard]] std::optional<Date> first_day(const std::string& id) const {
    std::optional<Date> first;
    for (const std::size_t node : history_.find(id)) {
      const std::optional<Date> day = day_of(node).day;
      if (day) first = std::min(first.value_or(*day), *day);
    }
    return first;
  }

  void find_raised() {
    timeline_.raised = first_day(concern_.id);
    if (timeline_.raised || !history_.missing_root()) return;
    // The event that raised it is gone: what is left of raising it says that it was there by then.
    for (std::size_t node = 0; node < history_.size(); ++node) {
      if (history_.event(node).type != EventType::raised) continue;
      const std::optional<Date> day = day_of(node).day;
      if (day) timeline_.raised = std::min(timeline_.raised.value_or(*day), *day);
    }
  }

  void count_sources() {
    std::set<std::string> ids = {concern_.id};
    for (const Opening& opening : concern_.openings) {
      ids.insert(opening.event);
      ids.insert(opening.closed_by.begin(), opening.closed_by.end());
      for (const std::string& id : opening.closed_by) {
        for (const std::size_t node : history_.find(id)) {
          if (history_.event(node).type == EventType::overridden) timeline_.overridden = true;
        }
      }
    }
    DaySources& sources = timeline_.sources;
    for (const std::string& id : ids) {
      const std::vector<std::size_t> found = history_.find(id);
      if (found.empty()) ++sources.missing;
      for (const std::size_t node : found) {
        const DaySource source = day_of(node).source;
        ++(source == DaySource::witnessed ? sources.witnessed
           : source == DaySource::stated  ? sources.stated
                                          : sources.missing);
      }
    }
  }

  /// Whether an acceptance counted until it expired. The fold names the first thing that speaks
  /// against an event, and looks at author, right and completeness before it looks at the day.
  [[nodiscard]] bool has_expired(std::size_t node) const {
    const Event& event = history_.event(node);
    if (event.type != EventType::accepted || !event.expires || !(*event.expires < today_)) {
      return false;
    }
    const std::string reason = fmt::format("it expired on {}", to_string(*event.expires));
    return std::any_of(
        concern_.not_counted.begin(), concern_.not_counted.end(),
        [&](const NotCounted& one) { return one.event == event.id && one.reason == reason; });
  }

  void add_closer(std::size_t node, std::vector<Closer>& closers) {
    past_.try_emplace(node, history_.reached(node));
    const std::optional<Date> day = day_of(node).day;
    if (!day) return;
    const Event& event = history_.event(node);
    closers.push_back({.node = node,
                       .from = *day,
                       .until = event.type == EventType::accepted ? event.expires : std::nullopt});
  }

  [[nodiscard]] std::vector<Opened> openings() {
    std::vector<std::size_t> expired;
    for (std::size_t node = 0; node < history_.size(); ++node) {
      if (has_expired(node)) expired.push_back(node);
    }
    std::vector<Opened> all;
    for (const Opening& opening : concern_.openings) {
      Opened one{.from = first_day(opening.event).value_or(*timeline_.raised)};
      for (const std::string& id : opening.closed_by) {
        for (const std::size_t node : history_.find(id)) add_closer(node, one.closers);
      }
      for (const std::size_t node : expired) {
        const NodeSet past = history_.reached(node);
        const std::vector<std::size_t> opened = history_.find(opening.event);
        const bool follows = std::any_of(opened.begin(), opened.end(),
                                         [&](std::size_t other) { return past[other]; });
        if (opening.judgeable && follows) add_closer(node, one.closers);
      }
      all.push_back(std::move(one));
    }
    return all;
  }

  /// The closers of `opened` that hold on `day`; an override is one only once enough have signed.
  [[nodiscard]] std::vector<std::size_t> holding(const Opened& opened, Date day) const {
    std::vector<std::size_t> closers;
    std::map<std::string, std::set<std::string>> signers;
    for (const Closer& closer : opened.closers) {
      if (day < closer.from || (closer.until && *closer.until < day)) continue;
      closers.push_back(closer.node);
      const Event& event = history_.event(closer.node);
      if (event.type != EventType::overridden) continue;
      signers[decision_of(event)].insert(event.by ? ascii_lower(event.by->email) : std::string());
    }
    const auto lacks = [&](std::size_t node) {
      const Event& event = history_.event(node);
      return event.type == EventType::overridden &&
             std::cmp_less(signers.at(decision_of(event)).size(), quorum_);
    };
    closers.erase(std::remove_if(closers.begin(), closers.end(), lacks), closers.end());
    return closers;
  }

  static std::string decision_of(const Event& event) {
    const std::string reviewer =
        event.independent_reviewer ? ascii_lower(event.independent_reviewer->email) : std::string();
    return event.subject + ' ' + reviewer;
  }

  /// What `opened` amounts to on `day`: by the closers that no other of them follows.
  [[nodiscard]] ConcernState state_of(const Opened& opened, Date day) const {
    const std::vector<std::size_t> closers = holding(opened, day);
    std::optional<ConcernState> state;
    for (const std::size_t one : closers) {
      const bool followed = std::any_of(closers.begin(), closers.end(), [&](std::size_t other) {
        return other != one && past_.at(other)[one];
      });
      if (followed) continue;
      const ConcernState after = state_after(history_.event(one).type);
      state = std::min(state.value_or(after), after);
    }
    return state.value_or(ConcernState::open);
  }

  [[nodiscard]] std::set<Date> days_of_change(const std::vector<Opened>& all) const {
    std::set<Date> days = {*timeline_.raised};
    for (const Opened& opened : all) {
      days.insert(opened.from);
      for (const Closer& closer : opened.closers) {
        days.insert(closer.from);
        if (closer.until) days.insert(plus_days(*closer.until, 1));
      }
    }
    // Nothing is before it was raised, nor known after today.
    days.erase(days.begin(), days.lower_bound(*timeline_.raised));
    days.erase(days.upper_bound(today_), days.end());
    return days;
  }

  void take_step(Date day, ConcernState state) {
    std::vector<TimelineStep>& steps = timeline_.steps;
    if (!steps.empty() && steps.back().state == state) return;
    if (!steps.empty() && steps.back().day == day) {
      steps.back().state = state;
    } else {
      steps.push_back({.day = day, .state = state});
    }
  }

  void take_steps() {
    if (timeline_.followed) {
      const std::vector<Opened> all = openings();
      for (const Date day : days_of_change(all)) {
        std::optional<ConcernState> state;
        for (const Opened& opened : all) {
          if (day < opened.from) continue;
          const ConcernState one = state_of(opened, day);
          state = std::min(state.value_or(one), one);
        }
        take_step(day, state.value_or(ConcernState::open));
      }
    } else {
      take_step(*timeline_.raised, ConcernState::open);
    }
    // The days tell how it went there; what it is today, only the fold does.
    const std::vector<TimelineStep>& steps = timeline_.steps;
    day_unknown_ = steps.empty() || steps.back().state != concern_.state;
    if (day_unknown_) take_step(std::max(today_, *timeline_.raised), concern_.state);
  }

  void tell_ends() {
    const bool is_open = concern_.state == ConcernState::open;
    const auto other = std::find_if(
        timeline_.steps.rbegin(), timeline_.steps.rend(),
        [&](const TimelineStep& step) { return (step.state == ConcernState::open) != is_open; });
    const Date since =
        other == timeline_.steps.rend() ? timeline_.steps.front().day : other.base()->day;
    if (is_open) {
      timeline_.open_since = since;
      return;
    }
    const bool ends_unknown = day_unknown_ && other != timeline_.steps.rend() &&
                              std::next(other.base()) == timeline_.steps.end();
    if (!ends_unknown) timeline_.settled = since;
  }

  /// The reviews that count, each with all it follows.
  [[nodiscard]] std::vector<NodeSet> reviews() const {
    std::vector<NodeSet> past;
    for (std::size_t node = 0; node < history_.size(); ++node) {
      const Event& event = history_.event(node);
      const bool counts =
          std::none_of(concern_.not_counted.begin(), concern_.not_counted.end(),
                       [&](const NotCounted& one) { return one.event == event.id; });
      if (event.type == EventType::reviewed && counts) past.push_back(history_.reached(node));
    }
    return past;
  }

  void find_awaiting() {
    const std::vector<NodeSet> past = timeline_.followed ? reviews() : std::vector<NodeSet>();
    for (const Opening& opening : concern_.openings) {
      if (!opening.closed_by.empty()) continue;
      const std::vector<std::size_t> opened = history_.find(opening.event);
      const bool is_reviewed =
          !opened.empty() && std::all_of(opened.begin(), opened.end(), [&](std::size_t node) {
            return std::any_of(past.begin(), past.end(),
                               [&](const NodeSet& review) { return review[node]; });
          });
      if (is_reviewed) continue;
      timeline_.awaits_review = true;
      const std::optional<Date> day = first_day(opening.event);
      if (day) timeline_.awaits_since = std::min(timeline_.awaits_since.value_or(*day), *day);
    }
  }

  const Concern& concern_;
  const History history_;
  int quorum_ = 1;
  Date today_;
  std::vector<EventDay> days_;           ///< of each event; empty when it is not followed
  std::map<std::size_t, NodeSet> past_;  ///< what each closer follows
  bool day_unknown_ = false;             ///< no day is known for what it became last
  Timeline timeline_;
};

}  // namespace

std::optional<ConcernState> Timeline::on(Date day) const {
  const auto after =
      std::upper_bound(steps.begin(), steps.end(), day,
                       [](Date wanted, const TimelineStep& step) { return wanted < step.day; });
  if (after == steps.begin()) return std::nullopt;
  return std::prev(after)->state;
}

Timeline timeline_of(const MeasuredConcern& measured, int quorum, Date today) {
  return Following(measured, quorum, today).run();
}

}  // namespace qualm::concerns
