// Commits and refs that are written: as Git would have them, or not at all.

#include "git/write.hpp"

#include <atomic>
#include <chrono>
#include <random>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

#include "git/refs.hpp"
#include "git/snapshot.hpp"
#include "harness/catch.hpp"
#include "harness/test_repository.hpp"

using qualm::ErrorCode;
using qualm::Identity;
using qualm::git::NewCommit;
using qualm::git::NewFile;
using qualm::git::OpenOptions;
using qualm::git::RefUpdate;
using qualm::git::Repository;
using qualm::git::Signature;
using qualm::testing::TestRepository;

namespace {

const Signature kAna{.identity = {"Ana Souza", "ana@example.com"}, .time = 1'795'000'000};
const Signature kBen{.identity = {"Ben Ôkafor", "ben@example.com"}, .time = 1'795'000'001};

Repository open(const TestRepository& made, const std::string& path = "",
                const std::map<std::string, std::string>& environment = {}) {
  auto repository = Repository::open(
      OpenOptions{.path = path.empty() ? made.path() : path, .environment = environment});
  REQUIRE(repository);
  return *repository;
}

NewCommit commit_of(std::vector<NewFile> files, std::vector<std::string> parents = {}) {
  return NewCommit{.parents = std::move(parents),
                   .files = std::move(files),
                   .author = kAna,
                   .committer = kBen,
                   .message = "raise: a concern\n\nWhy.\n"};
}

std::string written(const Repository& repository, const NewCommit& commit) {
  const auto id = qualm::git::write_commit(repository, commit, nullptr);
  INFO((id ? "" : qualm::describe(id.error())));
  REQUIRE(id);
  return *id;
}

ErrorCode refusal(const Repository& repository, const NewCommit& commit) {
  const auto id = qualm::git::write_commit(repository, commit, nullptr);
  REQUIRE_FALSE(id);
  return id.error().code;
}

RefUpdate move_of(const std::string& name, const std::string& before, const std::string& after) {
  return RefUpdate{
      .name = name, .before = before, .after = after, .who = kAna, .message = "concern: raise"};
}

/// The error of a move that must fail, with its hint.
qualm::Error refused(const Repository& repository, const RefUpdate& update) {
  const auto moved = qualm::git::update_ref(repository, update);
  INFO(update.name);
  REQUIRE_FALSE(moved);
  return moved.error();
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::string objects_of(const TestRepository& made) {
  return made.run("find .git/objects -type f | sort");
}

}  // namespace

TEST_CASE("a commit is written as Git would write it, and seen at once") {
  const TestRepository made;
  const Repository repository = open(made);
  const std::string first =
      written(repository, commit_of({{"safety/concerns/x/raised-x.md", "one\n"},
                                     {"safety.md", ""},
                                     {"safety/concerns.md", "two"}}));
  CHECK(made.git("cat-file commit " + first) ==
        "tree " + made.git("rev-parse " + first + "^{tree}") +
            "\nauthor Ana Souza <ana@example.com> 1795000000 +0000"
            "\ncommitter Ben Ôkafor <ben@example.com> 1795000001 +0000"
            "\n\nraise: a concern\n\nWhy.");
  CHECK(made.git("ls-tree -r --name-only " + first) ==
        "safety.md\nsafety/concerns.md\nsafety/concerns/x/raised-x.md");
  CHECK(made.git("show " + first + ":safety/concerns/x/raised-x.md") == "one");
  const auto revision = repository.resolve(first);
  REQUIRE(revision);
  const auto snapshot = qualm::git::commit_snapshot(repository, *revision);
  REQUIRE(snapshot);
  const auto entry = (*snapshot)->find("safety/concerns/x/raised-x.md");
  REQUIRE(entry);
  REQUIRE(*entry);
  CHECK(*(*snapshot)->read(**entry, 100) == "one\n");

  NewCommit next = commit_of({{"safety/concerns/x/resolved-y.md", "three\n"}}, {first});
  next.message = "no line end";
  const std::string second = written(repository, next);
  CHECK(made.git("rev-list " + second) == second + "\n" + first);
  CHECK(made.git("diff-tree -r --name-status " + first + " " + second) ==
        "A\tsafety/concerns/x/resolved-y.md");
  CHECK(made.run("git cat-file commit " + second + " | tail -c 1 | od -An -c | tr -d ' '") ==
        "\\n");
  made.git("update-ref refs/heads/main " + second);
  CHECK(made.git("fsck --strict --no-dangling").empty());
  // The same commit again is the same object.
  CHECK(written(repository, next) == second);
}

TEST_CASE("a commit keeps every file of every parent") {
  const TestRepository made;
  made.write("a", "1\n");
  made.write("dir/run.sh", "x\n");
  made.run("chmod +x dir/run.sh && ln -s a link");
  made.git("init --quiet sub");
  made.run("git -C sub commit --quiet --allow-empty --message x");
  const std::string left = made.commit("left");
  made.git("checkout --quiet --orphan other");
  made.git("rm -r --quiet --force --cached .");
  made.run("rm -rf dir link sub");
  made.write("dir/b", "2\n");
  const std::string right = made.commit("right");
  const Repository repository = open(made);
  const std::string merge = written(repository, commit_of({{"dir/c", "3\n"}}, {left, right}));
  CHECK(made.git("diff-tree -r --name-status " + left + " " + merge) == "A\tdir/b\nA\tdir/c");
  CHECK(made.git("diff-tree -r --name-status " + right + " " + merge) ==
        "A\tdir/c\nA\tdir/run.sh\nA\tlink\nA\tsub");
  CHECK(made.git("rev-parse " + merge + "^1 " + merge + "^2") == left + "\n" + right);

  made.write("a", "changed\n");
  const std::string changed = made.commit("changed");
  const std::string before = objects_of(made);
  CHECK(refusal(repository, commit_of({}, {left, changed})) == ErrorCode::invalid);
  CHECK(refusal(repository, commit_of({{"a", "other\n"}}, {left})) == ErrorCode::invalid);
  CHECK(refusal(repository, commit_of({{"dir/run.sh", "x\n"}}, {left})) == ErrorCode::invalid);
  CHECK(refusal(repository, commit_of({{"dir", "x\n"}}, {left})) == ErrorCode::invalid);
  CHECK(refusal(repository, commit_of({{"a/b", "x\n"}}, {left})) == ErrorCode::invalid);
  CHECK(refusal(repository, commit_of({{"n", "1"}, {"n", "2"}})) == ErrorCode::invalid);
  CHECK(refusal(repository, commit_of({{"n", "1"}}, {left, left})) == ErrorCode::invalid);
  CHECK(refusal(repository, commit_of({{"n", "1"}}, {"main"})) == ErrorCode::invalid);
  CHECK(refusal(repository, commit_of({{"n", "1"}}, {std::string(40, 'a')})) ==
        ErrorCode::incomplete);
  CHECK(refusal(repository, commit_of({{"n/o", "1"}, {"n", "2"}})) == ErrorCode::invalid);
  CHECK(refusal(repository, commit_of({{"n", "1"}}, {made.git("rev-parse HEAD^{tree}")})) ==
        ErrorCode::invalid);
  CHECK(objects_of(made) == before);
  CHECK(written(repository, commit_of({{"a", "1\n"}}, {left})) != left);
  CHECK(made.git("fsck --strict --no-dangling").empty());
}

TEST_CASE("what could be read as something else is refused before anything is written") {
  const TestRepository made;
  const Repository repository = open(made);
  const std::string before = objects_of(made);
  for (const std::string path : {"", "/", "a/", "/a", "a//b", ".", "..", "a/../b", ".git",
                                 "a/.GIT/x", "GIT~1", "a\nb", "a\\.git"}) {
    INFO(path);
    CHECK(refusal(repository, commit_of({{path, "x"}})) == ErrorCode::invalid);
  }
  CHECK(refusal(repository, commit_of({{std::string("a\0b", 3), "x"}})) == ErrorCode::invalid);
  CHECK(refusal(repository, commit_of({{std::string(5000, 'a'), "x"}})) == ErrorCode::limit);
  for (const std::string& text :
       {std::string(), std::string(" "), std::string("A <b"), std::string("A> b"),
        std::string("A\nparent x"), std::string("A\0B", 3), std::string(" A"), std::string("A\r"),
        std::string("A\x7f"), std::string("\xff"), std::string(2000, 'a')}) {
    INFO(text);
    for (int part = 0; part < 4; ++part) {
      NewCommit commit = commit_of({{"a", "x"}});
      Signature& who = part < 2 ? commit.author : commit.committer;
      (part % 2 == 0 ? who.identity.name : who.identity.email) = text;
      CHECK(refusal(repository, commit) == ErrorCode::invalid);
    }
  }
  NewCommit early = commit_of({{"a", "x"}});
  early.author.time = -1;
  CHECK(refusal(repository, early) == ErrorCode::invalid);
  for (const std::string& message :
       {std::string(), std::string("\n \n"), std::string("a\0b", 3), std::string("\xff")}) {
    NewCommit commit = commit_of({{"a", "x"}});
    commit.message = message;
    CHECK(refusal(repository, commit) == ErrorCode::invalid);
  }
  CHECK(objects_of(made) == before);
}

TEST_CASE("a signer gets the commit without its signature") {
  const TestRepository made;
  const Repository repository = open(made);
  std::string payload;
  const std::string armor =
      "-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----\n";
  const auto id =
      qualm::git::write_commit(repository, commit_of({{"a", "x\n"}}),
                               [&](std::string_view bytes) -> qualm::Result<std::string> {
                                 payload = bytes;
                                 return armor;
                               });
  INFO((id ? "" : qualm::describe(id.error())));
  REQUIRE(id);
  const std::string unsigned_id = written(repository, commit_of({{"a", "x\n"}}));
  CHECK(payload == made.git("cat-file commit " + unsigned_id) + "\n");
  CHECK(has(made.git("cat-file commit " + *id), "\ngpgsig -----BEGIN SSH SIGNATURE-----\n U1NI"));
  made.git("update-ref refs/heads/main " + *id);
  CHECK(made.git("fsck --strict --no-dangling").empty());

  const auto hostile = [&](const std::string& forged) {
    const auto made_of = qualm::git::write_commit(
        repository, commit_of({{"a", "x\n"}}),
        [&](std::string_view) -> qualm::Result<std::string> { return forged; });
    return !made_of && made_of.error().code == ErrorCode::invalid;
  };
  CHECK(hostile(""));
  const auto failed = qualm::git::write_commit(repository, commit_of({{"b", "y\n"}}),
                                               [](std::string_view) -> qualm::Result<std::string> {
                                                 return qualm::fail(ErrorCode::not_found, "no key");
                                               });
  REQUIRE_FALSE(failed);
  CHECK(failed.error().code == ErrorCode::not_found);
}

TEST_CASE("an object store that cannot be written is said to be so") {
  if (geteuid() == 0) {
    // Root may write anywhere, so the place is taken by a file instead.
    const TestRepository made;
    const Repository repository = open(made);
    const auto id = written(repository, commit_of({{"a", "1"}}));
    made.run(
        "rm -rf .git/objects/* && for i in 0 1 2 3 4 5 6 7 8 9 a b c d e f; do for j in 0 1 2 3 "
        "4 5 6 7 8 9 a b c d e f; do : > .git/objects/$i$j; done; done");
    CHECK(refusal(repository, commit_of({{"b", "2"}})) == ErrorCode::io);
    CHECK_FALSE(id.empty());
    return;
  }
  const TestRepository made;
  const Repository repository = open(made);
  made.run("chmod -R a-w .git/objects");
  CHECK(refusal(repository, commit_of({{"a", "1"}})) == ErrorCode::io);
}

TEST_CASE("in a quarantine objects go there, and no ref is moved") {
  const TestRepository made;
  const std::string first = made.commit("first");
  made.run("mkdir ../quarantine");
  std::map<std::string, std::string> environment = {
      {"GIT_OBJECT_DIRECTORY", (made.folder() / "quarantine").string()},
      {"GIT_ALTERNATE_OBJECT_DIRECTORIES", made.path(".git/objects")}};
  const std::string before = objects_of(made);
  const std::string id = written(open(made, "", environment), commit_of({{"new", "x"}}, {first}));
  CHECK(objects_of(made) == before);
  CHECK(made.try_run("git cat-file -e " + id).status != 0);
  CHECK(made.run("git cat-file -t " + id, environment) == "commit");
  environment["GIT_QUARANTINE_PATH"] = (made.folder() / "quarantine").string();
  CHECK(refused(open(made, "", environment), move_of("refs/heads/x", "", first)).code ==
        ErrorCode::unsupported);
}

TEST_CASE("a ref is made, moved and logged") {
  const TestRepository made;
  const std::string first = made.commit("first");
  const std::string second = made.commit("second");
  const Repository repository = open(made);
  const std::string name = "refs/heads/concern/3fa9c2d1e0b74c55";
  REQUIRE(qualm::git::update_ref(repository, move_of(name, "", first)));
  CHECK(made.git("rev-parse " + name) == first);
  CHECK((*qualm::git::find_ref(repository, name))->id == first);
  REQUIRE(qualm::git::update_ref(repository, move_of(name, first, second)));
  CHECK(made.git("rev-parse " + name) == second);
  CHECK(made.run("cat .git/logs/" + name) ==
        std::string(40, '0') + " " + first +
            " Ana Souza <ana@example.com> 1795000000 +0000\tconcern: raise\n" + first + " " +
            second + " Ana Souza <ana@example.com> 1795000000 +0000\tconcern: raise");
  made.git("pack-refs --all");
  REQUIRE(qualm::git::update_ref(repository, move_of(name, second, first)));
  CHECK(made.git("rev-parse " + name) == first);
  REQUIRE(qualm::git::update_ref(repository, move_of("refs/tags/v1", "", second)));
  CHECK(made.git("fsck --strict --no-dangling").empty());
  CHECK(made.run("find .git -name '*.lock'").empty());
}

TEST_CASE("a ref that somebody else moved is not moved") {
  const TestRepository made;
  const std::string first = made.commit("first");
  const std::string second = made.commit("second");
  made.git("branch concern/a " + first);
  made.git("symbolic-ref refs/heads/alias refs/heads/concern/a");
  const Repository repository = open(made);
  const std::string name = "refs/heads/concern/a";
  for (int packed = 0; packed < 2; ++packed) {
    const qualm::Error there = refused(repository, move_of(name, "", second));
    CHECK(there.code == ErrorCode::invalid);
    CHECK(has(there.message, "there already"));
    const qualm::Error moved = refused(repository, move_of(name, second, first));
    CHECK(moved.code == ErrorCode::invalid);
    CHECK(has(moved.message, "at " + first));
    made.git("pack-refs --all");
  }
  const qualm::Error gone = refused(repository, move_of("refs/heads/concern/b", first, second));
  CHECK(gone.code == ErrorCode::invalid);
  CHECK(has(gone.message, "is gone"));
  CHECK(has(refused(repository, move_of("refs/heads/alias", first, second)).message, "symbolic"));
  CHECK(made.git("rev-parse concern/a") == first);
  CHECK(made.run("find .git -name '*.lock'").empty());

  made.run("mkdir -p .git/refs/heads/concern && : > .git/refs/heads/concern/a.lock");
  const qualm::Error locked = refused(repository, move_of(name, first, second));
  CHECK(locked.code == ErrorCode::io);
  CHECK(has(locked.hint, made.path(".git/refs/heads/concern/a.lock")));
  made.run("rm .git/refs/heads/concern/a.lock");
  made.run("echo damaged > .git/refs/heads/concern/a");
  CHECK(refused(repository, move_of(name, first, second)).code == ErrorCode::invalid);
}

TEST_CASE("refs whose names are in each other's way are named") {
  const TestRepository made;
  const std::string first = made.commit("first");
  for (const bool packed : {false, true}) {
    made.git("branch concern");
    if (packed) made.git("pack-refs --all");
    const qualm::Error above = refused(open(made), move_of("refs/heads/concern/a", "", first));
    CHECK(above.code == ErrorCode::invalid);
    CHECK(has(above.message, "refs/heads/concern is in the way"));
    CHECK(has(above.hint, "git branch -m concern"));
    made.git("branch -D concern");
    made.git("branch concern/a/b");
    if (packed) made.git("pack-refs --all");
    for (const char* name : {"refs/heads/concern", "refs/heads/concern/a"}) {
      const qualm::Error below = refused(open(made), move_of(name, "", first));
      CHECK(below.code == ErrorCode::invalid);
      CHECK(has(below.message, "refs/heads/concern/a/b is in the way"));
    }
    made.git("branch -D concern/a/b");
  }
  made.git("symbolic-ref refs/heads/concern refs/heads/unborn");
  CHECK(has(refused(open(made), move_of("refs/heads/concern/a", "", first)).message,
            "refs/heads/concern is in the way"));
  made.git("symbolic-ref --delete refs/heads/concern");
  // An empty folder of a branch that has gone is in nobody's way.
  made.run("mkdir -p .git/refs/heads/concern/a");
  CHECK(qualm::git::update_ref(open(made), move_of("refs/heads/concern", "", first)));
  CHECK(made.git("fsck --strict --no-dangling").empty());
}

TEST_CASE("a branch that is checked out anywhere is not moved") {
  const TestRepository made;
  const std::string first = made.commit("first");
  const std::string second = made.commit("second");
  made.git("worktree add --quiet ../linked -b side " + first);
  made.git("worktree add --quiet ../away -b away " + first);
  made.run("rm -r ../away");
  const std::string linked = (made.folder() / "linked").string();
  for (const Repository& repository : {open(made), open(made, linked)}) {
    const qualm::Error here = refused(repository, move_of("refs/heads/main", second, first));
    CHECK(here.code == ErrorCode::invalid);
    CHECK(has(here.message, "checked out in " + made.path()));
    CHECK(has(refused(repository, move_of("refs/heads/side", first, second)).message,
              "checked out in " + linked));
    CHECK(has(refused(repository, move_of("refs/heads/away", first, second)).message,
              "checked out in "));
  }
  made.git("checkout --quiet --orphan unborn");
  CHECK(has(refused(open(made), move_of("refs/heads/unborn", "", first)).message, "checked out"));
  CHECK(qualm::git::update_ref(open(made), move_of("refs/heads/main", second, first)));

  made.git("clone --quiet --bare . ../bare.git");
  const std::string bare = (made.folder() / "bare.git").string();
  CHECK(qualm::git::update_ref(open(made, bare), move_of("refs/heads/main", first, second)));
}

TEST_CASE("a ref never names what is not there, nor has a name Git refuses") {
  const TestRepository made;
  const std::string first = made.commit("first");
  const Repository repository = open(made);
  CHECK(refused(repository, move_of("refs/heads/x", "", std::string(40, 'a'))).code ==
        ErrorCode::incomplete);
  CHECK(refused(repository, move_of("refs/heads/x", "", made.git("rev-parse HEAD^{tree}"))).code ==
        ErrorCode::invalid);
  for (const std::string name :
       {"", "x", "HEAD", "refs", "refs/", "refs/heads/", "refs/heads/../../HEAD", "refs/heads/a..b",
        "refs/heads/.a", "refs/heads/a.lock", "refs/heads/a.lock/b", "refs/heads/a b",
        "refs/heads/a\nb", "refs/heads/a~1", "refs/heads/a.", "refs/heads//a", "refs/heads/@{a",
        "refs/bisect/bad"}) {
    CHECK(refused(repository, move_of(name, "", first)).code == ErrorCode::invalid);
  }
  RefUpdate update = move_of("refs/heads/x", "", first);
  update.who.identity.name = "A\nB";
  CHECK(refused(repository, update).code == ErrorCode::invalid);
  update = move_of("refs/heads/x", "", first);
  update.message = "two\nlines";
  CHECK(refused(repository, update).code == ErrorCode::invalid);
  CHECK(refused(repository, move_of("refs/heads/x", "x", first)).code == ErrorCode::invalid);
  CHECK(made.git("for-each-ref --format='%(refname)'") == "refs/heads/main");
}

TEST_CASE("of many who make one ref at the same time, one succeeds") {
  const TestRepository made;
  const std::string first = made.commit("first");
  for (int round = 0; round < 10; ++round) {
    const std::string name = "refs/heads/concern/" + std::to_string(round);
    std::atomic<int> successes = 0;
    std::atomic<int> other_errors = 0;
    const auto work = [&] {
      const auto repository = Repository::open(OpenOptions{.path = made.path(), .environment = {}});
      if (!repository) return;
      const auto moved = qualm::git::update_ref(*repository, move_of(name, "", first));
      if (moved) ++successes;
      if (!moved && moved.error().code != ErrorCode::invalid) ++other_errors;
    };
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) threads.emplace_back(work);
    for (std::thread& thread : threads) thread.join();
    CHECK(successes == 1);
    CHECK(other_errors == 0);
  }
}

TEST_CASE("a writer killed at any moment leaves a whole repository") {
  const TestRepository made;
  const std::string base = made.commit("first");
  std::mt19937 random(11);
  int finished = 0;
  for (int round = 0; round < 40; ++round) {
    const std::string name = "refs/heads/concern/" + std::to_string(round);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      const auto repository = Repository::open(OpenOptions{.path = made.path(), .environment = {}});
      if (!repository) _exit(2);
      const NewCommit commit =
          commit_of({{"safety/" + std::to_string(round), std::string(20'000, 'x')}}, {base});
      const auto id = qualm::git::write_commit(*repository, commit, nullptr);
      if (!id) _exit(3);
      _exit(qualm::git::update_ref(*repository, move_of(name, "", *id)) ? 0 : 4);
    }
    std::this_thread::sleep_for(std::chrono::microseconds(random() % 12'000));
    kill(child, SIGKILL);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    if (WIFEXITED(status)) {
      CHECK(WEXITSTATUS(status) == 0);
      ++finished;
    }
    const auto found = qualm::git::find_ref(open(made), name);
    REQUIRE(found);
    if (WIFEXITED(status)) CHECK(found->has_value());
    // Whoever tries again succeeds, at most after deleting the lock that the hint names.
    if (!*found) {
      made.run("rm -f .git/" + name + ".lock");
      const std::string again = written(open(made), commit_of({{"again", name}}, {base}));
      CHECK(qualm::git::update_ref(open(made), move_of(name, "", again)));
    }
  }
  CHECK(made.try_run("git fsck --strict --no-dangling 2>&1 | grep -v '^notice'").output.empty());
  CHECK(made.git("for-each-ref refs/heads/concern/ --format=x | wc -l") == "40");
  INFO(finished);
}
