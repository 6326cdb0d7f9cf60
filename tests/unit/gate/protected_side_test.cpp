// Which side is protected, and whether all concerns can be seen from here.

#include "gate/protected_side.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "harness/catch.hpp"
#include "harness/test_repository.hpp"

using qualm::ErrorCode;
using qualm::gate::ConcernView;
using qualm::gate::ProtectedSide;
using qualm::git::OpenOptions;
using qualm::git::Repository;
using qualm::testing::TestRepository;

namespace {

const std::string kId = "3fa9c2d1e0b74c55";

Repository open(const TestRepository& made, const std::string& folder = "repository") {
  auto repository = Repository::open(
      OpenOptions{.path = (made.folder() / folder).string(), .environment = made.environment()});
  REQUIRE(repository);
  return *repository;
}

/// A repository with one commit on main and one concern, shared as `../team.git`.
class Shared : public TestRepository {
 public:
  Shared() {
    commit("first");
    commit("second");
    git("branch concern/" + kId);
    git("clone --quiet --bare . ../team.git");
  }

  /// Clones `../team.git` into `../NAME`.
  Repository clone(const std::string& name, const std::string& arguments = "") const {
    git("clone --quiet " + arguments + " file://" + (folder() / "team.git").string() + " ../" +
        name);
    return open(*this, name);
  }

  /// Runs `command` in `../NAME`.
  std::string in(const std::string& name, const std::string& command) const {
    return run("cd ../" + name + " && " + command);
  }
};

ProtectedSide side_of(const Repository& repository, const std::string& remote = "") {
  auto side = qualm::gate::protected_side(repository, remote);
  REQUIRE(side);
  return *side;
}

ConcernView view_of(const Repository& repository) {
  auto view = qualm::gate::concern_view(repository, side_of(repository));
  REQUIRE(view);
  return *view;
}

/// "NAME settled" or "NAME local" of each ref.
std::vector<std::string> refs_of(const Repository& repository) {
  const auto refs = qualm::gate::concern_refs(repository, side_of(repository));
  REQUIRE(refs);
  std::vector<std::string> names;
  for (const auto& ref : *refs) {
    CHECK(ref.concern == kId);
    names.push_back(ref.name + (ref.settled ? " settled" : " local"));
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

TEST_CASE("the protected side of a clone is what was fetched, not what is checked out") {
  const Shared shared;
  const Repository clone = shared.clone("clone");
  shared.in("clone", "git commit --quiet --allow-empty -m local && git switch --quiet -c topic");
  const ProtectedSide side = side_of(clone);
  REQUIRE(side.remote);
  CHECK(side.remote->name == "origin");
  CHECK(side.branch == "main");
  REQUIRE(side.tip);
  CHECK(side.tip->commit == shared.git("rev-parse main"));
  CHECK(side.label() == "origin/main as it was last fetched");
}

TEST_CASE("the default branch is the one that the remote's HEAD names") {
  const Shared shared;
  shared.git("branch trunk main^");
  shared.git("push --quiet ../team.git trunk");
  shared.run("git -C ../team.git symbolic-ref HEAD refs/heads/trunk");
  const ProtectedSide side = side_of(shared.clone("clone"));
  CHECK(side.branch == "trunk");
  REQUIRE(side.tip);
  CHECK(side.tip->commit == shared.git("rev-parse main^"));
}

TEST_CASE("where there is no remote, the repository is its own protected side") {
  const Shared shared;
  const ProtectedSide alone = side_of(open(shared));
  CHECK_FALSE(alone.remote);
  CHECK(alone.label() == "main");
  const ProtectedSide server = side_of(open(shared, "team.git"));
  CHECK_FALSE(server.remote);
  REQUIRE(server.tip);
  CHECK(server.tip->commit == shared.git("rev-parse main"));
  const TestRepository empty;
  CHECK_FALSE(side_of(open(empty)).tip);
}

TEST_CASE("of several remotes one is chosen by name, setting, branch, or not at all") {
  const Shared shared;
  const Repository clone = shared.clone("clone");
  shared.in("clone", "git remote add fork ../team.git && git remote rename origin base");
  CHECK(side_of(clone).remote->name == "base");  // main follows it
  CHECK(side_of(clone, "fork").remote->name == "fork");
  shared.in("clone", "git config qualm.remote fork");
  CHECK(side_of(clone).remote->name == "fork");
  shared.in("clone", "git config --unset qualm.remote && git switch --quiet --detach");
  const auto undecided = qualm::gate::protected_side(clone, "");
  REQUIRE_FALSE(undecided);
  CHECK(undecided.error().code == ErrorCode::usage);
  CHECK(undecided.error().hint == "git config qualm.remote base");
  const auto nowhere = qualm::gate::protected_side(clone, "nowhere");
  REQUIRE_FALSE(nowhere);
  CHECK(nowhere.error().code == ErrorCode::not_found);
}

TEST_CASE("a full clone sees every concern, and what is here only is not settled") {
  const Shared shared;
  const Repository clone = shared.clone("clone");
  CHECK_FALSE(view_of(clone).incomplete);
  CHECK(refs_of(clone) ==
        std::vector<std::string>{"refs/remotes/origin/concern/" + kId + " settled"});
  shared.in("clone", "git branch --quiet concern/" + kId + " origin/concern/" + kId);
  CHECK(refs_of(clone) ==
        std::vector<std::string>{"refs/heads/concern/" + kId + " local",
                                 "refs/remotes/origin/concern/" + kId + " settled"});
}

TEST_CASE("views that may lack concerns say so, with the command that brings them") {
  const Shared shared;
  const auto check = [&](const std::string& name, const Repository& repository) {
    INFO(name);
    const ConcernView before = view_of(repository);
    REQUIRE(before.incomplete);
    CHECK(before.incomplete->code == ErrorCode::incomplete);
    CHECK(before.incomplete->hint == qualm::gate::fetch_command("origin"));
    shared.in(name, before.incomplete->hint + " --quiet");
    CHECK_FALSE(view_of(repository).incomplete);
    const auto refs = refs_of(repository);
    CHECK(std::find(refs.begin(), refs.end(), "refs/qualm/concern/" + kId + " settled") !=
          refs.end());
  };
  check("single", shared.clone("single", "--single-branch"));
  check("shallow", shared.clone("shallow", "--depth 1 --no-single-branch"));
  shared.run("git init --quiet ../ci");
  shared.in("ci", "git remote add origin file://" + (shared.folder() / "team.git").string() +
                      " && git fetch --quiet --depth 1 origin +main:refs/remotes/origin/main");
  check("ci", open(shared, "ci"));
}

TEST_CASE("all concerns are fetched or none, so that half of them is never taken for all") {
  const Shared shared;
  const Repository clone = shared.clone("clone", "--single-branch");
  // A branch of the same name as a folder keeps one ref from being made.
  shared.in("clone", "git update-ref refs/qualm/concern/" + kId + "/x HEAD");
  const auto fetched =
      shared.try_run("cd ../clone && " + qualm::gate::fetch_command("origin") + " --quiet");
  CHECK(fetched.status != 0);
  CHECK(view_of(clone).incomplete);
}

TEST_CASE("on a server, refs/qualm/ is whatever somebody pushed there, so it may only open") {
  const Shared shared;
  shared.git("push --quiet ../team.git main:refs/qualm/concern/" + kId);
  CHECK(refs_of(open(shared, "team.git")) ==
        std::vector<std::string>{"refs/heads/concern/" + kId + " settled",
                                 "refs/qualm/concern/" + kId + " local"});
}

TEST_CASE("a server knows its own concerns unless it is shallow") {
  const Shared shared;
  CHECK_FALSE(view_of(open(shared, "team.git")).incomplete);
  const ConcernView cut = view_of(shared.clone("cut.git", "--bare --depth 1"));
  REQUIRE(cut.incomplete);
  CHECK(cut.incomplete->hint == "git fetch --unshallow");
}

TEST_CASE("the command to paste is the one that is run") {
  CHECK(qualm::gate::fetch_command("origin") ==
        "git fetch --atomic origin '+refs/heads/concern/*:refs/qualm/concern/*' "
        "+HEAD:refs/qualm/fetched");
}
