// Refs: all of them or an error; remotes and settings as Git sees them.

#include "git/refs.hpp"

#include <algorithm>
#include <filesystem>

#include "git/settings.hpp"
#include "harness/catch.hpp"
#include "harness/test_repository.hpp"
#include "support/text.hpp"

using qualm::ErrorCode;
using qualm::git::OpenOptions;
using qualm::git::Ref;
using qualm::git::Remote;
using qualm::git::Repository;
using qualm::testing::TestRepository;

namespace {

Repository open(const TestRepository& made, const std::string& path = "") {
  const std::string place = path.empty() ? made.path() : path;
  auto repository = Repository::open(OpenOptions{.path = place, .environment = made.environment()});
  REQUIRE(repository);
  return *repository;
}

/// One `id name` a line, as `git for-each-ref` prints.
std::string listed(const Repository& repository, const std::string& prefix) {
  const auto refs = qualm::git::refs_below(repository, prefix);
  INFO(prefix);
  REQUIRE(refs);
  std::string text;
  for (const Ref& ref : *refs) text += (text.empty() ? "" : "\n") + ref.id + " " + ref.name;
  return text;
}

std::string by_git(const TestRepository& made, const std::string& pattern) {
  return made.git("for-each-ref --format='%(objectname) %(refname)' " + pattern);
}

}  // namespace

TEST_CASE("refs are listed as git lists them, loose and packed and symbolic") {
  const TestRepository made;
  const std::string first = made.commit("first");
  made.git("branch concern/a");
  made.git("branch concern/b");
  made.git("branch concerned");
  made.git("tag --annotate --message x v1");
  made.git("pack-refs --all");
  const std::string second = made.commit("second");
  made.git("branch --force concern/b");
  made.git("branch concern/c/d");
  made.git("update-ref refs/remotes/origin/main " + first);
  made.git("symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/main");
  made.git("symbolic-ref refs/heads/alias refs/heads/concern/a");
  const Repository repository = open(made);

  CHECK(listed(repository, "refs/") == by_git(made, ""));
  CHECK(listed(repository, "") == by_git(made, ""));
  CHECK(listed(repository, "refs/heads/concern/") == by_git(made, "refs/heads/concern/"));
  CHECK(listed(repository, "refs/heads/concern") ==
        by_git(made, "refs/heads/concern refs/heads/concerned"));
  CHECK(listed(repository, "refs/heads/concern/c/d") == by_git(made, "refs/heads/concern/c/d"));
  CHECK(listed(repository, "refs/heads/alias") == first + " refs/heads/alias");
  for (const char* none : {"refs/heads/nothing/", "refs/heads/concern/a/", "heads/", "HEAD",
                           "refs/heads/*", "refs/../", "refs/heads/../../", "/", "refs//"}) {
    CHECK(listed(repository, none).empty());
  }

  const auto found = qualm::git::find_ref(repository, "refs/heads/concern/b");
  REQUIRE(found);
  REQUIRE(*found);
  CHECK((*found)->id == second);
  CHECK((*qualm::git::find_ref(repository, "refs/tags/v1"))->id == made.git("rev-parse v1"));
  CHECK((*qualm::git::find_ref(repository, "refs/remotes/origin/HEAD"))->id == first);
  for (const char* none : {"refs/heads/nothing", "concern/b", "", "refs/heads/concern",
                           "refs/heads/", "refs/heads/../../HEAD", "refs/heads/x.lock"}) {
    INFO(none);
    const auto absent = qualm::git::find_ref(repository, none);
    REQUIRE(absent);
    CHECK_FALSE(*absent);
  }
  CHECK(*qualm::git::symbolic_target(repository, "refs/remotes/origin/HEAD") ==
        std::optional<std::string>("refs/remotes/origin/main"));
  CHECK(*qualm::git::symbolic_target(repository, "HEAD") ==
        std::optional<std::string>("refs/heads/main"));
  CHECK_FALSE(*qualm::git::symbolic_target(repository, "refs/heads/main"));
  CHECK_FALSE(*qualm::git::symbolic_target(repository, "refs/heads/nothing"));
}

TEST_CASE("a broken ref is an error and never left out") {
  const TestRepository made;
  const std::string first = made.commit("first");
  made.git("branch concern/a");
  made.git("pack-refs --all");
  const auto refuses = [&](const std::string& command) {
    made.run(command);
    const Repository repository = open(made);
    const auto all = qualm::git::refs_below(repository, "refs/heads/concern/");
    const auto one = qualm::git::find_ref(repository, "refs/heads/concern/a");
    INFO(command);
    REQUIRE_FALSE(all);
    CHECK(all.error().code == ErrorCode::invalid);
    CHECK(all.error().message.find("refs/heads/concern/a") != std::string::npos);
    REQUIRE_FALSE(one);
    CHECK(one.error().code == ErrorCode::invalid);
    made.run("rm -rf .git/refs/heads/concern");
  };
  made.run("mkdir -p .git/refs/heads/concern");
  // The packed ref of that name must not show through a damaged file.
  refuses("mkdir -p .git/refs/heads/concern; echo no id > .git/refs/heads/concern/a");
  refuses("mkdir -p .git/refs/heads/concern; : > .git/refs/heads/concern/a");
  refuses("mkdir -p .git/refs/heads/concern; echo " + std::string(40, '0') +
          " > .git/refs/heads/concern/a");
  refuses(
      "mkdir -p .git/refs/heads/concern; echo ref: refs/heads/concern/a > "
      ".git/refs/heads/concern/a");
  refuses("mkdir -p .git/refs/heads/concern; echo ref: ../../x > .git/refs/heads/concern/a");
  CHECK(listed(open(made), "refs/heads/concern/") == first + " refs/heads/concern/a");

  made.run("mkdir -p .git/refs/heads/concern; ln -s nowhere .git/refs/heads/concern/b");
  CHECK_FALSE(qualm::git::refs_below(open(made), "refs/heads/concern/"));
  made.run("rm .git/refs/heads/concern/b; mkfifo .git/refs/heads/concern/b");
  CHECK_FALSE(qualm::git::refs_below(open(made), "refs/heads/concern/"));
  made.run("rm -r .git/refs/heads/concern; echo damaged > .git/packed-refs");
  CHECK_FALSE(qualm::git::refs_below(open(made), "refs/heads/concern/"));
}

TEST_CASE("what Git does not take for a ref is not one") {
  const TestRepository made;
  const std::string first = made.commit("first");
  made.run(
      "cd .git/refs/heads && cp main main~ && cp main 'a b' && cp main .hidden && "
      "cp main main.lock && mkdir -p empty/folder");
  made.git("symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/gone");
  CHECK(listed(open(made), "refs/") == first + " refs/heads/main");
}

TEST_CASE("refs of a linked work tree are those of the repository") {
  const TestRepository made;
  const std::string first = made.commit("first");
  made.git("worktree add --quiet ../linked -b concern/a");
  made.run("cd ../linked && git bisect start && git bisect bad");
  made.run("git bisect start && git bisect bad");
  const Repository repository = open(made, (made.folder() / "linked").string());
  CHECK(listed(repository, "refs/") ==
        first + " refs/heads/concern/a\n" + first + " refs/heads/main");
}

TEST_CASE("remotes come from the settings, with their addresses rewritten") {
  const TestRepository made;
  made.git("remote add origin https://example.invalid/a.git");
  made.git("remote add up.stream short:b.git");
  made.git("config --add remote.up.stream.fetch '^refs/heads/private/*'");
  made.git("config --add remote.up.stream.url https://example.invalid/second.git");
  made.git("config url.ssh://example.invalid/.insteadOf short:");
  made.git("config url.ssh://example.invalid/longer/.insteadOf short:b");
  made.git("config remote.bare.fetch +refs/heads/x:refs/x");
  made.git("config remote.pushDefault origin");
  const auto remotes = qualm::git::remotes(open(made));
  REQUIRE(remotes);
  REQUIRE(remotes->size() == 3);
  CHECK((*remotes)[0].name == "bare");
  CHECK((*remotes)[0].url.empty());
  CHECK((*remotes)[1].name == "origin");
  CHECK((*remotes)[1].url == made.git("remote get-url origin"));
  CHECK((*remotes)[2].name == "up.stream");
  CHECK((*remotes)[2].url == made.git("remote get-url up.stream"));
  CHECK((*remotes)[2].fetch == std::vector<std::string>{"+refs/heads/*:refs/remotes/up.stream/*",
                                                        "^refs/heads/private/*"});
}

TEST_CASE("refspecs say where a ref of the remote is kept") {
  using Fetch = std::vector<std::string>;
  const auto kept = [](const Fetch& fetch, const std::string& name) {
    return qualm::git::tracking_ref(Remote{.name = "o", .url = "", .fetch = fetch}, name)
        .value_or("");
  };
  const Fetch usual = {"+refs/heads/*:refs/remotes/o/*"};
  CHECK(kept(usual, "refs/heads/main") == "refs/remotes/o/main");
  CHECK(kept(usual, "refs/heads/concern/a") == "refs/remotes/o/concern/a");
  CHECK(kept(usual, "refs/tags/v1").empty());
  CHECK(kept({"+refs/heads/main:refs/remotes/o/main"}, "refs/heads/concern/a").empty());
  CHECK(kept({"+refs/heads/main:refs/remotes/o/main"}, "refs/heads/main") == "refs/remotes/o/main");
  CHECK(kept({"main:refs/remotes/o/main"}, "refs/heads/main") == "refs/remotes/o/main");
  CHECK(kept({"main:kept"}, "refs/heads/main") == "refs/heads/kept");
  CHECK(kept({"refs/heads/main"}, "refs/heads/main").empty());
  CHECK(kept({"refs/heads/main:"}, "refs/heads/main").empty());
  CHECK(kept({"+refs/*:refs/*"}, "refs/heads/main") == "refs/heads/main");
  CHECK(kept({"refs/heads/con*:refs/q/con*x"}, "refs/heads/concern/a") == "refs/q/concern/ax");
  CHECK(kept({"refs/heads/*/a:refs/q/*"}, "refs/heads/concern/a") == "refs/q/concern");
  CHECK(kept({"refs/heads/*/a:refs/q/*"}, "refs/heads/a").empty());
  const Fetch two = {"refs/heads/*:refs/remotes/o/*", "refs/heads/concern/*:refs/qualm/concern/*"};
  CHECK(kept(two, "refs/heads/concern/a") == "refs/qualm/concern/a");
  CHECK(kept(two, "refs/heads/main") == "refs/remotes/o/main");
  const Fetch but = {"refs/heads/*:refs/remotes/o/*", "^refs/heads/concern/*"};
  CHECK(kept(but, "refs/heads/concern/a").empty());
  CHECK(kept(but, "refs/heads/main") == "refs/remotes/o/main");
  CHECK(kept({}, "refs/heads/main").empty());
  CHECK(kept({"", ":", "+", "^", "*"}, "refs/heads/main").empty());
}

TEST_CASE("settings come from every scope, the nearest last") {
  const TestRepository made;
  made.commit();
  const auto value = [&](const std::string& key, std::map<std::string, std::string> more = {}) {
    std::map<std::string, std::string> environment = made.environment();
    environment.merge(more);
    const auto repository =
        Repository::open(OpenOptions{.path = made.path(), .environment = environment});
    REQUIRE(repository);
    const auto found = qualm::git::setting(*repository, key);
    REQUIRE(found);
    return found->value_or("(none)");
  };
  CHECK(value("user.signingkey") == "(none)");
  made.git("config --global user.signingKey global");
  CHECK(value("user.signingkey") == "global");
  CHECK(value("User.SigningKey") == "global");
  made.git("config user.signingKey local");
  CHECK(value("user.signingkey") == "local");
  made.git("config extensions.worktreeConfig true");
  made.git("config --worktree user.signingKey here");
  CHECK(value("user.signingkey") == "here");
  CHECK(value("user.signingkey", {{"GIT_CONFIG_COUNT", "1"},
                                  {"GIT_CONFIG_KEY_0", "user.signingKey"},
                                  {"GIT_CONFIG_VALUE_0", "counted"}}) == "counted");
  CHECK(value("user.signingkey", {{"GIT_CONFIG_PARAMETERS", "'user.signingkey'='it'\\''s'"}}) ==
        "it's");
  made.git("config section.Sub.name value");
  CHECK(value("SECTION.Sub.NAME") == "value");
  CHECK(value("section.sub.name") == "(none)");
  CHECK(value("nonsense") == "(none)");
  made.write("../included", "[extra]\n\tone\n\ttwo = 2\n");
  made.git("config include.path " + (made.folder() / "included").string());
  CHECK(value("extra.two") == "2");
  CHECK(value("extra.one") == "true");
  made.run("printf '[core\\n' > ../home/.gitconfig");
  const auto broken = qualm::git::setting(open(made), "user.name");
  REQUIRE_FALSE(broken);
  CHECK(broken.error().code == ErrorCode::invalid);
  CHECK(broken.error().message.find(".gitconfig") != std::string::npos);
}

TEST_CASE("what `git -c` hands on is read as Git wrote it") {
  const TestRepository made;
  made.git("config alias.reveal '!printf %s \"$GIT_CONFIG_PARAMETERS\"'");
  const std::string handed =
      made.git("-c a.b=c -c \"x.y.z=it's ! = 'q'\" -c on.off -c empty.one= reveal");
  const auto parsed = qualm::git::parse_parameters(handed);
  INFO(handed);
  REQUIRE(parsed);
  REQUIRE(parsed->size() == 4);
  CHECK((*parsed)[0].key == "a.b");
  CHECK((*parsed)[0].value == "c");
  CHECK((*parsed)[1].key == "x.y.z");
  CHECK((*parsed)[1].value == "it's ! = 'q'");
  CHECK((*parsed)[2].key == "on.off");
  CHECK((*parsed)[2].value == "true");
  CHECK((*parsed)[3].key == "empty.one");
  CHECK((*parsed)[3].value.empty());
  CHECK((*qualm::git::parse_parameters("'old.form=v w' 'bare.key'"))[0].value == "v w");
  for (const char* bad : {"x", "'a", "'a'", "'a.b'x", "'a.b'='c", "'.'"}) {
    INFO(bad);
    CHECK_FALSE(qualm::git::parse_parameters(bad));
  }
}

TEST_CASE("an ancestor is found whatever the dates say") {
  const TestRepository made;
  const auto commit = [&](const std::string& name, const std::string& parents,
                          const std::string& date) {
    const std::string id =
        made.run("git commit-tree -m " + name + " " + parents + " $(git mktree </dev/null)",
                 {{"GIT_COMMITTER_DATE", "@" + date + " +0000"}});
    return id;
  };
  const std::string root = commit("root", "", "4000000000");
  const std::string left = commit("left", "-p " + root, "1");
  const std::string right = commit("right", "-p " + root, "2000000000");
  const std::string merge = commit("merge", "-p " + left + " -p " + right, "3");
  const std::string top = commit("top", "-p " + merge, "5000000000");
  const Repository repository = open(made);
  const auto is = [&](const std::string& above, const std::string& below) {
    const auto answer = qualm::git::is_ancestor(repository, above, below);
    REQUIRE(answer);
    const bool by_git =
        made.try_run("git merge-base --is-ancestor " + above + " " + below).status == 0;
    CHECK(*answer == by_git);
    return *answer;
  };
  const std::vector<std::string> all = {root, left, right, merge, top};
  for (const std::string& above : all) {
    for (const std::string& below : all) is(above, below);
  }
  CHECK(is(root, top));
  CHECK_FALSE(is(left, right));
  const auto unknown = qualm::git::is_ancestor(repository, root, std::string(40, 'a'));
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == ErrorCode::incomplete);
  CHECK_FALSE(*qualm::git::is_ancestor(repository, std::string(40, 'a'), top));
  CHECK(qualm::git::is_ancestor(repository, "main", top).error().code == ErrorCode::invalid);
}

TEST_CASE("whether an ancestor is beyond a shallow clone's edge is not known") {
  const TestRepository made;
  const std::string first = made.commit("first");
  const std::string second = made.commit("second");
  const std::string third = made.commit("third");
  made.git("clone --quiet --depth 2 file://" + made.path() + " ../shallow");
  const Repository repository = open(made, (made.folder() / "shallow").string());
  CHECK(*qualm::git::is_ancestor(repository, second, third));
  CHECK_FALSE(*qualm::git::is_ancestor(repository, third, second));
  const auto unknown = qualm::git::is_ancestor(repository, std::string(40, 'b'), third);
  REQUIRE_FALSE(unknown);
  CHECK(unknown.error().code == ErrorCode::incomplete);
  CHECK(unknown.error().hint.find("git fetch --unshallow") != std::string::npos);
}
