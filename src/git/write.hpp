// Writing commits and refs, without touching the work tree or the index.

#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "git/commit_object.hpp"
#include "git/repository.hpp"
#include "support/result.hpp"

namespace qualm::git {

struct NewFile {
  std::string path;  ///< from the root, `/`-separated
  std::string content;
};

/// A commit to be made. Its tree holds every file of every parent, and `files`.
struct NewCommit {
  std::vector<std::string> parents;  ///< ids; none for a first commit
  std::vector<NewFile> files;
  Signature author;
  Signature committer;
  std::string message;
};

/// Makes the value of a `gpgsig` header for the bytes of a commit.
using CommitSigner = std::function<Result<std::string>(std::string_view commit)>;

/// Writes the objects of `commit`, flushed to disk before this returns, and returns its id. Nothing
/// refers to them yet; they can be read at once. `invalid`, before anything is written, for a path
/// no tree may hold, a file that a parent has with another content or mode, parents whose files
/// differ, and a name, address or message that is empty or could be read as something else
/// (brackets, line breaks, control characters, bytes that are not UTF-8); `incomplete` when a
/// parent is missing; `io` when an object cannot be written. `sign` may be empty; it gets the
/// commit without a signature, and its failure is passed on. Times are written in UTC, and the
/// message ends in a line break.
[[nodiscard]] Result<std::string> write_commit(const Repository& repository,
                                               const NewCommit& commit, const CommitSigner& sign);

/// A move of one ref.
struct RefUpdate {
  std::string name;    ///< in full
  std::string before;  ///< the id it must have; empty: it must not exist
  std::string after;
  Signature who;        ///< for the reflog
  std::string message;  ///< for the reflog
};

/// Moves a ref, wholly or not at all, even when this process is killed; it is on disk when this
/// returns without an error. `invalid` when it is not at `before` (somebody else moved it, or
/// another ref's name is in the way: the hint says which), when it is symbolic, or when it is
/// checked out in a work tree, which would then look changed; `incomplete` when `after` is not
/// there (for a branch it must be a commit); `unsupported` while a push is being received, whose
/// objects may yet be thrown away; `io` when it cannot be written or stays locked. No hook of Git's
/// is run.
[[nodiscard]] Result<void> update_ref(const Repository& repository, const RefUpdate& update);

}  // namespace qualm::git
