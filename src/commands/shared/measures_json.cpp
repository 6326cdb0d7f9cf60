// Printing measures as JSON.

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "commands/shared/measures_report.hpp"
#include "commands/shared/measures_words.hpp"
#include "support/json_text.hpp"
#include "support/version.hpp"

namespace qualm::commands {
namespace {

using concerns::Figure;
using concerns::Measures;
using concerns::Outcomes;

constexpr int kVersion = 1;
constexpr std::size_t kSpread = 3;

std::string day(const std::optional<Date>& date) { return date ? to_string(*date) : std::string(); }

class Printer {
 public:
  explicit Printer(std::ostream& out)
      : json_([&out](std::string_view bytes) { out << bytes; }, kSpread) {}

  void print(const MeasuresReport& report) {
    const Measures& measures = report.measures;
    json_.object();
    head(report);
    quarters(measures);
    outcomes("outcomes", measures.outcomes);
    figure("resolved_before_deployment", measures.settled_before_deployment,
           [&](const concerns::Share& share) { this->share(share); });
    figure("overridden", measures.overridden,
           [&](const concerns::Share& share) { this->share(share); });
    incidents(measures.incidents);
    surveys(measures);
    times(measures.times);
    figure("raise_rate", measures.raise_rate,
           [&](const concerns::RaiseRate& rate) { this->rate(rate); });
    systems(measures);
    deployments(measures);
    open(measures.open);
    concerns(measures);
    basis(measures);
    texts("unreadable", report.unreadable);
    json_.end();
  }

 private:
  /// A figure as the member `key`: its value, written by `write`, or why there is none.
  template <typename Value, typename Write>
  void figure(std::string_view key, const Figure<Value>& figure, Write write) {
    json_.object(key);
    json_.flag("measured", figure.value.has_value());
    if (figure.value) {
      write(*figure.value);
    } else {
      json_.flag("suppressed", figure.absence == concerns::Absence::suppressed);
      json_.text("why", figure.why);
    }
    json_.end();
  }

  void texts(std::string_view key, const std::vector<std::string>& values) {
    json_.array(key);
    for (const std::string& one : values) json_.text(one);
    json_.end();
  }

  void head(const MeasuresReport& report) {
    const Measures& measures = report.measures;
    json_.text("format", "qualm-report");
    json_.number("version", kVersion);
    json_.text("qualm", version());
    json_.text("concerns_of", report.concerns_of);
    json_.text("records_of", report.records_of);
    json_.text("today", to_string(measures.today));
    json_.flag("complete", !report.incomplete && report.unreadable.empty());
    json_.text("incomplete", report.incomplete ? report.incomplete->message : std::string());
    json_.text("hint", report.incomplete ? report.incomplete->hint : std::string());
    json_.object("period");
    json_.text("from", to_string(measures.period.from));
    json_.text("to", to_string(measures.period.to));
    json_.text("until", to_string(measures.until));
    json_.end();
    json_.object("raised");
    json_.number("concerns", measures.raised);
    figure("people", measures.raised_by,
           [&](std::size_t people) { json_.number("count", people); });
    json_.end();
  }

  void quarters(const Measures& measures) {
    json_.array("quarters");
    for (const concerns::QuarterFigures& one : measures.quarters) {
      json_.object();
      json_.text("quarter", to_string(one.quarter));
      json_.text("from", to_string(one.days.from));
      json_.text("to", to_string(one.days.to));
      json_.flag("whole", one.whole);
      json_.number("raised", one.raised);
      json_.number("settled", one.settled);
      json_.number("overridden", one.overridden);
      json_.number("deployments", one.deployments);
      json_.number("incidents", one.incidents);
      json_.end();
    }
    json_.end();
  }

  void outcomes(std::string_view key, const Outcomes& outcomes) {
    json_.object(key);
    json_.number("raised", outcomes.raised);
    json_.number("resolved", outcomes.resolved);
    json_.number("accepted", outcomes.accepted);
    json_.number("overridden", outcomes.overridden);
    json_.number("deployed_open", outcomes.deployed_open);
    json_.number("open", outcomes.open);
    json_.number("withdrawn", outcomes.withdrawn);
    json_.number("same_day", outcomes.same_day);
    json_.end();
  }

  void share(const concerns::Share& share) {
    json_.number("part", share.part);
    json_.number("whole", share.whole);
    json_.text("percent", quotient(share.part, share.whole, 100, 1));
  }

  void rate(const concerns::RaiseRate& rate) {
    json_.number("raised", rate.raised);
    json_.number("deployments", rate.deployments);
    json_.text("rate", quotient(rate.raised, rate.deployments, 1, 2));
  }

  void incidents(const concerns::IncidentComparison& comparison) {
    const auto write = [&](const concerns::IncidentFigures& one) {
      constexpr std::size_t kYear = 365;
      json_.number("systems", one.systems);
      json_.number("days", one.days);
      json_.number("incidents", one.incidents);
      json_.text("in_365_days", quotient(one.incidents, one.days, kYear, 2));
    };
    json_.object("incidents");
    json_.number("count", comparison.incidents);
    json_.number("unplaced", comparison.unplaced);
    json_.number("foreseen", comparison.foreseen);
    json_.number("foreseen_unknown", comparison.foreseen_unknown);
    figure("overridden", comparison.overridden, write);
    figure("others", comparison.others, write);
    figure("untouched", comparison.untouched, write);
    json_.end();
  }

  void score(const concerns::SurveyScore& score) {
    json_.text("score", score.score);
    json_.number("responses", score.responses);
    if (score.asked) json_.number("asked", *score.asked);
  }

  void survey(const concerns::SurveyFigure& survey) {
    json_.text("file", survey.file);
    json_.text("date", survey.when);
    json_.text("from", to_string(survey.days.from));
    json_.text("to", to_string(survey.days.to));
    json_.text("about", to_string(survey.topic));
    json_.text("question", survey.question);
    const auto fits = [](const std::optional<std::int64_t>& end) {
      return end && *end == static_cast<int>(*end);
    };
    if (!fits(survey.least) || !fits(survey.most)) return;
    json_.object("scale");
    json_.number("min", static_cast<int>(*survey.least));
    json_.number("max", static_cast<int>(*survey.most));
    json_.end();
  }

  void surveys(const Measures& measures) {
    figure("satisfaction", measures.satisfaction, [&](const concerns::SurveyFigure& latest) {
      survey(latest);
      if (latest.score.value) score(*latest.score.value);
    });
    json_.array("surveys");
    for (const concerns::SurveyFigure& one : measures.surveys) {
      json_.object();
      survey(one);
      figure("result", one.score, [&](const concerns::SurveyScore& value) { score(value); });
      json_.end();
    }
    json_.end();
  }

  void time(const concerns::Times& times) {
    json_.number("concerns", times.count);
    json_.number("median_days", times.median);
    json_.number("p90_days", times.ninetieth);
    json_.number("longest_days", times.longest);
  }

  void times(const concerns::SettlementTimes& times) {
    const auto write = [&](const concerns::Times& one) { time(one); };
    json_.object("time_to_resolution");
    figure("all", times.all, write);
    figure("resolved", times.resolved, write);
    figure("accepted", times.accepted, write);
    figure("overridden", times.overridden, write);
    json_.number("withdrawn", times.withdrawn);
    json_.end();
  }

  void systems(const Measures& measures) {
    json_.array("systems");
    for (const concerns::SystemFigures& one : measures.systems) {
      json_.object();
      json_.text("system", one.system);
      json_.number("raised", one.raised);
      json_.number("deployments", one.deployments);
      json_.number("incidents", one.incidents);
      json_.number("open", one.open);
      figure("raise_rate", one.rate, [&](const concerns::RaiseRate& value) { rate(value); });
      json_.end();
    }
    json_.end();
  }

  void deployments(const Measures& measures) {
    json_.array("deployments");
    for (const concerns::DeploymentFigures& one : measures.deployments) {
      json_.object();
      json_.text("file", one.record.file);
      json_.text("system", one.record.system);
      json_.text("version", one.record.version);
      json_.text("date", day(one.record.day));
      outcomes("outcomes", one.outcomes);
      figure("time_to_resolution", one.times, [&](const concerns::Times& value) { time(value); });
      json_.end();
    }
    json_.end();
  }

  void open(const concerns::OpenNow& open) {
    json_.object("open");
    json_.number("concerns", open.open);
    json_.number("reviewed", open.reviewed);
    if (open.oldest) json_.number("oldest_days", *open.oldest);
    json_.array("overdue");
    for (const concerns::OverdueConcern& one : open.overdue) {
      json_.object();
      json_.text("id", one.id);
      json_.text("title", one.title);
      texts("systems", one.systems);
      json_.text("severity", to_string(one.severity));
      json_.text("since", day(one.since));
      if (one.since) json_.number("days", one.days);
      json_.end();
    }
    json_.end();
    json_.end();
  }

  void concerns(const Measures& measures) {
    json_.array("concerns");
    for (const concerns::ConcernFigures& one : measures.concerns) {
      json_.object();
      json_.text("id", one.id);
      json_.text("title", one.title);
      texts("systems", one.systems);
      json_.text("severity", to_string(one.severity));
      json_.text("state", to_string(one.state));
      json_.text("outcome", to_string(one.outcome));
      json_.text("raised", day(one.raised));
      json_.text("settled", day(one.settled));
      if (one.days) json_.number("days", *one.days);
      json_.text("deployment", one.deployment);
      json_.end();
    }
    json_.end();
  }

  void basis(const Measures& measures) {
    json_.object("days");
    json_.number("witnessed", measures.sources.witnessed);
    json_.number("stated", measures.sources.stated);
    json_.number("missing", measures.sources.missing);
    json_.end();
    texts("left_out", measures.left_out);
  }

  JsonWriter json_;
};

}  // namespace

void write_measures_json(std::ostream& out, const MeasuresReport& report) {
  Printer(out).print(report);
}

}  // namespace qualm::commands
