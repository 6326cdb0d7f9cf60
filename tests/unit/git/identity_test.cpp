// Who made the commits, read strictly, and joined by a mailmap.

#include "git/identity.hpp"

#include "git/commit_object.hpp"
#include "harness/catch.hpp"
#include "harness/test_repository.hpp"

using qualm::Identity;
using qualm::git::Mailmap;
using qualm::git::OpenOptions;
using qualm::git::parse_commit;
using qualm::git::Repository;
using qualm::testing::TestRepository;

namespace {

const std::string kTree = "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n";
const std::string kAuthor = "author Ana Souza <ana@example.com> 1 +0000\n";
const std::string kCommitter = "committer Ben Okafor <ben@example.com> 2 -0130\n";

bool has_people(const std::string& bytes) {
  const auto commit = parse_commit(bytes);
  REQUIRE(commit);
  CHECK(commit->author.has_value() == commit->committer.has_value());
  return commit->author.has_value();
}

}  // namespace

TEST_CASE("parse_commit reads an honest commit") {
  const std::string parent(40, 'a');
  const auto commit = parse_commit(kTree + "parent " + parent + "\n" + kAuthor + kCommitter +
                                   "gpgsig -----BEGIN\n x\n\nsubject\n\nbody\n");
  REQUIRE(commit);
  CHECK(commit->parents == std::vector<std::string>{parent});
  CHECK(commit->author->identity == Identity{"Ana Souza", "ana@example.com"});
  CHECK(commit->committer->time == 2);
  CHECK(commit->message == "subject\n\nbody\n");
  CHECK(parse_commit(kTree + kAuthor + kCommitter + "\n")->message.empty());
}

TEST_CASE("parse_commit names nobody when there is doubt") {
  CHECK(has_people(kTree + kAuthor + kCommitter + "\nx"));
  for (const std::string& headers :
       {kAuthor + kAuthor + kCommitter, kAuthor + kCommitter + kAuthor,
        kAuthor + kCommitter + kCommitter, kCommitter + kAuthor, kAuthor, kCommitter,
        kAuthor + kCommitter + "parent " + std::string(40, 'b') + "\n",
        "author A <a@b> <c@d> 1 +0000\n" + kCommitter, "author A <a@b 1 +0000\n" + kCommitter,
        "author A a@b> 1 +0000\n" + kCommitter, "author A <a@b> x +0000\n" + kCommitter,
        "author A <a@b>\n" + kCommitter, "author A > <a@b> 1 +0000\n" + kCommitter}) {
    INFO(headers);
    CHECK_FALSE(has_people(kTree + headers + "\nx"));
  }
  for (const std::string& bytes : {std::string(), std::string("tree x\n"),
                                   "author A <a@b> 1 +0000\n" + kTree, kTree + "parent x\n"}) {
    CHECK_FALSE(parse_commit(bytes));
  }
}

TEST_CASE("co_authors reads the last paragraph only") {
  const auto people = qualm::git::co_authors(
      "subject\n\nCo-authored-by: Early <early@example.com>\n\n"
      "Co-authored-by: Cy <cy@example.com>\nco-Authored-By:  Di <di@example.com>  \n"
      "Signed-off-by: Ed <ed@example.com>\nCo-authored-by: nobody\n\n");
  CHECK(people == std::vector<Identity>{{"Cy", "cy@example.com"}, {"Di", "di@example.com"}});
  CHECK(qualm::git::co_authors("").empty());
}

TEST_CASE("mailmap knows Git's four forms") {
  const Mailmap mailmap = Mailmap::parse(
      "# people\n"
      "Ana Souza <ana@old.example>\n"
      "<ben@example.com> <BEN@old.example> # moved\n"
      "Chidi Eze <chidi@example.com> <c@old.example>\n"
      "Dana Whitfield <dana@example.com> dw <shared@old.example>\n"
      "Eve <eve@example.com> ev <shared@old.example>\n"
      "broken <line\n"
      "\n");
  CHECK(mailmap.map({"a", "Ana@old.example"}) == Identity{"Ana Souza", "Ana@old.example"});
  CHECK(mailmap.map({"ben", "ben@old.example"}) == Identity{"ben", "ben@example.com"});
  CHECK(mailmap.map({"x", "c@old.example"}) == Identity{"Chidi Eze", "chidi@example.com"});
  CHECK(mailmap.map({"DW", "shared@old.example"}) ==
        Identity{"Dana Whitfield", "dana@example.com"});
  CHECK(mailmap.map({"ev", "shared@old.example"}) == Identity{"Eve", "eve@example.com"});
  CHECK(mailmap.map({"other", "shared@old.example"}) == Identity{"other", "shared@old.example"});
  CHECK(Mailmap().map({"x", "y"}) == Identity{"x", "y"});
}

TEST_CASE("recent_authors collects people once and stops at the edge of a shallow clone") {
  const TestRepository made;
  made.write("a", "1\n");
  made.run("git add a && git commit --quiet -m one",
           {{"GIT_AUTHOR_NAME", "Old"}, {"GIT_AUTHOR_EMAIL", "old@example.com"}});
  made.write("a", "2\n");
  made.commit("two\n\nCo-authored-by: Cy <cy@example.com>");
  made.write("a", "3\n");
  made.commit("three");

  const auto authors = [](const std::string& path, int at_most) {
    const auto repository = Repository::open(OpenOptions{.path = path, .environment = {}});
    REQUIRE(repository);
    const auto revision = repository->resolve("HEAD");
    REQUIRE(revision);
    const auto people = qualm::git::recent_authors(*repository, *revision, at_most);
    REQUIRE(people);
    std::string emails;
    for (const Identity& person : *people) emails += person.email + " ";
    return emails;
  };
  CHECK(authors(made.path(), 1) == "ana@example.com ");
  CHECK(authors(made.path(), 2) == "ana@example.com cy@example.com ");
  CHECK(authors(made.path(), 100) == "ana@example.com cy@example.com old@example.com ");
  CHECK(authors(made.path(), 0).empty());

  made.git("clone --quiet --depth 2 file://" + made.path() + " ../shallow");
  CHECK(authors((made.folder() / "shallow").string(), 100) == "ana@example.com cy@example.com ");
}
