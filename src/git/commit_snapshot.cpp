// The tree of a commit, read object by object.
//
// The walk keeps its own stack: a tree may be nested deeper than the process's. Every tree is
// checked before anybody sees an entry of it, and every object's size before its content.

#include <algorithm>

#include "git/libgit2.hpp"
#include "git/snapshot.hpp"
#include "git/stored_tree.hpp"
#include "model/entry_name.hpp"
#include "support/limits.hpp"

namespace qualm::git {
namespace {

TreeEntry entry_of(std::string path, const TreeItem& item) {
  return TreeEntry{.path = std::move(path), .kind = item.kind, .id = std::string(item.id)};
}

class CommitSnapshot final : public Snapshot {
 public:
  CommitSnapshot(std::shared_ptr<const Repository::Impl> repository, git_oid top, std::string label)
      : repository_(std::move(repository)), top_(top), label_(std::move(label)) {}

  [[nodiscard]] std::string label() const override { return label_; }
  [[nodiscard]] Result<void> walk(const Enter& enter, const Visit& visit) const override;
  [[nodiscard]] Result<std::optional<TreeEntry>> find(std::string_view path) const override;
  [[nodiscard]] Result<std::string> read(const TreeEntry& entry,
                                         std::size_t at_most) const override {
    return read_blob(*repository_, entry, at_most);
  }

 private:
  /// The tree of the directory at `path`; null when there is no such directory.
  [[nodiscard]] Result<StoredTreePtr> directory(std::string_view path) const;

  std::shared_ptr<const Repository::Impl> repository_;
  git_oid top_;
  std::string label_;
};

Result<void> CommitSnapshot::walk(const Enter& enter, const Visit& visit) const {
  struct Frame {
    StoredTreePtr tree;
    std::size_t path_size = 0;  // of its own path, with the slash that follows it
    std::size_t next = 0;
  };
  QUALM_ASSIGN(StoredTreePtr top, read_stored_tree(*repository_, top_, ""));
  std::vector<Frame> stack;
  stack.push_back(Frame{.tree = std::move(top)});
  std::size_t entries = 0;
  // One entry for all: a directory may hold very many that nobody wants.
  TreeEntry entry;
  while (!stack.empty()) {
    Frame& frame = stack.back();
    if (frame.next == frame.tree->items.size()) {
      stack.pop_back();
      continue;
    }
    const TreeItem& item = frame.tree->items[frame.next++];
    if (++entries > limits::kTreeEntries) {
      return fail(ErrorCode::limit,
                  "the tree has more than " + std::to_string(limits::kTreeEntries) + " entries");
    }
    entry.path.resize(frame.path_size);
    entry.path += item.name;
    if (entry.path.size() > limits::kPathBytes || stack.size() > limits::kTreeDepth)
      QUALM_TRY(check_path_limits(entry.path));
    if (item.kind != EntryKind::directory) {
      entry.kind = item.kind;
      entry.id = item.id;
      visit(entry);
    } else if (!enter || enter(entry.path)) {
      QUALM_ASSIGN(StoredTreePtr below,
                   read_stored_tree(*repository_, from_raw(item.id), entry.path));
      entry.path += '/';
      stack.push_back(Frame{.tree = std::move(below), .path_size = entry.path.size()});
    }
  }
  return {};
}

Result<StoredTreePtr> CommitSnapshot::directory(std::string_view path) const {
  QUALM_ASSIGN(StoredTreePtr tree, read_stored_tree(*repository_, top_, ""));
  for (std::size_t begin = 0; begin < path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const TreeItem* item = find_item(tree->items, path.substr(begin, end - begin));
    if (item == nullptr || item->kind != EntryKind::directory) return nullptr;
    QUALM_ASSIGN(StoredTreePtr below,
                 read_stored_tree(*repository_, from_raw(item->id), path.substr(0, end)));
    tree = std::move(below);
    begin = end + 1;
  }
  return tree;
}

Result<std::optional<TreeEntry>> CommitSnapshot::find(std::string_view path) const {
  if (path_components(path).empty()) return std::nullopt;
  QUALM_TRY(check_path_limits(path));
  const std::size_t slash = path.rfind('/');
  const bool at_top = slash == std::string_view::npos;
  QUALM_ASSIGN(const StoredTreePtr tree,
               directory(at_top ? std::string_view() : path.substr(0, slash)));
  if (!tree) return std::nullopt;
  const TreeItem* item = find_item(tree->items, at_top ? path : path.substr(slash + 1));
  if (item == nullptr) return std::nullopt;
  return entry_of(std::string(path), *item);
}

}  // namespace

Result<std::unique_ptr<Snapshot>> commit_snapshot(const Repository& repository,
                                                  const Revision& revision) {
  const auto top = from_hex(revision.tree);
  if (!top) return fail(ErrorCode::usage, "'" + revision.tree + "' is not the id of a tree");
  auto snapshot = std::make_unique<CommitSnapshot>(repository.impl(), *top,
                                                   "commit " + revision.commit.substr(0, 7));
  QUALM_TRY(read_stored_tree(*repository.impl(), *top, ""));
  return snapshot;
}

}  // namespace qualm::git
