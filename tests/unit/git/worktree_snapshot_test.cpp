// What stands on disk: tracked, or untracked and not ignored; never through a link.

#include <unistd.h>

#include "git/snapshot.hpp"
#include "harness/catch.hpp"
#include "harness/test_repository.hpp"

using qualm::EntryKind;
using qualm::ErrorCode;
using qualm::Snapshot;
using qualm::TreeEntry;
using qualm::git::OpenOptions;
using qualm::git::Repository;
using qualm::testing::TestRepository;

namespace {

std::unique_ptr<Snapshot> worktree_of(const std::string& path) {
  const auto repository = Repository::open(OpenOptions{.path = path, .environment = {}});
  REQUIRE(repository);
  auto snapshot = qualm::git::worktree_snapshot(*repository);
  REQUIRE(snapshot);
  return *std::move(snapshot);
}

std::string paths(const Snapshot& snapshot, const Snapshot::Enter& enter = nullptr) {
  std::string seen;
  REQUIRE(snapshot.walk(enter, [&](const TreeEntry& entry) { seen += entry.path + " "; }));
  return seen;
}

ErrorCode walk_failure(const Snapshot& snapshot) {
  const auto walked = snapshot.walk(nullptr, [](const TreeEntry&) {});
  REQUIRE_FALSE(walked);
  return walked.error().code;
}

std::optional<EntryKind> kind(const Snapshot& snapshot, const std::string& path) {
  const auto entry = snapshot.find(path);
  INFO(path);
  REQUIRE(entry);
  if (!*entry) return std::nullopt;
  return (*entry)->kind;
}

qualm::Result<std::string> read(const Snapshot& snapshot, const std::string& path,
                                std::size_t at_most = 1000) {
  return snapshot.read(TreeEntry{.path = path}, at_most);
}

}  // namespace

TEST_CASE("the work tree is tracked files and untracked ones that are not ignored") {
  const TestRepository made;
  made.write(".gitignore", "*.log\n/build/\n");
  made.write("a.b", "1\n");
  made.write("a/b", "2\n");
  made.write("a/forced.log", "3\n");
  made.write("gone", "4\n");
  made.git("add --all && git add --force a/forced.log");
  made.commit();
  made.run("rm gone && chmod +x a.b && ln -s a link");
  made.write("a/new", "5\n");
  made.write("a/noise.log", "6\n");
  made.write("build/out/x", "7\n");
  made.write("later/deep/x", "8\n");
  const auto snapshot = worktree_of(made.path());
  CHECK(paths(*snapshot) == ".gitignore a.b a/b a/forced.log a/new later/deep/x link ");
  CHECK(paths(*snapshot, [](std::string_view path) { return path == "later"; }) ==
        ".gitignore a.b link ");
  CHECK(kind(*snapshot, "a.b") == EntryKind::executable);
  CHECK(kind(*snapshot, "a/forced.log") == EntryKind::file);
  CHECK(kind(*snapshot, "a") == EntryKind::directory);
  CHECK(kind(*snapshot, "later/deep") == EntryKind::directory);
  CHECK(kind(*snapshot, "link") == EntryKind::symlink);
  for (const char* path : {"gone", "a/noise.log", "build", "build/out/x", "link/b", "a/../a/b", "",
                           ".git", ".git/config", "a/b/c", "/etc/passwd", "../home"}) {
    CHECK_FALSE(kind(*snapshot, path));
  }
  CHECK(snapshot->label() == "the work tree");
}

TEST_CASE("the work tree is read without following links, and within limits") {
  const TestRepository made;
  made.write("a/b", "12345\n");
  made.run("ln -s a/b link && ln -s a linkdir && ln -s /etc/hostname outside");
  made.git("add --all");
  const auto snapshot = worktree_of(made.path());
  CHECK(*read(*snapshot, "a/b", 6) == "12345\n");
  CHECK(read(*snapshot, "a/b", 5).error().code == ErrorCode::limit);
  CHECK(*read(*snapshot, "link") == "a/b");
  CHECK(*read(*snapshot, "outside") == "/etc/hostname");
  CHECK(read(*snapshot, "link", 2).error().code == ErrorCode::limit);
  CHECK(read(*snapshot, "linkdir/b").error().code == ErrorCode::not_found);
  CHECK(read(*snapshot, "a/../a/b").error().code == ErrorCode::not_found);
  CHECK(read(*snapshot, "nothing").error().code == ErrorCode::not_found);
  CHECK(read(*snapshot, "a").error().code == ErrorCode::unsupported);
}

TEST_CASE("other repositories are submodules, whether they are tracked or not") {
  const TestRepository made;
  made.git("init --quiet tracked && git -C tracked commit --quiet --allow-empty -m x");
  made.commit();
  made.git("init --quiet untracked");
  made.write("untracked/x", "x\n");
  made.write("tracked/x", "x\n");
  const auto snapshot = worktree_of(made.path());
  CHECK(paths(*snapshot) == "tracked untracked ");
  CHECK(kind(*snapshot, "tracked") == EntryKind::submodule);
  CHECK(kind(*snapshot, "untracked") == EntryKind::submodule);
  CHECK_FALSE(kind(*snapshot, "untracked/x"));
  CHECK_FALSE(kind(*snapshot, "tracked/x"));
  // A submodule that was never checked out is an empty directory.
  made.run("rm -rf tracked && mkdir tracked");
  CHECK(kind(*snapshot, "tracked") == EntryKind::submodule);
}

TEST_CASE("a FIFO never makes us wait") {
  const TestRepository made;
  made.write("card.md", "x\n");
  made.commit();
  made.run("mkfifo loose");
  const auto snapshot = worktree_of(made.path());
  CHECK(paths(*snapshot) == "card.md ");
  CHECK_FALSE(kind(*snapshot, "loose"));
  CHECK(read(*snapshot, "loose").error().code == ErrorCode::unsupported);
  made.run("rm card.md && mkfifo card.md");
  CHECK(walk_failure(*snapshot) == ErrorCode::unsupported);
  CHECK_FALSE(snapshot->find("card.md"));
}

TEST_CASE("what may not be read is an error, never left out") {
  if (geteuid() == 0) return;  // root may read everything
  const TestRepository made;
  made.write("dir/a", "a\n");
  made.write("b", "b\n");
  made.commit();
  made.run("chmod 000 b dir");
  const auto snapshot = worktree_of(made.path());
  CHECK(read(*snapshot, "b").error().code == ErrorCode::io);
  CHECK(walk_failure(*snapshot) == ErrorCode::io);
  CHECK(snapshot->find("dir/a").error().code == ErrorCode::io);
}

TEST_CASE("names no tree may hold are refused, unless they are ignored") {
  const TestRepository made;
  made.write("a\nb", "x\n");
  const auto snapshot = worktree_of(made.path());
  CHECK(walk_failure(*snapshot) == ErrorCode::invalid);
  made.write(".gitignore", "a*\n");
  CHECK(paths(*worktree_of(made.path())) == ".gitignore ");
}

TEST_CASE("a sparse checkout is judged whole") {
  const TestRepository made;
  made.write("in/a", "in\n");
  made.write("out/sub/b", "out\n");
  made.write("zed", "z\n");
  made.commit();
  made.git("sparse-checkout set --cone in");
  CHECK(made.try_run("test -e out").status != 0);
  const auto snapshot = worktree_of(made.path());
  CHECK(paths(*snapshot) == "in/a out/sub/b zed ");
  CHECK(paths(*snapshot, [](std::string_view path) { return path != "out"; }) == "in/a zed ");
  CHECK(kind(*snapshot, "out/sub") == EntryKind::directory);
  const auto entry = snapshot->find("out/sub/b");
  REQUIRE(entry);
  REQUIRE(*entry);
  CHECK(*snapshot->read(**entry, 100) == "out\n");
  CHECK_FALSE(kind(*snapshot, "out/sub/c"));
}

TEST_CASE("an empty repository and a linked work tree are work trees too") {
  const TestRepository made;
  CHECK(paths(*worktree_of(made.path())).empty());
  made.write("a", "a\n");
  made.commit();
  made.git("worktree add --quiet ../linked");
  made.write("../linked/b", "b\n");
  CHECK(paths(*worktree_of((made.folder() / "linked").string())) == "a b ");
}

TEST_CASE("is_ignored answers for files and directories") {
  const TestRepository made;
  made.write(".gitignore", "*.log\nbuild/\n");
  const auto repository = Repository::open(OpenOptions{.path = made.path(), .environment = {}});
  REQUIRE(repository);
  CHECK(*repository->is_ignored("a.log"));
  CHECK(*repository->is_ignored("build/"));
  CHECK(*repository->is_ignored("build/x"));
  CHECK_FALSE(*repository->is_ignored("a.txt"));
}
