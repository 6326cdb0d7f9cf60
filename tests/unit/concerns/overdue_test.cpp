// When somebody neutral should have looked at a concern.

#include <optional>
#include <string>

#include "concerns/fold.hpp"
#include "story.hpp"

using qualm::Date;
using qualm::Event;
using qualm::EventType;
using qualm::concerns::Duration;
using qualm::concerns::Ground;
using qualm::testing::ana;
using qualm::testing::ben;
using qualm::testing::eve;
using qualm::testing::jon;
using qualm::testing::Story;

namespace {

std::string due(Story& story) {
  const Ground ground(story.facts());
  const auto day = qualm::concerns::fold(story.id(), story.events(), ground).review_due;
  return day ? qualm::to_string(*day) : "-";
}

void on(Event& event, const char* day) { event.on = day; }

}  // namespace

TEST_CASE("a review is due when the policy says, from the day the concern was raised") {
  Story story;
  story.raise([](Event& event) { on(event, "2026-11-02T09:15:00Z"); });
  CHECK(due(story) == "2026-11-16");
  story.facts().policy.review_within = Duration{.hours = 36};
  CHECK(due(story) == "2026-11-03");  // whole days: nobody is late by hours
  story.facts().policy.review_within = Duration{.hours = 24 * 365};
  CHECK(due(story) == "2027-11-02");
}

TEST_CASE("a neutral review ends the wait, nobody else's does") {
  Story story;
  const std::string raised = story.raise([](Event& event) { on(event, "2026-11-02"); });
  story.add(EventType::commented, eve(), {raised});
  story.add(EventType::reviewed, jon(), {raised});  // who changed the system
  CHECK(due(story) == "2026-11-16");
  story.add(EventType::reviewed, ben(), {raised});
  CHECK(due(story) == "-");
}

TEST_CASE("what is settled waits for nobody; what opens it again begins anew") {
  Story story;
  const std::string raised = story.raise([](Event& event) { on(event, "2026-11-02"); });
  const std::string resolved = story.add(EventType::resolved, ben(), {raised});
  CHECK(due(story) == "-");
  story.add(EventType::disputed, ana(), {resolved}, [](Event& event) { on(event, "2026-11-12"); });
  CHECK(due(story) == "2026-11-26");
  story.add(EventType::reopened, eve(), {resolved}, [](Event& event) { on(event, "2026-11-10"); });
  CHECK(due(story) == "2026-11-24");
}

TEST_CASE("a review from before a dispute has not seen it") {
  Story story;
  const std::string raised = story.raise([](Event& event) { on(event, "2026-11-02"); });
  const std::string reviewed = story.add(EventType::reviewed, ben(), {raised});
  const std::string resolved = story.add(EventType::resolved, ben(), {reviewed});
  const std::string disputed = story.add(EventType::disputed, ana(), {resolved},
                                         [](Event& event) { on(event, "2026-11-12"); });
  CHECK(due(story) == "2026-11-26");
  story.add(EventType::reviewed, ben(), {disputed});
  CHECK(due(story) == "-");
}

TEST_CASE("without a day nobody can be late") {
  Story story;
  story.raise([](Event& event) { on(event, ""); });
  CHECK(due(story) == "-");
  Story unreadable;
  unreadable.add_text("no event at all");
  CHECK(due(unreadable) == "-");
}
