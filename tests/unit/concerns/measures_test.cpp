// The key measures: what each counts, and what it says where there is nothing to count.

#include "concerns/measures.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "harness/catch.hpp"
#include "unit/concerns/measures_world.hpp"

using namespace qualm;
using namespace qualm::testing;
using concerns::Measures;
using concerns::Outcome;

namespace {

const concerns::QuarterFigures& quarter(const Measures& measures, const std::string& name) {
  const auto found = std::find_if(measures.quarters.begin(), measures.quarters.end(),
                                  [&](const auto& one) { return to_string(one.quarter) == name; });
  INFO(name);
  REQUIRE(found != measures.quarters.end());
  return *found;
}

const concerns::SystemFigures& system_called(const Measures& measures, const std::string& name) {
  const auto found = std::find_if(measures.systems.begin(), measures.systems.end(),
                                  [&](const auto& one) { return one.system == name; });
  INFO(name);
  REQUIRE(found != measures.systems.end());
  return *found;
}

/// The outcome of the only concern of `world`.
Outcome outcome(World& world) {
  const Measures measures = world.measures();
  REQUIRE(measures.concerns.size() == 1);
  return measures.concerns.front().outcome;
}

bool is_left_out(const Measures& measures, const std::string& part) {
  return std::any_of(measures.left_out.begin(), measures.left_out.end(),
                     [&](const std::string& one) { return mentions(one, part); });
}

Edit about(const std::string& system) {
  return [system](Event& event) { event.system = system; };
}

Edit titled(const std::string& title) {
  return [title](Event& event) { event.title = title; };
}

}  // namespace

TEST_CASE("measures: nothing at all is said in words, figure by figure") {
  World world;
  const Measures measures = world.measures();
  CHECK(measures.raised == 0);
  CHECK(measures.quarters.size() == 4);
  CHECK_FALSE(measures.settled_before_deployment.value);
  CHECK(measures.settled_before_deployment.why ==
        "no concern raised in this period has come to a decision");
  CHECK(measures.overridden.why == "no concern was raised in this period");
  CHECK(measures.incidents.overridden.why ==
        "no deployment on record puts a system in production in this period");
  CHECK(measures.incidents.others.why == measures.incidents.overridden.why);
  CHECK(measures.satisfaction.why == "no survey in safety/surveys in this period");
  CHECK(measures.times.all.why == "no concern was settled in this period");
  CHECK(measures.times.overridden.why == "no concern was overridden in this period");
  CHECK(measures.raise_rate.why == "no deployment on record in this period");
  CHECK(measures.raised_by.why == "no concern was raised in this period");
  CHECK(measures.open.open == 0);
  CHECK_FALSE(measures.open.oldest);
  CHECK(measures.left_out.empty());
}

TEST_CASE("measures: the default period is the four quarters that end with today's") {
  World world;
  const Measures measures = world.measures();
  CHECK(measures.period == concerns::Period{day("2026-01-01"), day("2026-12-31")});
  CHECK(measures.until == day("2026-12-10"));
  REQUIRE(measures.quarters.size() == 4);
  CHECK(to_string(measures.quarters.front().quarter) == "2026-Q1");
  CHECK(measures.quarters.front().whole);
  CHECK_FALSE(measures.quarters.back().whole);
  CHECK(measures.quarters.back().days.to == day("2026-12-10"));
}

TEST_CASE("measures: concerns are counted in the quarter they were raised in") {
  World world;
  world.raised("2025-12-31", titled("the day before"));
  world.raised("2026-01-01", titled("the first day"));
  world.raised("2026-03-31", titled("the last day"));
  world.raised("2026-04-01", titled("the next"));
  const Measures measures = world.measures();
  CHECK(measures.raised == 3);
  CHECK(quarter(measures, "2026-Q1").raised == 2);
  CHECK(quarter(measures, "2026-Q2").raised == 1);
  CHECK(quarter(measures, "2026-Q3").raised == 0);
  CHECK(measures.concerns.size() == 3);
  CHECK(measures.open.open == 4);
}

TEST_CASE("measures: any period, with parts of quarters at its ends") {
  World world;
  world.raised("2026-02-14", titled("before"));
  world.raised("2026-02-15", titled("within"));
  world.raised("2026-04-15", titled("on the last day"));
  world.period = concerns::Period{day("2026-02-15"), day("2026-04-15")};
  const Measures measures = world.measures();
  CHECK(measures.raised == 2);
  REQUIRE(measures.quarters.size() == 2);
  CHECK(measures.quarters[0].days == concerns::Period{day("2026-02-15"), day("2026-03-31")});
  CHECK_FALSE(measures.quarters[0].whole);
  CHECK(measures.quarters[1].days == concerns::Period{day("2026-04-01"), day("2026-04-15")});
}

TEST_CASE("measures: a period that has not begun has no days") {
  World world;
  world.raised("2026-11-01");
  world.deployed("2026-12-01");
  world.period = concerns::Period{day("2027-01-01"), day("2027-03-31")};
  const Measures measures = world.measures();
  CHECK(measures.quarters.empty());
  CHECK(measures.raised == 0);
  CHECK_FALSE(measures.incidents.others.value);
  CHECK(measures.open.open == 1);
}

TEST_CASE("measures: the day a server received an event goes before the day it states") {
  World world;
  world.raised("2026-01-05", nullptr, received("2026-05-05"));
  const Measures measures = world.measures();
  CHECK(quarter(measures, "2026-Q1").raised == 0);
  CHECK(quarter(measures, "2026-Q2").raised == 1);
  CHECK(measures.sources.witnessed == 1);
  CHECK(measures.sources.stated == 0);
}

TEST_CASE("measures: how many days rest on the word of an author") {
  World world;
  DatedStory& story = world.raised("2026-05-01", nullptr, received("2026-05-02"));
  story.then(EventType::commented, eve(), "2026-05-03");
  resolve(story, "2026-05-09");
  world.raised("2026-06-01", [](Event& event) { event.on.clear(); });
  const Measures measures = world.measures();
  CHECK(measures.sources.witnessed == 1);
  CHECK(measures.sources.stated == 1);
  CHECK(measures.sources.missing == 1);
  CHECK(measures.raised == 1);
  CHECK(is_left_out(measures, "1 concern in no quarter, because nothing says when it was raised"));
}

TEST_CASE("measures: a day that is still to come is none, but for somebody's tomorrow") {
  World world;
  world.raised("2026-12-11", titled("somebody's tomorrow"));
  world.raised("2026-12-12", titled("to come"));
  const Measures measures = world.measures();
  CHECK(measures.raised == 1);
  CHECK(measures.concerns.front().raised == day("2026-12-10"));
  CHECK(measures.sources.missing == 1);
}

TEST_CASE("measures: resolved before the deployment that follows") {
  World world;
  DatedStory& story = world.raised("2026-05-01");
  resolve(story, "2026-05-08");
  world.deployed("2026-04-30");
  SECTION("a deployment before it was raised does not count") {
    CHECK(outcome(world) == Outcome::resolved);
    CHECK(world.measures().concerns.front().deployment.empty());
  }
  SECTION("a later deployment finds it resolved") {
    world.deployed("2026-05-09");
    CHECK(outcome(world) == Outcome::resolved);
    CHECK(world.measures().concerns.front().deployment == world.deployments[1].file);
    CHECK(world.measures().outcomes.same_day == 0);
  }
  SECTION("on the same day counts as before, and is told") {
    world.deployed("2026-05-08");
    CHECK(outcome(world) == Outcome::resolved);
    CHECK(world.measures().outcomes.same_day == 1);
  }
  SECTION("a deployment before the resolution went out over an open concern") {
    world.deployed("2026-05-07");
    world.deployed("2026-05-20");
    CHECK(outcome(world) == Outcome::deployed_open);
  }
  SECTION("so did one on the day it was raised") {
    world.deployed("2026-05-01");
    CHECK(outcome(world) == Outcome::deployed_open);
    CHECK(world.measures().outcomes.same_day == 1);
  }
  SECTION("a deployment of another system has nothing to do with it") {
    world.deployed("2026-05-02", "models/spam");
    CHECK(outcome(world) == Outcome::resolved);
    CHECK(world.measures().concerns.front().deployment.empty());
  }
  SECTION("one that is still to come neither") {
    world.deployed("2026-12-11");
    CHECK(outcome(world) == Outcome::resolved);
    CHECK(is_left_out(world.measures(), "1 deployment record left out, of a day still to come"));
  }
}

TEST_CASE("measures: a concern about every system is followed by any deployment") {
  World world;
  world.raised("2026-05-01", about("*"));
  world.deployed("2026-05-02", "models/spam");
  CHECK(outcome(world) == Outcome::deployed_open);
  const Measures measures = world.measures();
  CHECK(system_called(measures, "models/spam").raised == 1);
  CHECK(system_called(measures, kSystem).raised == 1);
  CHECK(measures.raised == 1);
}

TEST_CASE("measures: reopened later, it was resolved when the system went out") {
  World world;
  DatedStory& story = world.raised("2026-05-01");
  resolve(story, "2026-05-08");
  story.then(EventType::reopened, eve(), "2026-06-01");
  world.deployed("2026-05-10");
  CHECK(story.state() == ConcernState::open);
  CHECK(outcome(world) == Outcome::resolved);
  SECTION("a reopening before the deployment leaves it open") {
    world.deployments.clear();
    world.deployed("2026-06-02");
    CHECK(outcome(world) == Outcome::deployed_open);
  }
}

TEST_CASE("measures: an acceptance holds up to its last day") {
  World world;
  DatedStory& story = world.raised("2026-09-01");
  accept(story, "2026-09-05", "2026-10-31");
  SECTION("deployed while it held, though it has expired since") {
    world.deployed("2026-10-31");
    CHECK(outcome(world) == Outcome::accepted);
    CHECK(story.state() == ConcernState::open);
  }
  SECTION("deployed the day after") {
    world.deployed("2026-11-01");
    CHECK(outcome(world) == Outcome::deployed_open);
  }
  SECTION("it is open again since the day after, and a neutral party has looked at it") {
    const Measures measures = world.measures();
    CHECK(measures.open.oldest == 39);
    CHECK(measures.open.reviewed == 1);
    CHECK(measures.open.overdue.empty());
  }
  SECTION("one by somebody who had no right to it never held") {
    World other;
    DatedStory& spoiled = other.raised("2026-09-01");
    spoiled.then(EventType::reviewed, ben(), "2026-09-05");
    spoiled.then(EventType::accepted, olaf(), "2026-09-05",
                 [](Event& event) { event.expires = day("2026-10-31"); });
    other.deployed("2026-10-01");
    CHECK(outcome(other) == Outcome::deployed_open);
  }
}

TEST_CASE("measures: overridden is never resolved, withdrawn neither") {
  World world;
  DatedStory& overridden = world.raised("2026-05-01", titled("overridden"));
  override_it(overridden, "2026-05-05");
  DatedStory& withdrawn = world.raised("2026-05-02", titled("withdrawn"));
  withdrawn.then(EventType::withdrawn, ana(), "2026-05-06");
  DatedStory& late = world.raised("2026-05-03", titled("withdrawn after it went out"));
  late.then(EventType::withdrawn, ana(), "2026-05-20");
  DatedStory& accepted = world.raised("2026-05-04", titled("accepted"));
  accept(accepted, "2026-05-06", "2027-01-31");
  DatedStory& resolved = world.raised("2026-05-05", titled("resolved"));
  resolve(resolved, "2026-05-07");
  world.raised("2026-05-12", titled("open"));
  world.deployed("2026-05-10");
  const Measures measures = world.measures();
  CHECK(measures.outcomes.raised == 6);
  CHECK(measures.outcomes.overridden == 1);
  CHECK(measures.outcomes.withdrawn == 1);
  CHECK(measures.outcomes.deployed_open == 1);
  CHECK(measures.outcomes.accepted == 1);
  CHECK(measures.outcomes.resolved == 1);
  CHECK(measures.outcomes.open == 1);
  REQUIRE(measures.settled_before_deployment.value);
  CHECK(measures.settled_before_deployment.value->part == 2);
  CHECK(measures.settled_before_deployment.value->whole == 4);
  REQUIRE(measures.overridden.value);
  CHECK(measures.overridden.value->part == 1);
  CHECK(measures.overridden.value->whole == 6);
}

TEST_CASE("measures: an override counts as one for good") {
  World world;
  DatedStory& story = world.raised("2026-05-01");
  override_it(story, "2026-05-05");
  resolve(story, "2026-06-05");
  CHECK(story.state() == ConcernState::resolved);
  CHECK(world.measures().overridden.value->part == 1);
  CHECK(outcome(world) == Outcome::resolved);
}

TEST_CASE("measures: an override closes once enough have signed") {
  World world;
  world.quorum = 2;
  DatedStory& story = world.raised("2026-05-01");
  override_it(story, "2026-05-05");
  story.then(EventType::overridden, cai(), "2026-05-20");
  world.deployed("2026-05-10");
  CHECK(outcome(world) == Outcome::deployed_open);
  CHECK(world.measures().concerns.front().state == ConcernState::overridden);
  CHECK(world.measures().concerns.front().settled == day("2026-05-20"));
}

TEST_CASE("measures: an override that does not count is none") {
  World world;
  DatedStory& story = world.raised("2026-05-01");
  story.then(EventType::reviewed, ben(), "2026-05-03");
  story.then(EventType::overridden, dana(), "2026-05-05");
  const Measures measures = world.measures();
  CHECK(measures.overridden.value->part == 0);
  CHECK(measures.outcomes.open == 1);
}

TEST_CASE("measures: time to settlement, by nearest rank") {
  World world;
  for (int i = 1; i <= 10; ++i) {
    DatedStory& story = world.raised("2026-05-01", titled("number " + std::to_string(i)));
    resolve(story, to_string(concerns::plus_days(day("2026-05-01"), i)));
  }
  const Measures measures = world.measures();
  REQUIRE(measures.times.all.value);
  CHECK(measures.times.all.value->count == 10);
  CHECK(measures.times.all.value->median == 5);
  CHECK(measures.times.all.value->ninetieth == 9);
  CHECK(measures.times.all.value->longest == 10);
  CHECK(measures.times.resolved.value->count == 10);
  CHECK_FALSE(measures.times.accepted.value);
}

TEST_CASE("measures: percentiles of few values are values that were measured") {
  CHECK_FALSE(concerns::times_of({}));
  CHECK(concerns::times_of({7})->median == 7);
  CHECK(concerns::times_of({7})->ninetieth == 7);
  CHECK(concerns::times_of({9, 1})->median == 1);
  CHECK(concerns::times_of({9, 1})->ninetieth == 9);
  CHECK(concerns::times_of({3, 1, 2})->median == 2);
}

TEST_CASE("measures: time runs from raising to the day since which nothing holds it open") {
  World world;
  DatedStory& story = world.raised("2025-11-01");
  resolve(story, "2025-11-11");
  story.then(EventType::reopened, eve(), "2026-02-01");
  resolve(story, "2026-02-10");
  const Measures measures = world.measures();
  REQUIRE(measures.times.all.value);
  CHECK(measures.times.all.value->count == 1);
  CHECK(measures.times.all.value->median == 101);
  CHECK(quarter(measures, "2026-Q1").settled == 1);
  // Raised before the period: settled in it, raised in none of its quarters.
  CHECK(measures.raised == 0);
  CHECK(measures.concerns.size() == 1);
}

TEST_CASE("measures: settled once by the owner and then for good is settled since the owner") {
  World world;
  DatedStory& story = world.raised("2026-05-01");
  accept(story, "2026-05-05", "2027-01-31");
  resolve(story, "2026-06-01");
  const Measures measures = world.measures();
  CHECK(measures.times.all.value->median == 4);
  CHECK(measures.times.resolved.value->count == 1);
}

TEST_CASE("measures: a withdrawal is in no time to settlement") {
  World world;
  DatedStory& story = world.raised("2026-05-01");
  story.then(EventType::withdrawn, ana(), "2026-05-03");
  const Measures measures = world.measures();
  CHECK_FALSE(measures.times.all.value);
  CHECK(measures.times.withdrawn == 1);
  CHECK(quarter(measures, "2026-Q2").settled == 0);
}

TEST_CASE("measures: a stated day neither precedes what it follows nor outlasts what follows it") {
  World world;
  SECTION("a resolution that states a day before the raising") {
    DatedStory& story = world.raised("2026-05-10");
    resolve(story, "2026-04-01");
    CHECK(world.measures().times.all.value->median == 0);
  }
  SECTION("a raising that states a day after its resolution was received") {
    DatedStory& story = world.raised("2026-09-10");
    resolve(story, "2026-05-20", received("2026-05-20"));
    const Measures measures = world.measures();
    CHECK(measures.concerns.front().raised == day("2026-05-20"));
    CHECK(measures.times.all.value->median == 0);
  }
}

TEST_CASE("measures: settled without a day is said, and measured by nobody's guess") {
  World world;
  DatedStory& story = world.raised("2026-05-01");
  story.then(EventType::resolved, ben(), "2026-05-09", [](Event& event) { event.on.clear(); });
  world.deployed("2026-06-01");
  const Measures measures = world.measures();
  CHECK(story.state() == ConcernState::resolved);
  CHECK_FALSE(measures.times.all.value);
  CHECK(measures.outcomes.deployed_open == 1);
  CHECK(is_left_out(measures, "1 concern settled, and nothing says since when"));
}

TEST_CASE("measures: concerns raised for each deployment") {
  World world;
  world.raised("2026-05-01", titled("one"));
  world.raised("2026-06-01", titled("two"));
  world.raised("2026-06-02", [](Event& event) {
    event.title = "spam";
    event.system = "models/spam";
  });
  world.deployed("2026-05-15");
  world.deployed("2026-06-15");
  world.deployed("2026-07-15");
  world.deployed("2025-07-15");
  const Measures measures = world.measures();
  REQUIRE(measures.raise_rate.value);
  CHECK(measures.raise_rate.value->raised == 3);
  CHECK(measures.raise_rate.value->deployments == 3);
  CHECK(system_called(measures, kSystem).rate.value->raised == 2);
  CHECK(system_called(measures, kSystem).open == 2);
  CHECK(system_called(measures, "models/spam").rate.why ==
        "no deployment on record in this period");
  REQUIRE(measures.deployments.size() == 3);
  CHECK(measures.deployments[0].outcomes.raised == 1);
  CHECK(measures.deployments[0].outcomes.deployed_open == 1);
  CHECK(measures.deployments[1].outcomes.raised == 1);
  CHECK(measures.deployments[2].outcomes.raised == 0);
  CHECK(measures.deployments[2].times.why == "no concern was raised before it");
  CHECK(measures.deployments[1].times.why == "no concern raised before it is settled");
}

TEST_CASE("measures: incidents of the days on which a concern stood overridden") {
  World world;
  world.deployed("2026-01-01");
  world.deployed("2026-01-01", "models/spam");
  DatedStory& story = world.raised("2026-03-01");
  override_it(story, "2026-03-11");
  resolve(story, "2026-03-21");
  world.failed("2026-02-01");
  world.failed("2026-03-10");
  world.failed("2026-03-11", kSystem, true);
  world.failed("2026-03-20", kSystem, std::nullopt);
  world.failed("2026-03-21");
  world.failed("2026-06-01", "models/spam");
  world.period = concerns::Period{day("2026-01-01"), day("2026-12-10")};
  const auto incidents = world.measures().incidents;
  REQUIRE(incidents.overridden.value);
  CHECK(incidents.overridden.value->systems == 1);
  CHECK(incidents.overridden.value->days == 10);
  CHECK(incidents.overridden.value->incidents == 2);
  REQUIRE(incidents.others.value);
  CHECK(incidents.others.value->systems == 2);
  CHECK(incidents.others.value->days == 344 + 334);
  CHECK(incidents.others.value->incidents == 4);
  REQUIRE(incidents.untouched.value);
  CHECK(incidents.untouched.value->systems == 2);
  CHECK(incidents.untouched.value->days == 59 + 344);
  CHECK(incidents.untouched.value->incidents == 2);
  CHECK(incidents.incidents == 6);
  CHECK(incidents.unplaced == 0);
  CHECK(incidents.foreseen == 1);
  CHECK(incidents.foreseen_unknown == 1);
}

TEST_CASE("measures: two overrides at once are one stretch of days") {
  World world;
  world.deployed("2026-01-01");
  for (const char* title : {"one", "two"}) {
    DatedStory& story = world.raised("2026-03-01", titled(title));
    override_it(story, "2026-12-01");
  }
  const auto incidents = world.measures().incidents;
  CHECK(incidents.overridden.value->days == 10);
}

TEST_CASE("measures: no override means no figure, not a rate of nought") {
  World world;
  world.deployed("2026-01-01");
  const auto incidents = world.measures().incidents;
  CHECK(incidents.overridden.why ==
        "no system was in production with an overridden concern in this period");
  CHECK(incidents.others.value->incidents == 0);
}

TEST_CASE("measures: an incident of a system that was never deployed is told apart") {
  World world;
  world.deployed("2026-05-01");
  world.failed("2026-04-30");
  world.failed("2026-05-02", "");
  world.failed("2026-05-02", "models/unheard-of");
  world.failed("2025-05-02");
  world.incidents.push_back({.file = "safety/incidents/INC-9.yaml", .id = "INC-9"});
  const Measures measures = world.measures();
  CHECK(measures.incidents.incidents == 3);
  CHECK(measures.incidents.unplaced == 3);
  CHECK(is_left_out(measures,
                    "1 incident record left out, without a day that can be read: "
                    "safety/incidents/INC-9.yaml"));
}

TEST_CASE("measures: overdue is open too long without a review") {
  World world;
  DatedStory& story = world.raised("2026-11-25");
  SECTION("as long as a review may take") {
    world.today = day("2026-12-09");
    CHECK(world.measures().open.overdue.empty());
    CHECK(world.measures().open.oldest == 14);
  }
  SECTION("a day longer") {
    const Measures measures = world.measures();
    REQUIRE(measures.open.overdue.size() == 1);
    CHECK(measures.open.overdue.front().days == 15);
    CHECK(measures.open.overdue.front().since == day("2026-11-25"));
  }
  SECTION("reviewed") {
    story.then(EventType::reviewed, ben(), "2026-12-09");
    CHECK(world.measures().open.overdue.empty());
    CHECK(world.measures().open.reviewed == 1);
  }
  SECTION("a review by somebody who is not neutral is none") {
    story.then(EventType::reviewed, jon(), "2026-12-01");
    CHECK(world.measures().open.overdue.size() == 1);
  }
  SECTION("reopened since: the time begins again, and the old review is of no help") {
    story.then(EventType::reviewed, ben(), "2026-11-26");
    resolve(story, "2026-11-27");
    story.then(EventType::reopened, eve(), "2026-12-08");
    Measures measures = world.measures();
    CHECK(measures.open.overdue.empty());
    CHECK(measures.open.reviewed == 0);
    CHECK(measures.open.oldest == 2);
    world.today = day("2026-12-23");
    measures = world.measures();
    REQUIRE(measures.open.overdue.size() == 1);
    CHECK(measures.open.overdue.front().since == day("2026-12-08"));
  }
  SECTION("of several things that hold it open, the one that nobody reviewed is what waits") {
    story.then(EventType::reviewed, ben(), "2026-11-26");
    story.then(EventType::reopened, eve(), "2026-12-01");
    CHECK(world.measures().open.overdue.empty());
    CHECK(world.measures().open.oldest == 15);
    world.today = day("2026-12-16");
    REQUIRE(world.measures().open.overdue.size() == 1);
    CHECK(world.measures().open.overdue.front().since == day("2026-12-01"));
  }
  SECTION("what nobody knows the age of is overdue") {
    world.raised("2026-12-09", [](Event& event) {
      event.title = "no day";
      event.on.clear();
    });
    const Measures measures = world.measures();
    REQUIRE(measures.open.overdue.size() == 2);
    CHECK_FALSE(measures.open.overdue.front().since);
  }
  SECTION("whatever the period") {
    world.period = concerns::Period{day("2026-01-01"), day("2026-03-31")};
    CHECK(world.measures().open.overdue.size() == 1);
  }
}

TEST_CASE("measures: distinct people are told from five on, and nobody anonymous is looked at") {
  World world;
  const std::vector<Identity> people = {ana(), eve(), ben(), nora()};
  for (const Identity& one : people) world.raised("2026-05-01", nullptr, nullptr, one);
  CHECK(world.measures().raised_by.absence == concerns::Absence::suppressed);
  CHECK(world.measures().raised_by.why == "fewer than five people raised one under their name");
  SECTION("anonymous ones make no group larger") {
    for (const char* title : {"a", "b"}) {
      world.raised("2026-05-02", [title](Event& event) {
        event.title = title;
        event.by.reset();
        event.anonymous = true;
      });
    }
    CHECK_FALSE(world.measures().raised_by.value);
    CHECK(world.measures().raised == 6);
  }
  SECTION("the same person under another address is one") {
    world.raised("2026-05-02", nullptr, nullptr, {"Ben Okafor", "ben@lab.example"});
    CHECK_FALSE(world.measures().raised_by.value);
    world.raised("2026-05-03", nullptr, nullptr, {"Ana Souza", "ana@home.example"});
    CHECK_FALSE(world.measures().raised_by.value);
  }
  SECTION("one whom the mailmap joins with another is one") {
    world.raised("2026-05-02", nullptr, nullptr, {"N. L.", "nl@home.example"});
    CHECK(world.measures().raised_by.value == 5);
    world.proper = [](const Identity& identity) {
      return identity.email == "nl@home.example" ? nora() : identity;
    };
    CHECK_FALSE(world.measures().raised_by.value);
  }
  SECTION("a fifth person") {
    world.raised("2026-05-02", nullptr, nullptr, jon());
    CHECK(world.measures().raised_by.value == 5);
  }
}

TEST_CASE("measures: a concern whose first event is gone is still there") {
  World world;
  DatedStory& story = world.raised("2026-05-01");
  story.then(EventType::endorsed, eve(), "2026-05-02");
  story.events().erase(story.events().begin());
  const Measures measures = world.measures();
  CHECK(measures.open.open == 1);
  CHECK(measures.open.overdue.size() == 1);
  CHECK(measures.raised == 0);
  CHECK(is_left_out(measures, "nothing says when it was raised"));
}

TEST_CASE("measures: a concern with more events than are followed counts by its state") {
  World world;
  DatedStory& story = world.raised("2026-05-01");
  for (std::size_t i = 0; i <= concerns::kSettlingEventsFollowed; ++i) {
    story.add(EventType::reopened, eve(), {story.id()}, [i](Event& event) {
      on("2026-05-02")(event);
      event.title = "again " + std::to_string(i);
    });
  }
  world.deployed("2026-05-05");
  const Measures measures = world.measures();
  CHECK(measures.outcomes.deployed_open == 1);
  CHECK(measures.open.overdue.size() == 1);
  CHECK(is_left_out(measures, "with more events than are followed"));
}

TEST_CASE("measures: a system that nobody knows is named") {
  World world;
  world.raised("2026-05-01", about("models/gone"));
  CHECK(is_left_out(world.measures(), "1 concern about no system that is here or was deployed"));
  world.deployed("2026-05-02", "models/gone");
  CHECK(outcome(world) == Outcome::deployed_open);
  CHECK(world.measures().left_out.empty());
}

TEST_CASE("measures: the order of the input makes no difference") {
  World world;
  DatedStory& story = world.raised("2026-05-01", titled("one"));
  resolve(story, "2026-05-03");
  world.raised("2026-05-01", titled("two"));
  world.deployed("2026-05-02");
  world.deployed("2026-05-04");
  const Measures there = world.measures();
  std::reverse(world.stories.begin(), world.stories.end());
  std::reverse(world.deployments.begin(), world.deployments.end());
  std::reverse(world.stories.front().events().begin(), world.stories.front().events().end());
  const Measures back = world.measures();
  REQUIRE(there.concerns.size() == back.concerns.size());
  for (std::size_t i = 0; i < there.concerns.size(); ++i) {
    CHECK(there.concerns[i].id == back.concerns[i].id);
    CHECK(there.concerns[i].deployment == back.concerns[i].deployment);
  }
  CHECK(there.deployments.front().record.file == back.deployments.front().record.file);
}
