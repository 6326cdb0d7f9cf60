// Which commit a name means, and which names are refused.

#include "git/commit_of_id.hpp"
#include "git/repository.hpp"
#include "harness/catch.hpp"
#include "harness/test_repository.hpp"

using qualm::ErrorCode;
using qualm::git::OpenOptions;
using qualm::git::Repository;
using qualm::testing::TestRepository;

namespace {

Repository open(const TestRepository& made) {
  auto repository = Repository::open(OpenOptions{.path = made.path(), .environment = {}});
  REQUIRE(repository);
  return *repository;
}

/// Two commits on main, a merge of a side branch on top.
struct History {
  TestRepository made;
  std::string first;
  std::string second;
  std::string side;
  std::string merge;

  History() {
    made.write("a", "1\n");
    first = made.commit("first");
    made.git("checkout --quiet -b side");
    made.write("b", "1\n");
    side = made.commit("side");
    made.git("checkout --quiet main");
    made.write("a", "2\n");
    second = made.commit("second");
    made.git("merge --quiet --no-edit side");
    merge = made.git("rev-parse HEAD");
  }
};

ErrorCode refusal(const Repository& repository, const std::string& name) {
  const auto revision = repository.resolve(name);
  INFO(name);
  REQUIRE_FALSE(revision);
  return revision.error().code;
}

}  // namespace

TEST_CASE("resolve understands names, ids and steps") {
  const History history;
  const Repository repository = open(history.made);
  history.made.git("tag light " + history.first);
  history.made.git("tag --annotate --message x annotated " + history.second);
  history.made.git("tag --annotate --message x nested annotated");
  history.made.git("update-ref refs/remotes/origin/main " + history.second);
  history.made.git("symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/main");

  const auto commit = [&](const std::string& name) {
    const auto revision = repository.resolve(name);
    INFO(name);
    REQUIRE(revision);
    CHECK(revision->label == name);
    return revision->commit;
  };
  for (const char* name : {"HEAD", "@", "main", "heads/main", "refs/heads/main", "HEAD^{}",
                           "main^{commit}", "HEAD~0", "HEAD^0"}) {
    CHECK(commit(name) == history.merge);
  }
  CHECK(commit("HEAD~") == history.second);
  CHECK(commit("HEAD^2") == history.side);
  CHECK(commit("HEAD^^") == history.first);
  CHECK(commit("@~2") == history.first);
  CHECK(commit("HEAD^2~1") == history.first);
  CHECK(commit("light") == history.first);
  for (const char* name : {"annotated", "tags/nested", "nested^{}", "origin/main", "origin"}) {
    CHECK(commit(name) == history.second);
  }
  CHECK(commit(history.side) == history.side);
  CHECK(commit(history.side.substr(0, 9)) == history.side);
  CHECK(repository.resolve("HEAD")->tree == history.made.git("rev-parse HEAD^{tree}"));
}

TEST_CASE("resolve refuses every other form without looking") {
  const History history;
  const Repository repository = open(history.made);
  for (const std::string name : {"",
                                 " ",
                                 "-x",
                                 "--help",
                                 ":/first",
                                 "HEAD:a",
                                 "main..side",
                                 "@{1}",
                                 "main@{yesterday}",
                                 "HEAD^{/first}",
                                 "HEAD^{tree}",
                                 "HEAD^{blob}",
                                 "^main",
                                 "~1",
                                 "HEAD~x",
                                 "HEAD^-",
                                 "a b",
                                 "HEAD~99999999999",
                                 "HEAD~10001",
                                 "ma*n",
                                 "main\n",
                                 "HEAD^{",
                                 "main?",
                                 "ref[s",
                                 "a\\b"}) {
    CHECK(refusal(repository, name) == ErrorCode::usage);
  }
  CHECK(refusal(repository, std::string(5000, 'a')) == ErrorCode::usage);
  CHECK(refusal(repository, "HEAD" + std::string(40, '^')) == ErrorCode::usage);
}

TEST_CASE("resolve says what is missing") {
  const History history;
  const Repository repository = open(history.made);
  CHECK(refusal(repository, "nothing") == ErrorCode::not_found);
  CHECK(refusal(repository, "abc") == ErrorCode::not_found);
  CHECK(refusal(repository, std::string(40, 'a')) == ErrorCode::not_found);
  CHECK(refusal(repository, "HEAD~7") == ErrorCode::not_found);
  CHECK(refusal(repository, "HEAD^3") == ErrorCode::not_found);
  CHECK(refusal(repository, ".lock") == ErrorCode::not_found);
}

TEST_CASE("resolve will not choose between two things of one name") {
  const History history;
  const Repository repository = open(history.made);
  history.made.git("tag side " + history.first);
  CHECK(refusal(repository, "side") == ErrorCode::usage);
  CHECK(repository.resolve("heads/side")->commit == history.side);
  CHECK(repository.resolve("tags/side")->commit == history.first);
}

TEST_CASE("a ref that is called like a short id does not stand in for the commit") {
  const History history;
  const Repository repository = open(history.made);
  const std::string digits = history.first.substr(0, 9);
  CHECK(repository.resolve(digits)->commit == history.first);
  history.made.git("tag " + digits + " " + history.second);
  CHECK(refusal(repository, digits) == ErrorCode::usage);
  CHECK(repository.resolve("tags/" + digits)->commit == history.second);
  CHECK(qualm::git::commit_of_id(repository, digits)->commit == history.first);
  CHECK(qualm::git::commit_of_id(repository, history.first)->commit == history.first);
  for (const std::string& name : {std::string("main"), std::string("HEAD"), std::string(),
                                  history.first.substr(0, 6), digits + "~1"}) {
    const auto revision = qualm::git::commit_of_id(repository, name);
    INFO(name);
    REQUIRE_FALSE(revision);
    CHECK(revision.error().code == ErrorCode::usage);
  }
  const auto none = qualm::git::commit_of_id(repository, "0123456789");
  REQUIRE_FALSE(none);
  CHECK(none.error().code == ErrorCode::not_found);
}

TEST_CASE("resolve refuses what is no commit, and tags without end") {
  const History history;
  const Repository repository = open(history.made);
  history.made.git("tag tree HEAD^{tree}");
  history.made.git("tag blob HEAD:a");
  CHECK(refusal(repository, "tree") == ErrorCode::invalid);
  CHECK(refusal(repository, "blob") == ErrorCode::invalid);
  history.made.run(
      "git tag --annotate --message x t1 HEAD; for i in 1 2 3 4 5; do "
      "git tag --annotate --message x t$((i+1)) t$i; done");
  CHECK(repository.resolve("t5"));
  CHECK(refusal(repository, "t6") == ErrorCode::limit);
}

TEST_CASE("head tells an unborn branch from a commit") {
  const TestRepository made;
  const Repository repository = open(made);
  const auto unborn = repository.head();
  REQUIRE(unborn);
  CHECK_FALSE(*unborn);
  CHECK(*repository.head_branch() == "refs/heads/main");
  CHECK(refusal(repository, "HEAD") == ErrorCode::not_found);

  made.write("a", "a\n");
  const std::string commit = made.commit();
  CHECK((*repository.head())->commit == commit);
  made.git("checkout --quiet --detach");
  CHECK(repository.head_branch()->empty());
  CHECK((*repository.head())->commit == commit);
}

TEST_CASE("a shallow clone says how to get the rest") {
  const History history;
  history.made.git("clone --quiet --depth 1 file://" + history.made.path() + " ../shallow");
  const auto repository = Repository::open(
      OpenOptions{.path = (history.made.folder() / "shallow").string(), .environment = {}});
  REQUIRE(repository);
  CHECK(repository->is_shallow());
  CHECK(repository->resolve("HEAD"));
  for (const std::string& name : {std::string("HEAD~1"), history.second, history.first}) {
    const auto revision = repository->resolve(name);
    REQUIRE_FALSE(revision);
    CHECK(revision.error().code == ErrorCode::incomplete);
    CHECK(revision.error().hint.find("git fetch --unshallow") != std::string::npos);
  }
}
