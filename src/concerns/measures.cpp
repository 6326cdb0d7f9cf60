// The key measures of the standard.

#include "concerns/measures.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "concerns/measures_followed.hpp"

namespace qualm::concerns {
namespace {

void add(Outcomes& outcomes, const Followed& one) {
  ++outcomes.raised;
  if (one.same_day) ++outcomes.same_day;
  switch (one.outcome) {
    case Outcome::resolved:
      ++outcomes.resolved;
      break;
    case Outcome::accepted:
      ++outcomes.accepted;
      break;
    case Outcome::overridden:
      ++outcomes.overridden;
      break;
    case Outcome::deployed_open:
      ++outcomes.deployed_open;
      break;
    case Outcome::open:
      ++outcomes.open;
      break;
    case Outcome::withdrawn:
      ++outcomes.withdrawn;
      break;
  }
}

/// The day since which nothing holds a concern open, unless it was withdrawn.
std::optional<Date> settled_on(const Followed& one) {
  return one.concern->state == ConcernState::withdrawn ? std::nullopt : one.timeline.settled;
}

std::optional<int> days_taken(const Followed& one) {
  if (!one.timeline.raised || !one.timeline.settled) return std::nullopt;
  return std::max(0, days_between(*one.timeline.raised, *one.timeline.settled));
}

Figure<Times> times_figure(std::vector<int> days, std::string_view what) {
  if (const auto times = times_of(std::move(days))) return Figure<Times>::of(*times);
  return Figure<Times>::none(fmt::format("no concern {}", what));
}

class Measuring {
 public:
  explicit Measuring(const MeasureInput& input) : input_(input) {
    measures_.period = input.period;
    measures_.today = input.today;
    measures_.until = std::min(input.period.to, input.today);
    days_ = {.from = input.period.from, .to = measures_.until};
    counted_ = follow(input, measures_.left_out);
  }

  Measures run() {
    quarters();
    outcomes();
    measures_.incidents = compare_incidents(counted_, days_);
    surveys();
    times();
    rates();
    deployments();
    open_now();
    people();
    concerns_of_period();
    for (const Followed& one : counted_.concerns) {
      measures_.sources.witnessed += one.timeline.sources.witnessed;
      measures_.sources.stated += one.timeline.sources.stated;
      measures_.sources.missing += one.timeline.sources.missing;
    }
    return std::move(measures_);
  }

 private:
  [[nodiscard]] static bool is_raised_in(const Followed& one, const Period& days) {
    return one.timeline.raised && holds(days, *one.timeline.raised);
  }

  [[nodiscard]] static bool is_settled_in(const Followed& one, const Period& days) {
    const std::optional<Date> day = settled_on(one);
    return day && holds(days, *day);
  }

  template <typename Record>
  [[nodiscard]] static std::size_t count_in(const std::vector<const Record*>& records,
                                            const Period& days) {
    return static_cast<std::size_t>(std::count_if(
        records.begin(), records.end(), [&](const Record* one) { return holds(days, *one->day); }));
  }

  void quarters() {
    const Quarter first = quarter_of(days_.from);
    for (int i = 0; i < quarters_in(days_); ++i) {
      const Quarter quarter = plus_quarters(first, i);
      QuarterFigures figures{.quarter = quarter, .days = common(days_of(quarter), days_)};
      figures.whole = figures.days == days_of(quarter);
      for (const Followed& one : counted_.concerns) {
        if (is_raised_in(one, figures.days)) ++figures.raised;
        if (!is_settled_in(one, figures.days)) continue;
        ++figures.settled;
        if (one.concern->state == ConcernState::overridden) ++figures.overridden;
      }
      figures.deployments = count_in(counted_.deployments, figures.days);
      figures.incidents = count_in(counted_.incidents, figures.days);
      measures_.quarters.push_back(figures);
    }
  }

  void outcomes() {
    Outcomes& outcomes = measures_.outcomes;
    Share overridden;
    for (const Followed& one : counted_.concerns) {
      if (!is_raised_in(one, days_)) continue;
      add(outcomes, one);
      if (one.timeline.overridden) ++overridden.part;
    }
    measures_.raised = outcomes.raised;
    overridden.whole = outcomes.raised;
    const std::size_t settled = outcomes.resolved + outcomes.accepted;
    const Share share{.part = settled,
                      .whole = settled + outcomes.overridden + outcomes.deployed_open};
    using ShareFigure = Figure<Share>;
    measures_.overridden = overridden.whole > 0
                               ? ShareFigure::of(overridden)
                               : ShareFigure::none("no concern was raised in this period");
    measures_.settled_before_deployment =
        share.whole > 0
            ? ShareFigure::of(share)
            : ShareFigure::none("no concern raised in this period has come to a decision");
  }

  void surveys() {
    measures_.surveys = survey_figures(input_.surveys, input_.period);
    const auto asked = std::find_if(measures_.surveys.begin(), measures_.surveys.end(),
                                    [](const SurveyFigure& one) {
                                      return one.topic == SurveyTopic::concerns && one.score.value;
                                    });
    using SurveyResult = Figure<SurveyFigure>;
    if (asked != measures_.surveys.end()) {
      measures_.satisfaction = SurveyResult::of(*asked);
      return;
    }
    const auto without =
        std::find_if(measures_.surveys.begin(), measures_.surveys.end(),
                     [](const SurveyFigure& one) { return one.topic == SurveyTopic::concerns; });
    if (without != measures_.surveys.end()) {
      measures_.satisfaction = {.absence = without->score.absence, .why = without->score.why};
    } else {
      measures_.satisfaction = SurveyResult::none(
          measures_.surveys.empty()
              ? "no survey in safety/surveys in this period"
              : "no survey in safety/surveys in this period asks how concerns are dealt with");
    }
  }

  void times() {
    std::vector<int> all;
    std::map<ConcernState, std::vector<int>> by_state;
    for (const Followed& one : counted_.concerns) {
      if (one.concern->state == ConcernState::withdrawn && one.timeline.settled &&
          holds(days_, *one.timeline.settled)) {
        ++measures_.times.withdrawn;
      }
      const std::optional<int> days = days_taken(one);
      if (!days || !is_settled_in(one, days_)) continue;
      all.push_back(*days);
      by_state[one.concern->state].push_back(*days);
    }
    SettlementTimes& times = measures_.times;
    times.all = times_figure(std::move(all), "was settled in this period");
    times.resolved = times_figure(by_state[ConcernState::resolved], "was resolved in this period");
    times.accepted =
        times_figure(by_state[ConcernState::accepted], "had its risk accepted in this period");
    times.overridden =
        times_figure(by_state[ConcernState::overridden], "was overridden in this period");
  }

  static Figure<RaiseRate> rate_of(std::size_t raised, std::size_t deployments) {
    if (deployments == 0) return Figure<RaiseRate>::none("no deployment on record in this period");
    return Figure<RaiseRate>::of({.raised = raised, .deployments = deployments});
  }

  void rates() {
    measures_.raise_rate = rate_of(measures_.raised, count_in(counted_.deployments, days_));
    for (const std::string& system : counted_.systems) {
      SystemFigures figures{.system = system};
      for (const Followed& one : counted_.concerns) {
        if (!one.is_about(system)) continue;
        if (is_raised_in(one, days_)) ++figures.raised;
        if (one.concern->state == ConcernState::open) ++figures.open;
      }
      for (const DeploymentRecord* one : counted_.deployments) {
        if (one->system == system && holds(days_, *one->day)) ++figures.deployments;
      }
      for (const IncidentRecord* one : counted_.incidents) {
        if (one->system == system && holds(days_, *one->day)) ++figures.incidents;
      }
      figures.rate = rate_of(figures.raised, figures.deployments);
      measures_.systems.push_back(std::move(figures));
    }
  }

  void deployments() {
    std::map<const DeploymentRecord*, std::vector<const Followed*>> first_of;
    for (const Followed& one : counted_.concerns) {
      if (one.first != nullptr) first_of[one.first].push_back(&one);
    }
    for (const DeploymentRecord* record : counted_.deployments) {
      if (!holds(days_, *record->day)) continue;
      DeploymentFigures figures{.record = *record};
      std::vector<int> days;
      for (const Followed* one : first_of[record]) {
        add(figures.outcomes, *one);
        if (settled_on(*one)) days.push_back(days_taken(*one).value_or(0));
      }
      figures.times = times_figure(std::move(days), figures.outcomes.raised == 0
                                                        ? "was raised before it"
                                                        : "raised before it is settled");
      measures_.deployments.push_back(std::move(figures));
    }
  }

  void open_now() {
    OpenNow& open = measures_.open;
    for (const Followed& one : counted_.concerns) {
      const Concern& concern = *one.concern;
      if (concern.state != ConcernState::open) continue;
      ++open.open;
      if (one.timeline.open_since) {
        const int days = std::max(0, days_between(*one.timeline.open_since, input_.today));
        open.oldest = std::max(open.oldest.value_or(days), days);
      }
      if (!one.timeline.awaits_review) {
        ++open.reviewed;
        continue;
      }
      const std::optional<Date> since = one.timeline.awaits_since;
      const int days = since ? std::max(0, days_between(*since, input_.today)) : 0;
      if (since && days <= input_.review_within.days()) continue;
      open.overdue.push_back({.id = concern.id,
                              .title = concern.title,
                              .systems = concern.systems,
                              .severity = concern.severity,
                              .since = since,
                              .days = days});
    }
    std::sort(open.overdue.begin(), open.overdue.end(),
              [](const OverdueConcern& left, const OverdueConcern& right) {
                return std::tie(left.since, left.id) < std::tie(right.since, right.id);
              });
  }

  /// The event that gave a concern its id, when it says openly who wrote it.
  [[nodiscard]] std::vector<Identity> named_raisers() const {
    std::map<std::string, bool> wanted;
    for (const Followed& one : counted_.concerns) {
      if (is_raised_in(one, days_)) wanted[one.concern->id] = true;
    }
    std::vector<Identity> raisers;
    for (const MeasuredConcern& one : input_.concerns) {
      if (!wanted.contains(one.concern.id)) continue;
      for (const LedgerEvent& event : one.events) {
        if (event.event.id != one.concern.id || event.event.anonymous || !event.event.by) continue;
        raisers.push_back(*event.event.by);
        break;
      }
    }
    return raisers;
  }

  /// Counts people, and takes two who may be one for one: a group never looks larger than it is.
  [[nodiscard]] std::size_t count_raisers() const {
    std::vector<std::size_t> joined;  // each group's own place, or that of one it is a part of
    std::map<std::string, std::size_t> group_of;
    const auto whole = [&](std::size_t group) {
      while (joined[group] != group) group = joined[group] = joined[joined[group]];
      return group;
    };
    for (const Identity& raiser : named_raisers()) {
      const std::size_t own = joined.size();
      joined.push_back(own);
      for (const std::string& trace : input_.who.traces(raiser, true)) {
        const auto [known, is_new] = group_of.emplace(trace, own);
        if (!is_new) joined[whole(known->second)] = whole(own);
      }
    }
    std::size_t groups = 0;
    for (std::size_t i = 0; i < joined.size(); ++i) groups += joined[i] == i ? 1U : 0U;
    return groups;
  }

  void people() {
    const std::size_t raisers = count_raisers();
    using Count = Figure<std::size_t>;
    if (measures_.raised == 0) {
      measures_.raised_by = Count::none("no concern was raised in this period");
    } else {
      measures_.raised_by =
          raisers < kSmallestGroup
              ? Count::suppressed("fewer than five people raised one under their name")
              : Count::of(raisers);
    }
  }

  void concerns_of_period() {
    for (const Followed& one : counted_.concerns) {
      const Timeline& timeline = one.timeline;
      const bool settled = timeline.settled && holds(days_, *timeline.settled);
      if (!is_raised_in(one, days_) && !settled) continue;
      const Concern& concern = *one.concern;
      measures_.concerns.push_back({.id = concern.id,
                                    .title = concern.title,
                                    .systems = concern.systems,
                                    .severity = concern.severity,
                                    .state = concern.state,
                                    .outcome = one.outcome,
                                    .raised = timeline.raised,
                                    .settled = timeline.settled,
                                    .days = days_taken(one),
                                    .deployment = one.first == nullptr ? "" : one.first->file});
    }
  }

  const MeasureInput& input_;
  Counted counted_;
  Period days_;  ///< those of the period that are counted
  Measures measures_;
};

}  // namespace

std::string_view to_string(Outcome outcome) {
  switch (outcome) {
    case Outcome::resolved:
      return "resolved";
    case Outcome::accepted:
      return "accepted";
    case Outcome::overridden:
      return "overridden";
    case Outcome::deployed_open:
      return "deployed_open";
    case Outcome::open:
      return "open";
    case Outcome::withdrawn:
      return "withdrawn";
  }
  return "open";
}

Measures measure(const MeasureInput& input) { return Measuring(input).run(); }

}  // namespace qualm::concerns
