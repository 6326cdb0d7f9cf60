// Who is behind a commit: by its names, and by its signature.

#include "concerns/commit_proof.hpp"

#include <string>

#include "harness/catch.hpp"
#include "harness/test_repository.hpp"

namespace concerns = qualm::concerns;
using concerns::CommitPeople;
using concerns::SigningKeys;
using qualm::IdentityLevel;
using qualm::Person;
using qualm::testing::TestRepository;

namespace {

constexpr qualm::Date kToday{.year = 2026, .month = 11, .day = 20};

bool mentions(const std::string& text, const std::string& part) {
  UNSCOPED_INFO(text);
  return text.find(part) != std::string::npos;
}

/// A repository in which Ben and Chidi have keys, and Mal has one that no policy lists.
class Signed : public TestRepository {
 public:
  Signed() {
    for (const char* who : {"ben", "chidi", "mal"}) {
      run("ssh-keygen -q -t ed25519 -N '' -f ../" + std::string(who));
    }
    people_ = {{.name = "Ben Okafor", .emails = {"ben@example.com"}, .roles = {"reviewer"}},
               {.name = "Chidi Eze", .emails = {"chidi@example.com"}, .roles = {"board"}}};
    keys_ = {.keys = {{.principal = "ben@example.com", .key = key("ben")},
                      {.principal = "chidi@example.com", .key = key("chidi")}},
             .today = kToday};
  }

  [[nodiscard]] std::string key(const std::string& who) const {
    return run("cut -d' ' -f1,2 ../" + who + ".pub");
  }

  /// Commits as `author`, committed by `committer`, signed with the key of `signer` if any.
  qualm::git::WalkedCommit commit(const std::string& author, const std::string& committer,
                                  const std::string& signer = {}) const {
    const std::string sign = signer.empty() ? std::string()
                                            : " -c gpg.format=ssh -c user.signingkey=../" + signer +
                                                  " -c commit.gpgsign=true";
    run("git" + sign + " commit --quiet --allow-empty -m x",
        {{"GIT_AUTHOR_NAME", author},
         {"GIT_AUTHOR_EMAIL", author + "@example.com"},
         {"GIT_COMMITTER_NAME", committer},
         {"GIT_COMMITTER_EMAIL", committer + "@example.com"}});
    return walked(git("rev-parse HEAD"));
  }

  [[nodiscard]] qualm::git::WalkedCommit walked(const std::string& id) const {
    const auto opened =
        qualm::git::Repository::open({.path = path(), .environment = environment()});
    REQUIRE(opened);
    const auto commits = qualm::git::commits_in(*opened, {.tips = {id}, .known = {id + "^"}});
    REQUIRE(commits);
    REQUIRE_FALSE(commits->empty());
    return commits->front();
  }

  [[nodiscard]] CommitPeople behind(const qualm::git::WalkedCommit& commit,
                                    IdentityLevel level) const {
    return concerns::people_behind(commit, keys_, level, concerns::Who(people_));
  }

  std::vector<Person> people_;
  SigningKeys keys_;
};

}  // namespace

TEST_CASE("up to the level of the commit, its names say who is behind it") {
  const Signed made;
  const auto both = made.commit("chidi", "chidi");
  for (const auto level : {IdentityLevel::none, IdentityLevel::commit}) {
    const auto people = made.behind(both, level);
    CHECK(people.why_not.empty());
    CHECK(people.author == &made.people_[1]);
    CHECK(people.committer == &made.people_[1]);
  }
  const auto patch = made.behind(made.commit("ben", "chidi"), IdentityLevel::commit);
  CHECK(patch.author == &made.people_[0]);
  CHECK(patch.committer == &made.people_[1]);
  const auto stranger = made.behind(made.commit("chidi", "mal"), IdentityLevel::commit);
  CHECK(stranger.author == nullptr);
  CHECK(stranger.committer == nullptr);
  CHECK(mentions(stranger.why_not,
                 "knows nobody with the address of mal <mal@example.com>, the "
                 "committer of commit"));
  CHECK(mentions(made.behind(made.commit("mal", "chidi"), IdentityLevel::commit).why_not,
                 "the author of commit"));
}

TEST_CASE("at the level of the signature, the key of the committer says it") {
  const Signed made;
  const auto level = IdentityLevel::signature;
  const auto good = made.behind(made.commit("ben", "chidi", "chidi"), level);
  CHECK(good.why_not.empty());
  CHECK(good.committer == &made.people_[1]);
  CHECK(mentions(made.behind(made.commit("chidi", "chidi"), level).why_not,
                 "by Chidi Eze, has no good signature by a key that the policy lists"));
  CHECK(mentions(made.behind(made.commit("chidi", "chidi", "mal"), level).why_not,
                 "has no good signature by a key that the policy lists"));
  CHECK(mentions(made.behind(made.commit("chidi", "chidi", "ben"), level).why_not,
                 "says it is by Chidi Eze, but Ben Okafor signed it"));
}

TEST_CASE("a commit that can be read in two ways proves nothing at any level") {
  const Signed made;
  made.commit("ben", "ben");
  const std::string tree = made.git("rev-parse 'HEAD^{tree}'");
  const std::string parent = made.git("rev-parse HEAD");
  const auto two = made.walked(
      made.put_object("commit", "tree " + tree + "\nparent " + parent +
                                    "\nauthor Chidi Eze <chidi@example.com> 1 +0000\n"
                                    "author Mal <mal@example.com> 1 +0000\n"
                                    "committer Chidi Eze <chidi@example.com> 1 +0000\n\nx\n"));
  CHECK(mentions(made.behind(two, IdentityLevel::none).why_not, "proves nothing"));
}

TEST_CASE("an address of two people is that of neither") {
  Signed made;
  made.people_[0].emails.emplace_back("chidi@example.com");
  CHECK(made.behind(made.commit("chidi", "chidi"), IdentityLevel::commit).committer == nullptr);
}
