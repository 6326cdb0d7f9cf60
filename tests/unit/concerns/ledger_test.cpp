// Gathering events from the branches and trees of a repository.

#include "concerns/ledger.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "concerns/event_reader.hpp"
#include "git/snapshot.hpp"
#include "harness/test_repository.hpp"
#include "story.hpp"
#include "support/limits.hpp"

using qualm::ErrorCode;
using qualm::Event;
using qualm::EventProblemKind;
using qualm::EventType;
using qualm::Identity;
using qualm::concerns::ConcernRef;
using qualm::concerns::EvidenceFound;
using qualm::concerns::GatheredConcern;
using qualm::concerns::Introduction;
using qualm::concerns::LedgerEvent;
using qualm::concerns::LedgerSources;
using qualm::git::OpenOptions;
using qualm::git::Repository;
using qualm::testing::ana;
using qualm::testing::ben;
using qualm::testing::TestRepository;

namespace {

/// An event as a file.
struct File {
  std::string id;
  std::string name;
  std::string text;
};

File file_of(const Event& event) {
  const auto text = qualm::concerns::write_event(event);
  REQUIRE(text);
  const auto name = qualm::concerns::event_name(*text);
  REQUIRE(name);
  return {.id = qualm::concerns::read_event(*text, *name).id, .name = *name, .text = *text};
}

/// A repository with a concern by Ana on a branch of its own.
class Ledger : public TestRepository {
 public:
  Ledger() {
    write("models/claims-triage/robustness/pack.yaml", "cases: []\n");
    main_ = commit("first");
    raised_ = file_of(qualm::testing::draft(EventType::raised, ana(), {}));
    git("switch --quiet --orphan concern/" + raised_.id);
    put(raised_);
    first_ = commit("raised");
  }

  [[nodiscard]] std::string place(const std::string& file) const {
    return "safety/concerns/" + raised_.id + "/" + file;
  }
  void put(const File& file) const { write(place(file.name), file.text); }

  [[nodiscard]] File resolution() const {
    Event event = qualm::testing::draft(EventType::resolved, ben(), {raised_.id});
    event.subject = main_;
    event.evidence = {"models/claims-triage/robustness/pack.yaml"};
    return file_of(event);
  }

  [[nodiscard]] ConcernRef ref(const std::string& tip, bool settled = true) const {
    return {.name = "refs/heads/concern/" + raised_.id,
            .concern = raised_.id,
            .tip = tip,
            .settled = settled};
  }

  [[nodiscard]] Repository repository(const std::string& folder = "repository") const {
    auto opened = Repository::open(
        OpenOptions{.path = (this->folder() / folder).string(), .environment = environment()});
    REQUIRE(opened);
    return *opened;
  }

  [[nodiscard]] std::vector<GatheredConcern> gather(const LedgerSources& sources) const {
    auto gathered = qualm::concerns::gather(repository(), sources);
    INFO((gathered ? std::string() : describe(gathered.error())));
    REQUIRE(gathered);
    return *std::move(gathered);
  }

  /// The events of the one concern there is.
  [[nodiscard]] std::vector<LedgerEvent> events(const LedgerSources& sources) const {
    auto gathered = gather(sources);
    REQUIRE(gathered.size() == 1);
    CHECK(gathered[0].id == raised_.id);
    return std::move(gathered[0].events);
  }

  [[nodiscard]] std::unique_ptr<qualm::Snapshot> tree(const std::string& revision) const {
    const Repository opened = repository();
    const auto found = opened.resolve(revision);
    REQUIRE(found);
    auto snapshot = qualm::git::commit_snapshot(opened, *found);
    REQUIRE(snapshot);
    return *std::move(snapshot);
  }

  File raised_;
  std::string main_;
  std::string first_;
};

const LedgerEvent& find(const std::vector<LedgerEvent>& events, const std::string& id) {
  const auto found = std::find_if(events.begin(), events.end(),
                                  [&](const LedgerEvent& one) { return one.event.id == id; });
  REQUIRE(found != events.end());
  return *found;
}

}  // namespace

TEST_CASE("an event comes with the commit that brought it and whether that is settled") {
  const Ledger ledger;
  const File resolved = ledger.resolution();
  ledger.put(resolved);
  const std::string second = ledger.commit("resolved");
  const auto events =
      ledger.events({.refs = {ledger.ref(ledger.first_), ledger.ref(second, false)}});
  REQUIRE(events.size() == 2);
  const LedgerEvent& raised = find(events, ledger.raised_.id);
  REQUIRE(raised.introductions.size() == 1);
  CHECK(raised.introductions[0].commit == ledger.first_);
  CHECK(raised.introductions[0].settled);
  CHECK(raised.introductions[0].fault.empty());
  CHECK(raised.introductions[0].author == ana());
  CHECK(raised.introductions[0].committer == ana());
  CHECK(raised.evidence == EvidenceFound::not_looked_for);
  const LedgerEvent& settled = find(events, resolved.id);
  REQUIRE(settled.introductions.size() == 1);
  CHECK(settled.introductions[0].commit == second);
  CHECK_FALSE(settled.introductions[0].settled);
  CHECK(settled.evidence == EvidenceFound::found);
  const qualm::Date day{.year = 2026, .month = 11, .day = 20};
  CHECK(settled.introductions[0].stated == day);
  CHECK(settled.looked_at == day);
  CHECK_FALSE(raised.looked_at);
}

TEST_CASE("a commit states the later day of its author and its committer, whatever the zone") {
  const Ledger ledger;
  ledger.put(ledger.resolution());
  const auto stated = [&](const char* author, const char* committer) {
    ledger.run("git add --all && git commit --quiet --allow-empty --amend -m again",
               {{"GIT_AUTHOR_DATE", author}, {"GIT_COMMITTER_DATE", committer}});
    ledger.run("git commit --quiet --amend --no-edit --date '" + std::string(author) + "'",
               {{"GIT_COMMITTER_DATE", committer}});
    const auto events = ledger.events({.refs = {ledger.ref(ledger.git("rev-parse HEAD"))}});
    return qualm::to_string(*events[0].introductions[0].stated);
  };
  CHECK(stated("2026-03-01T10:00:00Z", "2026-07-01T10:00:00Z") == "2026-07-01");
  CHECK(stated("2026-07-01T10:00:00Z", "2026-03-01T10:00:00Z") == "2026-07-01");
  CHECK(stated("2026-06-30T23:00:00-0500", "2026-03-01T10:00:00Z") == "2026-07-01");
}

TEST_CASE("a branch that cannot be read is called by its name") {
  const Ledger ledger;
  const std::string broken =
      ledger.put_object("commit", "tree 0000000000000000000000000000000000000000\n\nbroken\n");
  const auto gathered =
      qualm::concerns::gather(ledger.repository(), {.refs = {ledger.ref(broken)}});
  REQUIRE_FALSE(gathered);
  CHECK(describe(gathered.error()).find("concern/" + ledger.raised_.id) != std::string::npos);
}

TEST_CASE("an event that was removed or changed since was there all the same") {
  const Ledger ledger;
  ledger.run("rm -r safety");
  ledger.commit("removed");
  ledger.write(ledger.place(ledger.raised_.name), ledger.raised_.text + "More.\n");
  const std::string tip = ledger.commit("changed");
  const auto events = ledger.events({.refs = {ledger.ref(tip)}});
  REQUIRE(events.size() == 2);
  CHECK(find(events, ledger.raised_.id).event.problems.empty());
  CHECK(std::count_if(events.begin(), events.end(), [](const LedgerEvent& one) {
          return one.event.has(EventProblemKind::misnamed);
        }) == 1);
}

TEST_CASE("two commits that bring the same event are two introductions, a merge of them is none") {
  const Ledger ledger;
  const File resolved = ledger.resolution();
  ledger.git("switch --quiet -c other");
  ledger.put(resolved);
  ledger.run("git add --all && git commit --quiet -m resolved",
             {{"GIT_AUTHOR_NAME", "Eve"}, {"GIT_COMMITTER_NAME", "Eve"}});
  ledger.git("switch --quiet concern/" + ledger.raised_.id);
  ledger.put(resolved);
  ledger.commit("resolved");
  ledger.git("merge --quiet --no-edit other");
  const auto events = ledger.events({.refs = {ledger.ref(ledger.git("rev-parse HEAD"))}});
  std::vector<std::string> authors;
  for (const LedgerEvent& one : events) {
    if (one.event.id != resolved.id) continue;
    for (const Introduction& introduction : one.introductions) {
      CHECK(introduction.fault.empty());
      authors.push_back(introduction.author->name);
    }
  }
  std::sort(authors.begin(), authors.end());
  CHECK(authors == std::vector<std::string>{"Ana Souza", "Eve"});
}

TEST_CASE("commits that prove nothing say why") {
  const Ledger ledger;
  const File resolved = ledger.resolution();
  ledger.put(resolved);
  ledger.git("add --all");
  const std::string tree = ledger.git("write-tree");
  const std::string parent = "parent " + ledger.first_ + "\n";
  const std::string people =
      "author Ben Okafor <ben@example.com> 1 +0000\ncommitter Ben Okafor <ben@example.com> 1 "
      "+0000\n";
  const auto fault = [&](const std::string& headers) {
    const std::string tip =
        ledger.put_object("commit", "tree " + tree + "\n" + headers + "\nresolved\n");
    const auto events = ledger.events({.refs = {ledger.ref(tip)}});
    const LedgerEvent& one = find(events, resolved.id);
    REQUIRE(one.introductions.size() == 1);
    return one.introductions[0].fault;
  };
  CHECK(fault(parent + people).empty());
  CHECK(fault(parent + "author Ben Okafor <ben@example.com> 1 +0000\n" + people) ==
        "it does not have exactly one author and one committer line");
  CHECK(fault(parent + people + "gpgsig-note hello\n") ==
        "it has another header whose name begins with gpgsig");
  CHECK(fault(parent + "parent " + ledger.main_ + "\n" + people) ==
        "it is a merge, and merges bring none");
}

TEST_CASE("signatures are looked at where the policy asks for them") {
  const Ledger ledger;
  ledger.run("ssh-keygen -q -t ed25519 -N '' -f ../ben");
  const File resolved = ledger.resolution();
  ledger.put(resolved);
  ledger.run(
      "git add --all && git -c gpg.format=ssh -c user.signingkey=$PWD/../ben commit -S "
      "--quiet -m resolved");
  LedgerSources sources{
      .refs = {ledger.ref(ledger.git("rev-parse HEAD"))},
      .keys = {{.principal = "ben@example.com", .key = ledger.run("cut -d' ' -f1,2 ../ben.pub")}},
      .today = {.year = 2026, .month = 11, .day = 23}};
  CHECK(find(ledger.events(sources), resolved.id).introductions[0].signer.empty());
  sources.verify = true;
  CHECK(find(ledger.events(sources), resolved.id).introductions[0].signer == "ben@example.com");
  const LedgerEvent raised = find(ledger.events(sources), ledger.raised_.id);
  CHECK(raised.introductions[0].signer.empty());
  CHECK(raised.introductions[0].unsigned_because == "it is not signed");
  sources.keys.front().key = "nonsense";
  const LedgerEvent unread = find(ledger.events(sources), resolved.id);
  CHECK(unread.introductions[0].signer.empty());
  CHECK(unread.introductions[0].unsigned_because.find("ben@example.com") != std::string::npos);
}

TEST_CASE("copies in trees have no commit, and a branch of another concern settles nothing") {
  const Ledger ledger;
  const File resolved = ledger.resolution();
  ledger.git("switch --quiet main");
  ledger.put(ledger.raised_);
  ledger.put(resolved);
  const std::string tip = ledger.commit("squashed");
  const auto tree = ledger.tree(tip);
  const auto events = ledger.events({.refs = {}, .trees = {tree.get()}});
  REQUIRE(events.size() == 2);
  CHECK(events[0].introductions.empty());
  CHECK(events[1].introductions.empty());

  ConcernRef other = ledger.ref(tip);
  other.concern = "0123456789abcdef";
  const auto wrong = ledger.events({.refs = {other}});
  CHECK_FALSE(find(wrong, resolved.id).introductions[0].settled);
}

TEST_CASE("evidence has to be a file of the commit that was looked at") {
  const Ledger ledger;
  const auto found = [&](const std::function<void(Event&)>& edit) {
    Event event = qualm::testing::draft(EventType::resolved, ben(), {ledger.raised_.id});
    event.subject = ledger.main_;
    event.evidence = {"models/claims-triage/robustness/pack.yaml"};
    edit(event);
    const File file = file_of(event);
    ledger.put(file);
    const std::string tip = ledger.commit("resolved");
    return find(ledger.events({.refs = {ledger.ref(tip)}}), file.id).evidence;
  };
  CHECK(found([](Event&) {}) == EvidenceFound::found);
  CHECK(found([](Event& event) { event.evidence = {"models"}; }) == EvidenceFound::missing);
  CHECK(found([](Event& event) { event.evidence.emplace_back("models/none.yaml"); }) ==
        EvidenceFound::missing);
  CHECK(found([](Event& event) { event.subject = std::string(40, 'a'); }) == EvidenceFound::gone);
  CHECK(found([&](Event& event) { event.subject = ledger.first_; }) == EvidenceFound::missing);
}

TEST_CASE("what is no text of an event is there, has an id, and may not be relied upon") {
  const Ledger ledger;
  ledger.run("ln -s /etc/passwd " + ledger.place("link.md"));
  ledger.write(ledger.place("commented-0123456789abcdef.md"),
               std::string(qualm::limits::kEventBytes + 1, 'x'));
  ledger.write(ledger.place("README.md"), "How to read this.\n");
  ledger.write(ledger.place("evidence/commented-0123456789abcdef.md"), "no event\n");
  const auto events = ledger.events({.refs = {ledger.ref(ledger.commit("odd"))}});
  REQUIRE(events.size() == 3);
  CHECK(find(events, "0123456789abcdef").event.has(EventProblemKind::unreadable));
  for (const LedgerEvent& one : events) {
    CHECK(one.event.id.size() == 16);
    CHECK(one.event.digest.size() == 64);
  }
}

TEST_CASE("a branch that only bears the name holds no concern") {
  const Ledger ledger;
  ConcernRef other = ledger.ref(ledger.main_);
  other.concern = "README";
  CHECK(ledger.gather({.refs = {other}}).empty());
}

TEST_CASE("where the history of a branch is cut off, nothing is gathered") {
  const Ledger ledger;
  ledger.put(ledger.resolution());
  const std::string tip = ledger.commit("resolved");
  ledger.git("clone --quiet --depth 1 --branch concern/" + ledger.raised_.id + " file://" +
             ledger.path() + " ../cut");
  const auto cut = qualm::concerns::gather(ledger.repository("cut"), {.refs = {ledger.ref(tip)}});
  REQUIRE_FALSE(cut);
  CHECK(cut.error().code == ErrorCode::incomplete);
}
