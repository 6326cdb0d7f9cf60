// The systems of a tree, and what a tree that is being judged may say about them.

#include "gate/systems.hpp"

#include <string>
#include <vector>

#include "documents/policy.hpp"
#include "git/snapshot.hpp"
#include "harness/catch.hpp"
#include "harness/test_repository.hpp"

using qualm::Identity;
using qualm::Policy;
using qualm::gate::SystemOfTree;
using qualm::gate::SystemPaths;
using qualm::git::OpenOptions;
using qualm::git::Repository;
using qualm::testing::TestRepository;

namespace {

std::vector<SystemOfTree> systems_of(const TestRepository& made, const std::string& policy) {
  const auto repository =
      Repository::open(OpenOptions{.path = made.path(), .environment = made.environment()});
  REQUIRE(repository);
  const auto head = repository->resolve("HEAD");
  REQUIRE(head);
  const auto tree = qualm::git::commit_snapshot(*repository, *head);
  REQUIRE(tree);
  const auto read = qualm::documents::read_policy(policy, ".qualm.yaml");
  REQUIRE(read);
  auto systems = qualm::gate::systems_of(**tree, *read);
  REQUIRE(systems);
  return *std::move(systems);
}

const std::string kCard =
    "---\naccountable_owner: {name: Dana Whitfield, email: dana@example.com}\n---\n# Triage\n";

}  // namespace

TEST_CASE("a system is a folder with a card, its owner and the deployments that name it") {
  const TestRepository made;
  made.write("models/triage/model-card.md", kCard);
  made.write("models/spam/model-card.md", "# Spam\n");
  made.write("safety/deployments/2026-11-25-triage.yaml",
             "system: models/triage\ndate: 2026-11-25\ncard: model-card.md@abc1234\n");
  made.write("safety/deployments/2026-12-10-triage.yaml",
             "system: models/triage\ndate: some day\ncard: model-card.md\n");
  made.write("safety/deployments/2026-12-11-other.yaml",
             "system: models/other\ndate: 2026-12-11\ncard: model-card.md@abc1234\n");
  made.commit();
  const auto systems = systems_of(
      made, "level: 3\nsystems:\n  - {path: models/triage, covers: [services/triage/**]}\n");
  REQUIRE(systems.size() == 2);
  CHECK(systems[0].path == "models/spam");
  CHECK(systems[0].owners.empty());
  CHECK(systems[1].path == "models/triage");
  CHECK(systems[1].covers == std::vector<std::string>{"services/triage/**"});
  CHECK(systems[1].owners == std::vector<Identity>{{"Dana Whitfield", "dana@example.com"}});
  REQUIRE(systems[1].deployments.size() == 2);
  CHECK(systems[1].deployments[0].pin == "abc1234");
  CHECK(systems[1].deployments[0].day == qualm::parse_date("2026-11-25"));
  CHECK(systems[1].deployments[1].pin.empty());
  CHECK_FALSE(systems[1].deployments[1].day);
}

TEST_CASE("a path belongs to every system that it lies in or that covers it") {
  const std::vector<SystemOfTree> systems = {
      {.path = "models", .covers = {}, .owners = {}, .deployments = {}},
      {.path = "models/spam", .covers = {}, .owners = {}, .deployments = {}},
      {.path = "models/triage",
       .covers = {"services/triage/**", "models/spam/shared.py"},
       .owners = {},
       .deployments = {}}};
  const SystemPaths paths(systems);
  using Places = std::vector<std::size_t>;
  CHECK(paths.of("models/triage/model-card.md") == Places{0, 2});
  CHECK(paths.of("models/spam/shared.py") == Places{0, 1, 2});
  CHECK(paths.of("models/spammer/card.md") == Places{0});
  CHECK(paths.of("services/triage/api/main.py") == Places{2});
  CHECK(paths.of("README.md").empty());
  const std::vector<SystemOfTree> root = {
      {.path = "", .covers = {}, .owners = {}, .deployments = {}}};
  CHECK(SystemPaths(root).of("README.md") == Places{0});
}

TEST_CASE("what is being judged names nobody who has a right, and no deployment") {
  const SystemOfTree base{.path = "models/triage",
                          .covers = {"a/**"},
                          .owners = {{"Dana Whitfield", "dana@example.com"}},
                          .deployments = {{.record = "safety/deployments/1.yaml",
                                           .pin = "abc1234",
                                           .day = qualm::parse_date("2026-11-25")}}};
  SystemOfTree judged = base;
  judged.covers = {"b/**"};
  judged.owners = {{"Olaf Berg", "olaf@example.com"}};
  judged.deployments[0].pin = "def5678";
  SystemOfTree fresh = judged;
  fresh.path = "models/new";
  const auto systems = qualm::gate::united({base}, {judged, fresh});
  REQUIRE(systems.size() == 2);
  CHECK(systems[0].path == "models/new");
  CHECK(systems[0].owners.empty());
  CHECK(systems[0].claimed_owners == judged.owners);
  CHECK(systems[0].deployments.empty());
  CHECK(systems[1].covers == std::vector<std::string>{"a/**", "b/**"});
  CHECK(systems[1].owners == base.owners);
  CHECK(systems[1].claimed_owners == judged.owners);
  REQUIRE(systems[1].deployments.size() == 1);
  CHECK(systems[1].deployments[0].pin == "abc1234");
}
