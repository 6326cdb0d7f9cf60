// The key measures of the standard, worked out from concerns, deployments, incidents and surveys.
//
// Each figure is measured or says why it is not. What it counts, and what it holds that against,
// stands beside it here. Where days alone cannot tell, the worse reading is taken; nothing that is
// missing makes a figure look better.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "concerns/concern_policy.hpp"
#include "concerns/measures_figure.hpp"
#include "concerns/measures_period.hpp"
#include "concerns/measures_survey.hpp"
#include "concerns/measures_timeline.hpp"
#include "concerns/who.hpp"
#include "model/concern.hpp"
#include "support/date.hpp"

namespace qualm::concerns {

/// A deployment as its record states it.
struct DeploymentRecord {
  std::string file;
  std::string system;  ///< as `system_name` writes it; empty when it names none
  std::string version;
  std::optional<Date> day;
};

/// An incident as its record states it.
struct IncidentRecord {
  std::string file;
  std::string id;
  std::string system;  ///< as `system_name` writes it; empty when it names none
  std::optional<Date> day;
  /// Whether it names a concern that spoke of it before; nothing when it does not say.
  std::optional<bool> foreseen;
};

struct MeasureInput {
  const std::vector<MeasuredConcern>& concerns;
  const std::vector<DeploymentRecord>& deployments;
  const std::vector<IncidentRecord>& incidents;
  const std::vector<Survey>& surveys;
  const std::vector<std::string>& systems;  ///< folders of the systems of the protected side
  const Who& who;                           ///< its people
  Period period;                            ///< both days included
  Date today;                               ///< what is later is not counted
  Duration review_within;
  int quorum = 1;  ///< of an override
};

/// What became of a concern by the first deployment of one of its systems on or after the day it
/// was raised or, where there was none, by today. A deployment on the day it was raised counts as
/// having followed it, a closing event on the day of the deployment as having come before it.
enum class Outcome : std::uint8_t {
  resolved,
  accepted,       ///< closed by an acceptance of the risk, or partly so
  overridden,     ///< closed by an override, or partly so
  deployed_open,  ///< deployed while something held it open, whatever became of it later
  open,           ///< open, and not deployed since
  withdrawn       ///< by who raised it; never counted as resolved
};

/// `resolved`, `accepted`, `overridden`, `deployed_open`, `open`, `withdrawn`.
[[nodiscard]] std::string_view to_string(Outcome outcome);

/// Concerns by their outcome; `raised` is their sum.
struct Outcomes {
  std::size_t raised = 0;
  std::size_t resolved = 0;
  std::size_t accepted = 0;
  std::size_t overridden = 0;
  std::size_t deployed_open = 0;
  std::size_t open = 0;
  std::size_t withdrawn = 0;
  std::size_t same_day = 0;  ///< of these, how many changed on the very day of the deployment
};

/// One calendar quarter, or the part of it that lies in the period and not after today.
struct QuarterFigures {
  Quarter quarter;
  Period days;
  bool whole = true;           ///< `days` is all of the quarter
  std::size_t raised = 0;      ///< concerns whose raising event is of these days
  std::size_t settled = 0;     ///< since one of these days nothing holds them open; no withdrawals
  std::size_t overridden = 0;  ///< of those, the ones that are overridden today
  std::size_t deployments = 0;
  std::size_t incidents = 0;
};

/// Incidents, and the days on which the systems they happened in were in production. The rate is
/// `incidents` for each 365 of `days`.
struct IncidentFigures {
  std::size_t systems = 0;
  std::size_t days = 0;
  std::size_t incidents = 0;
};

/// A system is in production from its first deployment on record. Each of its days, up to today,
/// is of one of two kinds, and so is an incident of that day.
struct IncidentComparison {
  Figure<IncidentFigures> overridden;  ///< at the end of the day a concern about it was overridden
  Figure<IncidentFigures> others;      ///< none was
  Figure<IncidentFigures> untouched;   ///< of the others: no concern about it had been raised yet
  std::size_t incidents = 0;           ///< all of the period
  std::size_t unplaced = 0;          ///< of them, those of a system not in production by any record
  std::size_t foreseen = 0;          ///< of them, those that name a concern that spoke of it before
  std::size_t foreseen_unknown = 0;  ///< of them, those that do not say
};

/// Days from the day a concern was raised to the day since which nothing holds it open, for the
/// concerns for which that day is in the period, by what they are today.
struct SettlementTimes {
  Figure<Times> all;
  Figure<Times> resolved;
  Figure<Times> accepted;
  Figure<Times> overridden;
  std::size_t withdrawn = 0;  ///< in the period; in none of the figures
};

/// Concerns raised in the period, and deployments in it.
struct RaiseRate {
  std::size_t raised = 0;
  std::size_t deployments = 0;
};

struct SystemFigures {
  std::string system;
  Figure<RaiseRate> rate;  ///< a concern about every system counts for each; unless deployed: none
  std::size_t raised = 0;
  std::size_t deployments = 0;
  std::size_t incidents = 0;
  std::size_t open = 0;  ///< today
};

/// A deployment of the period, and the concerns for which it is the first that followed.
struct DeploymentFigures {
  DeploymentRecord record;
  Outcomes outcomes;
  Figure<Times> times;  ///< to settlement, of those of them that are settled today
};

struct OverdueConcern {
  std::string id;
  std::string title;
  std::vector<std::string> systems;
  ConcernSeverity severity = ConcernSeverity::critical;
  std::optional<Date> since;  ///< the day of what waits for a review; nothing: nobody knows
  int days = 0;               ///< since then
};

/// Open today, whatever the period. A concern is overdue when something that holds it open has
/// waited for longer than the whole days of `review_within` and no review that counts follows it,
/// or when nothing says for how long.
struct OpenNow {
  std::size_t open = 0;
  std::size_t reviewed = 0;             ///< of them: nothing waits for a review
  std::optional<int> oldest;            ///< days since which the oldest is open without a break
  std::vector<OverdueConcern> overdue;  ///< unknown days first, then the oldest, then by id
};

/// One concern that was raised or settled in the period.
struct ConcernFigures {
  std::string id;
  std::string title;
  std::vector<std::string> systems;
  ConcernSeverity severity = ConcernSeverity::critical;
  ConcernState state = ConcernState::open;  ///< today
  Outcome outcome = Outcome::open;
  std::optional<Date> raised;
  std::optional<Date> settled;
  std::optional<int> days;  ///< from the one to the other
  std::string deployment;   ///< record of the first deployment that followed; empty: none
};

struct Measures {
  Period period;  ///< as asked for
  Date today;
  Date until;  ///< the last day that was counted: the end of the period, or today
  std::size_t raised = 0;
  std::vector<QuarterFigures> quarters;

  /// Of the concerns raised in the period.
  Outcomes outcomes;
  /// `resolved` and `accepted`, of those that came to a decision: these two, `overridden` and
  /// `deployed_open`. Withdrawn ones, and open ones that nothing was deployed over, are in neither.
  Figure<Share> settled_before_deployment;
  /// Those raised in the period that an override closes or closed, of all that were raised in it.
  Figure<Share> overridden;

  IncidentComparison incidents;
  /// The score of the latest survey of the period that asks about concerns.
  Figure<SurveyFigure> satisfaction;
  std::vector<SurveyFigure> surveys;  ///< all questions of the period, the latest first
  SettlementTimes times;
  Figure<RaiseRate> raise_rate;
  std::vector<SystemFigures> systems;          ///< by name
  std::vector<DeploymentFigures> deployments;  ///< by day, then by file
  OpenNow open;
  /// Distinct people who raised a concern of the period under their name, by address, policy and
  /// mailmap. Told from `kSmallestGroup` on; whoever is anonymous is not looked at, and no figure
  /// tells how many were.
  Figure<std::size_t> raised_by;
  DaySources sources;                    ///< the days of all concerns, and what they rest on
  std::vector<ConcernFigures> concerns;  ///< by the day they were raised, then by id
  std::vector<std::string> left_out;     ///< sentences: what could not be counted, and why
};

/// Works everything out. Depends on its input alone; the order of the lists makes no difference.
[[nodiscard]] Measures measure(const MeasureInput& input);

}  // namespace qualm::concerns
