// A Git repository: how it is found, what it is, and which commit a name means.

#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "support/result.hpp"

namespace qualm::git {

/// Where to look for a repository, and the environment that may say where it is.
struct OpenOptions {
  std::string path = ".";  ///< where the search starts; relative `GIT_*` paths start here too
  std::map<std::string, std::string> environment;
};

/// A commit that was found.
struct Revision {
  std::string commit;  ///< id, lower-case hex
  std::string tree;    ///< id of its tree, lower-case hex
  std::string label;   ///< the name it was asked for by: `main`, `HEAD~2`
};

/// An opened repository. Copies share it; snapshots keep it open.
class Repository {
 public:
  /// Opens what Git itself would open: `GIT_DIR` and its kin first, otherwise upwards from `path`.
  /// `not_found` outside any repository; `unsupported` for an object format or extension this build
  /// cannot read, for a directory that belongs to somebody else, and for a bare repository that
  /// lies inside the work tree of another; `io` when permission is denied; `invalid` when damaged.
  [[nodiscard]] static Result<Repository> open(const OpenOptions& options);

  /// The top of the work tree, absolute, without a slash at the end; empty when bare.
  [[nodiscard]] const std::string& root() const;
  /// The directory that holds `HEAD` and the index, absolute, without a slash at the end.
  [[nodiscard]] const std::string& git_directory() const;
  [[nodiscard]] bool is_bare() const;
  /// Whether history was cut short when it was fetched.
  [[nodiscard]] bool is_shallow() const;

  /// The commit `HEAD` means; nothing on a branch without commits.
  [[nodiscard]] Result<std::optional<Revision>> head() const;
  /// The full name of the branch `HEAD` stands on, born or not; empty when detached.
  [[nodiscard]] Result<std::string> head_branch() const;

  /// The commit that `text` names: `HEAD`, `@`, a full or short ref name, a full or abbreviated id,
  /// each with any of `~N`, `^N`, `^{}` and `^{commit}` behind it. Tags are followed to the commit.
  /// `usage` for any other form and for a name that means two things; `not_found` when nothing has
  /// that name; `invalid` when it names no commit; `incomplete` when the commit was never fetched.
  [[nodiscard]] Result<Revision> resolve(std::string_view text) const;

  /// Whether `.gitignore` and its kin exclude `path` (relative to the root; a directory ends in
  /// `/`). Says nothing about tracked files, which Git never ignores. False when bare.
  [[nodiscard]] Result<bool> is_ignored(std::string_view path) const;

  struct Impl;  ///< the library's side; defined in libgit2.hpp, for src/git only
  [[nodiscard]] const std::shared_ptr<Impl>& impl() const { return impl_; }

 private:
  explicit Repository(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}

  std::shared_ptr<Impl> impl_;
};

}  // namespace qualm::git
