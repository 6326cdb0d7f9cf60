// Path patterns.

#include "support/glob.hpp"

#include "harness/catch.hpp"

namespace {

struct Case {
  const char* pattern;
  const char* path;
  bool matches;
};

TEST_CASE("a glob matches whole paths, and * stays within a component") {
  const Case cases[] = {
      {"a/b", "a/b", true},
      {"a/b", "a/b/c", false},
      {"*.md", "card.md", true},
      {"*.md", "docs/card.md", false},
      {"docs/*.md", "docs/card.md", true},
      {"docs/*.md", "docs/a/card.md", false},
      {"docs/?.md", "docs/a.md", true},
      {"docs/?.md", "docs//.md", false},
      {"", "", true},
      {"*", "", true},
      {"", "a", false},
  };
  for (const Case& one : cases) {
    CAPTURE(one.pattern, one.path);
    CHECK(qualm::Glob(one.pattern).matches(one.path) == one.matches);
  }
}

TEST_CASE("** crosses components, and **/ only at their edges") {
  const Case cases[] = {
      {"**/card.md", "card.md", true},
      {"**/card.md", "a/card.md", true},
      {"**/card.md", "a/b/card.md", true},
      {"**/card.md", "a/mycard.md", false},
      {"models/**", "models/a/b", true},
      {"models/**", "models", false},
      {"models/**/x.yaml", "models/x.yaml", true},
      {"models/**/x.yaml", "models/a/b/x.yaml", true},
      {"models/**/x.yaml", "models/a/bx.yaml", false},
      {"**", "anything/at/all", true},
      {"a/**/b/**/c", "a/x/b/y/z/c", true},
      {"a/**/b/**/c", "a/x/y/z/c", false},
  };
  for (const Case& one : cases) {
    CAPTURE(one.pattern, one.path);
    CHECK(qualm::Glob(one.pattern).matches(one.path) == one.matches);
  }
}

TEST_CASE("classes, alternatives and case") {
  CHECK(qualm::Glob("v[0-9].md").matches("v3.md"));
  CHECK_FALSE(qualm::Glob("v[!0-9].md").matches("v3.md"));
  CHECK(qualm::Glob("v[^a].md").matches("v3.md"));
  CHECK(qualm::Glob("a[").matches("a["));
  CHECK(qualm::Glob("{a,b}.{md,yaml}").matches("b.yaml"));
  CHECK_FALSE(qualm::Glob("{a,b}.md").matches("c.md"));
  CHECK(qualm::Glob("**/Model-Card.md", true).matches("x/MODEL-CARD.MD"));
  CHECK_FALSE(qualm::Glob("**/Model-Card.md").matches("x/MODEL-CARD.MD"));
}

TEST_CASE("a set of globs matches what any of them does, and counts them once") {
  std::vector<qualm::Glob> globs;
  for (const char* pattern : {"owner", "*limitation*", "risk*", "docs/*.md", "{a,b}c"})
    globs.emplace_back(pattern);
  const qualm::GlobSet set(globs);
  for (const char* text :
       {"owner", "known limitations", "limitation", "risks and more", "docs/a.md", "ac", "bc", "",
        "owners", "my risk", "docs/a/b.md", "limi/tation", "a/limitation"}) {
    CAPTURE(text);
    CHECK(set.matches(text) == qualm::any_matches(globs, text));
  }
  CHECK(qualm::GlobSet().empty());
  CHECK_FALSE(set.empty());
}

TEST_CASE("a hostile pattern costs no more than pattern times path") {
  const std::string stars(2000, '*');
  std::string pattern;
  for (int i = 0; i < 500; ++i) pattern += "*a";
  CHECK_FALSE(qualm::Glob(pattern).matches(std::string(4000, 'a') + "b"));
  CHECK(qualm::Glob(stars).matches(std::string(4000, 'a')));
  std::string braces;
  for (int i = 0; i < 40; ++i) braces += "{a,b}";
  CHECK_FALSE(qualm::Glob(braces).matches("c"));
}

}  // namespace
