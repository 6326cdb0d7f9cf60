// Opening repositories: what Git would open is opened, and each refusal says why.

#include <filesystem>

#include <unistd.h>

#include "git/repository.hpp"
#include "git/snapshot.hpp"
#include "harness/catch.hpp"
#include "harness/test_repository.hpp"

using qualm::ErrorCode;
using qualm::git::OpenOptions;
using qualm::git::Repository;
using qualm::testing::TestRepository;

namespace {

using Environment = std::map<std::string, std::string>;

qualm::Result<Repository> open(const std::string& path, Environment environment = {}) {
  return Repository::open(OpenOptions{.path = path, .environment = std::move(environment)});
}

qualm::Error refusal(const std::string& path, Environment environment = {}) {
  const auto repository = open(path, std::move(environment));
  REQUIRE_FALSE(repository);
  return repository.error();
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("open finds the repository above a folder") {
  const TestRepository made;
  made.write("models/a/card.md", "# A\n");
  const auto repository = open(made.path("models/a"));
  REQUIRE(repository);
  CHECK(repository->root() == made.path());
  CHECK(repository->git_directory() == made.path(".git"));
  CHECK_FALSE(repository->is_bare());
  CHECK_FALSE(repository->is_shallow());
}

TEST_CASE("open says where there is no repository") {
  const TestRepository made("none");
  std::filesystem::create_directories(made.path());
  const qualm::Error error = refusal(made.path());
  CHECK(error.code == ErrorCode::not_found);
  CHECK(error.message == "not a Git repository: " + made.path());
  CHECK(error.hint == "run inside a Git repository or pass --repo");
}

TEST_CASE("open refuses what this build cannot read, by name") {
  SECTION("SHA-256") {
    const TestRepository made("--object-format=sha256");
    const qualm::Error error = refusal(made.path());
    CHECK(error.code == ErrorCode::unsupported);
    CHECK(contains(error.message, "SHA-256"));
  }
  SECTION("an extension nobody knows") {
    const TestRepository made;
    made.git("config core.repositoryFormatVersion 1");
    made.git("config extensions.futureThing true");
    const qualm::Error error = refusal(made.path());
    CHECK(error.code == ErrorCode::unsupported);
    CHECK(contains(error.message, "extensions.futurething"));
  }
  SECTION("refs in a reftable") {
    const TestRepository made;
    made.git("config core.repositoryFormatVersion 1");
    made.git("config extensions.refStorage reftable");
    const qualm::Error error = refusal(made.path());
    CHECK(error.code == ErrorCode::unsupported);
    CHECK(contains(error.message, "refs in a format"));
  }
  SECTION("a later format") {
    const TestRepository made;
    made.git("config core.repositoryFormatVersion 7");
    const qualm::Error error = refusal(made.path());
    CHECK(error.code == ErrorCode::unsupported);
    CHECK(contains(error.message, "version"));
  }
}

TEST_CASE("open accepts extensions that change nothing about reading") {
  const TestRepository made;
  made.write("a", "a\n");
  made.commit();
  made.git("config core.repositoryFormatVersion 1");
  made.git("config extensions.partialClone origin");
  made.git("config extensions.worktreeConfig true");
  made.git("config extensions.preciousObjects true");
  made.git("config extensions.relativeWorktrees true");
  const auto repository = open(made.path());
  REQUIRE(repository);
  CHECK(repository->resolve("HEAD"));
}

TEST_CASE("open reads bareness and the work tree from config.worktree") {
  const TestRepository made;
  made.git("config core.repositoryFormatVersion 1");
  made.git("config extensions.worktreeConfig true");
  made.git("config --unset core.bare");
  made.git("config --worktree core.bare true");
  const auto repository = open(made.path(".git"));
  REQUIRE(repository);
  CHECK(repository->is_bare());
  CHECK(repository->root().empty());
}

TEST_CASE("open refuses a damaged repository as damaged") {
  const TestRepository made;
  made.run("rm .git/HEAD");
  const qualm::Error error = refusal(made.path());
  CHECK(error.code == ErrorCode::invalid);
  CHECK(contains(error.message, "damaged"));
}

TEST_CASE("open refuses a repository that belongs to somebody else") {
  if (geteuid() != 0) return;  // only root can give files away
  const TestRepository made;
  made.run("chown -R 4321 .");
  const qualm::Error error = refusal(made.path());
  CHECK(error.code == ErrorCode::unsupported);
  CHECK(error.message == "the repository belongs to another user: " + made.path());
  CHECK(contains(error.hint, "git config --global --add safe.directory " + made.path() + "`"));
}

TEST_CASE("open says when it may not look") {
  if (geteuid() == 0) return;  // root may look everywhere
  const TestRepository made;
  made.run("chmod 000 .git");
  CHECK(refusal(made.path()).code == ErrorCode::io);
  made.run("chmod 700 .git");
}

TEST_CASE("open takes a bare repository where it is one") {
  const TestRepository made("--bare");
  const auto repository = open(made.path());
  REQUIRE(repository);
  CHECK(repository->is_bare());
  CHECK(repository->root().empty());
  CHECK(qualm::git::worktree_snapshot(*repository).error().code == ErrorCode::usage);
}

TEST_CASE("open refuses a bare repository hidden in a work tree unless GIT_DIR names it") {
  const TestRepository made;
  made.git("init --quiet --bare models/x");
  const qualm::Error error = refusal(made.path("models/x"));
  CHECK(error.code == ErrorCode::unsupported);
  CHECK(error.hint == "if you mean it, run with GIT_DIR=" + made.path("models/x"));
  CHECK(open(made.path("models/x"), {{"GIT_DIR", "."}}));
  // One that claims not to be bare is no better.
  made.run("git config --file models/x/config core.bare false");
  CHECK(refusal(made.path("models/x/refs")).code == ErrorCode::unsupported);
}

TEST_CASE("open works from inside .git") {
  const TestRepository made;
  const auto repository = open(made.path(".git/refs"));
  REQUIRE(repository);
  CHECK(repository->git_directory() == made.path(".git"));
}

TEST_CASE("open understands linked work trees") {
  const TestRepository made;
  made.write("a", "a\n");
  made.commit();
  made.git("worktree add --quiet ../linked -b other");
  const std::string linked = (made.folder() / "linked").string();
  const auto repository = open(linked);
  REQUIRE(repository);
  CHECK(repository->root() == linked);
  CHECK(repository->git_directory() == made.path(".git/worktrees/linked"));
  CHECK(*repository->head_branch() == "refs/heads/other");
  // As a hook sees it.
  const auto hook = open(linked, {{"GIT_DIR", made.path(".git/worktrees/linked")}});
  REQUIRE(hook);
  CHECK(hook->root() == linked);
}

TEST_CASE("open obeys GIT_DIR and GIT_WORK_TREE and leaves the environment alone") {
  const TestRepository made;
  made.write("tree/a", "a\n");
  const std::string folder = made.folder().string();
  const auto repository =
      open(folder, {{"GIT_DIR", "repository/.git"}, {"GIT_WORK_TREE", "repository/tree"}});
  REQUIRE(repository);
  CHECK(repository->root() == made.path("tree"));
  CHECK(getenv("GIT_WORK_TREE") == nullptr);
  CHECK(refusal(folder, {{"GIT_DIR", "nowhere"}}).code == ErrorCode::not_found);
  CHECK(refusal(made.path(), {{"GIT_NAMESPACE", "n"}}).code == ErrorCode::unsupported);
  CHECK(refusal(made.path(), {{"GIT_COMMON_DIR", "c"}}).code == ErrorCode::unsupported);
}

TEST_CASE("open follows a .git file, named or found") {
  const TestRepository made;
  made.run("mkdir ../apart && git init --quiet --separate-git-dir ../apart/store ../apart/tree");
  const std::string tree = (made.folder() / "apart/tree").string();
  for (const Environment& environment : {Environment{}, Environment{{"GIT_DIR", ".git"}}}) {
    const auto repository = open(tree, environment);
    REQUIRE(repository);
    CHECK(repository->git_directory() == (made.folder() / "apart/store").string());
    CHECK(repository->root() == tree);
  }
}

TEST_CASE("open follows GIT_CEILING_DIRECTORIES") {
  const TestRepository made;
  made.write("models/a/card.md", "# A\n");
  const auto none = open(made.path("models/a"), {{"GIT_CEILING_DIRECTORIES", made.path()}});
  CHECK_FALSE(none);
}

TEST_CASE("open reads objects from where the environment says") {
  const TestRepository made;
  made.write("a", "kept elsewhere\n");
  const std::string commit = made.commit();
  made.run("mv .git/objects ../elsewhere && mkdir -p .git/objects/info .git/objects/pack");
  const std::string elsewhere = (made.folder() / "elsewhere").string();

  SECTION("not at all") {
    const auto repository = open(made.path());
    REQUIRE(repository);
    CHECK(repository->resolve(commit).error().code == ErrorCode::not_found);
    CHECK(repository->resolve("HEAD").error().code == ErrorCode::incomplete);
  }
  SECTION("GIT_OBJECT_DIRECTORY") {
    const auto repository = open(made.path(), {{"GIT_OBJECT_DIRECTORY", "../elsewhere"}});
    REQUIRE(repository);
    CHECK(repository->resolve("HEAD")->commit == commit);
  }
  SECTION("GIT_ALTERNATE_OBJECT_DIRECTORIES, one of them quoted") {
    const auto repository =
        open(made.path(),
             {{"GIT_ALTERNATE_OBJECT_DIRECTORIES", "/nowhere:\"" + elsewhere + "\":/nowhere/2"}});
    REQUIRE(repository);
    CHECK(repository->resolve("HEAD")->commit == commit);
  }
}
