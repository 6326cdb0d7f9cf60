// What differs between two trees: both are read side by side, and only where they differ.

#include <algorithm>
#include <thread>

#include "git/commit_walk.hpp"
#include "git/stored_tree.hpp"
#include "model/entry_name.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"

namespace qualm::git {
namespace {

/// A directory at one path of both trees, or of one of them; read up to `left` and `right`.
struct Pair {
  StoredTreePtr before;
  StoredTreePtr after;
  std::string path;
  std::size_t left = 0;
  std::size_t right = 0;
};

const TreeItem* item_at(const StoredTreePtr& tree, std::size_t at) {
  return tree && at < tree->items.size() ? &tree->items[at] : nullptr;
}

/// The order of a tree, where a directory is called `name/`: that is also the order of paths. A
/// file and a directory of one name differ in it, so that one in place of the other is a removal
/// and an addition.
int compare(const TreeItem& left, const TreeItem& right) {
  const std::size_t common = std::min(left.name.size(), right.name.size());
  if (const int order = left.name.substr(0, common).compare(right.name.substr(0, common))) {
    return order;
  }
  const auto next = [common](const TreeItem& item) -> int {
    if (item.name.size() > common) return static_cast<unsigned char>(item.name[common]);
    return item.kind == EntryKind::directory ? '/' : 0;
  };
  return next(left) - next(right);
}

class Comparison {
 public:
  explicit Comparison(const Repository::Impl& repository) : repository_(repository) {}

  Result<std::vector<TreeChange>> run(const std::string& before, const std::string& after) {
    Pair top;
    QUALM_ASSIGN(top.before, top_tree(before));
    QUALM_ASSIGN(top.after, top_tree(after));
    stack_.push_back(std::move(top));
    while (!stack_.empty()) QUALM_TRY(step());
    return std::move(changes_);
  }

 private:
  Result<StoredTreePtr> top_tree(const std::string& hex) const {
    if (hex.empty()) return nullptr;
    const auto id = from_hex(hex);
    if (!id) {
      return fail(ErrorCode::usage, "'" + shorten(hex, 80) + "' is not the id of a tree");
    }
    return read_stored_tree(repository_, *id, "");
  }

  /// Takes the next entry, from one side or from both, off the innermost directory.
  Result<void> step() {
    Pair& pair = stack_.back();
    const TreeItem* before = item_at(pair.before, pair.left);
    const TreeItem* after = item_at(pair.after, pair.right);
    if (before == nullptr && after == nullptr) {
      stack_.pop_back();
      return {};
    }
    // What no walk over either tree would get through ends here too.
    if (++steps_ > 2 * limits::kTreeEntries) {
      return fail(ErrorCode::limit, "the trees differ in more than " +
                                        std::to_string(2 * limits::kTreeEntries) + " entries");
    }
    if (before != nullptr && after != nullptr) {
      const int order = compare(*before, *after);
      if (order < 0) after = nullptr;
      if (order > 0) before = nullptr;
    }
    pair.left += before != nullptr ? 1 : 0;
    pair.right += after != nullptr ? 1 : 0;
    return take(pair, before, after);
  }

  /// Both items have the same name, and both are directories or neither is; one may be null.
  Result<void> take(const Pair& pair, const TreeItem* before, const TreeItem* after) {
    const TreeItem& item = after != nullptr ? *after : *before;
    if (before != nullptr && after != nullptr && before->id == after->id &&
        before->kind == after->kind) {
      return {};
    }
    std::string path = join_path(pair.path, item.name);
    QUALM_TRY(check_path_limits(path));
    if (item.kind == EntryKind::directory) return enter(std::move(path), before, after);
    if (changes_.size() == limits::kTreeEntries) {
      return fail(ErrorCode::limit,
                  "more than " + std::to_string(limits::kTreeEntries) + " files differ");
    }
    TreeChangeKind change = TreeChangeKind::changed;
    if (before == nullptr) change = TreeChangeKind::added;
    if (after == nullptr) change = TreeChangeKind::removed;
    const auto is_file = [](const TreeItem* one) {
      return one != nullptr && (one->kind == EntryKind::file || one->kind == EntryKind::executable);
    };
    const auto is_opaque = [](const TreeItem* one) {
      return one != nullptr &&
             (one->kind == EntryKind::submodule || one->kind == EntryKind::symlink);
    };
    changes_.push_back(TreeChange{.change = change,
                                  .kind = item.kind,
                                  .path = std::move(path),
                                  .id = std::string(item.id),
                                  .in_place = is_file(before) && is_file(after),
                                  .opaque = is_opaque(before) || is_opaque(after)});
    return {};
  }

  Result<void> enter(std::string path, const TreeItem* before, const TreeItem* after) {
    Pair below{.before = nullptr, .after = nullptr, .path = std::move(path)};
    Result<StoredTreePtr> old = nullptr;
    Result<StoredTreePtr> fresh = nullptr;
    const auto read = [&](const TreeItem* item, Result<StoredTreePtr>& tree) {
      if (item != nullptr) tree = read_stored_tree(repository_, from_raw(item->id), below.path);
    };
    {
      std::jthread beside;
      if (before != nullptr && after != nullptr && is_large(*after))
        beside = std::jthread([&] { read(before, old); });
      else
        read(before, old);
      read(after, fresh);
    }
    QUALM_ASSIGN(below.before, std::move(old));
    QUALM_ASSIGN(below.after, std::move(fresh));
    stack_.push_back(std::move(below));
    return {};
  }

  /// Whether reading a tree takes so long that its counterpart is better read at the same time. In
  /// a folder of ten thousand systems these two are most of what a push costs.
  [[nodiscard]] bool is_large(const TreeItem& item) const {
    constexpr std::size_t kLarge = std::size_t{64} * 1024;
    const auto header = read_header(repository_, from_raw(item.id), "");
    return header && header->size >= kLarge;
  }

  const Repository::Impl& repository_;
  std::vector<Pair> stack_;
  std::vector<TreeChange> changes_;
  std::size_t steps_ = 0;
};

}  // namespace

Result<std::vector<TreeChange>> tree_changes(const Repository& repository,
                                             const std::string& before, const std::string& after) {
  if (before == after) return std::vector<TreeChange>();
  return Comparison(*repository.impl()).run(before, after);
}

}  // namespace qualm::git
