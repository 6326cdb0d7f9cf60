// Who changed a system, since its last deployment and by an earlier one.

#include "gate/system_history.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "harness/catch.hpp"
#include "harness/test_repository.hpp"

using qualm::Date;
using qualm::ErrorCode;
using qualm::Identity;
using qualm::concerns::ChangeSpan;
using qualm::gate::Deployed;
using qualm::gate::SystemHistory;
using qualm::gate::SystemOfTree;
using qualm::git::OpenOptions;
using qualm::git::Repository;
using qualm::testing::TestRepository;

namespace {

using Names = std::vector<std::string>;

Date day(const char* text) {
  const auto date = qualm::parse_date(text);
  REQUIRE(date);
  return *date;
}

Names names_of(const std::vector<Identity>& people) {
  Names names;
  for (const Identity& one : people) names.push_back(one.name);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

/// A repository with two systems: triage, which covers a service, and spam.
class Systems : public TestRepository {
 public:
  Systems() {
    systems_ = {{.path = "models/triage",
                 .covers = {"services/triage/**"},
                 .owners = {},
                 .deployments = {}},
                {.path = "models/spam", .covers = {}, .owners = {}, .deployments = {}}};
  }

  /// Writes `path` and commits it as `author`, committed by `committer`.
  std::string change(const std::string& author, const std::string& path, std::string committer = {},
                     const std::string& trailer = {}) const {
    if (committer.empty()) committer = author;
    write(path, author + " was here " + std::to_string(++count_));
    run("git add --all && git commit --quiet --message 'a change\n\n" + trailer + "'",
        {{"GIT_AUTHOR_NAME", author},
         {"GIT_AUTHOR_EMAIL", author + "@example.com"},
         {"GIT_COMMITTER_NAME", committer},
         {"GIT_COMMITTER_EMAIL", committer + "@example.com"}});
    return git("rev-parse HEAD");
  }

  void deployed(const std::string& pin, const char* when) {
    systems_[0].deployments.push_back(
        {.record = "safety/deployments/x.yaml", .pin = pin, .day = day(when)});
  }

  /// The same, with a record of that day that is committed as `landed` states; returns the commit.
  std::string recorded(const std::string& pin, const char* when, const char* landed) {
    const std::string record = "safety/deployments/" + std::string(when) + ".yaml";
    write(record, "deployed " + pin);
    systems_[0].deployments.push_back({.record = record, .pin = pin, .day = day(when)});
    return commit_on(landed);
  }

  /// Commits what there is, on a day of the commit's own choosing.
  [[nodiscard]] std::string commit_on(const std::string& when) const {
    const std::string moment = when + "T12:00:00Z";
    run("git add --all && git commit --quiet --allow-empty -m x",
        {{"GIT_AUTHOR_DATE", moment}, {"GIT_COMMITTER_DATE", moment}});
    return git("rev-parse HEAD");
  }
  void deployed_undated(const std::string& pin) {
    systems_[0].deployments.push_back(
        {.record = "safety/deployments/x.yaml", .pin = pin, .day = {}});
  }

  [[nodiscard]] Repository repository(const std::string& folder = "repository") const {
    auto opened = Repository::open(
        OpenOptions{.path = (this->folder() / folder).string(), .environment = environment()});
    REQUIRE(opened);
    return *opened;
  }

  /// Who changed triage since its last deployment, as of `tips` or HEAD.
  [[nodiscard]] Names touched(Names tips = {}) const {
    if (tips.empty()) tips = {git("rev-parse HEAD")};
    SystemHistory history(repository(), systems_, std::move(tips), day("2026-12-01"));
    const auto facts = history.facts(0);
    CHECK(facts.touched_unknown.empty());
    CHECK_FALSE(history.unknown());
    return names_of(facts.touched);
  }

  /// Who had changed triage by the deployment that carried `subject`, which an event of the day
  /// `written` looked at; "-" where there was none.
  [[nodiscard]] Names by_then(const std::string& subject, const char* raised,
                              const char* written = nullptr) const {
    SystemHistory history(repository(), systems_, {git("rev-parse HEAD")}, day("2026-12-01"));
    const auto changed =
        history.changed_by(0, {.commit = subject,
                               .written = day(written == nullptr ? raised : written),
                               .raised = {.first = day(raised), .last = day(raised)}});
    REQUIRE(changed);
    if (!*changed) return {"-"};
    CHECK((*changed)->system == "models/triage");
    CHECK((*changed)->span == ChangeSpan::until_deployed);
    return names_of((*changed)->people);
  }

  /// Who changed triage since the last deployment before a concern of the day `raised`.
  [[nodiscard]] Names since(const char* raised) const {
    SystemHistory history(repository(), systems_, {git("rev-parse HEAD")}, day("2026-12-01"));
    const auto changed = history.since(0, {.first = day(raised), .last = day(raised)});
    CHECK(changed.unknown.empty());
    span_ = changed.span;
    return names_of(changed.people);
  }

  std::vector<SystemOfTree> systems_;
  mutable ChangeSpan span_ = ChangeSpan::since_deployed;

 private:
  mutable int count_ = 0;
};

}  // namespace

TEST_CASE("authors, committers and co-authors of a system's folder and of what it covers") {
  const Systems made;
  made.change("dana", "models/triage/model-card.md");
  made.change("eve", "models/spam/model-card.md");
  made.change("jon", "services/triage/api/main.py", "nora");
  made.change("ben", "models/triage/a.txt", "ben", "Co-authored-by: Cai Wynn <cai@example.com>");
  made.change("mal", "models/triage-2/a.txt");
  made.change("ida", "README.md");
  CHECK(made.touched() == Names{"Cai Wynn", "ben", "dana", "jon", "nora"});
}

TEST_CASE("a removed file was changed by whoever removed it, and a moved one on both sides") {
  const Systems made;
  made.change("dana", "models/triage/a.txt");
  made.change("dana", "models/triage/b.txt");
  made.run("git rm --quiet models/triage/a.txt && git commit --quiet -m gone",
           {{"GIT_AUTHOR_NAME", "jon"}, {"GIT_COMMITTER_NAME", "jon"}});
  made.run(
      "mkdir -p elsewhere && git mv models/triage/b.txt elsewhere/b.txt && "
      "git commit --quiet -m moved",
      {{"GIT_AUTHOR_NAME", "eve"}, {"GIT_COMMITTER_NAME", "eve"}});
  CHECK(made.touched() == Names{"dana", "eve", "jon"});
}

TEST_CASE("a merge changes what it has from none of its parents") {
  const Systems made;
  made.change("dana", "models/triage/a.txt");
  made.git("switch --quiet -c side");
  made.change("eve", "models/triage/b.txt");
  made.git("switch --quiet main");
  made.change("ida", "README.md");
  const std::map<std::string, std::string> merger = {{"GIT_AUTHOR_NAME", "mo"},
                                                     {"GIT_COMMITTER_NAME", "mo"}};
  SECTION("who only merges changes nothing") {
    made.run("git merge --quiet --no-edit side", merger);
    CHECK(made.touched() == Names{"dana", "eve"});
  }
  SECTION("who slips something into a merge does") {
    made.run(
        "git merge --quiet --no-commit side && echo x > models/triage/evil.txt && "
        "git add --all && git commit --quiet -m merge",
        merger);
    CHECK(made.touched() == Names{"dana", "eve", "mo"});
  }
  SECTION("so does who throws one side away, for the system is not what either had") {
    made.run(
        "git merge --quiet --no-commit side && git rm --quiet -f models/triage/a.txt "
        "models/triage/b.txt && git commit --quiet -m merge",
        merger);
    CHECK(made.touched() == Names{"dana", "eve", "mo"});
  }
}

TEST_CASE("a merge that undoes what one side changed is a change") {
  const Systems made;
  const std::string old = made.change("dana", "models/triage/a.txt");
  const std::string safer = made.change("dana", "models/triage/a.txt");
  const std::map<std::string, std::string> nora = {{"GIT_AUTHOR_NAME", "nora"},
                                                   {"GIT_COMMITTER_NAME", "nora"}};
  const auto merge = [&](const std::string& first, const std::string& second,
                         const std::string& tree) {
    made.run("git update-ref refs/heads/merged $(git commit-tree -p " + first + " -p " + second +
                 " -m merge " + tree + "^{tree})",
             nora);
    return made.git("rev-parse merged");
  };
  SECTION("by a parent that the other builds on") {
    CHECK(made.touched({merge(safer, old, old)}) == Names{"dana", "nora"});
    CHECK(made.touched({merge(old, safer, old)}) == Names{"dana", "nora"});
  }
  SECTION("by a side that never changed it") {
    made.git("switch --quiet -c side " + old);
    const std::string side = made.change("eve", "README.md");
    CHECK(made.touched({merge(safer, side, side)}) == Names{"dana", "nora"});
  }
  SECTION("and one that keeps it is not, whichever parent comes first") {
    CHECK(made.touched({merge(safer, old, safer)}) == Names{"dana"});
    made.git("switch --quiet -c side " + old);
    const std::string side = made.change("eve", "models/triage/b.txt");
    made.run("git merge --quiet --no-edit " + safer, nora);
    CHECK(made.touched() == Names{"dana", "eve"});
    CHECK(made.touched({merge(safer, side, "HEAD")}) == Names{"dana", "eve"});
  }
}

TEST_CASE("whoever changed a file before it moved into the system changed the system") {
  const Systems made;
  made.change("nora", "models/old/settings.yaml");
  made.change("ida", "models/old/notes.md");
  made.change("eve", "elsewhere/a.txt");
  const std::map<std::string, std::string> dana = {{"GIT_AUTHOR_NAME", "dana"},
                                                   {"GIT_COMMITTER_NAME", "dana"}};
  const auto as_dana = [&](const std::string& command) {
    made.run(command + " && git add --all && git commit --quiet -m moved", dana);
  };
  SECTION("by a rename of the folder") {
    as_dana("git mv models/old models/triage");
    CHECK(made.touched() == Names{"dana", "ida", "nora"});
    // What the old folder is used for afterwards is no business of the system.
    made.change("ben", "models/old/settings.yaml");
    CHECK(made.touched() == Names{"dana", "ida", "nora"});
  }
  SECTION("by way of another folder, and into what it covers") {
    as_dana("git mv models/old between");
    as_dana("mkdir -p services/triage && git mv between/settings.yaml services/triage/x.yaml");
    CHECK(made.touched() == Names{"dana", "nora"});
  }
  SECTION("by a copy first, and the removal later") {
    as_dana("mkdir -p models/triage && cp models/old/settings.yaml models/triage/s.yaml");
    CHECK(made.touched() == Names{"dana"});
    as_dana("git rm --quiet models/old/settings.yaml");
    CHECK(made.touched() == Names{"dana", "nora"});
  }
  SECTION("and a line changed on the way") {
    as_dana("git mv models/old models/triage && echo more >> models/triage/settings.yaml");
    CHECK(made.touched() == Names{"dana", "ida", "nora"});
  }
  SECTION("while somebody changed it on another branch") {
    made.git("switch --quiet -c side");
    as_dana("git mv models/old models/triage");
    made.git("switch --quiet main");
    made.change("ben", "models/old/settings.yaml");
    made.run("git merge --quiet --no-edit side", dana);
    CHECK(made.touched() == Names{"ben", "dana", "ida", "nora"});
  }
  SECTION("and not who put the same nothing elsewhere") {
    made.run("mkdir -p lib && : > lib/empty && git add lib && git commit --quiet -m x",
             {{"GIT_AUTHOR_NAME", "ben"}, {"GIT_COMMITTER_NAME", "ben"}});
    as_dana("mkdir -p models/triage && git mv lib/empty models/triage/none");
    CHECK(made.touched() == Names{"dana"});
  }
}

TEST_CASE("only what came after the last deployment counts, of this system alone") {
  Systems made;
  made.change("dana", "models/triage/a.txt");
  const std::string first = made.change("jon", "models/triage/a.txt");
  const std::string second = made.change("eve", "models/triage/a.txt");
  made.change("ben", "models/triage/a.txt");
  made.deployed(first, "2026-11-01");
  CHECK(made.touched() == Names{"ben", "eve"});
  made.deployed(second.substr(0, 10), "2026-11-10");
  CHECK(made.touched() == Names{"ben"});
  made.systems_[1].deployments = made.systems_[0].deployments;
  made.systems_[0].deployments.clear();
  CHECK(made.touched() == Names{"ben", "dana", "eve", "jon"});
}

TEST_CASE("a deployment that cannot be placed bounds nothing") {
  Systems made;
  made.change("dana", "models/triage/a.txt");
  made.git("switch --quiet -c unmerged");
  const std::string elsewhere = made.change("eve", "models/triage/a.txt");
  made.git("switch --quiet main");
  const std::string here = made.change("jon", "models/triage/a.txt");
  made.deployed("", "2026-11-01");
  made.deployed("0123456789abcdef0123456789abcdef01234567", "2026-11-01");
  made.deployed(elsewhere, "2026-11-01");
  made.deployed("main", "2026-11-01");
  made.deployed(here.substr(0, 6), "2026-11-01");
  made.deployed_undated(here);
  CHECK(made.touched() == Names{"dana", "jon"});
  // What is pushed is no history of the protected side yet, so a pin on it bounds nothing either.
  CHECK(made.touched({here, elsewhere}) == Names{"dana", "eve", "jon"});
}

TEST_CASE("a ref that is called like the short id in a record moves no deployment") {
  Systems made;
  const std::string first = made.change("dana", "models/triage/a.txt");
  made.change("jon", "models/triage/a.txt");
  made.deployed(first.substr(0, 7), "2026-11-01");
  CHECK(made.touched() == Names{"jon"});
  made.git("tag " + first.substr(0, 7));
  made.git("branch " + first.substr(0, 7));
  CHECK(made.touched() == Names{"jon"});
}

TEST_CASE("commits of branches that were deployed together are known, in whatever order") {
  Systems made;
  made.change("dana", "models/triage/a.txt");
  made.git("switch --quiet -c side");
  const std::string side = made.change("eve", "models/triage/b.txt");
  made.git("switch --quiet main");
  const std::string other = made.change("jon", "models/triage/c.txt");
  made.git("merge --quiet --no-edit side");
  made.deployed(other, "2026-11-02");
  CHECK(made.touched() == Names{"eve"});
  made.deployed(side, "2026-11-01");
  CHECK(made.touched() == Names{});
}

TEST_CASE("commits that do not say plainly who made them count for everybody they may be by") {
  const Systems made;
  made.change("dana", "models/triage/a.txt");
  made.write("models/triage/a.txt", "changed again");
  made.git("add --all");
  const std::string tree = made.git("write-tree");
  const std::string parent = made.git("rev-parse HEAD");
  const auto commit = [&](const std::string& people) {
    return made.put_object("commit",
                           "tree " + tree + "\nparent " + parent + "\n" + people + "\nx\n");
  };
  SECTION("two author lines") {
    const std::string two = commit(
        "author eve <eve@example.com> 1 +0000\n"
        "author jon <jon@example.com> 1 +0000\n"
        "committer ben <ben@example.com> 1 +0000\n");
    CHECK(made.touched({two}) == Names{"ben", "dana", "eve", "jon"});
  }
  SECTION("two addresses and a broken time zone, as old programs wrote them") {
    const std::string old = commit(
        "author eve <eve@example.com> <jon@example.com> 1 +051800\n"
        "committer ben<ben@example.com> 1 +0000\n");
    SystemHistory history(made.repository(), made.systems_, {old}, day("2026-12-01"));
    const auto facts = history.facts(0);
    CHECK(std::count(facts.touched.begin(), facts.touched.end(),
                     Identity{"eve", "jon@example.com"}) == 1);
    CHECK(std::count(facts.touched.begin(), facts.touched.end(),
                     Identity{"ben", "ben@example.com"}) == 1);
  }
  SECTION("nobody at all") {
    const std::string nobody = commit("");
    SystemHistory history(made.repository(), made.systems_, {nobody}, day("2026-12-01"));
    CHECK(history.facts(0).touched_unknown.find("does not say who made it") != std::string::npos);
    CHECK(history.unknown());
  }
}

TEST_CASE("where history is cut off, nobody can say who changed a system") {
  Systems made;
  made.change("dana", "models/triage/a.txt");
  const std::string deployed = made.change("jon", "models/triage/a.txt");
  made.change("eve", "models/triage/a.txt");
  made.git("clone --quiet --depth 1 file://" + made.path() + " ../cut");
  const std::string tip = made.git("rev-parse HEAD");
  SystemHistory cut(made.repository("cut"), made.systems_, {tip}, day("2026-12-01"));
  CHECK(cut.facts(0).touched_unknown.find("git fetch --unshallow") != std::string::npos);
  REQUIRE(cut.unknown());
  CHECK(cut.unknown()->code == ErrorCode::incomplete);
  // As far as the last deployment is enough.
  made.git("clone --quiet --depth 2 file://" + made.path() + " ../enough");
  made.deployed(deployed, "2026-11-01");
  SystemHistory enough(made.repository("enough"), made.systems_, {tip}, day("2026-12-01"));
  const auto facts = enough.facts(0);
  CHECK(facts.touched_unknown.empty());
  CHECK(names_of(facts.touched) == Names{"eve"});
}

TEST_CASE("who looked at a commit is judged by who had changed the system when it was deployed") {
  Systems made;
  made.change("dana", "models/triage/a.txt");
  const std::string first = made.change("jon", "models/triage/a.txt");
  const std::string looked_at = made.change("eve", "models/triage/a.txt");
  const std::string second = made.change("ida", "models/triage/b.txt");

  SECTION("not deployed since: the present counts") {
    CHECK(made.by_then(looked_at, "2026-11-05") == Names{"-"});
    made.recorded(first, "2026-11-06", "2026-11-06");
    CHECK(made.by_then(looked_at, "2026-11-05") == Names{"-"});
  }
  SECTION("the first deployment that carried it; whoever changes the system later is not meant") {
    made.recorded(second, "2026-11-10", "2026-11-10");
    made.change("ben", "models/triage/a.txt");
    const std::string third = made.change("nora", "models/triage/a.txt");
    made.recorded(third, "2026-11-20", "2026-11-20");
    CHECK(made.by_then(looked_at, "2026-11-05") == Names{"dana", "eve", "ida", "jon"});
    CHECK(made.touched() == Names{});
    // A deployment from before the concern was raised says nothing about it, nor one from before
    // the event was written.
    const Names all{"ben", "dana", "eve", "ida", "jon", "nora"};
    CHECK(made.by_then(looked_at, "2026-11-15") == all);
    CHECK(made.by_then(looked_at, "2026-11-05", "2026-11-11") == all);
    CHECK(made.by_then(looked_at, "2026-11-21") == Names{"-"});
  }
  SECTION("what landed before the record did was looked past by nobody") {
    made.change("ben", "models/triage/a.txt");
    made.recorded(second, "2026-11-10", "2026-11-12");
    made.change("nora", "models/triage/a.txt");
    CHECK(made.by_then(looked_at, "2026-11-05") == Names{"ben", "dana", "eve", "ida", "jon"});
  }
  SECTION("a record that went and came again landed when it last came") {
    made.recorded(second, "2026-11-10", "2026-11-12");
    made.git("rm --quiet safety/deployments/2026-11-10.yaml");
    made.change("ben", "models/triage/a.txt");
    made.git("checkout --quiet HEAD~1 -- safety");
    CHECK(made.commit_on("2026-11-13") != second);
    for (int i = 0; i < 3; ++i) made.change("ida", "README.md");
    CHECK(made.by_then(looked_at, "2026-11-05") == Names{"ben", "dana", "eve", "ida", "jon"});
  }
  SECTION("a commit that is not here tells nothing") {
    made.recorded(second, "2026-11-10", "2026-11-10");
    CHECK(made.by_then("0123456789abcdef0123456789abcdef01234567", "2026-11-05") == Names{"-"});
  }
}

TEST_CASE("a deployment ends no interest in a concern unless it was there before the concern") {
  Systems made;
  made.change("dana", "models/triage/a.txt");
  const std::string september = "2026-09-01T12:00:00Z";
  made.run("git commit --quiet --amend --no-edit --date " + september,
           {{"GIT_COMMITTER_NAME", "dana"}, {"GIT_COMMITTER_DATE", september}});
  const std::string first = made.git("rev-parse HEAD");

  SECTION("one that was") {
    made.recorded(first, "2026-10-01", "2026-10-02");
    made.change("jon", "models/triage/a.txt");
    CHECK(made.since("2026-11-20") == Names{"jon"});
    CHECK(made.span_ == ChangeSpan::since_deployed);
    CHECK(made.since("2026-10-03") == Names{"jon"});
    // Raised on the day that the record landed, or before.
    CHECK(made.since("2026-10-02") == Names{"dana", "jon"});
    CHECK(made.span_ == ChangeSpan::since_raised);
    CHECK(made.since("2026-09-01") == Names{"dana", "jon"});
  }
  SECTION("one that states an earlier day, and landed later") {
    made.recorded(first, "2026-10-01", "2026-11-21");
    CHECK(made.since("2026-11-20") == Names{"dana"});
  }
  SECTION("one that landed under an earlier day, on top of what landed later") {
    const std::string later = made.commit_on("2026-11-21");
    made.recorded(later, "2026-10-01", "2026-10-02");
    CHECK(made.since("2026-11-20") == Names{"dana"});
    made.recorded(later, "2026-10-03", "2026-10-03");
    CHECK(made.since("2026-11-20") == Names{"dana"});
  }
  SECTION("one that landed under a day still to come, or none that can be told") {
    made.recorded(first, "2026-10-01", "2027-01-01");
    CHECK(made.since("2026-11-20") == Names{"dana"});
    // Of the honest commits above it, that false day takes nothing away.
    made.recorded(first, "2026-10-05", "2026-10-06");
    CHECK(made.since("2026-11-20") == Names{});
  }
  SECTION("one whose record was rewritten since") {
    made.recorded(first, "2026-10-01", "2026-10-02");
    CHECK(made.since("2026-11-20") == Names{});
    made.recorded("HEAD", "2026-10-01", "2026-11-25");
    made.systems_[0].deployments.pop_back();
    CHECK(made.since("2026-11-20") == Names{"dana"});
  }
  SECTION("where nobody says when it was raised, none was before") {
    made.recorded(first, "2026-10-01", "2026-10-02");
    SystemHistory history(made.repository(), made.systems_, {made.git("rev-parse HEAD")},
                          day("2026-12-01"));
    CHECK(names_of(history.since(0, {}).people) == Names{"dana"});
  }
  SECTION("where history is cut off, it cannot be told") {
    made.recorded(first, "2026-10-01", "2026-10-02");
    made.change("jon", "models/triage/a.txt");
    made.git("clone --quiet --depth 2 file://" + made.path() + " ../cut");
    SystemHistory history(made.repository("cut"), made.systems_, {made.git("rev-parse HEAD")},
                          day("2026-12-01"));
    const auto since = history.since(0, {.first = day("2026-11-20"), .last = day("2026-11-20")});
    CHECK(since.unknown.find("git fetch --unshallow") != std::string::npos);
    CHECK(history.unknown());
  }
}
