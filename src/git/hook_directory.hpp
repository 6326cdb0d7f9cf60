// Where Git looks for the files of hooks.

#pragma once

#include <cstdint>
#include <string>

#include "git/repository.hpp"
#include "support/result.hpp"

namespace qualm::git {

/// Where a hook runs: a relative `core.hooksPath` is looked up from there.
enum class HookPlace : std::uint8_t {
  work_tree,      ///< the top of the work tree; the Git directory when bare
  git_directory,  ///< the Git directory, always: hooks that a push brings to run
};

enum class HookDirectoryKind : std::uint8_t {
  present,
  missing,
  unusable,  ///< something else stands there, or the setting is empty: Git runs no hook
};

struct HookDirectory {
  std::string path;      ///< absolute, as Git opens it; empty when the setting is
  std::string leads_to;  ///< the same with symbolic links followed
  std::string usual;     ///< where it would be without the setting
  HookDirectoryKind kind = HookDirectoryKind::missing;
  bool own = false;  ///< lies in this repository's work tree or Git directory, links followed
  bool in_work_tree = false;  ///< where what is written may be committed
  std::string setting;        ///< `core.hooksPath` with `~` expanded
  std::string scope;  ///< where that is set (`global`, `local`, `worktree` …); empty when it is not
  std::string origin;  ///< and in which file: `file:/etc/gitconfig`
};

/// The directory that Git itself would take: `core.hooksPath` of any scope, as the `git` program
/// reads it, otherwise `hooks` of the directory that all work trees share. `not_found` when there
/// is no git, `io` when it cannot read its settings.
[[nodiscard]] Result<HookDirectory> hook_directory(const Repository& repository, HookPlace place);

}  // namespace qualm::git
