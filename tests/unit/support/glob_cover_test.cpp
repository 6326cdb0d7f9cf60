// Globs that cover globs, and patterns over refs.

#include "support/glob_cover.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "harness/catch.hpp"
#include "support/glob.hpp"
#include "support/ref_pattern.hpp"

namespace {

using qualm::surely_covers;

TEST_CASE("a glob covers another where that is sure") {
  struct Case {
    std::string_view wide;
    std::string_view narrow;
    bool covers;
  };
  const Case cases[] = {
      {"a/b", "a/b", true},
      {"services/*/**", "services/api/**", true},
      {"services/**", "services/api/**", true},
      {"services/**", "services/api/*.py", true},
      {"services/api/**", "services/*/**", false},
      {"**", "services/*/**", true},
      {"**", "a", true},
      {"*", "**", false},
      {"a/**", "a/**/b", true},
      {"a/**/b", "a/b", true},
      {"a/**/b", "a/x/y/b", true},
      {"a/**/b", "a/**", false},
      {"a/**", "a", false},
      {"**/x", "**/y/x", true},
      {"**/y/x", "**/x", false},
      {"release/*", "release/1", true},
      {"release/*", "release/1.*", true},
      {"release/1.*", "release/*", false},
      {"release/?", "release/1", true},
      {"release/?", "release/*", false},
      {"release/*", "release/?", true},
      {"*a*", "ba", true},
      {"*a*b*", "*a?b*", true},
      {"v*", "v[0-9]*", false},  // nobody looks into a class
      {"{a,b}/*", "a/*", false},
      {"{a,b}/*", "a/c", true},
      {"a**b", "a/x/b", true},
      {"a**b", "a*b", false},
  };
  for (const Case& one : cases) {
    CAPTURE(one.wide, one.narrow);
    CHECK(surely_covers(one.wide, one.narrow) == one.covers);
  }
}

/// All texts of up to `most` of `letters`, the shortest first.
std::vector<std::string> texts_of(std::string_view letters, std::size_t most) {
  std::vector<std::string> all = {""};
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (all[i].size() == most) break;
    const std::string shorter = all[i];
    for (const char letter : letters) all.push_back(shorter + letter);
  }
  return all;
}

bool is_path(const std::string& text) {
  return !text.empty() && text.front() != '/' && text.back() != '/' &&
         text.find("//") == std::string::npos;
}

TEST_CASE("what is covered matches nothing else") {
  const std::vector<std::string> globs = texts_of("a*?/", 4);
  std::vector<std::string> paths = texts_of("ab/", 6);
  std::erase_if(paths, [](const std::string& text) { return !is_path(text); });
  std::vector<std::vector<bool>> matched;
  for (const std::string& glob : globs) {
    const qualm::Glob compiled(glob);
    auto& row = matched.emplace_back();
    for (const std::string& path : paths) row.push_back(compiled.matches(path));
  }
  std::size_t covered = 0;
  for (std::size_t wide = 0; wide < globs.size(); ++wide) {
    for (std::size_t narrow = 0; narrow < globs.size(); ++narrow) {
      if (!surely_covers(globs[wide], globs[narrow])) continue;
      ++covered;
      for (std::size_t i = 0; i < paths.size(); ++i) {
        if (!matched[narrow][i] || matched[wide][i]) continue;
        CAPTURE(globs[wide], globs[narrow], paths[i]);
        CHECK(matched[wide][i]);
      }
    }
  }
  CHECK(covered > globs.size());
}

TEST_CASE("globs that nobody wrote by hand are compared as they are written") {
  const std::string deep = std::string(200, 'a') + "/*";
  CHECK(surely_covers(deep, deep));
  CHECK_FALSE(surely_covers("**", deep));
  const std::vector<std::string> many(1000, "**");
  CHECK(qualm::any_surely_covers({"a/**", "b/**"}, "b/c/*"));
  CHECK_FALSE(qualm::any_surely_covers(many, "b/c/*"));
  CHECK(qualm::any_surely_covers(many, "**"));
}

TEST_CASE("a short pattern over refs is about branches") {
  CHECK(qualm::full_ref_pattern("**") == "refs/heads/**");
  CHECK(qualm::full_ref_pattern("release/*") == "refs/heads/release/*");
  CHECK(qualm::full_ref_pattern("tags/v*") == "refs/tags/v*");
  CHECK(qualm::full_ref_pattern("heads/main") == "refs/heads/main");
  CHECK(qualm::full_ref_pattern("refs/tags/*") == "refs/tags/*");
}

}  // namespace
