// What would be committed: the index as a tree.

#include "git/index_file.hpp"
#include "git/libgit2.hpp"
#include "git/snapshot.hpp"
#include "model/entry_name.hpp"

namespace qualm::git {
namespace {

TreeEntry entry_of(const IndexItem& item) {
  return TreeEntry{.path = std::string(item.path), .kind = item.kind, .id = std::string(item.id)};
}

class IndexSnapshot final : public Snapshot {
 public:
  IndexSnapshot(std::shared_ptr<const Repository::Impl> repository, IndexFile index)
      : repository_(std::move(repository)), index_(std::move(index)) {}

  [[nodiscard]] std::string label() const override { return "the index"; }
  [[nodiscard]] Result<void> walk(const Enter& enter, const Visit& visit) const override;
  [[nodiscard]] Result<std::optional<TreeEntry>> find(std::string_view path) const override;
  [[nodiscard]] Result<std::string> read(const TreeEntry& entry,
                                         std::size_t at_most) const override;

 private:
  /// Asks `enter` about the directories of `path` that `before` is not in. The refused one, or
  /// nothing when all may be entered.
  static std::string_view refused(const Enter& enter, std::string_view path,
                                  std::string_view before);

  std::shared_ptr<const Repository::Impl> repository_;
  IndexFile index_;
};

std::string_view IndexSnapshot::refused(const Enter& enter, std::string_view path,
                                        std::string_view before) {
  if (!enter) return {};
  for (std::size_t end = path.find('/'); end != std::string_view::npos;
       end = path.find('/', end + 1)) {
    const bool asked = before.starts_with(path.substr(0, end + 1));
    if (!asked && !enter(path.substr(0, end))) return path.substr(0, end);
  }
  return {};
}

Result<void> IndexSnapshot::walk(const Enter& enter, const Visit& visit) const {
  const std::vector<IndexItem>& items = index_.items();
  std::string_view before;
  for (std::size_t i = 0; i < items.size();) {
    const IndexItem& item = items[i];
    if (item.only_intended) {
      ++i;
      continue;
    }
    if (const std::string_view closed = refused(enter, item.path, before); !closed.empty()) {
      i = index_.lower_bound(std::string(closed) + '0');  // '0' follows '/': past what lies below
      continue;
    }
    if (item.unmerged) return fail(unmerged_error(item));
    visit(entry_of(item));
    before = item.path;
    ++i;
  }
  return {};
}

Result<std::optional<TreeEntry>> IndexSnapshot::find(std::string_view path) const {
  if (path_components(path).empty()) return std::nullopt;
  if (const IndexItem* item = index_.find(path); item != nullptr) {
    if (item->unmerged) return fail(unmerged_error(*item));
    if (item->only_intended) return std::nullopt;
    return entry_of(*item);
  }
  if (!index_.has_below(path)) return std::nullopt;
  return TreeEntry{.path = std::string(path), .kind = EntryKind::directory, .id = {}};
}

Result<std::string> IndexSnapshot::read(const TreeEntry& entry, std::size_t at_most) const {
  const IndexItem* item = index_.find(entry.path);
  if (item != nullptr && item->unmerged) return fail(unmerged_error(*item));
  return read_blob(*repository_, entry, at_most);
}

}  // namespace

Result<std::unique_ptr<Snapshot>> index_snapshot(const Repository& repository) {
  QUALM_ASSIGN(IndexFile index, IndexFile::read(repository));
  return std::make_unique<IndexSnapshot>(repository.impl(), std::move(index));
}

}  // namespace qualm::git
