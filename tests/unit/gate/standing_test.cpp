// How concerns stand in a whole repository: rights from the protected side alone, conflicts of
// interest from everything that can be seen.

#include "gate/standing.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "concerns/event_body.hpp"
#include "concerns/event_reader.hpp"
#include "concerns/event_writer.hpp"
#include "concerns/needs.hpp"
#include "harness/catch.hpp"
#include "harness/test_repository.hpp"

using qualm::ConcernState;
using qualm::Event;
using qualm::EventType;
using qualm::Identity;
using qualm::gate::Standing;
using qualm::git::OpenOptions;
using qualm::git::Repository;
using qualm::testing::TestRepository;

namespace {

const Identity kAna{"Ana Souza", "ana@example.com"};
const Identity kBen{"Ben Okafor", "ben@example.com"};
const Identity kJon{"Jon Reed", "jon@example.com"};
const Identity kDana{"Dana Whitfield", "dana@example.com"};
const Identity kOlaf{"Olaf Berg", "olaf@example.com"};

const std::string kPolicy =
    "level: 3\n"
    "people:\n"
    "  - {name: Ana Souza, emails: [ana@example.com], roles: [engineer]}\n"
    "  - {name: Ben Okafor, emails: [ben@example.com], roles: [reviewer]}\n"
    "  - {name: Jon Reed, emails: [jon@example.com], roles: [reviewer]}\n"
    "  - {name: Dana Whitfield, emails: [dana@example.com], roles: [owner]}\n"
    "  - {name: Olaf Berg, emails: [olaf@example.com], roles: [owner]}\n";

std::string card(const Identity& owner) {
  return "---\naccountable_owner: {name: " + owner.name + ", email: " + owner.email +
         "}\n---\n# Triage\n";
}

/// A repository that is its own protected side, as a server's is, with one system on main.
class Server : public TestRepository {
 public:
  Server() {
    write(".qualm.yaml", kPolicy);
    write("models/triage/model-card.md", card(kDana));
    commit_as(kDana, "describe triage");
    write("models/triage/settings.yaml", "threshold: 0.8\n");
    tip_ = commit_as(kJon, "raise the threshold");
  }

  std::string commit_as(const Identity& who, const std::string& message) const {
    run("git add --all && git commit --quiet --message '" + message + "'", as(who));
    return git("rev-parse HEAD");
  }

  /// Puts an event by `who` on the concern's own branch; its id. The first one raises it.
  std::string record(EventType type, const Identity& who,
                     const std::function<void(Event&)>& edit = nullptr) {
    Event event;
    event.type = type;
    event.by = who;
    event.on = "2026-11-20T09:15:00Z";
    if (!last_.empty()) event.follows = {last_};
    if (type == EventType::raised) {
      event.system = "models/triage";
      event.severity = qualm::ConcernSeverity::high;
      event.title = "Scores collapse";
    } else {
      event.subject = tip_;
    }
    if (type == EventType::resolved) event.evidence = {"models/triage/settings.yaml"};
    if (type == EventType::accepted) {
      event.subject.clear();
      event.expires = qualm::Date{.year = 2027, .month = 1, .day = 1};
    }
    std::vector<qualm::EventSection> sections;
    for (const std::string_view title : qualm::concerns::section_titles(type)) {
      sections.push_back({.title = std::string(title), .text = "Said with enough words."});
    }
    event.body = qualm::concerns::body_text("", sections);
    if (edit) edit(event);
    const auto text = qualm::concerns::write_event(event);
    REQUIRE(text);
    const auto name = qualm::concerns::event_name(*text);
    REQUIRE(name);
    const std::string id = qualm::concerns::read_event(*text, *name).id;
    if (concern_.empty()) {
      concern_ = id;
      git("switch --quiet --orphan concern/" + id);
    } else {
      git("switch --quiet concern/" + concern_);
    }
    write("safety/concerns/" + concern_ + "/" + *name, *text);
    commit_as(who, "an event");
    git("switch --quiet main");
    last_ = id;
    return id;
  }

  /// How it all stands on a day, when the commits `heads` are pushed.
  [[nodiscard]] Standing standing(const std::vector<std::string>& heads = {},
                                  const std::string& folder = "repository") const {
    const auto repository = Repository::open(
        OpenOptions{.path = (this->folder() / folder).string(), .environment = environment()});
    REQUIRE(repository);
    qualm::gate::StandingRequest request{
        .remote = {}, .heads = {}, .today = {.year = 2026, .month = 12, .day = 1}};
    for (const std::string& head : heads) {
      const auto revision = repository->resolve(head);
      REQUIRE(revision);
      request.heads.push_back(*revision);
    }
    auto standing = qualm::gate::standing(*repository, request);
    INFO((standing ? std::string() : describe(standing.error())));
    REQUIRE(standing);
    return *std::move(standing);
  }

  [[nodiscard]] ConcernState state(const std::vector<std::string>& heads = {}) const {
    const Standing now = standing(heads);
    REQUIRE(now.find(concern_) != nullptr);
    return now.find(concern_)->concern.state;
  }

  std::string tip_;
  std::string concern_;

 private:
  static std::map<std::string, std::string> as(const Identity& who) {
    return {{"GIT_AUTHOR_NAME", who.name},
            {"GIT_AUTHOR_EMAIL", who.email},
            {"GIT_COMMITTER_NAME", who.name},
            {"GIT_COMMITTER_EMAIL", who.email}};
  }
  std::string last_;
};

std::string deployment(const std::string& pin, const std::string& day) {
  return "system: models/triage\nversion: 1.4.0\ndate: " + day +
         "\ncard: models/triage/model-card.md@" + pin + "\n";
}

}  // namespace

TEST_CASE("who changed the system resolves nothing, who did not resolves it") {
  Server server;
  server.record(EventType::raised, kAna);
  CHECK(server.state() == ConcernState::open);
  server.record(EventType::resolved, kJon);
  CHECK(server.state() == ConcernState::open);
  server.record(EventType::resolved, kBen);
  CHECK(server.state() == ConcernState::resolved);
}

TEST_CASE("a deployment that a push brings along makes nobody neutral") {
  Server server;
  server.record(EventType::raised, kAna);
  server.record(EventType::resolved, kJon);
  server.git("switch --quiet -c release");
  server.write("safety/deployments/2026-11-25.yaml", deployment(server.tip_, "2026-11-25"));
  const std::string pushed = server.commit_as(kJon, "say that it was deployed");
  server.git("switch --quiet main");
  CHECK(server.state({pushed}) == ConcernState::open);
  // Nor once the protected side has it: what he looked at went out with his own changes in it.
  server.git("merge --quiet --ff-only release");
  CHECK(server.state() == ConcernState::open);
}

TEST_CASE("an owner that a push names has no right, and is not neutral either") {
  Server server;
  server.record(EventType::raised, kAna);
  server.record(EventType::reviewed, kBen);
  server.record(EventType::accepted, kOlaf);
  server.git("switch --quiet -c release");
  server.write("models/triage/model-card.md", card(kOlaf));
  const std::string pushed = server.commit_as(kOlaf, "own it");
  server.git("switch --quiet main");
  CHECK(server.state({pushed}) == ConcernState::open);
  server.record(EventType::accepted, kDana);
  CHECK(server.state({pushed}) == ConcernState::accepted);

  Server other;
  other.record(EventType::raised, kAna);
  other.record(EventType::resolved, kBen);
  CHECK(other.state() == ConcernState::resolved);
  other.git("switch --quiet -c release");
  other.write("models/triage/model-card.md", card(kBen));
  const std::string claimed = other.commit_as(kDana, "Ben owns it");
  other.git("switch --quiet main");
  CHECK(other.state({claimed}) == ConcernState::open);
}

TEST_CASE("whoever changes the system in what is pushed is not neutral") {
  Server server;
  server.record(EventType::raised, kAna);
  server.record(EventType::resolved, kBen);
  server.git("switch --quiet -c release");
  server.write("models/triage/settings.yaml", "threshold: 0.7\n");
  const std::string pushed = server.commit_as(kBen, "lower the threshold");
  server.git("switch --quiet main");
  CHECK(server.state() == ConcernState::resolved);
  CHECK(server.state({pushed}) == ConcernState::open);
}

TEST_CASE("a reviewer who works on a system after a deployment does not undo what they resolved") {
  Server server;
  server.record(EventType::raised, kAna);
  server.record(EventType::resolved, kBen);
  server.write("safety/deployments/2026-11-25.yaml", deployment(server.tip_, "2026-11-25"));
  const std::string deployed = server.commit_as(kDana, "deployed");
  server.write("models/triage/settings.yaml", "threshold: 0.7\n");
  server.commit_as(kBen, "lower the threshold");
  CHECK(server.state() == ConcernState::resolved);

  SECTION("before the deployment they would have") {
    server.git("rm --quiet safety/deployments/2026-11-25.yaml");
    server.commit_as(kDana, "it was not deployed");
    CHECK(server.state() == ConcernState::open);
  }
  SECTION("nor does a concern without a day make old deployments count for it") {
    Server undated;
    undated.write("safety/deployments/2026-11-25.yaml", deployment(undated.tip_, "2026-11-25"));
    undated.commit_as(kDana, "deployed");
    undated.write("models/triage/settings.yaml", "threshold: 0.7\n");
    const std::string later = undated.commit_as(kBen, "lower the threshold");
    const std::string looked_at = undated.tip_;
    undated.record(EventType::raised, kAna, [](Event& event) { event.on.clear(); });
    undated.record(EventType::resolved, kBen, [&](Event& event) { event.subject = looked_at; });
    CHECK(undated.state() == ConcernState::open);
  }
}

TEST_CASE("where history is cut off, what is settled may look open, and that is said") {
  Server server;
  server.record(EventType::raised, kAna);
  server.git("clone --quiet --bare . ../team.git");
  const std::string url = "file://" + (server.folder() / "team.git").string();
  const auto cut = [&](const std::string& name) {
    server.run("git init --quiet ../" + name + " && cd ../" + name + " && git remote add origin " +
               url + " && git fetch --quiet --depth 1 origin +main:refs/remotes/origin/main && " +
               qualm::gate::fetch_command("origin") + " --quiet");
    return server.standing({}, name);
  };
  const Standing open = cut("open");
  CHECK_FALSE(open.incomplete);  // nobody settled it, whoever may
  REQUIRE(open.unknown_changes);
  CHECK(open.unknown_changes->hint == "git fetch --unshallow origin");

  server.record(EventType::resolved, kBen);
  server.git("push --quiet ../team.git concern/" + server.concern_);
  const Standing settled = cut("settled");
  CHECK(settled.find(server.concern_)->concern.state == ConcernState::open);
  REQUIRE(settled.incomplete);
  CHECK(settled.incomplete->hint == "git fetch --unshallow origin");
  server.run("cd ../settled && " + settled.incomplete->hint + " --quiet");
  const Standing whole = server.standing({}, "settled");
  CHECK_FALSE(whole.incomplete);
  CHECK_FALSE(whole.unknown_changes);
  CHECK(whole.find(server.concern_)->concern.state == ConcernState::resolved);
}

TEST_CASE("a policy that cannot be read gives nobody a right") {
  Server server;
  server.record(EventType::raised, kAna);
  server.write(".qualm.yaml", "level: [\n");
  server.commit_as(kDana, "break it");
  const auto repository =
      Repository::open(OpenOptions{.path = server.path(), .environment = server.environment()});
  REQUIRE(repository);
  const auto standing = qualm::gate::standing(
      *repository, {.remote = {}, .heads = {}, .today = {.year = 2026, .month = 12, .day = 1}});
  REQUIRE_FALSE(standing);
  CHECK(describe(standing.error()).find("the policy of main") != std::string::npos);
}
