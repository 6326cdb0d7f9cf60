// Reading what stands at a path of many trees.

#include "git/commit_walk.hpp"
#include "git/stored_tree.hpp"
#include "model/entry_name.hpp"
#include "support/text.hpp"

namespace qualm::git {

struct PathReader::Impl {
  std::shared_ptr<const Repository::Impl> repository;

  [[nodiscard]] Result<StoredTreePtr> tree(std::string_view id, std::string_view path) const {
    return read_stored_tree(*repository, from_raw(id), path);
  }
};

PathReader::PathReader(const Repository& repository)
    : impl_(std::make_unique<Impl>(Impl{.repository = repository.impl()})) {}

PathReader::~PathReader() = default;

Result<std::optional<TreeEntry>> PathReader::at(const std::string& tree, std::string_view path) {
  const auto top = from_hex(tree);
  if (!top) {
    return fail(ErrorCode::usage, "'" + shorten(tree, 80) + "' is not the id of a tree");
  }
  QUALM_TRY(check_path_limits(path));
  TreeEntry entry{.path = std::string(path),
                  .kind = EntryKind::directory,
                  .id = std::string(reinterpret_cast<const char*>(top->id), sizeof top->id)};
  QUALM_ASSIGN(StoredTreePtr directory, impl_->tree(entry.id, ""));
  if (path.empty()) return entry;
  const std::vector<std::string_view> components = path_components(path);
  if (components.empty()) return std::nullopt;
  for (const std::string_view name : components) {
    if (entry.kind != EntryKind::directory) return std::nullopt;
    const auto done = static_cast<std::size_t>(name.data() - path.data());
    if (done > 0) {
      QUALM_ASSIGN(directory, impl_->tree(entry.id, path.substr(0, done - 1)));
    }
    const TreeItem* const item = find_item(directory->items, name);
    if (item == nullptr) return std::nullopt;
    entry.kind = item->kind;
    entry.id = std::string(item->id);
  }
  return entry;
}

}  // namespace qualm::git
