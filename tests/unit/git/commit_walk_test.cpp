// What a push brings: commits, what each changes, and what stands where.

#include "git/commit_walk.hpp"

#include <algorithm>
#include <random>
#include <set>

#include "git/refs.hpp"
#include "git/snapshot.hpp"
#include "harness/catch.hpp"
#include "harness/test_repository.hpp"
#include "support/text.hpp"

using qualm::EntryKind;
using qualm::ErrorCode;
using qualm::git::CommitRange;
using qualm::git::OpenOptions;
using qualm::git::PathReader;
using qualm::git::Repository;
using qualm::git::TreeChange;
using qualm::git::TreeChangeKind;
using qualm::git::WalkedCommit;
using qualm::testing::TestRepository;

namespace {

using Ids = std::vector<std::string>;

Repository open(const std::string& path,
                const std::map<std::string, std::string>& environment = {}) {
  auto repository = Repository::open(OpenOptions{.path = path, .environment = environment});
  REQUIRE(repository);
  return *repository;
}

Ids ids_of(const std::vector<WalkedCommit>& commits) {
  Ids ids;
  for (const WalkedCommit& commit : commits) ids.push_back(commit.id);
  return ids;
}

Ids sorted(Ids ids) {
  std::sort(ids.begin(), ids.end());
  return ids;
}

Ids lines_of(const std::string& text) {
  Ids lines;
  for (const std::string_view line : qualm::split_lines(text)) lines.emplace_back(line);
  return lines;
}

/// Whether no commit stands behind one of its parents.
bool children_first(const std::vector<WalkedCommit>& commits) {
  std::set<std::string> seen;
  for (const WalkedCommit& commit : commits) {
    for (const std::string& parent : commit.commit.parents) {
      if (seen.contains(parent)) return false;
    }
    if (!seen.insert(commit.id).second) return false;
  }
  return true;
}

std::string hex_of(const std::string& raw) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (const char letter : raw) {
    const auto byte = static_cast<unsigned char>(letter);
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 15U];
  }
  return hex;
}

/// Random commits without files, each with up to three earlier ones for parents and any date.
struct RandomGraph {
  std::vector<std::vector<std::size_t>> parents;
  Ids ids;

  RandomGraph(const TestRepository& made, std::mt19937& random, std::size_t size) {
    const auto below = [&](std::size_t limit) { return random() % limit; };
    const bool honest = below(4) == 0;
    std::string import;
    for (std::size_t i = 0; i < size; ++i) {
      std::set<std::size_t> above;
      const std::size_t count = i == 0 || below(12) == 0 ? 0 : 1 + below(3);
      // Mostly near neighbours, so that there are long paths.
      for (std::size_t n = 0; n < count; ++n)
        above.insert(i - 1 - below(std::min<std::size_t>(i, 5)));
      parents.emplace_back(above.begin(), above.end());
      const std::size_t date = honest ? 1000 + i : below(2) == 0 ? below(5) : below(2'000'000'000);
      import += "commit refs/heads/x" + std::to_string(i) + "\nmark :" + std::to_string(i + 1) +
                "\ncommitter A <a@b> " + std::to_string(date) + " +0000\ndata " +
                std::to_string(std::to_string(i).size()) + "\n" + std::to_string(i) + "\n";
      for (std::size_t n = 0; n < parents[i].size(); ++n) {
        import += (n == 0 ? "from :" : "merge :") + std::to_string(parents[i][n] + 1) + "\n";
      }
      import += "\n";
    }
    made.write("../import", import);
    made.run("git fast-import --quiet --force --export-marks=../marks < ../import");
    ids.resize(size);
    for (const std::string& line : lines_of(made.run("cat ../marks"))) {
      const std::size_t space = line.find(' ');
      ids[std::stoul(line.substr(1, space - 1)) - 1] = line.substr(space + 1);
    }
  }

  /// What the commits of `tips` reach, in the plainest way.
  [[nodiscard]] std::set<std::size_t> closure(const std::vector<std::size_t>& tips) const {
    std::set<std::size_t> reached;
    std::vector<std::size_t> pending = tips;
    while (!pending.empty()) {
      const std::size_t next = pending.back();
      pending.pop_back();
      if (!reached.insert(next).second) continue;
      pending.insert(pending.end(), parents[next].begin(), parents[next].end());
    }
    return reached;
  }

  [[nodiscard]] Ids names(const std::vector<std::size_t>& which) const {
    Ids result;
    for (const std::size_t one : which) result.push_back(ids[one]);
    return result;
  }
};

std::vector<std::size_t> pick(std::mt19937& random, std::size_t most, std::size_t size) {
  std::vector<std::size_t> picked(random() % (most + 1));
  for (std::size_t& one : picked) one = random() % size;
  return picked;
}

/// `git diff-tree` in the words of `TreeChange`: removed and added, or changed.
std::string described(const std::vector<TreeChange>& changes) {
  std::string text;
  for (const TreeChange& change : changes) {
    text += change.change == TreeChangeKind::added     ? 'A'
            : change.change == TreeChangeKind::removed ? 'D'
                                                       : 'M';
    text += " " + hex_of(change.id) + " " + std::to_string(static_cast<int>(change.kind)) + " " +
            change.path + "\n";
  }
  return text;
}

std::string described_by_git(const TestRepository& made, const std::string& before,
                             const std::string& after) {
  const std::map<std::string, EntryKind> kinds = {{"100644", EntryKind::file},
                                                  {"100755", EntryKind::executable},
                                                  {"120000", EntryKind::symlink},
                                                  {"160000", EntryKind::submodule}};
  std::string text;
  for (const std::string& line :
       lines_of(made.git("diff-tree -r --raw --no-renames --no-abbrev " + before + " " + after))) {
    // ":100644 100755 ID ID M\tpath"
    const std::size_t tab = line.find('\t');
    const char status = line[tab - 1];
    const bool removed = status == 'D';
    const std::string mode = line.substr(removed ? 1 : 8, 6);
    const std::string id = line.substr(removed ? 15 : 56, 40);
    text += (status == 'T' ? 'M' : status);
    text += " " + id + " " + std::to_string(static_cast<int>(kinds.at(mode))) + " " +
            line.substr(tab + 1) + "\n";
  }
  return text;
}

void check_changes(const TestRepository& made, const std::string& before,
                   const std::string& after) {
  const std::string left = made.git("rev-parse " + before + "^{tree}");
  const std::string right = made.git("rev-parse " + after + "^{tree}");
  const auto changes = qualm::git::tree_changes(open(made.path()), left, right);
  REQUIRE(changes);
  CHECK(described(*changes) == described_by_git(made, left, right));
}

}  // namespace

TEST_CASE("the commits of a range are exactly those that nothing known reaches") {
  std::mt19937 random(20261121);
  std::size_t not_empty = 0;
  for (int round = 0; round < 30; ++round) {
    const TestRepository made;
    const std::size_t size = 2 + random() % 60;
    const RandomGraph graph(made, random, size);
    const Repository repository = open(made.path());
    for (int query = 0; query < 12; ++query) {
      const auto tips = pick(random, 4, size);
      const auto known = pick(random, 4, size);
      std::set<std::size_t> wanted = graph.closure(tips);
      for (const std::size_t one : graph.closure(known)) wanted.erase(one);
      const auto commits = qualm::git::commits_in(
          repository, CommitRange{.tips = graph.names(tips), .known = graph.names(known)});
      REQUIRE(commits);
      const Ids expected = graph.names({wanted.begin(), wanted.end()});
      REQUIRE(sorted(ids_of(*commits)) == sorted(expected));
      REQUIRE(children_first(*commits));
      not_empty += expected.empty() ? 0U : 1U;

      const std::size_t above = random() % size;
      const std::size_t below = random() % size;
      const auto is = qualm::git::is_ancestor(repository, graph.ids[above], graph.ids[below]);
      REQUIRE(is);
      REQUIRE(*is == graph.closure({below}).contains(above));
    }
    // Git agrees about the graph that the plain closure was made of.
    const std::size_t tip = random() % size;
    const auto reached = graph.closure({tip});
    REQUIRE(sorted(lines_of(made.git("rev-list " + graph.ids[tip]))) ==
            sorted(graph.names({reached.begin(), reached.end()})));
  }
  CHECK(not_empty > 100);
}

TEST_CASE("honest ranges are those of git rev-list, with their bytes") {
  const TestRepository made;
  const std::string first = made.commit("first");
  made.git("checkout --quiet -b side");
  const std::string side = made.commit("side");
  made.git("checkout --quiet main");
  const std::string second = made.commit("second");
  made.git("merge --quiet --no-edit side");
  made.git("tag --annotate --message x v1 " + first);
  const std::string merge = made.git("rev-parse HEAD");
  const Repository repository = open(made.path());
  const auto range = [&](const Ids& tips, const Ids& known, std::size_t at_most = 0) {
    return qualm::git::commits_in(repository,
                                  CommitRange{.tips = tips, .known = known, .at_most = at_most});
  };
  const auto all = range({merge}, {});
  REQUIRE(all);
  CHECK(sorted(ids_of(*all)) == sorted(lines_of(made.git("rev-list HEAD"))));
  CHECK(all->front().id == merge);
  CHECK(all->front().bytes == made.git("cat-file commit HEAD") + "\n");
  CHECK(all->front().commit.parents == Ids{second, side});
  CHECK(ids_of(*range({merge}, {second})) == Ids{merge, side});
  CHECK(range({merge}, {merge})->empty());
  CHECK(range({}, {first})->empty());
  CHECK(range({first}, {merge})->empty());
  CHECK(sorted(ids_of(*range({merge, side, merge}, {first, first}))) ==
        sorted({merge, second, side}));
  // A tag stands for its commit; a known id that is nothing, no commit or no id keeps nothing back.
  const std::string tag = made.git("rev-parse v1");
  CHECK(ids_of(*range({tag}, {})) == Ids{first});
  CHECK(ids_of(*range({second}, {tag})) == Ids{second});
  CHECK(ids_of(*range({second}, {std::string(40, '0'), std::string(40, 'a'), "", "main",
                                 made.git("rev-parse HEAD^{tree}"), first})) == Ids{second});
  CHECK(range({merge}, {}, 4));
  CHECK(range({merge}, {}, 3).error().code == ErrorCode::limit);
  CHECK(range({merge}, {first}, 3));
  CHECK(range({"main"}, {}).error().code == ErrorCode::invalid);
  CHECK(range({made.git("rev-parse HEAD^{tree}")}, {}).error().code == ErrorCode::invalid);
  CHECK(range({std::string(40, 'a')}, {}).error().code == ErrorCode::incomplete);
}

TEST_CASE("a few new commits of any date are found on a long history") {
  const TestRepository made;
  std::string import;
  constexpr int kLength = 3000;
  for (int i = 1; i <= kLength; ++i) {
    import += "commit refs/heads/main\nmark :" + std::to_string(i) + "\ncommitter A <a@b> " +
              std::to_string(1'000'000 + i * 100) + " +0000\ndata 1\nx\n" +
              (i > 1 ? "from :" + std::to_string(i - 1) + "\n\n" : "\n");
  }
  made.write("../import", import);
  made.run("git fast-import --quiet --force < ../import");
  const std::string tree = made.git("rev-parse main^{tree}");
  const Repository repository = open(made.path());
  for (const char* date : {"1", "1100000", "4000000000"}) {
    const auto on = [&](const std::string& parent) {
      return made.run("git commit-tree -m new -p " + parent + " " + tree,
                      {{"GIT_COMMITTER_DATE", "@" + std::string(date) + " +0000"}});
    };
    const std::string one = on("main~2500");
    const std::string two = on(one);
    const auto commits = qualm::git::commits_in(
        repository,
        CommitRange{.tips = {two},
                    .known = {made.git("rev-parse main"), made.git("rev-parse main~7")}});
    INFO(date);
    REQUIRE(commits);
    CHECK(ids_of(*commits) == Ids{two, one});
    // What is newer by the clock but reached only through a known commit of an early date.
    const std::string late = on("main");
    const auto none = qualm::git::commits_in(
        repository, CommitRange{.tips = {made.git("rev-parse main~10")}, .known = {late}});
    REQUIRE(none);
    CHECK(none->empty());
  }
}

TEST_CASE("history that is cut off is incomplete where it matters") {
  const TestRepository made;
  made.commit("first");
  const std::string second = made.commit("second");
  const std::string third = made.commit("third");
  made.git("clone --quiet --depth 1 file://" + made.path() + " ../shallow");
  const Repository shallow = open((made.folder() / "shallow").string());
  const auto whole = qualm::git::commits_in(shallow, CommitRange{.tips = {third}});
  REQUIRE_FALSE(whole);
  CHECK(whole.error().code == ErrorCode::incomplete);
  CHECK(whole.error().hint.find("git fetch --unshallow") != std::string::npos);
  // The known commit was never fetched; it stops the walk all the same.
  const auto known =
      qualm::git::commits_in(shallow, CommitRange{.tips = {third}, .known = {second}});
  REQUIRE(known);
  CHECK(ids_of(*known) == Ids{third});

  const std::string file = ".git/objects/" + second.substr(0, 2) + "/" + second.substr(2);
  made.run("rm -f " + file);
  const auto missing = qualm::git::commits_in(open(made.path()), CommitRange{.tips = {third}});
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == ErrorCode::incomplete);
  CHECK(missing.error().message.find(second.substr(0, 7)) != std::string::npos);
  made.run("cp -f .git/objects/" + third.substr(0, 2) + "/" + third.substr(2) + " " + file);
  const auto damaged = qualm::git::commits_in(open(made.path()), CommitRange{.tips = {third}});
  REQUIRE_FALSE(damaged);
  CHECK(damaged.error().code == ErrorCode::invalid);
}

TEST_CASE("commits in a quarantine are seen, and only through it") {
  const TestRepository made;
  const std::string first = made.commit("first");
  made.run("mkdir ../quarantine");
  const std::map<std::string, std::string> quarantine = {
      {"GIT_OBJECT_DIRECTORY", (made.folder() / "quarantine").string()},
      {"GIT_ALTERNATE_OBJECT_DIRECTORIES", made.path(".git/objects")}};
  const std::string pushed = made.run(
      "printf x > b && b=$(git hash-object -w b) && t=$(printf '100644 blob %s\\tb\\n' $b | "
      "git mktree) && git commit-tree -m pushed -p " +
          first + " $t",
      quarantine);
  const CommitRange range{.tips = {pushed}, .known = {first}};
  const auto seen = qualm::git::commits_in(open(made.path(), quarantine), range);
  REQUIRE(seen);
  CHECK(ids_of(*seen) == Ids{pushed});
  const auto changes =
      qualm::git::tree_changes(open(made.path(), quarantine), "", seen->front().commit.tree);
  REQUIRE(changes);
  CHECK(changes->size() == 1);
  const auto unseen = qualm::git::commits_in(open(made.path()), range);
  REQUIRE_FALSE(unseen);
  CHECK(unseen.error().code == ErrorCode::incomplete);
}

TEST_CASE("tree changes are those of git diff-tree") {
  const TestRepository made;
  made.write("same/deep/a", "1\n");
  made.write("a", "file\n");
  made.write("a.b", "between\n");
  made.write("dir/x", "1\n");
  made.write("dir/y", "2\n");
  made.write("mode", "x\n");
  made.write("gone/with/all", "x\n");
  made.run("ln -s a link");
  made.commit("first");
  made.run(
      "rm a && mkdir a && echo b > a/b && rm -r dir && echo dir > dir && chmod +x mode && "
      "rm -r gone && rm link && echo a > link && mkdir new && echo n > new/n && echo 2 > a.b");
  made.git("init --quiet sub");
  made.run("git -C sub commit --quiet --allow-empty --message x");
  made.commit("second");
  check_changes(made, "HEAD~1", "HEAD");
  check_changes(made, "HEAD", "HEAD~1");
  check_changes(made, "HEAD", "HEAD");
  const std::string empty = made.run("git mktree < /dev/null");
  const Repository repository = open(made.path());
  const std::string tree = made.git("rev-parse HEAD^{tree}");
  for (const std::string& nothing : {std::string(), empty}) {
    const auto all = qualm::git::tree_changes(repository, nothing, tree);
    REQUIRE(all);
    CHECK(described(*all) == described_by_git(made, empty, tree));
    const auto none = qualm::git::tree_changes(repository, tree, nothing);
    REQUIRE(none);
    CHECK(described(*none) == described_by_git(made, tree, empty));
  }
  CHECK(qualm::git::tree_changes(repository, "x", tree).error().code == ErrorCode::usage);
}

TEST_CASE("random trees differ as git says") {
  std::mt19937 random(7);
  const TestRepository made;
  made.commit("start");
  const Ids names = {"a", "a.b", "a-b", "a0", "b"};
  for (int round = 0; round < 25; ++round) {
    for (int change = 0; change < 4; ++change) {
      std::string path = names[random() % names.size()];
      for (std::size_t depth = random() % 3; depth > 0; --depth) {
        path += "/" + names[random() % names.size()];
      }
      if (random() % 3 == 0) {
        made.run("rm -rf " + path);
      } else {
        // A file may stand where a directory has to, and the other way round.
        made.run("p=" + path +
                 "; d=$p; while [ \"$d\" != . ]; do d=$(dirname $d); [ -f $d ] && rm $d; done; "
                 "rm -rf $p; mkdir -p $(dirname $p); echo " +
                 std::to_string(random() % 3) + " > $p; [ " + std::to_string(random() % 4) +
                 " -ne 0 ] || chmod +x $p");
      }
    }
    made.commit(std::to_string(round));
    check_changes(made, "HEAD~1", "HEAD");
    check_changes(made, "HEAD~" + std::to_string(random() % static_cast<unsigned>(round + 1)),
                  "HEAD");
  }
}

TEST_CASE("equal subtrees are never read, differing ones have to be there and well-formed") {
  const TestRepository made;
  made.write("same/a", "1\n");
  made.write("other/a", "2\n");
  made.commit("first");
  made.write("other/b", "2\n");
  made.commit("second");
  const auto file_of = [](const std::string& id) {
    return ".git/objects/" + id.substr(0, 2) + "/" + id.substr(2);
  };
  const std::string before = made.git("rev-parse HEAD~1^{tree}");
  const std::string after = made.git("rev-parse HEAD^{tree}");
  made.run("rm -f " + file_of(made.git("rev-parse HEAD:same")));
  CHECK(qualm::git::tree_changes(open(made.path()), before, after)->size() == 1);
  made.run("rm -f " + file_of(made.git("rev-parse HEAD:other")));
  const auto missing = qualm::git::tree_changes(open(made.path()), before, after);
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == ErrorCode::incomplete);
  const std::string hostile =
      made.put_object("tree", std::string("100644 ..\0", 10) + std::string(20, 'x'));
  const auto refused = qualm::git::tree_changes(open(made.path()), "", hostile);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == ErrorCode::invalid);
}

TEST_CASE("two large trees, which are read at the same time, differ as git says") {
  const TestRepository made;
  const auto commit_tree = [&](const char* change) {
    made.run(std::string("mkdir -p many && cd many && ") + change);
    made.commit("change");
    return made.git("rev-parse HEAD^{tree}");
  };
  const std::string before = commit_tree("for i in $(seq 2000); do echo $i > file-$i.txt; done");
  const std::string after = commit_tree("echo x > file-77.txt && rm file-99.txt && echo y > new");
  const auto changes = qualm::git::tree_changes(open(made.path()), before, after);
  REQUIRE(changes);
  CHECK(changes->size() == 3);
  CHECK(described(*changes) == described_by_git(made, before, after));
  // Either of them may be missing.
  for (const std::string& side : {before, after}) {
    const std::string id = made.git("rev-parse " + side + ":many");
    const std::string file = ".git/objects/" + id.substr(0, 2) + "/" + id.substr(2);
    made.run("mv " + file + " kept");
    const auto missing = qualm::git::tree_changes(open(made.path()), before, after);
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == ErrorCode::incomplete);
    made.run("mv kept " + file);
  }
}

TEST_CASE("a tree that holds itself many times over ends at a limit") {
  const TestRepository made;
  const auto raw = [](const std::string& hex) {
    std::string id;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
      id += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    }
    return id;
  };
  // Ten directories in each of ten, eight deep, and no file at all below.
  std::string tree = made.run("git mktree < /dev/null");
  for (int level = 0; level < 8; ++level) {
    std::string bytes;
    for (char name = 'a'; name < 'k'; ++name) {
      bytes += std::string("40000 ") + name + '\0' + raw(tree);
    }
    tree = made.put_object("tree", bytes);
  }
  const auto changes = qualm::git::tree_changes(open(made.path()), "", tree);
  REQUIRE_FALSE(changes);
  CHECK(changes.error().code == ErrorCode::limit);
  for (int level = 0; level < 70; ++level) {
    tree = made.put_object("tree", std::string("40000 d") + '\0' + raw(tree));
  }
  const auto deep = qualm::git::tree_changes(open(made.path()), "", tree);
  REQUIRE_FALSE(deep);
  CHECK(deep.error().code == ErrorCode::limit);
}

TEST_CASE("a path reader finds what the snapshot finds") {
  const TestRepository made;
  made.write("models/a/card.md", "# A\n");
  made.write("models/a.md", "b\n");
  made.write("run.sh", "x\n");
  made.run("chmod +x run.sh && ln -s models link");
  const std::string commit = made.commit("first");
  const Repository repository = open(made.path());
  const auto revision = repository.resolve(commit);
  REQUIRE(revision);
  const auto snapshot = qualm::git::commit_snapshot(repository, *revision);
  REQUIRE(snapshot);
  PathReader reader(repository);
  for (int twice = 0; twice < 2; ++twice) {
    for (const char* path :
         {"models", "models/a", "models/a/card.md", "models/a.md", "run.sh", "link", "link/a",
          "models/b", "run.sh/x", "models/", "/models", "models//a", "..", "models/../run.sh"}) {
      INFO(path);
      const auto entry = reader.at(revision->tree, path);
      const auto expected = (*snapshot)->find(path);
      REQUIRE(entry);
      REQUIRE(expected);
      REQUIRE(entry->has_value() == expected->has_value());
      if (!*entry) continue;
      CHECK((*entry)->path == path);
      CHECK((*entry)->kind == (*expected)->kind);
      CHECK((*entry)->id == (*expected)->id);
    }
  }
  const auto top = reader.at(revision->tree, "");
  REQUIRE(top);
  CHECK((*top)->kind == EntryKind::directory);
  CHECK(hex_of((*top)->id) == revision->tree);
  CHECK(reader.at("x", "a").error().code == ErrorCode::usage);
  CHECK(reader.at(std::string(40, 'a'), "").error().code == ErrorCode::incomplete);
  CHECK(reader.at(revision->tree, std::string(5000, 'a')).error().code == ErrorCode::limit);
  const std::string blob = made.git("rev-parse HEAD:run.sh");
  CHECK(reader.at(blob, "a").error().code == ErrorCode::invalid);
}
