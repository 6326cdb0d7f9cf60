#include "scaffold/template_set.hpp"

#include "harness/catch.hpp"
#include "scaffold/example.hpp"

using namespace qualm;

TEST_CASE("the layer on top wins, and what it lacks comes from below") {
  scaffold::TemplateSet set;
  REQUIRE(set.add({.label = "low",
                   .files = {{"model-card/model-card.md", "low"}, {"survey/survey.yaml", "low"}}}));
  REQUIRE(set.add({.label = "top", .files = {{"model-card/model-card.md", "top"}}}));
  CHECK(set.find("model-card/model-card.md").text == "top");
  CHECK(set.find("model-card/model-card.md").file == "top/model-card/model-card.md");
  CHECK(set.find("survey/survey.yaml").text == "low");
  CHECK(set.find("playbook/playbook.md").file == "templates/playbook/playbook.md");
}

TEST_CASE("a file that replaces no template is refused, others are passed over") {
  scaffold::TemplateSet set;
  const auto misnamed = set.add({.label = "x", .files = {{"model-card/card.md", ""}}});
  REQUIRE_FALSE(misnamed);
  CHECK(describe(misnamed.error()) ==
        "x/model-card/card.md: replaces no template\n  hint: it can replace "
        "model-card/model-card.md");
  const auto slip = set.add({.label = "x", .files = {{"model-cards/", ""}}});
  REQUIRE_FALSE(slip);
  CHECK(slip.error().hint == "did you mean \"model-card\"?");
  CHECK(set.add({.label = "x", .files = {{"README.md", ""}, {"docs/", ""}}}));
}

TEST_CASE("examples are told in stages") {
  CHECK(scaffold::example_names() == std::vector<std::string>{"claims-triage",
                                                              "claims-triage/launch-week",
                                                              "claims-triage/after-the-incident"});
  const auto first = scaffold::example_files("claims-triage");
  const auto last = scaffold::example_files("claims-triage/after-the-incident");
  REQUIRE(first);
  REQUIRE(last);
  CHECK(last->size() > first->size());
  CHECK_FALSE(scaffold::example_files("claims"));
}
