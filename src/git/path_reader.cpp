// Reading what stands at a path of many trees.

#include <map>

#include "git/commit_walk.hpp"
#include "git/stored_tree.hpp"
#include "model/entry_name.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"

namespace qualm::git {

Result<StoredTreePtr> read_stored_tree(const Repository::Impl& repository, const git_oid& id,
                                       std::string_view path) {
  const std::string what = path.empty() ? "the top tree" : "tree " + visible_name(path);
  auto tree = std::make_shared<StoredTree>();
  QUALM_ASSIGN(tree->bytes,
               read_object(repository, id, GIT_OBJECT_TREE, limits::kTreeObjectBytes, what));
  QUALM_ASSIGN(tree->items, parse_tree(bytes_of(tree->bytes), path));
  return tree;
}

/// Trees by raw id: most trees of neighbouring commits are the same.
struct PathReader::Impl {
  static constexpr std::size_t kMostBytes = std::size_t{8} * 1024 * 1024;

  std::shared_ptr<const Repository::Impl> repository;
  std::map<std::string, StoredTreePtr, std::less<>> trees;
  std::size_t weight = 0;

  Result<StoredTreePtr> tree(std::string_view id, std::string_view path) {
    if (const auto known = trees.find(id); known != trees.end()) return known->second;
    QUALM_ASSIGN(StoredTreePtr read, read_stored_tree(*repository, from_raw(id), path));
    if (weight + read->weight() > kMostBytes) {
      trees.clear();
      weight = 0;
    }
    weight += read->weight();
    trees.emplace(id, read);
    return read;
  }
};

PathReader::PathReader(const Repository& repository)
    : impl_(std::make_unique<Impl>(Impl{.repository = repository.impl(), .trees = {}})) {}

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
