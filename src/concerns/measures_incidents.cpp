// How often systems fail that went ahead against a concern, and the others.

#include <algorithm>
#include <optional>
#include <vector>

#include "concerns/measures_followed.hpp"

namespace qualm::concerns {
namespace {

/// Some days, as periods in order that have no day in common.
using Days = std::vector<Period>;

Days merged(Days days) {
  std::sort(days.begin(), days.end(),
            [](const Period& left, const Period& right) { return left.from < right.from; });
  Days whole;
  for (const Period& one : days) {
    if (count_days(one) == 0) continue;
    if (!whole.empty() && one.from <= plus_days(whole.back().to, 1)) {
      whole.back().to = std::max(whole.back().to, one.to);
    } else {
      whole.push_back(one);
    }
  }
  return whole;
}

bool holds(const Days& days, Date day) {
  return std::any_of(days.begin(), days.end(),
                     [&](const Period& one) { return concerns::holds(one, day); });
}

std::size_t count(const Days& days) {
  std::size_t all = 0;
  for (const Period& one : days) all += count_days(one);
  return all;
}

/// One system: its days in production, and which of them are of which kind.
struct Production {
  Period all;  ///< within the period
  Days overridden;
  Period untouched;  ///< before the first concern about it
};

std::optional<Production> production_of(const std::string& system, const Counted& counted,
                                        const Period& days) {
  const auto first = std::find_if(counted.deployments.begin(), counted.deployments.end(),
                                  [&](const auto* one) { return one->system == system; });
  if (first == counted.deployments.end()) return std::nullopt;
  Production production;
  production.all = common(days, {.from = *(*first)->day, .to = days.to});
  production.untouched = production.all;
  Days overridden;
  for (const Followed& one : counted.concerns) {
    if (!one.timeline.raised || !one.is_about(system)) continue;
    production.untouched.to =
        std::min(production.untouched.to, plus_days(*one.timeline.raised, -1));
    const std::vector<TimelineStep>& steps = one.timeline.steps;
    for (std::size_t i = 0; i < steps.size(); ++i) {
      if (steps[i].state != ConcernState::overridden) continue;
      const Date end = i + 1 < steps.size() ? plus_days(steps[i + 1].day, -1) : days.to;
      overridden.push_back(common(production.all, {.from = steps[i].day, .to = end}));
    }
  }
  production.overridden = merged(std::move(overridden));
  return production;
}

void add(IncidentFigures& figures, std::size_t days, std::size_t incidents) {
  if (days == 0) return;
  ++figures.systems;
  figures.days += days;
  figures.incidents += incidents;
}

Figure<IncidentFigures> figure_of(const IncidentFigures& figures, const char* without) {
  using Result = Figure<IncidentFigures>;
  return figures.days > 0 ? Result::of(figures) : Result::none(without);
}

}  // namespace

IncidentComparison compare_incidents(const Counted& counted, const Period& days) {
  IncidentComparison comparison;
  std::vector<const IncidentRecord*> incidents;
  for (const IncidentRecord* one : counted.incidents) {
    if (!concerns::holds(days, *one->day)) continue;
    incidents.push_back(one);
    if (one->foreseen.value_or(false)) ++comparison.foreseen;
    if (!one->foreseen) ++comparison.foreseen_unknown;
  }
  comparison.incidents = incidents.size();
  comparison.unplaced = incidents.size();
  IncidentFigures overridden;
  IncidentFigures others;
  IncidentFigures untouched;
  for (const std::string& system : counted.systems) {
    const auto production = production_of(system, counted, days);
    if (!production || count_days(production->all) == 0) continue;
    std::size_t all = 0;
    std::size_t against = 0;
    std::size_t before = 0;
    for (const IncidentRecord* one : incidents) {
      if (one->system != system || !concerns::holds(production->all, *one->day)) continue;
      ++all;
      if (holds(production->overridden, *one->day)) ++against;
      if (concerns::holds(production->untouched, *one->day)) ++before;
    }
    comparison.unplaced -= all;
    const std::size_t against_days = count(production->overridden);
    add(overridden, against_days, against);
    add(others, count_days(production->all) - against_days, all - against);
    add(untouched, count_days(production->untouched), before);
  }
  const bool any = overridden.days + others.days > 0;
  const char* nothing = "no deployment on record puts a system in production in this period";
  comparison.overridden = figure_of(
      overridden,
      any ? "no system was in production with an overridden concern in this period" : nothing);
  comparison.others =
      figure_of(others, any ? "every system in production had an overridden concern" : nothing);
  comparison.untouched = figure_of(
      untouched, any ? "every system in production had a concern raised about it" : nothing);
  return comparison;
}

}  // namespace qualm::concerns
