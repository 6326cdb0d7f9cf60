// Reading trees, each once.

#include "git/stored_tree.hpp"

#include <string>

#include "model/entry_name.hpp"
#include "support/limits.hpp"

namespace qualm::git {

StoredTreePtr StoredTrees::find(std::string_view id) const {
  const std::lock_guard lock(mutex_);
  const auto found = trees_.find(id);
  return found == trees_.end() ? nullptr : found->second;
}

void StoredTrees::keep(std::string_view id, const StoredTreePtr& tree) {
  const std::lock_guard lock(mutex_);
  if (weight_ + tree->weight() > kMostBytes) {
    trees_.clear();
    weight_ = 0;
  }
  if (trees_.emplace(id, tree).second) weight_ += tree->weight();
}

Result<StoredTreePtr> read_stored_tree(const Repository::Impl& repository, const git_oid& id,
                                       std::string_view path) {
  const std::string_view raw(reinterpret_cast<const char*>(id.id), sizeof id.id);
  if (StoredTreePtr known = repository.trees->find(raw)) return known;
  const std::string what = path.empty() ? "the top tree" : "tree " + visible_name(path);
  auto tree = std::make_shared<StoredTree>();
  QUALM_ASSIGN(tree->bytes,
               read_object(repository, id, GIT_OBJECT_TREE, limits::kTreeObjectBytes, what));
  QUALM_ASSIGN(tree->items, parse_tree(bytes_of(tree->bytes), path));
  repository.trees->keep(raw, tree);
  return StoredTreePtr(std::move(tree));
}

}  // namespace qualm::git
