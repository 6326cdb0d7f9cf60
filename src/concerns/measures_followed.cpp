// Concerns and records, put in order to be counted.

#include "concerns/measures_followed.hpp"

#include <map>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "concerns/systems.hpp"
#include "support/layout.hpp"
#include "support/text.hpp"

namespace qualm::concerns {
namespace {

/// `a, b and 3 more`.
std::string some_of(const std::vector<std::string>& names) {
  constexpr std::size_t kShown = 3;
  constexpr std::size_t kBytes = 160;
  std::vector<std::string> shown;
  for (const std::string& name : names) {
    if (shown.size() == kShown) break;
    shown.push_back(shorten(name, kBytes));
  }
  if (names.size() > kShown) shown.push_back(fmt::format("{} more", names.size() - kShown));
  return join_words(shown);
}

/// Records of one kind that cannot be counted, by the reason.
class LeftOut {
 public:
  void add(const std::string& reason, std::string name) {
    names_[reason].push_back(std::move(name));
  }

  /// One sentence for each reason: "2 concerns are in no quarter, because …: a and b".
  void tell(std::string_view noun, std::vector<std::string>& sentences) {
    for (auto& [reason, names] : names_) {
      std::sort(names.begin(), names.end());
      sentences.push_back(
          fmt::format("{} {}: {}", counted(names.size(), noun), reason, some_of(names)));
    }
  }

 private:
  std::map<std::string, std::vector<std::string>> names_;
};

template <typename Record>
std::vector<const Record*> placed(const std::vector<Record>& records, Date today, bool needs_system,
                                  LeftOut& left_out) {
  std::vector<const Record*> kept;
  for (const Record& record : records) {
    if (!record.day) {
      left_out.add("left out, without a day that can be read", record.file);
    } else if (today < *record.day) {
      left_out.add("left out, of a day still to come", record.file);
    } else if (needs_system && record.system.empty()) {
      left_out.add("left out, without a system", record.file);
    } else {
      kept.push_back(&record);
    }
  }
  std::sort(kept.begin(), kept.end(), [](const Record* left, const Record* right) {
    return std::tie(*left->day, left->file) < std::tie(*right->day, right->file);
  });
  return kept;
}

std::vector<std::string> all_systems(const MeasureInput& input,
                                     const std::vector<const DeploymentRecord*>& deployments) {
  std::set<std::string> names;
  for (const std::string& path : input.systems) names.insert(system_name(path));
  for (const DeploymentRecord* one : deployments) names.insert(one->system);
  return {names.begin(), names.end()};
}

Outcome outcome_in(ConcernState state, bool deployed) {
  switch (state) {
    case ConcernState::open:
      return deployed ? Outcome::deployed_open : Outcome::open;
    case ConcernState::overridden:
      return Outcome::overridden;
    case ConcernState::accepted:
      return Outcome::accepted;
    case ConcernState::withdrawn:
      return Outcome::withdrawn;
    case ConcernState::resolved:
      return Outcome::resolved;
  }
  return Outcome::deployed_open;
}

/// Looks for the first deployment that followed, and tells what had become of the concern by then.
void decide(Followed& followed, const std::vector<const DeploymentRecord*>& deployments) {
  if (!followed.timeline.raised) return;
  const Date raised = *followed.timeline.raised;
  const auto after =
      std::find_if(deployments.begin(), deployments.end(), [&](const DeploymentRecord* one) {
        return raised <= *one->day && followed.is_about(one->system);
      });
  if (after == deployments.end()) {
    followed.outcome = outcome_in(followed.concern->state, false);
    return;
  }
  followed.first = *after;
  const Date day = *followed.first->day;
  followed.outcome = outcome_in(followed.timeline.on(day).value_or(ConcernState::open), true);
  followed.same_day = std::any_of(followed.timeline.steps.begin(), followed.timeline.steps.end(),
                                  [&](const TimelineStep& step) { return step.day == day; });
}

void note(const Followed& followed, const std::vector<std::string>& systems, LeftOut& left_out) {
  const Concern& concern = *followed.concern;
  const Timeline& timeline = followed.timeline;
  if (!timeline.raised) {
    left_out.add("in no quarter, because nothing says when it was raised", concern.id);
  } else if (!timeline.followed) {
    left_out.add("with more events than are followed: only its state today counts", concern.id);
  } else if (concern.state != ConcernState::open && !timeline.settled) {
    left_out.add("settled, and nothing says since when", concern.id);
  }
  const bool is_known = std::any_of(systems.begin(), systems.end(),
                                    [&](const std::string& one) { return followed.is_about(one); });
  if (!is_known) left_out.add("about no system that is here or was deployed", concern.id);
}

}  // namespace

Counted follow(const MeasureInput& input, std::vector<std::string>& left_out) {
  Counted counted;
  LeftOut deployments;
  LeftOut incidents;
  LeftOut concerns;
  counted.deployments = placed(input.deployments, input.today, true, deployments);
  counted.incidents = placed(input.incidents, input.today, false, incidents);
  counted.systems = all_systems(input, counted.deployments);
  for (const MeasuredConcern& one : input.concerns) {
    Followed followed{.concern = &one.concern,
                      .timeline = timeline_of(one, input.quorum, input.today)};
    decide(followed, counted.deployments);
    note(followed, counted.systems, concerns);
    counted.concerns.push_back(std::move(followed));
  }
  std::sort(counted.concerns.begin(), counted.concerns.end(),
            [](const Followed& left, const Followed& right) {
              return std::tie(left.timeline.raised, left.concern->id) <
                     std::tie(right.timeline.raised, right.concern->id);
            });
  concerns.tell("concern", left_out);
  deployments.tell("deployment record", left_out);
  incidents.tell("incident record", left_out);
  LeftOut surveys;
  for (const Survey& survey : input.surveys) {
    if (!survey.when)
      surveys.add("left out, without a day or quarter that can be read", survey.file);
  }
  surveys.tell("survey", left_out);
  return counted;
}

}  // namespace qualm::concerns
