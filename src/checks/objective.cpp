// Check primitive `objective`: each hit reads as something people want, not as a metric or a task.

#include "language/objective.hpp"

#include <algorithm>
#include <array>

#include "checks/check.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<std::string_view, 4> kReadings = {"metric", "metric_unclear", "task",
                                                       "several_goals"};

constexpr std::array<OptionSpec, 1> kOptions = {{
    {.name = "not",
     .type = OptionType::choices,
     .help = "what it may not be: a metric; a metric_unclear, with no beneficiary or purpose; a "
             "task; several_goals",
     .choices = kReadings,
     .required = true},
}};
constexpr std::array<std::string_view, 2> kValues = {"evidence", "found"};

struct Reading {
  bool refused = false;
  std::string evidence;
};

Reading read(const Options& options, const std::string& text) {
  if (options.lists("not", "several_goals")) {
    const auto goals = language::goals_of(text);
    if (goals.size() > 1) return {.refused = true, .evidence = std::string(goals[1])};
  }
  const auto reading = language::read_objective(text);
  using Kind = language::ObjectiveKind;
  const bool refused =
      (reading.kind == Kind::metric && options.lists("not", "metric")) ||
      (reading.kind == Kind::metric_unclear && options.lists("not", "metric_unclear")) ||
      (reading.kind == Kind::task && options.lists("not", "task"));
  return {.refused = refused, .evidence = reading.evidence};
}

Result<Judge> compile(const Options& options) {
  return Judge([options](const Subject& subject) {
    bool any = false;
    std::vector<Fault> faults;
    for (const documents::Item& item : subject.items) {
      if (!is_stated(item)) continue;
      any = true;
      const Reading reading = read(options, item.text);
      // A metric is one in any language; the rest is told by English words.
      const bool metric = options.lists("not", "metric");
      if (!reading.refused || (!metric && !can_read_words(subject.document))) continue;
      Fault fault = fault_at(item);
      fault.values.emplace_back("evidence", reading.evidence);
      faults.push_back(std::move(fault));
    }
    return any ? Judgement::of(std::move(faults)) : Judgement::not_applicable();
  });
}

}  // namespace

Check objective_check() {
  return {.id = "objective",
          .summary = "Each hit reads as something people want, not as a metric or a task.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
