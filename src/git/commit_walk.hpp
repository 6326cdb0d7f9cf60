// Walking commits with what each changed, compared with every parent.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "git/commit_object.hpp"
#include "git/repository.hpp"
#include "model/snapshot.hpp"
#include "support/result.hpp"

namespace qualm::git {

/// How a path differs between two trees.
enum class TreeChangeKind : std::uint8_t { added, changed, removed };

/// A path that is not a directory and differs in content or mode. For a removed path, `kind` and
/// `id` are those it had.
struct TreeChange {
  TreeChangeKind change = TreeChangeKind::added;
  EntryKind kind = EntryKind::file;
  std::string path;
  std::string id;         ///< raw object id, as in `TreeEntry`
  bool in_place = false;  ///< an ordinary file in both trees, executable or not
  bool opaque = false;    ///< a submodule or a symbolic link in one of them
};

/// What differs between the tree `before` and the tree `after` (ids, lower-case hex; empty: the
/// empty tree), in path order. Equal subtrees are never entered, so the cost is that of the
/// difference. A file in the place of a directory is one removed and others added, and the other
/// way round. `limit` beyond `limits::kTreeEntries` changes, and as walking a `Snapshot` fails.
[[nodiscard]] Result<std::vector<TreeChange>> tree_changes(const Repository& repository,
                                                           const std::string& before,
                                                           const std::string& after);

/// A commit that was walked over.
struct WalkedCommit {
  std::string id;
  std::string bytes;  ///< the commit object as it stands, for whoever checks its signature
  CommitObject commit;
};

/// What to walk: every commit that a tip reaches and no known commit does.
struct CommitRange {
  std::vector<std::string> tips;
  std::vector<std::string> known;
  std::size_t at_most = 0;  ///< commits; `limit` when there are more; 0: `limits::kCommitsWalked`
};

/// The commits of `range`, each once, children before parents, otherwise newest first. Tips and
/// known ids may be tags of commits; known ones need not be there, or be commits. `incomplete`
/// where history is cut off (a shallow clone, a missing object) before the walk is over, with the
/// command that completes it; `limit` also when telling new from known takes more than ten times
/// `limits::kCommitsWalked` commits.
///
/// No commit is ever left out. One that is known may stand among them when it is known only by a
/// long way round through commits with false dates: it is then judged once more.
[[nodiscard]] Result<std::vector<WalkedCommit>> commits_in(const Repository& repository,
                                                           const CommitRange& range);

/// What stands at a path of a commit's tree: raw object id and kind; nothing when nothing does.
/// Trees that were read are kept, up to a few MiB.
class PathReader {
 public:
  explicit PathReader(const Repository& repository);
  PathReader(const PathReader&) = delete;
  PathReader& operator=(const PathReader&) = delete;
  PathReader(PathReader&&) = delete;
  PathReader& operator=(PathReader&&) = delete;
  ~PathReader();

  /// Looks `path` up (empty: the tree itself) in the tree with the id `tree`, lower-case hex.
  [[nodiscard]] Result<std::optional<TreeEntry>> at(const std::string& tree, std::string_view path);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace qualm::git
