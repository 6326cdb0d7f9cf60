// Which names an entry of a tree may have.

#include "model/entry_name.hpp"

#include "harness/catch.hpp"

using qualm::entry_name_fault;

TEST_CASE("ordinary names have no fault") {
  for (const char* name :
       {"a", ".gitignore", ".gitattributes", ".github", "git", "git~2", "...", "a.git", ".gi", "g",
        "naïve.md", "..a", "a b", ".git-blame-ignore-revs", "gitx~1", ".qualm.yaml", "a\\b"}) {
    INFO(name);
    CHECK(entry_name_fault(name).empty());
  }
}

TEST_CASE("names that mean something else to a file system have one") {
  for (const char* name :
       {"", ".", "..", "a/b", "a\tb", "a\x1b[0m", ".git", ".GIT", ".git.", ".git . ", "git~1",
        "GIT~1.", ".git:stream", ".git\\config", "x\\.git", ".g\xe2\x80\x8dit",
        "\xe2\x80\xaegit\xe2\x81\xaa.git\xef\xbb\xbf", ".git\xe2\x80\x8e"}) {
    INFO(name);
    const bool only_with_text_before = std::string_view(name).starts_with("\xe2\x80\xaegit");
    CHECK(entry_name_fault(name).empty() == only_with_text_before);
  }
}

TEST_CASE("paths are split, joined and shown") {
  CHECK(qualm::path_components("a/b").size() == 2);
  for (const char* path : {"", "/", "a/", "/a", "a//b", ".", "a/..", "./a"}) {
    CHECK(qualm::path_components(path).empty());
  }
  CHECK(qualm::join_path("", "a") == "a");
  CHECK(qualm::join_path("a", "b") == "a/b");
  CHECK(qualm::visible_name("a\nb") == "a\\x0ab");
  CHECK(qualm::visible_name("a\xff") == "a\\xff");
  CHECK(qualm::visible_name("naïve") == "naïve");
  CHECK_FALSE(qualm::check_path_limits(std::string(4097, 'a')));
  CHECK(qualm::check_path_limits(std::string(4096, 'a')));
}
