// The tree of a commit: honest ones as Git lists them, hostile ones refused.

#include <atomic>
#include <thread>

#include "git/snapshot.hpp"
#include "harness/catch.hpp"
#include "harness/test_repository.hpp"

using qualm::EntryKind;
using qualm::ErrorCode;
using qualm::Snapshot;
using qualm::TreeEntry;
using qualm::git::OpenOptions;
using qualm::git::Repository;
using qualm::testing::TestRepository;

namespace {

using SnapshotPtr = std::unique_ptr<Snapshot>;

qualm::Result<SnapshotPtr> snapshot_of(const std::string& path, const std::string& name = "HEAD") {
  const auto repository = Repository::open(OpenOptions{.path = path, .environment = {}});
  REQUIRE(repository);
  const auto revision = repository->resolve(name);
  REQUIRE(revision);
  return qualm::git::commit_snapshot(*repository, *revision);
}

std::vector<TreeEntry> walk(const Snapshot& snapshot) {
  std::vector<TreeEntry> entries;
  const auto walked = snapshot.walk([](std::string_view) { return true; },
                                    [&](const TreeEntry& entry) { entries.push_back(entry); });
  REQUIRE(walked);
  return entries;
}

/// Commits `tree` and walks it, which must fail.
qualm::Error walk_failure(const TestRepository& made, const std::string& tree) {
  const std::string commit = made.git("commit-tree -m x " + tree);
  const auto snapshot = snapshot_of(made.path(), commit);
  if (!snapshot) return snapshot.error();
  const auto walked = (*snapshot)->walk(nullptr, [](const TreeEntry&) {});
  REQUIRE_FALSE(walked);
  return walked.error();
}

using RawItem = std::pair<std::string, std::string>;

/// Stores a tree of modes and names that nobody checks; each names the same blob.
std::string put_tree(const TestRepository& made, const std::vector<RawItem>& items) {
  const std::string hex = made.put_object("blob", "x");
  std::string id;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    id += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  }
  std::string bytes;
  for (const auto& [mode, name] : items) bytes += mode + " " + name + '\0' + id;
  return made.put_object("tree", bytes);
}

}  // namespace

TEST_CASE("a commit is walked in path order, with kinds and contents") {
  const TestRepository made;
  made.write("a.b", "dot\n");
  made.write("a/b", "below\n");
  made.write("a0", "zero\n");
  made.write("run.sh", "#!/bin/sh\n");
  made.run("chmod +x run.sh && ln -s a/b link");
  made.git("init --quiet sub");
  made.run("git -C sub commit --quiet --allow-empty --message x");
  made.commit();
  const auto snapshot = snapshot_of(made.path());
  REQUIRE(snapshot);
  const std::vector<TreeEntry> entries = walk(**snapshot);
  std::vector<std::pair<std::string, EntryKind>> seen;
  for (const TreeEntry& entry : entries) seen.emplace_back(entry.path, entry.kind);
  CHECK(seen == std::vector<std::pair<std::string, EntryKind>>{{"a.b", EntryKind::file},
                                                               {"a/b", EntryKind::file},
                                                               {"a0", EntryKind::file},
                                                               {"link", EntryKind::symlink},
                                                               {"run.sh", EntryKind::executable},
                                                               {"sub", EntryKind::submodule}});
  CHECK(*(*snapshot)->read(entries[1], 100) == "below\n");
  CHECK(*(*snapshot)->read(entries[3], 100) == "a/b");
  CHECK((*snapshot)->read(entries[1], 6));
  CHECK((*snapshot)->read(entries[1], 5).error().code == ErrorCode::limit);
  CHECK((*snapshot)->read(entries[5], 100).error().code == ErrorCode::unsupported);
  CHECK((*snapshot)->label() == "commit " + made.git("rev-parse HEAD").substr(0, 7));
}

TEST_CASE("find goes component by component and nowhere else") {
  const TestRepository made;
  made.write("models/a/card.md", "# A\n");
  made.run("ln -s models link");
  made.commit();
  const auto snapshot = snapshot_of(made.path());
  REQUIRE(snapshot);
  const auto kind = [&](const std::string& path) -> std::optional<EntryKind> {
    const auto entry = (*snapshot)->find(path);
    INFO(path);
    REQUIRE(entry);
    if (!*entry) return std::nullopt;
    CHECK((*entry)->path == path);
    return (*entry)->kind;
  };
  CHECK(kind("models/a/card.md") == EntryKind::file);
  CHECK(kind("models/a") == EntryKind::directory);
  CHECK(kind("link") == EntryKind::symlink);
  for (const char* path :
       {"", "/", "models/", "/models", "models//a", "models/./a", "models/../models", "..",
        "link/a/card.md", "models/a/card.md/x", "models/b", "MODELS", "models/a/card"}) {
    CHECK_FALSE(kind(path));
  }
}

TEST_CASE("a refused directory is never opened") {
  const TestRepository made;
  made.write("in/a", "a\n");
  made.write("out/a", "b\n");
  made.commit();
  const std::string tree = made.git("rev-parse HEAD:out");
  made.run("rm -f .git/objects/" + tree.substr(0, 2) + "/" + tree.substr(2));
  const auto snapshot = snapshot_of(made.path());
  REQUIRE(snapshot);
  std::string seen;
  CHECK((*snapshot)->walk([](std::string_view path) { return path != "out"; },
                          [&](const TreeEntry& entry) { seen += entry.path; }));
  CHECK(seen == "in/a");
  const auto all = (*snapshot)->walk(nullptr, [](const TreeEntry&) {});
  REQUIRE_FALSE(all);
  CHECK(all.error().code == ErrorCode::incomplete);
  CHECK((*snapshot)->find("out/a").error().code == ErrorCode::incomplete);
}

TEST_CASE("missing content is incomplete, damaged content invalid") {
  const TestRepository made;
  made.write("a", "a\n");
  made.write("b", "b\n");
  made.commit();
  const auto file_of = [&](const std::string& id) {
    return ".git/objects/" + id.substr(0, 2) + "/" + id.substr(2);
  };
  const std::string missing = file_of(made.git("rev-parse HEAD:a"));
  const std::string damaged = file_of(made.git("rev-parse HEAD:b"));
  const std::string other = file_of(made.put_object("blob", "other\n"));
  made.run("rm -f " + missing + " && cp -f " + other + " " + damaged);
  const auto snapshot = snapshot_of(made.path());
  REQUIRE(snapshot);
  const std::vector<TreeEntry> entries = walk(**snapshot);
  CHECK((*snapshot)->read(entries[0], 100).error().code == ErrorCode::incomplete);
  CHECK((*snapshot)->read(entries[1], 100).error().code == ErrorCode::invalid);
}

TEST_CASE("a partial clone says how to get an object") {
  const TestRepository made;
  made.write("a", "a\n");
  made.commit();
  made.git("config uploadpack.allowFilter true");
  made.git("clone --quiet --no-checkout --filter=blob:none file://" + made.path() + " ../partial");
  const auto snapshot = snapshot_of((made.folder() / "partial").string());
  REQUIRE(snapshot);
  const std::vector<TreeEntry> entries = walk(**snapshot);
  const auto content = (*snapshot)->read(entries[0], 100);
  REQUIRE_FALSE(content);
  CHECK(content.error().code == ErrorCode::incomplete);
  CHECK(content.error().hint.find("git cat-file -t ") != std::string::npos);
  // The hint is true.
  made.run("git -C ../partial cat-file -t " + made.git("rev-parse HEAD:a"));
  CHECK(*(*snapshot)->read(entries[0], 100) == "a\n");
}

TEST_CASE("hostile trees are refused and named") {
  const TestRepository made;
  const auto refuses = [&](const std::vector<RawItem>& items, const std::string& reason) {
    const qualm::Error error = walk_failure(made, put_tree(made, items));
    INFO(items.back().second << ": " << error.message);
    CHECK(error.code == ErrorCode::invalid);
    CHECK(error.message.find(reason) != std::string::npos);
    CHECK(error.message.find('\n') == std::string::npos);
  };
  refuses({{"100644", "a/../../b"}}, "slash");
  refuses({{"100644", ".."}}, "directory above");
  refuses({{"100644", "."}}, "directory above");
  refuses({{"100644", ""}}, "empty");
  for (const char* name : {".git", ".GiT", "GIT~1", ".git ", ".git...", ".git::data", "a\\.git",
                           ".g\xe2\x80\x8cit", "\xef\xbb\xbf.git"}) {
    refuses({{"100644", name}}, "take it for .git");
  }
  refuses({{"100644", "a\n::error::x"}}, "control");
  refuses({{"100644", "a\x7f"}}, "control");
  refuses({{"100644", "a"}, {"100644", "a"}}, "stands twice");
  refuses({{"100644", "b"}, {"100644", "a"}}, "out of order");
  refuses({{"170000", "a"}}, "mode");
  refuses({{"x", "a"}}, "mode");
  refuses({{"100644", "a"}, {"100644", "a.b"}, {"40000", "a"}}, "stands twice");
}

TEST_CASE("a tree that is cut off is refused") {
  const TestRepository made;
  const std::string tree = made.put_object("tree", std::string_view("100644 a\0abc", 12));
  CHECK(walk_failure(made, tree).code == ErrorCode::invalid);
}

TEST_CASE("a tree is no deeper than the limit, however deep it is") {
  const TestRepository made;
  const auto nested = [&](int levels) {
    std::string path;
    for (int i = 0; i < levels; ++i) path += "d/";
    made.write("../import",
               "commit refs/heads/deep\ncommitter A <a@b> 1 +0000\ndata 1\nx\n"
               "deleteall\nM 100644 inline " +
                   path + "f\ndata 1\nx\n");
    made.run("git fast-import --quiet --force < ../import");
    return made.git("rev-parse refs/heads/deep^{tree}");
  };
  CHECK(walk_failure(made, nested(3000)).code == ErrorCode::limit);
  CHECK(walk_failure(made, nested(64)).code == ErrorCode::limit);
  nested(63);
  const auto snapshot = snapshot_of(made.path(), "deep");
  REQUIRE(snapshot);
  CHECK(walk(**snapshot).size() == 1);
}

TEST_CASE("several threads read one snapshot") {
  const TestRepository made;
  for (int i = 0; i < 200; ++i) {
    made.write("models/m" + std::to_string(i) + "/card.md", std::to_string(i) + "\n");
  }
  made.commit();
  made.git("repack -adq");
  const auto snapshot = snapshot_of(made.path());
  REQUIRE(snapshot);
  std::atomic<int> right = 0;
  const auto work = [&] {
    for (int i = 0; i < 200; ++i) {
      const auto entry = (*snapshot)->find("models/m" + std::to_string(i) + "/card.md");
      if (!entry || !*entry) continue;
      const auto content = (*snapshot)->read(**entry, 100);
      if (content && *content == std::to_string(i) + "\n") ++right;
    }
  };
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) threads.emplace_back(work);
  for (std::thread& thread : threads) thread.join();
  CHECK(right == 800);
}
