// What most commands start from: a repository, the tree to judge, the policy and the rules.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "commands/command.hpp"
#include "git/repository.hpp"
#include "model/policy.hpp"
#include "model/snapshot.hpp"
#include "support/date.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// Opens the repository that `--repo`, the environment or the current directory means.
[[nodiscard]] Result<git::Repository> open_repository(const Session& session,
                                                      const Arguments& arguments);

/// The tree that `--staged` and `--rev` mean; the work tree without either.
struct Tree {
  std::unique_ptr<Snapshot> snapshot;
  std::optional<git::Revision> revision;  ///< the commit judged, or the one checked out
};
[[nodiscard]] Result<Tree> open_tree(const git::Repository& repository, const Arguments& arguments);

/// The policy: `--config`, then `QUALM_CONFIG`, then `.qualm.yaml` of the tree, then the defaults.
[[nodiscard]] Result<Policy> load_policy(const Session& session, const Arguments& arguments,
                                         const Snapshot* tree);

/// The day to judge on: `--now`, or the session's clock.
[[nodiscard]] Result<Date> today(const Session& session, const Arguments& arguments);

/// A path on the command line as an absolute, normal one.
[[nodiscard]] std::string absolute_path(const Session& session, const std::string& path);

/// The whole of a file outside the repository's trees, such as `--config`. `io` when it cannot be
/// read, `limit` beyond `at_most` bytes.
[[nodiscard]] Result<std::string> read_file(const std::string& path, std::size_t at_most);

/// Writes a file whole or not at all: to a temporary sibling, flushed to disk, then renamed.
[[nodiscard]] Result<void> write_file(const std::string& path, std::string_view content);

/// What to do about a file that is there already.
enum class IfThere : std::uint8_t { replace, refuse };

/// Writes a file of the work tree by its path from the root, making the folders above it. `invalid`
/// for a path that leads out of the repository or through a symbolic link.
[[nodiscard]] Result<void> write_in_work_tree(const git::Repository& repository,
                                              const std::string& path, std::string_view content,
                                              IfThere if_there);

/// Whether results are coloured: `--color`, then `NO_COLOR`, `CLICOLOR_FORCE`, `TERM` and the
/// terminal.
[[nodiscard]] bool wants_color(const Session& session, const Arguments& arguments);

}  // namespace qualm::commands
