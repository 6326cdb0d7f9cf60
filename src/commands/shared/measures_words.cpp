// Measures in words.

#include "commands/shared/measures_words.hpp"

#include <utility>

#include <fmt/format.h>

#include "support/layout.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

using concerns::Figure;
using concerns::Measures;
using concerns::Outcomes;

constexpr std::size_t kShown = 100;  // bytes of a text by somebody else
constexpr std::size_t kYear = 365;

/// Why there is no figure, as a sentence's end.
template <typename Value>
std::string without(const Figure<Value>& figure) {
  const bool suppressed = figure.absence == concerns::Absence::suppressed;
  return fmt::format("{}: {}", suppressed ? "not told" : "not measured", figure.why);
}

std::string percent_of(const concerns::Share& share) {
  return fmt::format("{} of {} ({} %)", share.part, share.whole,
                     quotient(share.part, share.whole, 100, 1));
}

std::string number(std::size_t value) { return fmt::format("{}", value); }

std::string systems_of(const std::vector<std::string>& systems) {
  return systems.empty() ? "no system stated" : shorten(join_words(systems), kShown);
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  return fmt::format("{}", fmt::join(parts, separator));
}

ReportPart top(const MeasuresReport& report) {
  ReportPart part;
  if (report.incomplete) {
    part.lines.push_back(fmt::format("INCOMPLETE, some concerns may be missing: {}; {}",
                                     report.incomplete->message, report.incomplete->hint));
  }
  for (const std::string& one : report.unreadable) {
    part.lines.push_back(fmt::format("INCOMPLETE, not read: {}", shorten(one, 2 * kShown)));
  }
  part.lines.push_back(fmt::format(
      "The concerns of {}; deployments, incidents and surveys of {}; as things stand on {}.",
      report.concerns_of, report.records_of.empty() ? "no tree at all" : report.records_of,
      to_string(report.measures.today)));
  return part;
}

ReportPart raised(const Measures& measures) {
  ReportPart part{.title = "Concerns raised"};
  std::string line = fmt::format("{} in this period", counted(measures.raised, "concern"));
  if (measures.raised_by.value) {
    line += fmt::format("; {} people raised one under their name", *measures.raised_by.value);
  } else if (measures.raised > 0) {
    line += fmt::format("; by how many people is {}", without(measures.raised_by));
  }
  part.lines.push_back(line + ".");
  if (measures.quarters.empty()) return part;
  part.heads = {"quarter", "raised", "settled", "overridden", "deployments", "incidents"};
  for (const concerns::QuarterFigures& one : measures.quarters) {
    const concerns::Period whole = concerns::days_of(one.quarter);
    std::string name = to_string(one.quarter);
    if (one.days.from != whole.from) name += fmt::format(" from {}", to_string(one.days.from));
    if (one.days.to != whole.to) name += fmt::format(" to {}", to_string(one.days.to));
    part.rows.push_back({std::move(name), number(one.raised), number(one.settled),
                         number(one.overridden), number(one.deployments), number(one.incidents)});
  }
  return part;
}

/// `1 resolved, 2 overridden`: what there is any of.
std::string in_outcomes(const Outcomes& outcomes) {
  std::vector<std::string> parts;
  const auto add = [&](std::size_t count, std::string_view what) {
    if (count > 0) parts.push_back(fmt::format("{} {}", count, what));
  };
  add(outcomes.resolved, "resolved");
  add(outcomes.accepted, "risk accepted");
  add(outcomes.overridden, "overridden");
  add(outcomes.deployed_open, "deployed while open");
  add(outcomes.open, "still open without a deployment");
  add(outcomes.withdrawn, "withdrawn");
  return joined(parts, ", ");
}

ReportPart resolved(const Measures& measures) {
  ReportPart part{.title = "Resolved before deployment"};
  if (const auto& share = measures.settled_before_deployment.value) {
    part.lines.push_back(fmt::format(
        "{} that came to a decision were resolved, or their risk accepted, before the first "
        "deployment that followed; the others were overridden, or deployed while open.",
        percent_of(*share)));
  } else {
    part.lines.push_back(without(measures.settled_before_deployment) + ".");
  }
  const Outcomes& outcomes = measures.outcomes;
  if (outcomes.raised > 0) {
    part.lines.push_back(fmt::format("Of {} raised: {}.", outcomes.raised, in_outcomes(outcomes)));
  }
  if (outcomes.same_day > 0) {
    part.lines.push_back(fmt::format(
        "{} changed on the very day of that deployment: what was raised that day counts as raised "
        "before it, what was settled that day as settled before it.",
        outcomes.same_day));
  }
  if (const auto& share = measures.overridden.value) {
    part.lines.push_back(fmt::format("Overridden at some time: {} raised.", percent_of(*share)));
  }
  return part;
}

/// Adds `figure` as a row that `cells` makes of its value or, where there is none, says so in a
/// line that begins with `name`.
template <typename Value, typename Cells>
void add_row(ReportPart& part, const std::string& name, const Figure<Value>& figure, Cells cells) {
  if (figure.value) {
    std::vector<std::string> row = cells(*figure.value);
    row.insert(row.begin(), name);
    part.rows.push_back(std::move(row));
  } else {
    part.after.push_back(fmt::format("{}: {}.", name, without(figure)));
  }
}

ReportPart incidents(const Measures& measures) {
  const concerns::IncidentComparison& comparison = measures.incidents;
  ReportPart part{.title = "Incidents after overrides"};
  std::string line =
      fmt::format("{} on record in this period", counted(comparison.incidents, "incident"));
  if (comparison.unplaced > 0) {
    line += fmt::format(", {} of them in no system that a deployment record puts in production",
                        comparison.unplaced);
  }
  part.lines.push_back(line + ".");
  if (comparison.incidents > 0) {
    line = fmt::format("{} of {} name a concern that spoke of it before", comparison.foreseen,
                       comparison.incidents);
    if (comparison.foreseen_unknown > 0) {
      line += fmt::format("; {} do not say whether there was one", comparison.foreseen_unknown);
    }
    part.lines.push_back(line + ".");
  }
  part.heads = {"systems in production", "systems", "days", "incidents", "in 365 days"};
  if (!comparison.overridden.value && !comparison.others.value) {
    part.lines.push_back(without(comparison.others) + ".");
    part.heads.clear();
    return part;
  }
  const auto cells = [](const concerns::IncidentFigures& one) {
    return std::vector<std::string>{number(one.systems), number(one.days), number(one.incidents),
                                    quotient(one.incidents, one.days, kYear, 2)};
  };
  add_row(part, "with an overridden concern", comparison.overridden, cells);
  add_row(part, "all others", comparison.others, cells);
  add_row(part, "of the others, with no concern yet", comparison.untouched, cells);
  return part;
}

std::string survey_line(const concerns::SurveyFigure& survey) {
  std::string line = fmt::format("{}, {}, \"{}\": ", survey.when, to_string(survey.topic),
                                 shorten(survey.question, kShown));
  if (!survey.score.value) {
    line += without(survey.score);
  } else {
    const concerns::SurveyScore& score = *survey.score.value;
    line += fmt::format("{} on a scale from {} to {}, by {} people", score.score,
                        survey.least.value_or(0), survey.most.value_or(0), score.responses);
    if (score.asked) line += fmt::format(" of {} asked", *score.asked);
  }
  return line + fmt::format(" ({}).", shorten(survey.file, kShown));
}

ReportPart satisfaction(const Measures& measures) {
  ReportPart part{.title = "Satisfaction with how concerns are dealt with"};
  if (const auto& latest = measures.satisfaction.value) {
    part.lines.push_back(fmt::format("{} on a scale from {} to {} in {}, the latest survey.",
                                     latest->score.value ? latest->score.value->score : "",
                                     latest->least.value_or(0), latest->most.value_or(0),
                                     latest->when));
  } else {
    part.lines.push_back(without(measures.satisfaction) + ".");
  }
  for (const concerns::SurveyFigure& one : measures.surveys) {
    part.lines.push_back(survey_line(one));
  }
  return part;
}

ReportPart times(const Measures& measures) {
  const concerns::SettlementTimes& all = measures.times;
  ReportPart part{.title = "Time to resolution"};
  std::string line =
      "Days from raising to the day since which nothing holds the concern open, for those settled "
      "in this period; percentiles by nearest rank";
  if (all.withdrawn > 0) line += fmt::format("; {} withdrawn, not among them", all.withdrawn);
  part.lines.push_back(line + ".");
  if (!all.all.value) {
    part.lines.push_back(without(all.all) + ".");
    return part;
  }
  part.heads = {"settled", "concerns", "median", "90th percentile", "longest"};
  const auto cells = [](const concerns::Times& one) {
    return std::vector<std::string>{number(one.count), fmt::format("{}", one.median),
                                    fmt::format("{}", one.ninetieth),
                                    fmt::format("{}", one.longest)};
  };
  add_row(part, "all", all.all, cells);
  add_row(part, "resolved", all.resolved, cells);
  add_row(part, "risk accepted", all.accepted, cells);
  add_row(part, "overridden", all.overridden, cells);
  return part;
}

std::string rate_of(const Figure<concerns::RaiseRate>& figure) {
  if (!figure.value) return without(figure);
  return quotient(figure.value->raised, figure.value->deployments, 1, 2);
}

ReportPart rates(const Measures& measures) {
  ReportPart part{.title = "Raise rate"};
  if (const auto& rate = measures.raise_rate.value) {
    part.lines.push_back(fmt::format("{} for each deployment: {}, {}.",
                                     rate_of(measures.raise_rate), counted(rate->raised, "concern"),
                                     counted(rate->deployments, "deployment")));
  } else {
    part.lines.push_back(without(measures.raise_rate) + ".");
  }
  if (measures.systems.empty()) return part;
  part.heads = {"system", "raised", "deployments", "for each", "incidents", "open today"};
  for (const concerns::SystemFigures& one : measures.systems) {
    part.rows.push_back({shorten(one.system, kShown), number(one.raised), number(one.deployments),
                         one.rate.value ? rate_of(one.rate) : "–", number(one.incidents),
                         number(one.open)});
  }
  return part;
}

ReportPart deployments(const Measures& measures) {
  ReportPart part{.title = "Deployments"};
  part.lines.emplace_back(
      "Each with the concerns that were raised since the one before it, what had become of them on "
      "its day, and the median of the days until they were settled.");
  part.heads = {"day", "system", "version", "concerns", "median"};
  for (const concerns::DeploymentFigures& one : measures.deployments) {
    part.rows.push_back({one.record.day ? to_string(*one.record.day) : "",
                         shorten(one.record.system, kShown), shorten(one.record.version, kShown),
                         one.outcomes.raised > 0 ? in_outcomes(one.outcomes) : "none",
                         one.times.value ? fmt::format("{}", one.times.value->median) : "–"});
  }
  return part;
}

ReportPart overdue(const Measures& measures) {
  const concerns::OpenNow& open = measures.open;
  ReportPart part{.title = "Open and overdue now"};
  std::string line = fmt::format("{} open", counted(open.open, "concern"));
  if (open.oldest)
    line +=
        fmt::format(", the oldest for {}", counted(static_cast<std::size_t>(*open.oldest), "day"));
  if (open.open > 0) line += fmt::format("; {} reviewed", open.reviewed);
  line += fmt::format("; {} overdue for review.", open.overdue.size());
  part.lines.push_back(std::move(line));
  if (open.overdue.empty()) return part;
  part.heads = {"concern", "severity", "waits since", "system", "title"};
  part.last_below = true;
  for (const concerns::OverdueConcern& one : open.overdue) {
    part.rows.push_back({one.id, std::string(to_string(one.severity)),
                         one.since ? to_string(*one.since) : "nobody knows",
                         systems_of(one.systems),
                         one.title.empty() ? "(no title)" : shorten(one.title, kShown)});
  }
  return part;
}

ReportPart basis(const Measures& measures) {
  ReportPart part{.title = "What this rests on"};
  const concerns::DaySources& days = measures.sources;
  const std::size_t all = days.witnessed + days.stated + days.missing;
  std::string line = fmt::format(
      "Of {} that raise or settle a concern, {} are of a day on which a server received them, {} "
      "of the day that their author states",
      counted(all, "event"), days.witnessed, days.stated);
  if (days.missing > 0) line += fmt::format(", {} of no day that is known", days.missing);
  part.lines.push_back(all > 0 ? line + "." : "No event raises or settles a concern.");
  part.lines.emplace_back(
      "Deployments, incidents and surveys are of the days that their records state. What became of "
      "a concern is told as of today, whatever the period.");
  for (const std::string& one : measures.left_out) part.lines.push_back(one + ".");
  return part;
}

}  // namespace

std::string quotient(std::size_t part, std::size_t whole, std::size_t scale, int decimals) {
  if (whole == 0) return {};
  std::size_t unit = 1;
  for (int i = 0; i < decimals; ++i) unit *= 10;
  const std::size_t units = (part * scale * unit * 2 + whole) / (whole * 2);
  return fmt::format("{}.{:0{}}", units / unit, units % unit, decimals);
}

std::string title_of(const MeasuresReport& report) {
  const Measures& measures = report.measures;
  return fmt::format("Key measures, {} to {}", to_string(measures.period.from),
                     to_string(measures.until));
}

std::vector<ReportPart> in_words(const MeasuresReport& report) {
  const Measures& measures = report.measures;
  std::vector<ReportPart> parts = {top(report),         raised(measures),       resolved(measures),
                                   incidents(measures), satisfaction(measures), times(measures),
                                   rates(measures)};
  if (!measures.deployments.empty()) parts.push_back(deployments(measures));
  parts.push_back(overdue(measures));
  parts.push_back(basis(measures));
  return parts;
}

}  // namespace qualm::commands
