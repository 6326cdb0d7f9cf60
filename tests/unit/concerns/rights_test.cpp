// Who may close what: neutrality, ownership, quorum, identity, and the attacks on each.

#include "concerns/rights.hpp"

#include <algorithm>

#include "harness/catch.hpp"
#include "unit/concerns/story.hpp"

using namespace qualm;
using namespace qualm::testing;
using concerns::EvidenceFound;
using concerns::LedgerEvent;

namespace {

/// An event that should close a concern, and did not.
struct Refused {
  std::string name;
  EventType type;
  Identity by;
  Edit edit;
  Change change;
  std::string reason;
};

/// Tells the story up to a review, adds the event, and asks for the reason that it did not count.
void check_refused(const Refused& one, const concerns::Circumstances& facts = circumstances()) {
  CAPTURE(one.name);
  Story story(facts);
  const std::string raised = story.raise();
  const std::string review = story.add(EventType::reviewed, nora(), {raised});
  const std::string event = story.add(one.type, one.by, {review}, one.edit, one.change);
  CHECK(story.state() == ConcernState::open);
  CHECK(mentions(story.reason(event), one.reason));
}

}  // namespace

TEST_CASE("each closing event needs its person") {
  const std::vector<Refused> cases = {
      {"the raiser resolves", EventType::resolved, ana(), {}, {}, "role reviewer"},
      {"an engineer resolves", EventType::resolved, eve(), {}, {}, "role reviewer"},
      {"the owner resolves", EventType::resolved, dana(), {}, {}, "role reviewer"},
      {"the author of the system resolves",
       EventType::resolved,
       jon(),
       {},
       {},
       "Jon Reed changed models/claims-triage since its last deployment"},
      {"a stranger resolves", EventType::resolved, ida(), {}, {}, "ida@elsewhere.example"},
      {"a reviewer accepts", EventType::accepted, nora(), {}, {}, "role owner"},
      {"the owner of another system accepts",
       EventType::accepted,
       olaf(),
       {},
       {},
       "not the accountable owner of models/claims-triage"},
      {"the owner overrides", EventType::overridden, dana(), {}, {}, "role board"},
      {"an anonymous event resolves",
       EventType::resolved,
       {},
       [](Event& event) {
         event.by.reset();
         event.anonymous = true;
       },
       {},
       "anonymous"},
      {"nobody resolves",
       EventType::resolved,
       {},
       [](Event& event) { event.by.reset(); },
       {},
       "who wrote it"},
  };
  for (const Refused& one : cases) check_refused(one);
}

TEST_CASE("each closing event has to be complete, and the lacking part is named") {
  const auto drop_section = [](std::string title) {
    return [title](Event& event) {
      const std::size_t at = event.body.find("## " + title);
      event.body.replace(at, 3 + title.size(), "## Something else");
    };
  };
  const std::vector<Refused> cases = {
      {"no subject",
       EventType::resolved,
       ben(),
       [](Event& event) { event.subject.clear(); },
       {},
       "it lacks subject"},
      {"no evidence",
       EventType::resolved,
       ben(),
       [](Event& event) { event.evidence.clear(); },
       {},
       "it lacks evidence"},
      {"not a word",
       EventType::resolved,
       ben(),
       [](Event& event) { event.body.clear(); },
       {},
       "the section What changed"},
      {"filler only",
       EventType::resolved,
       ben(),
       [](Event& event) { event.body = "## What changed\n\nTBD\n"; },
       {},
       "What changed"},
      {"in a comment only",
       EventType::resolved,
       ben(),
       [](Event& event) { event.body = "## What changed\n\n<!-- all of it -->\n"; },
       {},
       "What changed"},
      {"in a fence only",
       EventType::accepted,
       dana(),
       [](Event& event) { event.body = "```\n" + event.body + "```\n"; },
       {},
       "The risk"},
      {"evidence not there",
       EventType::resolved,
       ben(),
       {},
       [](LedgerEvent& one) { one.evidence = EvidenceFound::missing; },
       "not in the tree"},
      {"evidence not looked for",
       EventType::resolved,
       ben(),
       {},
       [](LedgerEvent& one) { one.evidence = EvidenceFound::not_looked_for; },
       "not looked for"},
      {"no expiry",
       EventType::accepted,
       dana(),
       [](Event& event) { event.expires.reset(); },
       {},
       "it lacks expires"},
      {"no risk",
       EventType::accepted,
       dana(),
       drop_section("The risk"),
       {},
       "the section The risk"},
      {"no bearer",
       EventType::accepted,
       dana(),
       drop_section("Who bears it"),
       {},
       "the section Who bears it"},
      {"no mitigation",
       EventType::accepted,
       dana(),
       drop_section("Mitigation"),
       {},
       "the section Mitigation"},
      {"no rationale",
       EventType::overridden,
       chidi(),
       drop_section("Rationale"),
       {},
       "the section Rationale"},
      {"no independent reviewer",
       EventType::overridden,
       chidi(),
       [](Event& event) { event.independent_reviewer.reset(); },
       {},
       "independent_reviewer"},
      {"no review it goes against",
       EventType::overridden,
       chidi(),
       [](Event& event) { event.against.clear(); },
       {},
       "against"},
      {"another system",
       EventType::resolved,
       ben(),
       [](Event& event) { event.system = "models/spam"; },
       {},
       "it speaks about models/spam"},
      {"nothing followed",
       EventType::resolved,
       ben(),
       [](Event& event) { event.follows.clear(); },
       {},
       "it follows nothing"},
  };
  for (const Refused& one : cases) check_refused(one);
}

TEST_CASE("a withdrawal says why") {
  Story story;
  const std::string raised = story.raise();
  const std::string withdrawn =
      story.add(EventType::withdrawn, ana(), {raised}, [](Event& event) { event.body.clear(); });
  CHECK(story.state() == ConcernState::open);
  CHECK(mentions(story.reason(withdrawn), "the section Why"));
  story.add(EventType::withdrawn, ana(), {raised},
            [](Event& event) { event.body = "It was a misreading of mine.\n"; });
  CHECK(story.state() == ConcernState::withdrawn);
}

TEST_CASE("closing counts only from what the protected side already holds") {
  const std::vector<Refused> cases = {
      {"in the same push",
       EventType::resolved,
       ben(),
       {},
       [](LedgerEvent& one) { one.introductions[0].settled = false; },
       "not yet"},
      {"in a tree, merged for the record",
       EventType::resolved,
       ben(),
       {},
       [](LedgerEvent& one) { one.introductions.clear(); },
       "stands in a tree"},
      {"an override in the same push",
       EventType::overridden,
       chidi(),
       {},
       [](LedgerEvent& one) { one.introductions[0].settled = false; },
       "not yet"},
  };
  for (const Refused& one : cases) check_refused(one);
}

TEST_CASE("identity: author and committer at level commit") {
  const std::vector<Refused> cases = {
      {"a forged by",
       EventType::resolved,
       ben(),
       {},
       [](LedgerEvent& one) {
         one.introductions[0].author = eve();
         one.introductions[0].committer = eve();
       },
       "the author of its commit is Eve Marsh"},
      {"squashed, rebased or cherry-picked by somebody else",
       EventType::resolved,
       ben(),
       {},
       [](LedgerEvent& one) { one.introductions[0].committer = eve(); },
       "committed by Eve Marsh"},
      {"two author lines",
       EventType::resolved,
       ben(),
       {},
       [](LedgerEvent& one) { one.introductions[0].fault = "it has two author lines"; },
       "two author lines"},
      {"no readable author",
       EventType::resolved,
       ben(),
       {},
       [](LedgerEvent& one) { one.introductions[0].author.reset(); },
       "nobody"},
      {"an address that only looks alike",
       EventType::resolved,
       {"Ben Okafor", "Ben@example.com"},
       {},
       {},
       "knows nobody with the address Ben@example.com"},
      {"a name that is somebody else's",
       EventType::resolved,
       {"Nora Lind", "ben@example.com"},
       {},
       {},
       "contradicts itself"},
  };
  for (const Refused& one : cases) check_refused(one);
}

TEST_CASE("identity: a domain has no case, and any address of a person is theirs") {
  Story story;
  const std::string raised = story.raise();
  story.add(EventType::resolved, {"Ben Okafor", "ben@EXAMPLE.com"}, {raised}, nullptr,
            [](LedgerEvent& one) {
              one.introductions[0].committer = Identity{"ben", "ben@lab.example"};
            });
  CHECK(story.state() == ConcernState::resolved);
}

TEST_CASE("identity: none trusts by, a malformed commit never counts") {
  Story story;
  story.facts().policy.identity = IdentityLevel::none;
  const std::string raised = story.raise();
  const std::string resolved =
      story.add(EventType::resolved, ben(), {raised}, nullptr,
                [](LedgerEvent& one) { one.introductions[0].author = eve(); });
  CHECK(story.state() == ConcernState::resolved);
  story.events().back().introductions[0].fault = "it has two author lines";
  CHECK(story.state() == ConcernState::open);
  CHECK(mentions(story.reason(resolved), "two author lines"));
}

TEST_CASE("identity: signature asks for a key of that very person") {
  auto facts = circumstances();
  facts.policy.identity = IdentityLevel::signature;
  const std::vector<Refused> cases = {
      {"unsigned",
       EventType::resolved,
       ben(),
       {},
       [](LedgerEvent& one) { one.introductions[0].signer.clear(); },
       "no good signature"},
      {"signed by another",
       EventType::resolved,
       ben(),
       {},
       [](LedgerEvent& one) { one.introductions[0].signer = "jon@example.com"; },
       "but Jon Reed signed its commit"},
      {"signed, but committed by another",
       EventType::resolved,
       ben(),
       {},
       [](LedgerEvent& one) { one.introductions[0].committer = eve(); },
       "committed by"},
  };
  for (const Refused& one : cases) check_refused(one, facts);
  Story story(facts);
  const std::string raised = story.raise();
  const std::string resolved =
      story.add(EventType::resolved, ben(), {raised}, nullptr,
                [](LedgerEvent& one) { one.introductions[0].signer = "ben@lab.example"; });
  CHECK(story.state() == ConcernState::resolved);
  const auto attributions = story.concern().attributions;
  CHECK(std::all_of(attributions.begin(), attributions.end(), [](const Attribution& one) {
    return one.reached == IdentityLevel::signature;
  }));
  story.add(EventType::disputed, ana(), {resolved}, nullptr,
            [](LedgerEvent& one) { one.introductions.clear(); });
  CHECK(story.state() == ConcernState::open);  // opening counts at any level
}

TEST_CASE("who has left proves nothing from then on, and what they settled before stays settled") {
  Story story;
  story.facts().people[2].left = "2026-11-10";
  const std::string raised = story.raise();
  const std::string resolved = story.add(EventType::resolved, ben(), {raised});
  const Date last{.year = 2026, .month = 11, .day = 10};
  const Date next{.year = 2026, .month = 11, .day = 11};
  concerns::LedgerEvent& opened = story.events()[0];
  concerns::LedgerEvent& closed = story.events()[1];
  SECTION("by the day that its commit states") {
    closed.introductions[0].stated = last;
    CHECK(story.state() == ConcernState::resolved);
    closed.introductions[0].stated = next;
    CHECK(mentions(story.reason(resolved),
                   "Ben Okafor left on 2026-11-10, and it was written on 2026-11-11 or later"));
  }
  SECTION("what states no day is written since") {
    CHECK(mentions(story.reason(resolved), "nothing says when it was written"));
  }
  SECTION("a day that a server witnessed goes before") {
    closed.introductions[0].stated = next;
    closed.introductions[0].received = last;
    CHECK(story.state() == ConcernState::resolved);
    closed.introductions[0].stated = last;
    closed.introductions[0].received = next;
    CHECK(mentions(story.reason(resolved), "it arrived on 2026-11-11, and Ben Okafor left"));
  }
  SECTION("nothing is older than what it follows") {
    closed.introductions[0].stated = last;
    opened.introductions[0].stated = next;
    CHECK(story.state() == ConcernState::open);
    opened.introductions[0].stated = last;
    CHECK(story.state() == ConcernState::resolved);
    // Nor does it get older when somebody brings what it follows once more, under a false date.
    opened.introductions.push_back(opened.introductions[0]);
    opened.introductions[1].commit = std::string(40, 'b');
    opened.introductions[0].stated = next;
    CHECK(story.state() == ConcernState::open);
  }
  SECTION("nor than the commit it looked at") {
    closed.introductions[0].stated = last;
    closed.looked_at = next;
    CHECK(story.state() == ConcernState::open);
  }
  SECTION("a last day that cannot be read is long past") {
    closed.introductions[0].stated = Date{};
    story.facts().people[2].left = "in June";
    CHECK(story.state() == ConcernState::open);
  }
  SECTION("a copy that the protected side does not hold makes nothing younger") {
    closed.introductions[0].stated = last;
    opened.introductions[0].stated = last;
    opened.introductions.push_back(opened.introductions[0]);
    opened.introductions[1].commit = std::string(40, 'b');
    opened.introductions[1].settled = false;
    opened.introductions[1].stated = next;
    CHECK(story.state() == ConcernState::resolved);
  }
}

TEST_CASE("who has left still opens, and nobody asks them for anything") {
  Story story;
  story.facts().people[0].left = "2026-11-10";
  story.facts().people[2].left = "2026-11-10";
  const std::string raised = story.raise();
  CHECK(story.state() == ConcernState::open);
  for (const auto& step : story.concern().next) {
    CHECK(std::find(step.who.begin(), step.who.end(), "Ben Okafor") == step.who.end());
  }
  const std::string fault = concerns::would_not_count(
      story.id(), story.events(), sealed(draft(EventType::resolved, ben(), {raised})),
      concerns::Ground(story.facts()));
  CHECK(mentions(fault, "Ben Okafor left on 2026-11-10"));
}

TEST_CASE("the last day of who leaves is still theirs") {
  const Person ben{.name = "Ben Okafor", .left = "2026-11-10"};
  CHECK_FALSE(concerns::has_left(ben, {.year = 2026, .month = 11, .day = 10}));
  CHECK(concerns::has_left(ben, {.year = 2026, .month = 11, .day = 11}));
  CHECK_FALSE(concerns::has_left({.name = "Nora Lind"}, {.year = 9999, .month = 12, .day = 31}));
  CHECK(concerns::has_left({.name = "Jon Reed", .left = "soon"}, {}));
}

TEST_CASE("what the raising event says of who changed the system stands in for the rest") {
  Story story;
  const std::string raised = story.raise();
  using concerns::ChangeSpan;
  const auto resolved_by = [&](const Identity& who, const Change& change = nullptr) {
    return story.reason(story.add(EventType::resolved, who, {raised}, nullptr, change));
  };
  story.events()[0].since = {
      {.system = kSystem, .people = {ben()}, .span = ChangeSpan::since_raised}};
  CHECK(resolved_by(jon()).empty());
  CHECK(mentions(resolved_by(ben()),
                 "changed models/claims-triage since its last deployment from before the concern "
                 "was raised (as Ben Okafor <ben@example.com>)"));
  // What an event looked at was deployed since: later changes are not held against its author.
  CHECK(resolved_by(ben(), [](LedgerEvent& one) {
          one.changed_by = {{.system = kSystem, .people = {}}};
        }).empty());
  story.events()[0].since[0].people.clear();
  story.events()[0].since[0].unknown = "the history is shallow";
  CHECK(mentions(resolved_by(nora()), "which cannot be told: the history is shallow"));
}

TEST_CASE("evidence that went with its commit is told from evidence that was never there") {
  Story story;
  const std::string raised = story.raise();
  const std::string resolved =
      story.add(EventType::resolved, ben(), {raised}, nullptr,
                [](LedgerEvent& one) { one.evidence = EvidenceFound::gone; });
  CHECK(
      mentions(story.reason(resolved), "commit ccccccc, which it looked at, is not here any more"));
  CHECK(mentions(story.reason(resolved), "pushes it to any branch"));
  CHECK(story.state() == ConcernState::open);
}

TEST_CASE("neutral is who neither raised nor endorsed, owns or changed it, by any address") {
  Story story;
  const std::string raised = story.raise();
  SECTION("endorsed") {
    const std::string endorsed = story.add(EventType::endorsed, ben(), {raised});
    const std::string resolved =
        story.add(EventType::resolved, {"Ben Okafor", "ben@lab.example"}, {endorsed});
    CHECK(mentions(story.reason(resolved), "Ben Okafor endorsed it, so is not neutral"));
  }
  SECTION("raised, and holds the role") {
    const std::string second = story.add(EventType::raised, ben(), {raised});
    const std::string resolved = story.add(EventType::resolved, ben(), {second});
    CHECK(mentions(story.reason(resolved), "raised it"));
  }
  SECTION("owns it, and holds the role") {
    story.facts().people[5].roles = {"owner", "reviewer"};
    const std::string resolved = story.add(EventType::resolved, dana(), {raised});
    CHECK(mentions(story.reason(resolved), "is an accountable owner of models/claims-triage"));
  }
  SECTION("is called like an owner without an address") {
    story.facts().systems[0].owners = {{"ben  OKAFOR", ""}};
    const std::string resolved = story.add(EventType::resolved, ben(), {raised});
    CHECK(mentions(story.reason(resolved), "is an accountable owner"));
  }
  SECTION("changed it, by another address of the policy") {
    story.facts().systems[0].touched = {{"b", "BEN@lab.example"}};
    const std::string resolved = story.add(EventType::resolved, ben(), {raised});
    CHECK(mentions(story.reason(resolved), "changed models/claims-triage"));
  }
  SECTION("changed it, by an address that the mailmap knows") {
    story.facts().systems[0].touched = {{"benny", "benny@home.example"}};
    story.facts().proper = [](const Identity& one) {
      return one.email == "benny@home.example" ? ben() : one;
    };
    const std::string resolved = story.add(EventType::resolved, ben(), {raised});
    CHECK(mentions(story.reason(resolved), "changed models/claims-triage"));
  }
  SECTION("changed it, under an address that the mailmap makes of the policy's") {
    story.facts().systems[0].touched = {{"b", "ben@corp.example"}};
    story.facts().proper = [](const Identity& one) {
      return one.email == "ben@lab.example" ? Identity{"Ben", "ben@corp.example"} : one;
    };
    const std::string resolved = story.add(EventType::resolved, ben(), {raised});
    CHECK(mentions(story.reason(resolved), "changed models/claims-triage"));
  }
  SECTION("changed it, under the same full name") {
    story.facts().systems[0].touched = {{"Ben Okafor", "root@localhost"}};
    const std::string resolved = story.add(EventType::resolved, ben(), {raised});
    CHECK(mentions(story.reason(resolved), "as Ben Okafor <root@localhost>"));
  }
  SECTION("may have changed it: the history does not say") {
    story.facts().systems[0].touched_unknown = "the history is shallow";
    const std::string resolved = story.add(EventType::resolved, ben(), {raised});
    CHECK(mentions(story.reason(resolved), "the history is shallow"));
  }
  CHECK(story.state() == ConcernState::open);
}

TEST_CASE("an endorsement under somebody's name that nothing proves is not held against them") {
  Story story;
  const std::string raised = story.raise();
  const std::string forged = story.add(EventType::endorsed, ben(), {raised});
  concerns::Introduction& by = story.events().back().introductions[0];
  SECTION("at the level of the commit") {
    by.author = by.committer = ana();
    story.add(EventType::resolved, ben(), {forged});
    CHECK(story.state() == ConcernState::resolved);
  }
  SECTION("at the level of the signature, where the policy lists a key of theirs") {
    story.facts().policy.identity = IdentityLevel::signature;
    story.facts().people[2].keys = {"ssh-ed25519 AAAA"};
    by.signer.clear();
    story.add(EventType::resolved, ben(), {forged});
    CHECK(story.state() == ConcernState::resolved);
  }
  SECTION("at the level of the signature, by somebody who cannot sign") {
    story.facts().policy.identity = IdentityLevel::signature;
    by.signer.clear();
    const std::string resolved = story.add(EventType::resolved, ben(), {forged});
    CHECK(mentions(story.reason(resolved), "Ben Okafor endorsed it"));
  }
  SECTION("where the policy takes an event at its word") {
    story.facts().policy.identity = IdentityLevel::none;
    by.author = by.committer = ana();
    const std::string resolved = story.add(EventType::resolved, ben(), {forged});
    CHECK(mentions(story.reason(resolved), "Ben Okafor endorsed it"));
  }
}

TEST_CASE("who raised a concern without a signature is not neutral to it with one") {
  Story story;
  story.facts().policy.identity = IdentityLevel::signature;
  story.facts().people[2].keys = {"ssh-ed25519 AAAA"};
  const std::string raised = story.add(EventType::raised, ben(), {});
  concerns::Introduction& by = story.events().back().introductions[0];
  by.signer.clear();
  SECTION("in a commit of theirs") {
    const std::string resolved = story.add(EventType::resolved, ben(), {raised});
    CHECK(mentions(story.reason(resolved), "Ben Okafor raised it"));
  }
  SECTION("under their name, by somebody else") {
    by.author = by.committer = ana();
    story.add(EventType::resolved, ben(), {raised});
    CHECK(story.state() == ConcernState::resolved);
  }
}

TEST_CASE("a change of another system is nobody's conflict, unless nobody knows which it is") {
  Story story;
  SECTION("another") {
    const std::string raised = story.raise([](Event& event) { event.system = "models/spam"; });
    story.add(EventType::resolved, jon(), {raised});
    CHECK(story.state() == ConcernState::resolved);
  }
  SECTION("every") {
    const std::string raised = story.raise([](Event& event) { event.system = "*"; });
    story.add(EventType::resolved, jon(), {raised});
    CHECK(story.state() == ConcernState::open);
    story.add(EventType::resolved, ben(), {raised});
    CHECK(story.state() == ConcernState::resolved);
  }
  SECTION("one that is not there") {
    const std::string raised = story.raise([](Event& event) { event.system = "models/gone"; });
    const std::string review = story.add(EventType::reviewed, nora(), {raised});
    story.add(EventType::resolved, jon(), {review});
    const std::string accepted = story.add(EventType::accepted, dana(), {review});
    CHECK(story.state() == ConcernState::open);
    CHECK(mentions(story.reason(accepted), "nobody can find"));
    story.add(EventType::resolved, ben(), {review});
    CHECK(story.state() == ConcernState::resolved);
  }
}

TEST_CASE("a mailmap never grants a right") {
  Story story;
  story.facts().proper = [](const Identity& one) {
    return one.email == "eve@example.com" ? ben() : one;
  };
  const std::string raised = story.raise();
  story.add(EventType::resolved, eve(), {raised});
  story.add(EventType::resolved, ben(), {raised}, nullptr,
            [](LedgerEvent& one) { one.introductions[0].author = eve(); });
  CHECK(story.state() == ConcernState::open);
}

TEST_CASE("an address that two people share proves neither") {
  Story story;
  const std::size_t other = GENERATE(1U, 8U);  // listed before or behind Ben
  story.facts().people[other].emails.emplace_back("ben@example.com");
  const std::string raised = story.raise();
  story.add(EventType::resolved, ben(), {raised});
  CHECK(story.state() == ConcernState::open);
}

TEST_CASE("an acceptance needs a neutral review before it") {
  Story story;
  const std::string raised = story.raise();
  std::string before = raised;
  SECTION("none") {}
  SECTION("by the author of the system") {
    before = story.add(EventType::reviewed, jon(), {raised});
  }
  SECTION("by the owner") { before = story.add(EventType::reviewed, dana(), {raised}); }
  SECTION("beside it, not before it") { story.add(EventType::reviewed, nora(), {raised}); }
  SECTION("not settled") {
    before = story.add(EventType::reviewed, nora(), {raised}, nullptr,
                       [](LedgerEvent& one) { one.introductions[0].settled = false; });
  }
  SECTION("without a subject") {
    before = story.add(EventType::reviewed, nora(), {raised},
                       [](Event& event) { event.subject.clear(); });
  }
  const std::string accepted = story.add(EventType::accepted, dana(), {before});
  CHECK(story.state() == ConcernState::open);
  CHECK(mentions(story.reason(accepted), "no neutral party reviewed"));
}

TEST_CASE("an accountable owner may be stated by name, when nobody else has it") {
  Story story;
  story.facts().systems[0].owners = {{"Dana Whitfield", ""}};
  const std::string raised = story.raise();
  const std::string review = story.add(EventType::reviewed, nora(), {raised});
  story.add(EventType::accepted, dana(), {review});
  CHECK(story.state() == ConcernState::accepted);
  story.facts().people.push_back({.name = "dana whitfield", .roles = {"owner"}});
  CHECK(story.state() == ConcernState::open);
}

TEST_CASE("a quorum is counted in people who sign the same decision") {
  Story story;
  story.facts().policy.quorum = 2;
  const std::string raised = story.raise();
  const std::string review = story.add(EventType::reviewed, nora(), {raised});
  const std::string first = story.add(EventType::overridden, chidi(), {review});
  CHECK(mentions(story.reason(first), "takes 2 people"));
  const auto add = [&](const Identity& by, const Edit& edit = nullptr,
                       const Change& change = nullptr) {
    return story.add(EventType::overridden, by, {review, first}, edit, change);
  };
  SECTION("one person with two addresses is one") {
    add({"Chidi Eze", "chidi@board.example"});
    CHECK(story.state() == ConcernState::open);
  }
  SECTION("one person twice is one") {
    add(chidi());
    CHECK(story.state() == ConcernState::open);
  }
  SECTION("about another commit it is another decision") {
    add(cai(), [](Event& event) { event.subject = std::string(40, 'd'); });
    CHECK(story.state() == ConcernState::open);
  }
  SECTION("with another reviewer it is another decision") {
    add(cai(), [](Event& event) { event.independent_reviewer = Identity{"Uma", "u@x.example"}; });
    CHECK(story.state() == ConcernState::open);
  }
  SECTION("not settled does not count") {
    add(cai(), nullptr, [](LedgerEvent& one) { one.introductions[0].settled = false; });
    CHECK(story.state() == ConcernState::open);
  }
  SECTION("two people are two") {
    add(cai());
    CHECK(story.state() == ConcernState::overridden);
    CHECK(story.concern().not_counted.empty());
    CHECK(story.concern().openings[0].closed_by.size() == 2);
  }
}

TEST_CASE("an override goes against a review that is one, and names somebody independent") {
  Story story;
  const std::string raised = story.raise();
  const std::string review = story.add(EventType::reviewed, nora(), {raised});
  const auto refused = [&](const Edit& edit) {
    const std::string event = story.add(EventType::overridden, chidi(), {review}, edit);
    CHECK(story.state() == ConcernState::open);
    return story.reason(event);
  };
  const auto naming = [](const Identity& reviewer) {
    return [reviewer](Event& event) { event.independent_reviewer = reviewer; };
  };
  CHECK(mentions(refused([&](Event& event) { event.against = {raised}; }), "goes against"));
  CHECK(mentions(refused([](Event& event) { event.against = {"0123456789abcdef"}; }),
                 "goes against"));
  CHECK(mentions(refused(naming({"Chidi", "chidi@board.example"})), "who overrides cannot be"));
  CHECK(mentions(refused(naming(dana())), "is an accountable owner"));
  CHECK(mentions(refused(naming(ana())), "raised it"));
  CHECK(mentions(refused(naming(jon())), "changed models/claims-triage"));
  const std::string own = story.add(EventType::reviewed, jon(), {raised});
  const std::string event = story.add(EventType::overridden, chidi(), {review, own},
                                      [&](Event& one) { one.against = {own}; });
  CHECK(mentions(story.reason(event), "not a neutral party's review"));
}

TEST_CASE("an anonymous reporter withdraws with the key of the raise, and disputes without") {
  Story story;
  const auto anonymous = [](Event& event) {
    event.by.reset();
    event.anonymous = true;
  };
  const std::string raised = story.raise(anonymous);
  const std::string resolved = story.add(EventType::resolved, nora(), {raised});
  SECTION("disputes") {
    story.add(EventType::disputed, {}, {resolved}, anonymous);
    CHECK(story.state() == ConcernState::open);
  }
  SECTION("does not withdraw without the key") {
    story.events().pop_back();
    const std::string withdrawn = story.add(EventType::withdrawn, {}, {raised}, anonymous);
    CHECK(story.state() == ConcernState::open);
    CHECK(mentions(story.reason(withdrawn), "key"));
    story.events().back().follow_up_proven = true;
    CHECK(story.state() == ConcernState::withdrawn);
    story.events().back().introductions[0].settled = false;
    CHECK(story.state() == ConcernState::open);
  }
  SECTION("a named person is not the anonymous one") {
    story.add(EventType::disputed, ana(), {resolved});
    CHECK(story.state() == ConcernState::resolved);
  }
}

TEST_CASE("who says no name is nobody in particular") {
  Story story;
  const auto nameless = [](Event& event) { event.by.reset(); };
  const std::string raised = story.raise(nameless);
  const std::string resolved = story.add(EventType::resolved, nora(), {raised});
  const std::string disputed = story.add(EventType::disputed, {}, {resolved}, nameless);
  CHECK(story.state() == ConcernState::resolved);
  CHECK(mentions(story.reason(disputed), "only who raised"));
}

TEST_CASE("a raiser whom the policy does not list withdraws what they raised") {
  Story story;
  const Identity guest{"Gil Orr", "gil@partner.example"};
  const std::string raised = story.add(EventType::raised, guest, {});
  story.add(EventType::withdrawn, guest, {raised}, nullptr,
            [](LedgerEvent& one) { one.introductions[0].author = eve(); });
  CHECK(story.state() == ConcernState::open);
  story.add(EventType::withdrawn, guest, {raised}, [](Event& event) { event.on = "2026-11-21"; });
  CHECK(story.state() == ConcernState::withdrawn);
}

TEST_CASE("a command learns beforehand whether its event would count") {
  Story story;
  story.facts().policy.quorum = 2;
  story.facts().policy.identity = IdentityLevel::signature;
  const std::string raised = story.raise();
  const std::string review = story.add(EventType::reviewed, nora(), {raised});
  const concerns::Ground ground(story.facts());
  const auto why_not = [&](EventType type, const Identity& by) {
    Event event = draft(type, by, {review});
    if (type == EventType::overridden) event.against = {review};
    return concerns::would_not_count(story.id(), story.events(), sealed(event), ground);
  };
  CHECK(why_not(EventType::resolved, ben()).empty());
  CHECK(mentions(why_not(EventType::resolved, jon()), "changed models/claims-triage"));
  CHECK(why_not(EventType::accepted, dana()).empty());
  CHECK(mentions(why_not(EventType::accepted, ana()), "role owner"));
  CHECK(why_not(EventType::overridden, cai()).empty());  // the first of two
  CHECK(mentions(why_not(EventType::disputed, eve()), "only who raised"));
  CHECK(why_not(EventType::commented, eve()).empty());
}

TEST_CASE("an acceptance that was too long when it was written never begins to count") {
  Story story;
  const std::string raised = story.raise();
  const std::string review = story.add(EventType::reviewed, nora(), {raised});
  const std::string accepted = story.add(EventType::accepted, dana(), {review}, [](Event& event) {
    event.expires = Date{.year = 2027, .month = 12, .day = 31};
  });
  story.events()[2].introductions[0].stated = Date{.year = 2026, .month = 11, .day = 20};
  CHECK(mentions(story.reason(accepted), "it expires on 2027-12-31, in 406 days"));
  story.facts().today = {.year = 2027, .month = 12, .day = 1};
  CHECK(
      mentions(story.reason(accepted), "it expires on 2027-12-31, 406 days after it was written"));
  CHECK(story.state() == ConcernState::open);
  // One that is dated ahead holds no longer for it.
  story.events()[2].introductions[0].stated = Date{.year = 2029, .month = 1, .day = 1};
  CHECK(story.state() == ConcernState::accepted);
  story.facts().today = {.year = 2027, .month = 6, .day = 1};
  CHECK(story.state() == ConcernState::open);
}

TEST_CASE("who had left before an override cannot be its independent reviewer") {
  Story story;
  story.facts().people.push_back(
      {.name = "Ida Holm", .emails = {ida().email}, .roles = {}, .left = "2026-11-10"});
  const std::string raised = story.raise();
  const std::string review = story.add(EventType::reviewed, nora(), {raised});
  const std::string overridden = story.add(EventType::overridden, chidi(), {review});
  story.events()[2].introductions[0].stated = Date{.year = 2026, .month = 11, .day = 11};
  CHECK(mentions(story.reason(overridden), "the independent reviewer Ida Holm left on 2026-11-10"));
  // Who leaves later was there to be asked.
  story.events()[2].introductions[0].stated = Date{.year = 2026, .month = 11, .day = 10};
  CHECK(story.state() == ConcernState::overridden);
}
