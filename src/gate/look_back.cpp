// Looking up who changed what, concern by concern.

#include "gate/look_back.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "concerns/proof.hpp"
#include "concerns/systems.hpp"
#include "gate/gone_systems.hpp"
#include "gate/system_history.hpp"

namespace qualm::gate {
namespace {

using concerns::ChangedBy;
using concerns::GatheredConcern;
using concerns::LedgerEvent;

bool needs_neutrality(EventType type) {
  return type == EventType::reviewed || type == EventType::resolved ||
         type == EventType::overridden;
}

std::optional<Date> day_on(const Event& event) {
  return parse_date(std::string_view(event.on).substr(0, 10));
}

/// When a concern was raised. Deployments before it count from the event that gives it its id,
/// which nobody can add to, and deployments after it from the last that raised it again.
RaisedOn raised_on(const GatheredConcern& concern) {
  // Where no day is stated, no deployment is known to have come after it.
  constexpr Date kNever{.year = 9999, .month = 12, .day = 31};
  RaisedOn raised;
  for (const LedgerEvent& one : concern.events) {
    if (one.event.type != EventType::raised) continue;
    const auto day = day_on(one.event);
    raised.last = std::max(raised.last, day.value_or(kNever));
    if (one.event.id != concern.id) continue;
    std::optional<Date> first = day;
    for (const concerns::Introduction& by : one.introductions) {
      if (by.stated) first = std::min(first.value_or(*by.stated), *by.stated);
    }
    if (first) raised.first = std::min(raised.first.value_or(*first), *first);
  }
  return raised;
}

/// Whether the events of a concern leave nothing to be settled: something closes it, and nobody
/// said a word against that. What nobody can judge needs nobody neutral either.
bool looks_settled(const GatheredConcern& concern) {
  const auto& events = concern.events;
  return std::any_of(events.begin(), events.end(),
                     [](const LedgerEvent& one) { return is_closing(one.event.type); }) &&
         std::none_of(events.begin(), events.end(), [](const LedgerEvent& one) {
           return one.event.type == EventType::disputed || one.event.type == EventType::reopened;
         });
}

/// Where an event looked at systems that are gone: their places among all that are looked up, and
/// who answered for each.
struct LookedAtGone {
  std::size_t place = 0;
  std::vector<Identity> owners;
};

/// The systems that are there, and behind them those that are gone, each once.
class Lookup {
 public:
  Lookup(const git::Repository& repository, const std::vector<SystemOfTree>& systems,
         const std::vector<std::string>& tips, const Policy& policy)
      : all_(systems), gone_(repository, tips.empty() ? std::string() : tips.front(), policy) {
    for (const SystemOfTree& one : systems) paths_.push_back(one.path);
  }

  /// Adds what the events of `concern` looked at and is gone.
  void add(const GatheredConcern& concern) {
    const concerns::SystemMatch match = concerns::match_systems(named_by(concern), paths_);
    if (match.every || match.unknown.empty()) return;
    for (const LedgerEvent& one : concern.events) {
      if (!needs_neutrality(one.event.type)) continue;
      auto stood = gone_.at(one.event, match.unknown);
      if (!stood) continue;
      std::vector<LookedAtGone>& places = looked_at_[one.event.id];
      places.clear();
      for (SystemOfTree& system : *stood) {
        std::vector<Identity> owners = system.owners;
        owners.insert(owners.end(), system.claimed_owners.begin(), system.claimed_owners.end());
        places.push_back({.place = place_of(std::move(system)), .owners = std::move(owners)});
      }
    }
  }

  [[nodiscard]] const std::vector<SystemOfTree>& all() const { return all_; }

  [[nodiscard]] const std::vector<LookedAtGone>& looked_at(const Event& event) const {
    static const std::vector<LookedAtGone> kNone;
    const auto found = looked_at_.find(event.id);
    return found == looked_at_.end() ? kNone : found->second;
  }

 private:
  std::size_t place_of(SystemOfTree system) {
    const auto behind = all_.begin() + static_cast<std::ptrdiff_t>(paths_.size());
    const auto found = std::find_if(
        behind, all_.end(), [&](const SystemOfTree& one) { return one.path == system.path; });
    const auto place = static_cast<std::size_t>(found - all_.begin());
    if (found == all_.end()) all_.push_back(std::move(system));
    return place;
  }

  std::vector<SystemOfTree> all_;
  std::vector<std::string> paths_;  // of those that are there
  GoneSystems gone_;
  std::map<std::string, std::vector<LookedAtGone>> looked_at_;  // by the id of the event
};

/// Looks for one concern.
class Looking {
 public:
  Looking(SystemHistory& history, const Lookup& lookup, GatheredConcern& concern,
          std::vector<std::size_t> places)
      : history_(history),
        lookup_(lookup),
        concern_(concern),
        places_(std::move(places)),
        raised_(raised_on(concern)) {}

  void run() {
    bool all_carried = true;
    for (LedgerEvent& one : concern_.events) {
      if (!needs_neutrality(one.event.type)) continue;
      for (const LookedAtGone& gone : lookup_.looked_at(one.event)) add_gone(one, gone);
      all_carried = carried(one) && all_carried;
    }
    if (!all_carried || !looks_settled(concern_)) add_since();
  }

  [[nodiscard]] const std::optional<Error>& unknown() const { return unknown_; }

 private:
  /// Puts who changed a system that is gone into the event that looked at it while it stood.
  void add_gone(LedgerEvent& one, const LookedAtGone& gone) {
    const auto written = concerns::latest_day(one);
    if (!written) return;
    auto changed = history_.changed_by(
        gone.place, {.commit = one.event.subject, .written = *written, .raised = raised_});
    if (!changed) {
      unknown_ = std::move(changed).error();
      return;
    }
    ChangedBy by = *changed ? **std::move(changed) : history_.since(gone.place, raised_);
    by.gone = true;
    by.owners = gone.owners;
    one.changed_by.push_back(std::move(by));
  }

  /// Whether, for every system, what the event looked at was deployed since.
  bool carried(LedgerEvent& one) {
    const auto written = concerns::latest_day(one);
    if (one.event.subject.empty() || !written) return false;
    bool all = true;
    for (const std::size_t place : places_) {
      auto changed = history_.changed_by(
          place, {.commit = one.event.subject, .written = *written, .raised = raised_});
      if (!changed) {
        unknown_ = std::move(changed).error();
      } else if (*changed) {
        one.changed_by.push_back(**std::move(changed));
        continue;
      }
      all = false;
    }
    return all;
  }

  /// Puts who changed the systems up to now into the event that raised the concern or, where that
  /// is not here, into each that needs to know.
  void add_since() {
    std::vector<ChangedBy> since;
    std::transform(places_.begin(), places_.end(), std::back_inserter(since),
                   [&](std::size_t place) { return history_.since(place, raised_); });
    bool is_told = false;
    for (LedgerEvent& one : concern_.events) {
      if (one.event.id != concern_.id || one.event.type != EventType::raised) continue;
      one.since = since;
      is_told = true;
    }
    if (is_told) return;
    for (LedgerEvent& one : concern_.events) {
      // The first that names a system counts, so what was found for the event itself stays.
      one.changed_by.insert(one.changed_by.end(), since.begin(), since.end());
    }
  }

  SystemHistory& history_;
  const Lookup& lookup_;
  GatheredConcern& concern_;
  std::vector<std::size_t> places_;
  RaisedOn raised_;
  std::optional<Error> unknown_;
};

}  // namespace

std::vector<std::string> named_by(const GatheredConcern& concern) {
  std::vector<std::string> named;
  for (const LedgerEvent& one : concern.events) {
    if (one.event.type == EventType::raised) named.push_back(one.event.system);
  }
  return named;
}

std::vector<std::size_t> places_of(const GatheredConcern& concern,
                                   const std::vector<std::string>& paths) {
  const std::vector<std::string> named = named_by(concern);
  concerns::SystemMatch match = concerns::match_systems(named, paths);
  if (!named.empty() && match.unknown.empty()) return std::move(match.places);
  std::vector<std::size_t> all;
  for (std::size_t i = 0; i < paths.size(); ++i) all.push_back(i);
  return all;
}

Changes look_back(const git::Repository& repository, const std::vector<SystemOfTree>& systems,
                  const std::vector<std::string>& tips, Date today, const Policy& policy,
                  std::vector<GatheredConcern>& gathered) {
  Lookup lookup(repository, systems, tips, policy);
  for (const GatheredConcern& concern : gathered) lookup.add(concern);
  SystemHistory history(repository, lookup.all(), tips, today);
  std::vector<std::string> paths;
  for (const SystemOfTree& one : systems) paths.push_back(one.path);
  std::set<std::size_t> wanted;
  Changes changes;
  for (GatheredConcern& concern : gathered) {
    const std::vector<std::size_t> places = places_of(concern, paths);
    wanted.insert(places.begin(), places.end());
    Looking looking(history, lookup, concern, places);
    looking.run();
    if (looking.unknown()) changes.unknown = looking.unknown();
  }
  for (std::size_t place = 0; place < systems.size(); ++place) {
    changes.facts.push_back(
        wanted.contains(place)
            ? history.facts(place)
            : concerns::SystemFacts{.path = systems[place].path,
                                    .owners = systems[place].owners,
                                    .claimed_owners = systems[place].claimed_owners});
  }
  if (!changes.unknown) changes.unknown = history.unknown();
  return changes;
}

}  // namespace qualm::gate
