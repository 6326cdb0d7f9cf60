// Who would be part of a deployment: by the records that the policy says are such.

#include "gate/deployers.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "documents/policy.hpp"
#include "harness/catch.hpp"
#include "model/memory_snapshot.hpp"

using qualm::MemorySnapshot;
using qualm::Policy;

namespace {

const std::string kRecord =
    "system: models/triage\ndate: 2026-11-20\ndeployed_by: Ana Souza <ana@example.com>\n";

Policy policy_of(std::vector<std::pair<std::string, std::vector<std::string>>> documents) {
  Policy policy = qualm::documents::default_policy();
  policy.people = {{.name = "Dana Whitfield", .emails = {"dana@example.com"}}};
  for (auto& [kind, globs] : documents) policy.documents.emplace_back(kind, std::move(globs));
  return policy;
}

/// `who of which system` of each deployer that the record at `path` names.
std::vector<std::string> named(const std::string& path, const std::string& text,
                               const Policy& policy,
                               const std::vector<qualm::Identity>& sought = {}) {
  const MemorySnapshot tree({{path, text}});
  const qualm::concerns::Who who(policy.people);
  const auto deployers = qualm::gate::named_deployers(tree, {path}, policy, who, sought);
  REQUIRE(deployers);
  std::vector<std::string> words;
  for (const auto& one : *deployers) words.push_back(one.who.email + " of " + one.system);
  return words;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("records are where the policy has them, in any case where it is silent") {
  const Words ana{"ana@example.com of models/triage"};
  const Policy standard = policy_of({});
  CHECK(named("safety/deployments/1.yaml", kRecord, standard) == ana);
  CHECK(named("Safety/Deployments/1.yaml", kRecord, standard) == ana);
  CHECK(named("ops/records/1.yaml", kRecord, standard).empty());
  const Policy moved = policy_of({{"deployment", {"ops/records/*.yaml"}}});
  CHECK(named("ops/records/1.yaml", kRecord, moved) == ana);
  CHECK(named("safety/deployments/1.yaml", kRecord, moved).empty());
}

TEST_CASE("names alone are those of people, and a record without a system may be of any") {
  const Words found = named("safety/deployments/1.yaml",
                            "date: 2026-11-20\nsign_off: {name: dana whitfield}\n", policy_of({}));
  CHECK(found == Words{"dana@example.com of *"});
}

TEST_CASE("a policy that moves documents of no kind names nobody") {
  const MemorySnapshot tree({{"safety/deployments/1.yaml", kRecord}});
  const qualm::concerns::Who nobody({});
  const auto deployers = qualm::gate::named_deployers(
      tree, {"safety/deployments/1.yaml"}, policy_of({{"deploymint", {"x/*.yaml"}}}), nobody, {});
  REQUIRE_FALSE(deployers);
  CHECK(deployers.error().message.find("deploymint") != std::string::npos);
}

TEST_CASE("whoever spoke against it is found however a record names them") {
  Policy policy = policy_of({});
  policy.people.push_back(
      {.name = "Ana Souza", .emails = {"ana.s@example.com", "ana@work.example"}});
  const std::vector<qualm::Identity> ana = {{"Ana Souza", "ana.s@example.com"}};
  const auto is_named = [&](const std::string& value) {
    const Words found = named("safety/deployments/1.yaml",
                              "system: models/triage\ndeployed_by: " + value + "\n", policy, ana);
    return std::find(found.begin(), found.end(), "ana.s@example.com of models/triage") !=
           found.end();
  };
  for (const char* value :
       {"Dana Whitfield and Ana Souza", "Dana Whitfield; Ana Souza", "Dana Whitfield & Ana Souza",
        "ANA  SOUZA", "Ana Souza (on call)", "\"Souza, Ana\"", "[Dana Whitfield, Ana Souza]",
        "[{name: Dana Whitfield}, {name: Ana Souza}]", "{email: ana@work.example}",
        "{name: [Ana Souza]}", "'@ana.s'", "'the two of us: ANA@work.example.'",
        "Aná Souza, with Dana Whitfield"}) {
    INFO(value);
    CHECK(is_named(value));
  }
  for (const char* value : {"Dana Whitfield", "Joana Souza", "Ana Souza-Lima", "Souza",
                            "susana.s@example.com", "ana@work.example.org", "'@ana.stone'"}) {
    INFO(value);
    CHECK_FALSE(is_named(value));
  }
}
