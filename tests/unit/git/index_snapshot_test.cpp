// What would be committed: the index, whichever file holds it.

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

using Environment = std::map<std::string, std::string>;

qualm::Result<std::unique_ptr<Snapshot>> index_of(const TestRepository& made,
                                                  Environment environment = {}) {
  const auto repository =
      Repository::open(OpenOptions{.path = made.path(), .environment = std::move(environment)});
  REQUIRE(repository);
  return qualm::git::index_snapshot(*repository);
}

std::string paths(const Snapshot& snapshot, const Snapshot::Enter& enter = nullptr) {
  std::string seen;
  REQUIRE(snapshot.walk(enter, [&](const TreeEntry& entry) { seen += entry.path + " "; }));
  return seen;
}

std::string content(const Snapshot& snapshot, const std::string& path) {
  const auto entry = snapshot.find(path);
  REQUIRE(entry);
  REQUIRE(*entry);
  const auto text = snapshot.read(**entry, 1000);
  REQUIRE(text);
  return *text;
}

}  // namespace

TEST_CASE("the index is what was staged, not what stands on disk") {
  const TestRepository made;
  made.write("models/a/card.md", "staged\n");
  made.write("models/b/card.md", "b\n");
  made.write("top", "t\n");
  made.run("ln -s top link");
  made.git("add --all");
  made.write("models/a/card.md", "later\n");
  made.write("untracked", "u\n");
  made.write("intended", "i\n");
  made.git("add --intent-to-add intended");
  const auto snapshot = index_of(made);
  REQUIRE(snapshot);
  CHECK(paths(**snapshot) == "link models/a/card.md models/b/card.md top ");
  CHECK(paths(**snapshot, [](std::string_view path) { return path != "models/a"; }) ==
        "link models/b/card.md top ");
  CHECK(paths(**snapshot, [](std::string_view path) { return path != "models"; }) == "link top ");
  CHECK(content(**snapshot, "models/a/card.md") == "staged\n");
  CHECK((*(*snapshot)->find("models"))->kind == EntryKind::directory);
  CHECK((*(*snapshot)->find("link"))->kind == EntryKind::symlink);
  for (const char* path : {"untracked", "intended", "model", "models/", "models//a", "", "../x"}) {
    CHECK_FALSE(*(*snapshot)->find(path));
  }
  CHECK((*snapshot)->label() == "the index");
}

TEST_CASE("a repository without an index has an empty one") {
  const TestRepository made;
  const auto snapshot = index_of(made);
  REQUIRE(snapshot);
  CHECK(paths(**snapshot).empty());
}

TEST_CASE("a conflict is never shown as one of its sides") {
  const TestRepository made;
  made.write("dir/a", "base\n");
  made.write("b", "b\n");
  made.commit();
  made.git("checkout --quiet -b side");
  made.write("dir/a", "theirs\n");
  made.commit();
  made.git("checkout --quiet main");
  made.write("dir/a", "ours\n");
  made.commit();
  CHECK(made.try_run("git merge side").status != 0);
  const auto snapshot = index_of(made);
  REQUIRE(snapshot);
  const auto walked = (*snapshot)->walk(nullptr, [](const TreeEntry&) {});
  REQUIRE_FALSE(walked);
  CHECK(walked.error().code == ErrorCode::invalid);
  CHECK(walked.error().message.find("dir/a is unmerged") != std::string::npos);
  CHECK(walked.error().hint.find("git add dir/a") != std::string::npos);
  CHECK_FALSE((*snapshot)->find("dir/a"));
  CHECK_FALSE((*snapshot)->read(TreeEntry{.path = "dir/a"}, 100));
  CHECK(content(**snapshot, "b") == "b\n");
}

TEST_CASE("a hook sees the index that is about to be committed") {
  const TestRepository made;
  made.write("a", "old\n");
  made.commit();
  made.write("a", "new\n");
  made.write(".git/hooks/pre-commit",
             "#!/bin/sh\ncp \"$GIT_INDEX_FILE\" ../seen-index\necho \"$GIT_INDEX_FILE\"\n");
  made.run("chmod +x .git/hooks/pre-commit");
  const std::string name = made.git("commit --all --message x");
  CHECK(name.find("index.lock") != std::string::npos);
  // The index as the hook saw it, under the relative name that Git uses.
  made.run("git reset --quiet --soft HEAD~1 && git read-tree HEAD");
  const auto staged = index_of(made, {{"GIT_INDEX_FILE", "../seen-index"}});
  REQUIRE(staged);
  CHECK(content(**staged, "a") == "new\n");
  const auto usual = index_of(made);
  REQUIRE(usual);
  CHECK(content(**usual, "a") == "old\n");
}

TEST_CASE("an index this build cannot read is refused") {
  const TestRepository made;
  made.write("a", "a\n");
  made.commit();
  SECTION("split") {
    made.git("update-index --split-index");
    const auto snapshot = index_of(made);
    REQUIRE_FALSE(snapshot);
    CHECK(snapshot.error().code == ErrorCode::unsupported);
    CHECK(snapshot.error().hint.find("--no-split-index") != std::string::npos);
  }
  SECTION("without a checksum") {
    made.run(
        "head -c -20 .git/index >index && head -c 20 /dev/zero >>index && mv index .git/index");
    const auto snapshot = index_of(made);
    REQUIRE_FALSE(snapshot);
    CHECK(snapshot.error().code == ErrorCode::unsupported);
    CHECK(snapshot.error().hint.find("index.skipHash") != std::string::npos);
  }
  SECTION("damaged") {
    made.write(".git/index", "DIRC nonsense that is long enough to be looked at");
    const auto snapshot = index_of(made);
    REQUIRE_FALSE(snapshot);
    CHECK(snapshot.error().code == ErrorCode::invalid);
  }
}
