// What is on disk about the last fetch, and of refs that are packed away.

#include "git/last_fetch.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include "git/pruned_ref.hpp"
#include "harness/catch.hpp"
#include "harness/test_repository.hpp"

using qualm::git::FetchedRef;
using qualm::git::OpenOptions;
using qualm::git::Remote;
using qualm::git::Repository;
using qualm::testing::TestRepository;

namespace {

Repository open(const TestRepository& made, const std::string& folder = "repository") {
  auto repository = Repository::open(
      OpenOptions{.path = (made.folder() / folder).string(), .environment = made.environment()});
  REQUIRE(repository);
  return *repository;
}

void write(const TestRepository& made, const std::string& path, const std::string& text) {
  std::ofstream(made.folder() / "repository/.git" / path, std::ios::binary) << text;
}

/// Whether Git, having fetched from `noted`, fetched from the remote at `url`.
bool same_place(const std::string& noted, const std::string& url) {
  return qualm::git::comes_from(FetchedRef{.url = noted},
                                Remote{.name = "origin", .url = url, .fetch = {}});
}

const std::string kTip(40, 'a');

}  // namespace

TEST_CASE("what was fetched is read as Git writes it") {
  const TestRepository made;
  made.commit("first");
  const Repository repository = open(made);
  CHECK_FALSE(qualm::git::last_fetch(repository));
  write(made, "FETCH_HEAD",
        kTip + "\t\tbranch 'main' of ../team\n" + kTip +
            "\tnot-for-merge\ttag 'it's' of ../team\n" + kTip + "\t\t../team\n" + kTip + "\t\t'" +
            kTip + "' of ../team\n" + "no line of Git's\n\n");
  const auto fetch = qualm::git::last_fetch(repository);
  REQUIRE(fetch);
  REQUIRE(fetch->refs.size() == 4);
  CHECK(fetch->at > 0);
  const FetchedRef& branch = fetch->refs[0];
  CHECK(branch.id == kTip);
  CHECK((branch.asked_for && branch.kind == "branch" && branch.name == "main"));
  CHECK(branch.url == "../team");
  const FetchedRef& tag = fetch->refs[1];
  CHECK((!tag.asked_for && tag.kind == "tag" && tag.name == "it's" && tag.url == "../team"));
  const FetchedRef& head = fetch->refs[2];
  CHECK((head.asked_for && head.kind.empty() && head.name.empty() && head.url == "../team"));
  const FetchedRef& commit = fetch->refs[3];
  CHECK((commit.kind.empty() && commit.name == kTip && commit.url == "../team"));
}

TEST_CASE("an address is the same without who logs in, slashes at the end and .git") {
  CHECK(same_place("https://example.com/team", "https://example.com/team.git"));
  CHECK(same_place("https://example.com/team", "https://ci:token@example.com/team.git/"));
  CHECK(same_place("example.com:team", "git@example.com:team.git"));
  CHECK(same_place("../team", "../team"));
  CHECK_FALSE(same_place("https://example.com/fork", "https://example.com/team"));
  CHECK_FALSE(same_place("https://example.com/team@2", "https://example.com/team"));
}

TEST_CASE("the log of a branch tells whether it was asked for by name") {
  const TestRepository made;
  made.commit("first");
  const Repository repository = open(made);
  const Remote origin{.name = "origin", .url = "../team", .fetch = {}};
  const std::string ref = "refs/remotes/origin/main";
  std::filesystem::create_directories(made.folder() / "repository/.git/logs/refs/remotes/origin");
  const std::string zeros(40, '0');
  const auto log = [&](const std::string& before, const std::string& what) {
    write(made, "logs/" + ref,
          before + " " + kTip + " A <a@example.com> 1700000000 +0100\t" + what + "\n");
    return qualm::git::fetch_log(repository, origin, ref);
  };
  CHECK_FALSE(qualm::git::fetch_log(repository, origin, ref).is_kept);
  for (const char* whole : {"fetch: fast-forward", "fetch -q origin: storing head",
                            "pull --rebase: fast-forward", "fetch --all: forced-update"}) {
    const auto read = log(kTip, whole);
    CHECK((read.is_kept && read.ever_whole && !read.last_by_name));
    CHECK(read.whole_at == 1700000000);
  }
  for (const char* part :
       {"fetch origin main: fast-forward", "pull origin main: fast-forward",
        "fetch origin +refs/heads/main:refs/remotes/origin/main: storing head"}) {
    const auto read = log(kTip, part);
    CHECK((read.is_kept && !read.ever_whole && read.last_by_name));
  }
  CHECK(log(zeros, "update by push").made_by_push);
  CHECK_FALSE(log(kTip, "update by push").made_by_push);
}

TEST_CASE("a ref is packed away when file and list agree and nobody holds the lock") {
  const TestRepository made;
  const std::string tip = made.commit("first");
  made.git("branch release");
  const Repository repository = open(made);
  const std::string name = "refs/heads/release";
  CHECK_FALSE(qualm::git::is_packed_away(repository, name, tip));  // not in the list
  made.git("pack-refs --all --no-prune");
  CHECK(qualm::git::is_packed_away(repository, name, tip));
  CHECK_FALSE(qualm::git::is_packed_away(repository, name, ""));
  CHECK_FALSE(qualm::git::is_packed_away(repository, name, kTip));
  CHECK_FALSE(qualm::git::is_packed_away(repository, "refs/heads/../heads/release", tip));
  write(made, "packed-refs.lock", "");
  CHECK_FALSE(qualm::git::is_packed_away(repository, name, tip));
  std::filesystem::remove(made.folder() / "repository/.git/packed-refs.lock");
  made.git("pack-refs --all --prune");
  CHECK_FALSE(qualm::git::is_packed_away(repository, name, tip));  // the file has gone already
}
