// Concerns and records to measure, told day by day.

#pragma once

#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "concerns/measures.hpp"
#include "unit/concerns/story.hpp"

namespace qualm::testing {

inline Date day(const std::string& text) {
  const auto date = parse_date(text);
  INFO(text);
  REQUIRE(date);
  return *date;
}

/// An edit that has the event say that it happened on `date`.
inline Edit on(const std::string& date) {
  return [date](Event& event) { event.on = date + "T09:00:00Z"; };
}

/// A change that has a server receive the event on `date`.
inline Change received(const std::string& date) {
  return [date](concerns::LedgerEvent& one) { one.introductions.front().received = day(date); };
}

/// A story that begins on a day. What it adds follows all that was there, unless told otherwise.
class DatedStory : public Story {
 public:
  explicit DatedStory(const std::string& date, const Edit& edit = nullptr,
                      const Change& change = nullptr, const Identity& by = ana()) {
    facts().today = {.year = 2026, .month = 12, .day = 10};
    then(EventType::raised, by, date, edit, change);
  }

  std::string then(EventType type, const Identity& by, const std::string& date,
                   const Edit& edit = nullptr, const Change& change = nullptr) {
    const Edit dated = [&](Event& event) {
      on(date)(event);
      if (edit) edit(event);
    };
    tips_ = {add(type, by, tips_, dated, change)};
    return tips_.front();
  }

 private:
  std::vector<std::string> tips_;
};

/// Everything that is measured, and a day to do it on.
struct World {
  std::deque<DatedStory> stories;
  std::vector<concerns::DeploymentRecord> deployments;
  std::vector<concerns::IncidentRecord> incidents;
  std::vector<concerns::Survey> surveys;
  std::vector<std::string> systems = {kSystem, "models/spam"};
  concerns::ProperIdentity proper;
  Date today = {.year = 2026, .month = 12, .day = 10};
  std::optional<concerns::Period> period;  ///< the last four quarters without one
  int quorum = 1;

  DatedStory& raised(const std::string& date, const Edit& edit = nullptr,
                     const Change& change = nullptr, const Identity& by = ana()) {
    return stories.emplace_back(date, edit, change, by);
  }

  void deployed(const std::string& date, const std::string& system = kSystem) {
    deployments.push_back(
        {.file = "safety/deployments/" + date + "-" + std::to_string(deployments.size()) + ".yaml",
         .system = system,
         .version = "1." + std::to_string(deployments.size()),
         .day = day(date)});
  }

  void failed(const std::string& date, const std::string& system = kSystem,
              std::optional<bool> foreseen = false) {
    const std::string id = "INC-" + std::to_string(incidents.size() + 1);
    incidents.push_back({.file = "safety/incidents/" + id + ".yaml",
                         .id = id,
                         .system = system,
                         .day = day(date),
                         .foreseen = foreseen});
  }

  [[nodiscard]] concerns::Measures measures() {
    std::deque<Concern> folded;
    std::vector<concerns::MeasuredConcern> measured;
    for (DatedStory& story : stories) {
      story.facts().today = today;
      story.facts().policy.quorum = quorum;
      folded.push_back(story.concern());
      measured.push_back({.concern = folded.back(), .events = story.events()});
    }
    const concerns::Circumstances facts = circumstances();
    const concerns::Who who(facts.people, proper);
    return concerns::measure({.concerns = measured,
                              .deployments = deployments,
                              .incidents = incidents,
                              .surveys = surveys,
                              .systems = systems,
                              .who = who,
                              .period = period.value_or(concerns::last_four_quarters(today)),
                              .today = today,
                              .review_within = {.hours = 14 * 24},
                              .quorum = quorum});
  }
};

/// Settles it by a neutral party.
inline std::string resolve(DatedStory& story, const std::string& date,
                           const Change& change = nullptr) {
  return story.then(EventType::resolved, ben(), date, nullptr, change);
}

/// The owner takes the risk until `until`, after a review of the same day.
inline std::string accept(DatedStory& story, const std::string& date, const std::string& until) {
  story.then(EventType::reviewed, ben(), date);
  return story.then(EventType::accepted, dana(), date,
                    [until](Event& event) { event.expires = day(until); });
}

/// The board overrides it, after a review of the same day.
inline std::string override_it(DatedStory& story, const std::string& date) {
  story.then(EventType::reviewed, ben(), date);
  return story.then(EventType::overridden, chidi(), date);
}

}  // namespace qualm::testing
