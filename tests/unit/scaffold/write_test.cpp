#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "commands/shared/scaffold_write.hpp"
#include "harness/catch.hpp"
#include "harness/test_repository.hpp"

using namespace qualm;
using commands::NewContent;
using testing::TestRepository;

namespace {

namespace fs = std::filesystem;

git::Repository open(const TestRepository& made) {
  auto repository = git::Repository::open({.path = made.path(), .environment = made.environment()});
  REQUIRE(repository);
  return *std::move(repository);
}

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

std::size_t files_in(const TestRepository& made) {
  std::size_t count = 0;
  for (auto entry = fs::recursive_directory_iterator(made.path());
       entry != fs::recursive_directory_iterator(); ++entry) {
    if (entry->path().filename() == ".git") {
      entry.disable_recursion_pending();
    } else {
      ++count;
    }
  }
  return count;
}

}  // namespace

TEST_CASE("files and the folders above them are written together") {
  const TestRepository made;
  made.write("there.md", "old\n");
  fs::permissions(made.path("there.md"), fs::perms(0640));
  const auto done = commands::write_together(
      open(made), {{.path = "a/b/new.md", .content = "new\n"},
                   {.path = "a/run.sh", .content = "x\n", .executable = true},
                   {.path = "there.md", .content = "old\nmore\n", .before = "old\n"}});
  REQUIRE(done);
  CHECK(text_of(made.path("a/b/new.md")) == "new\n");
  CHECK(text_of(made.path("there.md")) == "old\nmore\n");
  CHECK(fs::status(made.path("there.md")).permissions() == fs::perms(0640));
  CHECK((fs::status(made.path("a/run.sh")).permissions() & fs::perms::owner_exec) !=
        fs::perms::none);
  CHECK(files_in(made) == 5);  // nothing temporary is left
}

TEST_CASE("when one cannot be put in its place, all others are taken back") {
  const TestRepository made;
  made.write("there.md", "old\n");
  made.write("taken.md", "theirs\n");
  const auto done = commands::write_together(
      open(made), {{.path = "a/new.md", .content = "new\n"},
                   {.path = "there.md", .content = "old\nmore\n", .before = "old\n"},
                   {.path = "taken.md", .content = "ours\n"}});
  REQUIRE_FALSE(done);
  CHECK(done.error().where->file == "taken.md");
  CHECK(text_of(made.path("there.md")) == "old\n");
  CHECK(text_of(made.path("taken.md")) == "theirs\n");
  CHECK(files_in(made) == 2);
}

TEST_CASE("a file that changed since it was looked at is not replaced") {
  const TestRepository made;
  made.write("there.md", "newer\n");
  const auto done = commands::write_together(
      open(made), {{.path = "a.md", .content = "new\n"},
                   {.path = "there.md", .content = "old\nmore\n", .before = "old\n"}});
  REQUIRE_FALSE(done);
  CHECK(text_of(made.path("there.md")) == "newer\n");
  CHECK(files_in(made) == 1);
}

TEST_CASE("no path leads out of the work tree, into Git's folder or through a link") {
  const TestRepository made;
  fs::create_directories(made.folder() / "outside");
  fs::create_directory_symlink(made.folder() / "outside", made.path("link"));
  const git::Repository repository = open(made);
  for (const char* path : {"../x", "/tmp/x", "a/../../x", ".git/hooks/x", "a/.GIT/x", "link/x",
                           "a//x", "", "a/./x", "git~1/x"}) {
    INFO(path);
    CHECK_FALSE(commands::look_in_work_tree(repository, path));
    CHECK_FALSE(commands::write_together(
        repository, {{.path = "ok/fine.md", .content = "x"}, {.path = path, .content = "x"}}));
  }
  CHECK(fs::is_empty(made.folder() / "outside"));
  CHECK(files_in(made) == 1);
}

TEST_CASE("looking tells files, nothing, and what is neither apart") {
  const TestRepository made;
  made.write("a/file.md", "text\n");
  fs::create_symlink("file.md", made.path("a/link.md"));
  fs::create_directory(made.path("a/folder.md"));
  const git::Repository repository = open(made);
  const auto look = [&](const char* path) { return commands::look_in_work_tree(repository, path); };
  CHECK(look("a/file.md")->text == "text\n");
  CHECK_FALSE(look("a/none.md")->text);
  CHECK(look("a/none.md")->odd.empty());
  CHECK(look("a/link.md")->odd == "a symbolic link");
  CHECK(look("a/folder.md")->odd == "a folder");
  CHECK_FALSE(look("b/c/none.md")->text);
}
