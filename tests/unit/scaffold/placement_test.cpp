#include "scaffold/placement.hpp"

#include <algorithm>

#include "documents/kind.hpp"
#include "documents/policy.hpp"
#include "harness/catch.hpp"
#include "scaffold/template_set.hpp"
#include "support/glob.hpp"

using namespace qualm;
using scaffold::Subject;

namespace {

const Subject kSubject{.system = "models/claims-triage",
                       .name = "claims-triage",
                       .version = "1.4.0",
                       .id = "INC-2026-0012",
                       .day = {2026, 11, 25},
                       .others = {}};

Policy with(const std::string& kind, std::vector<std::string> globs) {
  Policy policy = documents::default_policy();
  policy.documents.emplace_back(kind, std::move(globs));
  return policy;
}

std::string place(const std::string& kind, const Policy& policy, const Subject& subject) {
  const auto path = scaffold::place_for(kind, policy, subject);
  return path ? *path : "error: " + path.error().message;
}

}  // namespace

TEST_CASE("by default documents stand where the design has them") {
  struct Row {
    const char* kind;
    const char* path;
  };
  const Row rows[] = {
      {"model-card", "models/claims-triage/model-card.md"},
      {"robustness-pack", "models/claims-triage/robustness/pack.yaml"},
      {"deployment", "safety/deployments/2026-11-25-claims-triage-1.4.0.yaml"},
      {"incident", "safety/incidents/INC-2026-0012.yaml"},
      {"root-cause-analysis", "safety/incidents/INC-2026-0012.md"},
      {"safety-review", "safety/reviews/2026-11.md"},
      {"survey", "safety/surveys/2026-Q4.yaml"},
      {"working-agreements", "WORKING_AGREEMENTS.md"},
  };
  for (const Row& row : rows)
    CHECK(place(row.kind, documents::default_policy(), kSubject) == row.path);
}

TEST_CASE("every kind with a template has a place that its own globs match") {
  for (const std::string_view kind : scaffold::kinds_with_template()) {
    const std::string path = place(std::string(kind), documents::default_policy(), kSubject);
    INFO(path);
    const documents::Kind* known = documents::find_kind(kind);
    REQUIRE(known != nullptr);
    CHECK(std::any_of(known->paths.begin(), known->paths.end(),
                      [&](std::string_view glob) { return Glob(glob, true).matches(path); }));
  }
}

TEST_CASE("records stand beside those that are there") {
  Subject subject = kSubject;
  subject.others = {"team/safety/incidents/INC-2026-0007.yaml"};
  CHECK(place("incident", documents::default_policy(), subject) ==
        "team/safety/incidents/INC-2026-0012.yaml");
}

TEST_CASE("the policy moves documents") {
  CHECK(place("safety-review", with("safety-review", {"governance/decisions/*.md"}), kSubject) ==
        "governance/decisions/2026-11.md");
  CHECK(place("model-card", with("model-card", {"**/CARD.md"}), kSubject) ==
        "models/claims-triage/CARD.md");
  CHECK(place("model-card", with("model-card", {"cards/*/card.md"}), kSubject) ==
        "cards/claims-triage/card.md");
  CHECK(place("model-card", with("model-card", {"other.md", "**/model-card.md"}), kSubject) ==
        "models/claims-triage/model-card.md");
}

TEST_CASE("where the policy leaves it open, the user has to say") {
  CHECK(place("incident", with("incident", {"log/[0-9]*.txt"}), kSubject).starts_with("error: "));
}

TEST_CASE("titles, incidents and quarters") {
  CHECK(scaffold::title_of_folder("models/claims-triage") == "Claims triage");
  CHECK(scaffold::title_of_folder("Fraud_2") == "Fraud 2");
  CHECK(scaffold::next_incident({}, 2026) == "INC-2026-0001");
  CHECK(scaffold::next_incident({"a/INC-2025-0099.yaml", "a/INC-2026-0009.yaml",
                                 "a/INC-2026-0012.yaml", "a/INC-2026-oops.yaml"},
                                2026) == "INC-2026-0013");
  CHECK(scaffold::quarter_of({2026, 1, 1}) == "2026-Q1");
  CHECK(scaffold::quarter_of({2026, 12, 31}) == "2026-Q4");
}
