// The trees a repository can show: a commit, the index, the work tree.

#pragma once

#include <memory>

#include "git/repository.hpp"
#include "model/snapshot.hpp"
#include "support/result.hpp"

namespace qualm::git {

/// The tree of a commit, read from Git objects only. Fails as `walk` does when the top is missing.
[[nodiscard]] Result<std::unique_ptr<Snapshot>> commit_snapshot(const Repository& repository,
                                                                const Revision& revision);

/// What would be committed: the index that `GIT_INDEX_FILE` or the repository names, as it is now.
/// An unmerged path is an `invalid` error wherever it is met, never one of its sides.
[[nodiscard]] Result<std::unique_ptr<Snapshot>> index_snapshot(const Repository& repository);

/// What stands on disk: tracked files that are there, and untracked ones that are not ignored.
/// Tracked files that a sparse checkout leaves out are read from the index, so that the whole
/// repository is judged. Symbolic links are never followed and nested repositories never entered.
/// `usage` when the repository is bare.
[[nodiscard]] Result<std::unique_ptr<Snapshot>> worktree_snapshot(const Repository& repository);

}  // namespace qualm::git
