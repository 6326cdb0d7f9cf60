// Which side of a repository is the protected one, and how much of it can be seen from here.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "concerns/ledger.hpp"
#include "git/refs.hpp"
#include "git/repository.hpp"
#include "support/error.hpp"
#include "support/result.hpp"

namespace qualm::gate {

/// Where policy, people and the settled part of concerns are read from: the remote as it was last
/// seen or, where there is none (a server, a repository nobody shares yet), the repository itself.
struct ProtectedSide {
  std::optional<git::Remote> remote;
  std::string branch;  ///< the default branch, without `refs/heads/`; may be empty
  /// Every branch that `@default` stands for: what HEAD names, there or not, and each branch with a
  /// name that default branches have. Whoever makes one of them could otherwise turn the protection
  /// away from another. None: nobody knows, and any branch may be it.
  std::vector<std::string> defaults;
  std::optional<git::Revision> tip;  ///< where the protected side has it; nothing when it has none

  /// "origin/main as it was last fetched", "main".
  [[nodiscard]] std::string label() const;
};

/// Finds the protected side. `remote` names a remote; empty chooses the one that the setting
/// `qualm.remote` names, then the one the current branch follows, then `origin`, then the only one.
/// `not_found` when `remote` names none, `usage` where there are several and none is chosen.
[[nodiscard]] Result<ProtectedSide> protected_side(const git::Repository& repository,
                                                   std::string_view remote);

/// The repository itself as the protected side: what a server's hook stands in.
[[nodiscard]] Result<ProtectedSide> own_side(const git::Repository& repository);

/// The protected side that a push to `remote` at `url` reaches, as a hook is told: the remote of
/// that name, else one with that address, else an address of which nothing was ever fetched.
[[nodiscard]] Result<ProtectedSide> pushed_side(const git::Repository& repository,
                                                const std::string& remote, const std::string& url);

/// The branches of all concerns that are here, settled ones and local ones.
[[nodiscard]] Result<std::vector<concerns::ConcernRef>> concern_refs(
    const git::Repository& repository, const ProtectedSide& side);

/// How complete the view of the concern branches is.
struct ConcernView {
  /// Why some may be missing, with the command that brings them; nothing when all are here, as of
  /// `fetched_at`.
  std::optional<Error> incomplete;
  std::optional<std::int64_t> fetched_at;  ///< Unix seconds; nothing where nothing is fetched
};

/// Whether all concerns of the protected side can be seen from here. That there are none takes
/// evidence too (design: what blocks): a repository that is the protected side itself; a complete
/// clone that fetches `concern/*`; or a fetch of `refs/qualm/concern/*` that left its marker.
[[nodiscard]] Result<ConcernView> concern_view(const git::Repository& repository,
                                               const ProtectedSide& side);

/// What `git` is told to fetch every concern branch, all or none, and to leave the marker.
[[nodiscard]] std::vector<std::string> fetch_arguments(std::string_view remote);

/// The same as a command for a person to run.
[[nodiscard]] std::string fetch_command(std::string_view remote);

}  // namespace qualm::gate
