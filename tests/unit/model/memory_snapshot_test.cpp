// The snapshot held in memory keeps the promises of those read from Git.

#include "model/memory_snapshot.hpp"

#include "harness/catch.hpp"

using qualm::EntryKind;
using qualm::ErrorCode;
using qualm::MemorySnapshot;
using qualm::TreeEntry;

namespace {

std::string paths(const MemorySnapshot& snapshot, const qualm::Snapshot::Enter& enter = nullptr) {
  std::string seen;
  REQUIRE(snapshot.walk(enter, [&](const TreeEntry& entry) { seen += entry.path + " "; }));
  return seen;
}

}  // namespace

TEST_CASE("a memory snapshot is walked, found and read like any other") {
  MemorySnapshot snapshot({{"a/b", "below\n"}, {"a0", "0\n"}, {"a.b", "1\n"}, {"a.b", "2\n"}});
  snapshot.add_symlink("link", "a/b");
  snapshot.add_submodule("sub");
  CHECK(paths(snapshot) == "a.b a/b a0 link sub ");
  CHECK(paths(snapshot, [](std::string_view path) { return path != "a"; }) == "a.b a0 link sub ");
  CHECK((*snapshot.find("a"))->kind == EntryKind::directory);
  CHECK((*snapshot.find("link"))->kind == EntryKind::symlink);
  CHECK((*snapshot.find("sub"))->kind == EntryKind::submodule);
  for (const char* path : {"", "a/", "/a", "a//b", "a/./b", "..", "b", "link/b"}) {
    CHECK_FALSE(*snapshot.find(path));
  }
  CHECK(*snapshot.read(TreeEntry{.path = "a.b"}, 2) == "2\n");
  CHECK(snapshot.read(TreeEntry{.path = "a.b"}, 1).error().code == ErrorCode::limit);
  CHECK(*snapshot.read(TreeEntry{.path = "link"}, 100) == "a/b");
  CHECK(snapshot.read(TreeEntry{.path = "sub"}, 100).error().code == ErrorCode::unsupported);
  CHECK(snapshot.read(TreeEntry{.path = "none"}, 100).error().code == ErrorCode::not_found);
}

TEST_CASE("a memory snapshot refuses paths no tree may hold") {
  for (const char* path : {"", "/a", "a/", "a//b", "../a", "a/.git/b", "a\nb"}) {
    const MemorySnapshot snapshot(MemorySnapshot::Files{{path, "x"}});
    const auto walked = snapshot.walk(nullptr, [](const TreeEntry&) {});
    INFO(path);
    REQUIRE_FALSE(walked);
    CHECK(walked.error().code == ErrorCode::invalid);
  }
  const MemorySnapshot both(MemorySnapshot::Files{{"a", "x"}, {"a.b", "x"}, {"a/b", "x"}});
  CHECK(both.walk(nullptr, [](const TreeEntry&) {}).error().code == ErrorCode::invalid);
  std::string deep = "f";
  for (int i = 0; i < 64; ++i) deep = "d/" + deep;
  const MemorySnapshot nested(MemorySnapshot::Files{{deep, "x"}});
  CHECK(nested.walk(nullptr, [](const TreeEntry&) {}).error().code == ErrorCode::limit);
}
