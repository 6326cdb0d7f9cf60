// Which concerns hold up a change of a protected ref, and who is not made to make it.

#include "concerns/blocking.hpp"

#include "concerns/conscience.hpp"
#include "harness/catch.hpp"
#include "unit/concerns/story.hpp"

using namespace qualm;
using namespace qualm::testing;
using concerns::ConcernPolicy;
using concerns::ConcernScope;
using concerns::ConcernVerdict;
using concerns::ProtectedChange;

namespace {

const std::string kOther = "models/spam";

ProtectedChange change_of(std::vector<std::string> touched) {
  return {.touched = std::move(touched), .known = {kSystem, kOther}};
}

Concern open_about(std::string system) {
  Concern concern;
  concern.id = "3fa9c2d1e0b74c55";
  concern.systems = {std::move(system)};
  concern.system_stated = true;
  concern.severity = ConcernSeverity::low;
  return concern;
}

ConcernVerdict verdict(const Concern& concern, const ProtectedChange& change,
                       const ConcernPolicy& policy = {}) {
  const auto verdicts = concerns::judge_change({concern}, policy, change);
  REQUIRE(verdicts.size() == 1);
  CHECK(verdicts[0].concern == concern.id);
  return verdicts[0];
}

}  // namespace

TEST_CASE("an open concern blocks a change of its system and of no other") {
  const Concern concern = open_about(kSystem);
  CHECK(verdict(concern, change_of({kOther, kSystem})).blocks);
  CHECK(mentions(verdict(concern, change_of({kSystem})).why, "touches models/claims-triage"));
  CHECK_FALSE(verdict(concern, change_of({kOther})).blocks);
  CHECK(mentions(verdict(concern, change_of({})).why, "does not touch models/claims-triage"));
}

TEST_CASE("what is settled holds nothing up") {
  Concern concern = open_about(kSystem);
  for (const ConcernState state : {ConcernState::overridden, ConcernState::accepted,
                                   ConcernState::withdrawn, ConcernState::resolved}) {
    concern.state = state;
    CHECK(concerns::judge_change({concern}, {}, change_of({kSystem})).empty());
  }
}

TEST_CASE("a concern about every system blocks every protected ref") {
  CHECK(verdict(open_about("*"), change_of({})).blocks);
}

TEST_CASE("a concern whose system nobody can find blocks until that is repaired") {
  CHECK(verdict(open_about("models/typo"), change_of({kOther})).blocks);
  CHECK(mentions(verdict(open_about("models/typo"), change_of({})).why, "models/typo"));
  Concern concern = open_about(kSystem);
  concern.system_stated = false;
  CHECK(verdict(concern, change_of({kOther})).blocks);
  concern.systems.clear();
  CHECK(verdict(concern, change_of({})).blocks);
}

TEST_CASE("a system that the change deletes is known by the old tree") {
  const ProtectedChange change{.touched = {"models/gone"}, .known = {kSystem, "models/gone"}};
  CHECK(verdict(open_about("models/gone"), change).blocks);
}

TEST_CASE("folders are compared in one spelling, and only whole") {
  CHECK(verdict(open_about(kSystem), {.touched = {kSystem + "/"}, .known = {kSystem}}).blocks);
  CHECK(verdict(open_about("."), {.touched = {""}, .known = {""}}).blocks);
  const Concern concern = open_about("models/spam-2");
  CHECK_FALSE(verdict(concern, {.touched = {kOther}, .known = {kOther, "models/spam-2"}}).blocks);
}

TEST_CASE("the policy says from which severity, and how far, a concern blocks") {
  Concern concern = open_about(kSystem);
  concern.severity = ConcernSeverity::medium;
  ConcernPolicy policy;
  policy.blocks_at = ConcernSeverity::high;
  CHECK_FALSE(verdict(concern, change_of({kSystem}), policy).blocks);
  CHECK(mentions(verdict(concern, change_of({kSystem}), policy).why, "medium"));
  policy.blocks_at = ConcernSeverity::medium;
  CHECK(verdict(concern, change_of({kSystem}), policy).blocks);
  CHECK_FALSE(verdict(concern, change_of({}), policy).blocks);
  policy.scope = ConcernScope::repository;
  CHECK(verdict(concern, change_of({}), policy).blocks);
}

TEST_CASE("a concern raised with blocking: no is shown and blocks nothing") {
  Concern concern = open_about("*");
  concern.blocking = false;
  CHECK_FALSE(verdict(concern, change_of({kSystem})).blocks);
  CHECK(mentions(verdict(concern, change_of({kSystem})).why, "does not block"));
}

TEST_CASE("concerns that block come first") {
  Concern first = open_about(kOther);
  first.id = "0000000000000000";
  Concern second = open_about(kSystem);
  second.id = "ffffffffffffffff";
  Concern third = open_about(kSystem);
  third.id = "eeeeeeeeeeeeeeee";
  const auto verdicts = concerns::judge_change({first, second, third}, {}, change_of({kSystem}));
  REQUIRE(verdicts.size() == 3);
  CHECK(verdicts[0].concern == third.id);
  CHECK(verdicts[1].concern == second.id);
  CHECK_FALSE(verdicts[2].blocks);
}

namespace {

/// Ana raised, Eve endorsed, Jon declined; the board overrode it.
Story overridden_story() {
  Story story;
  const std::string raised = story.raise();
  const std::string endorsed = story.add(EventType::endorsed, eve(), {raised});
  const std::string declined = story.add(EventType::declined, jon(), {endorsed});
  const std::string review = story.add(EventType::reviewed, nora(), {declined});
  story.add(EventType::overridden, chidi(), {review});
  return story;
}

std::vector<concerns::ConscienceRefusal> refusals(const Story& story,
                                                  const std::vector<concerns::Deployer>& deployers,
                                                  const ProtectedChange& change,
                                                  const concerns::Ground& ground) {
  return concerns::conscience_refusals({story.concern()}, deployers, change, ground.who());
}

}  // namespace

TEST_CASE("who spoke against a system is not made to deploy it, after an override neither") {
  Story story = overridden_story();
  CHECK(story.state() == ConcernState::overridden);
  const concerns::Ground ground(story.facts());
  const auto refused = [&](const Identity& who) {
    return refusals(story, {{.who = who, .how = "tagger of v1.4.0"}}, change_of({kSystem}), ground);
  };
  REQUIRE(refused(ana()).size() == 1);
  CHECK(refused(ana())[0].concern == story.id());
  CHECK(refused(ana())[0].who == ana());
  CHECK(mentions(refused(ana())[0].why, "Ana Souza raised concern " + story.id()));
  CHECK(mentions(refused(ana())[0].why, "qualm concern consent"));
  CHECK(mentions(refused(eve())[0].why, "Eve Marsh endorsed concern"));
  CHECK(mentions(refused(jon())[0].why, "Jon Reed declined"));
  CHECK(refused(ben()).empty());
  CHECK(refused(chidi()).empty());
}

TEST_CASE("the clause looks at the system that is deployed") {
  Story story = overridden_story();
  const concerns::Ground ground(story.facts());
  const concerns::Deployer author{.who = ana(), .how = "author of 4c1e"};
  CHECK(refusals(story, {author}, change_of({kOther}), ground).empty());
  CHECK(refusals(story, {author}, change_of({}), ground).empty());
  const concerns::Deployer named{.who = ana(), .how = "named in a record", .system = kSystem};
  CHECK(refusals(story, {named}, change_of({}), ground).size() == 1);
  const concerns::Deployer elsewhere{.who = ana(), .how = "named in a record", .system = kOther};
  CHECK(refusals(story, {elsewhere}, change_of({kSystem}), ground).empty());
}

TEST_CASE("a record calls a system by its folder or the end of it, or may be of any") {
  Story story = overridden_story();
  const concerns::Ground ground(story.facts());
  const auto refused = [&](const std::string& system) {
    return !refusals(story, {{.who = ana(), .how = "named in a record", .system = system}},
                     change_of({}), ground)
                .empty();
  };
  CHECK(refused("claims-triage"));
  CHECK(refused("./" + kSystem + "/"));
  CHECK(refused(" " + kSystem + " "));
  CHECK_FALSE(refused("spam"));
  CHECK(refused("Claims triage"));
  CHECK(refused("*"));
  CHECK(refused("../" + kSystem));
}

TEST_CASE("the clause knows people by all their addresses, and each once") {
  Story story = overridden_story();
  story.facts().people[0].emails.emplace_back("ana@home.example");
  story.facts().proper = [](const Identity& one) {
    return one.email == "root@laptop" ? ana() : one;
  };
  const concerns::Ground ground(story.facts());
  const auto all = refusals(story,
                            {{.who = {"A", "ANA@home.example"}, .how = "author of 1"},
                             {.who = {"root", "root@laptop"}, .how = "author of 2"},
                             {.who = {"Ana Souza", "other@x.example"}, .how = "author of 3"}},
                            change_of({kSystem}), ground);
  REQUIRE(all.size() == 1);  // a name alone is not held against a deployment
  CHECK(all[0].how == "author of 1");
  CHECK(refusals(story, {{.who = {"root", "root@laptop"}, .how = "author of 2"}},
                 change_of({kSystem}), ground)
            .size() == 1);
}

TEST_CASE("consent that was recorded lifts the clause, forged or unsettled consent does not") {
  const auto count = [](const Change& change) {
    Story story = overridden_story();
    std::vector<std::string> all;
    for (const auto& one : story.events()) all.push_back(one.event.id);
    story.add(EventType::consented, ana(), all, nullptr, change);
    const concerns::Ground ground(story.facts());
    return refusals(story, {{.who = ana(), .how = "tagger"}}, change_of({kSystem}), ground).size();
  };
  CHECK(count(nullptr) == 0);
  CHECK(count([](auto& one) { one.introductions[0].committer = dana(); }) == 1);
  CHECK(count([](auto& one) { one.introductions[0].settled = false; }) == 1);
  CHECK(count([](auto& one) { one.introductions.clear(); }) == 1);
}

TEST_CASE("the clause ends with the concern, and never looks at who is anonymous") {
  Story story;
  const std::string raised = story.raise();
  const concerns::Ground ground(story.facts());
  const std::vector<concerns::Deployer> deployers = {{.who = ana(), .how = "tagger"}};
  CHECK(refusals(story, deployers, change_of({kSystem}), ground).size() == 1);
  story.add(EventType::resolved, nora(), {raised});
  CHECK(refusals(story, deployers, change_of({kSystem}), ground).empty());
  Story hidden;
  hidden.raise([](Event& event) {
    event.by.reset();
    event.anonymous = true;
  });
  CHECK(refusals(hidden, {{.who = {"anonymous", "anonymous@qualm.invalid"}, .how = "author"}},
                 change_of({kSystem}), ground)
            .empty());
}
