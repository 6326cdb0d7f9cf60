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
  /// Every branch that `@default` stands for: what HEAD names, and each branch with a name that
  /// default branches have. Whoever makes one of them could otherwise turn the protection away from
  /// another. None: HEAD is not known here or names no branch that is there, and any may be it.
  std::vector<std::string> defaults;
  std::optional<git::Revision> tip;  ///< where the protected side has it; nothing when it has none
  bool by_head = false;              ///< HEAD names `branch`, and that is there
  bool any_branch = false;           ///< it has branches besides those of concerns
  /// It is asked by a hook of a client: whoever takes the push judges it again. What is only likely
  /// to be missing is a note then, and holds nobody up.
  bool is_advice = false;

  /// "origin/main as it was last fetched", "main".
  [[nodiscard]] std::string label() const;
};

/// Finds the protected side. `remote` names a remote; empty chooses the one that the setting
/// `qualm.remote` names, then the one the current branch follows, then `origin`, then the only one.
/// `not_found` when `remote` names none, `usage` where there are several and none is chosen.
[[nodiscard]] Result<ProtectedSide> protected_side(const git::Repository& repository,
                                                   std::string_view remote);

/// The repository itself as the protected side: what a server's hook stands in. Its default branch
/// is the one that HEAD names, which where it has a work tree is the one that is checked out.
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
  /// Unix seconds of the last time that all of them were fetched, as far as that can be told;
  /// nothing where nothing is fetched.
  std::optional<std::int64_t> fetched_at;
  /// What brings newer ones, where something was fetched since and no concern with it; empty
  /// otherwise.
  std::string newer;
};

/// Whether all concerns of the protected side can be seen from here. That there are none takes
/// evidence too (design: what blocks): a repository that is the protected side itself; a complete
/// clone that fetches `concern/*`; or a fetch of `refs/qualm/concern/*` that left its marker. A
/// later fetch of single refs takes the evidence away: whoever keeps a folder between two jobs
/// would go by the concerns of the first. On the side of a client's hook (`is_advice`) it only
/// makes the view older.
[[nodiscard]] Result<ConcernView> concern_view(const git::Repository& repository,
                                               const ProtectedSide& side);

/// What `git` is told to fetch every concern branch, all or none, and to leave the marker.
[[nodiscard]] std::vector<std::string> fetch_arguments(std::string_view remote);

/// The same as a command for a person to run.
[[nodiscard]] std::string fetch_command(std::string_view remote);

/// The command that brings all of history, and with it the concerns where they do not come along.
[[nodiscard]] std::string unshallow_command(const ProtectedSide& side);

}  // namespace qualm::gate
