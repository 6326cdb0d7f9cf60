// Refs, remotes and settings of a repository.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "git/repository.hpp"
#include "support/result.hpp"

namespace qualm::git {

struct Ref {
  std::string name;  ///< in full: `refs/heads/main`
  std::string id;    ///< of the object it leads to, symbolic refs followed; lower-case hex
};

/// All refs whose full name begins with `prefix` ("refs/heads/concern/"), sorted by name. `limit`
/// beyond `limits::kRefs` of them, `invalid` when one cannot be read: none is ever left out. As for
/// Git, a symbolic ref to one that is not there is none, and neither is a file that has no ref's
/// name. Refs of a single work tree (`refs/bisect/` and its kin) are not listed.
[[nodiscard]] Result<std::vector<Ref>> refs_below(const Repository& repository,
                                                  std::string_view prefix);

/// The ref of exactly this full name, or `HEAD`; nothing when there is none, or when it is symbolic
/// and the ref it names is not there. `invalid` when it cannot be read. Whether its object is there
/// is not looked at, here or in `refs_below`.
[[nodiscard]] Result<std::optional<Ref>> find_ref(const Repository& repository,
                                                  const std::string& name);

/// The ref that the symbolic ref `name` names, born or not; nothing when `name` is not there or not
/// symbolic (`refs/remotes/origin/HEAD`).
[[nodiscard]] Result<std::optional<std::string>> symbolic_target(const Repository& repository,
                                                                 const std::string& name);

/// A remote as the settings have it.
struct Remote {
  std::string name;
  std::string url;                 ///< of fetches, after `insteadOf`; may be empty
  std::vector<std::string> fetch;  ///< refspecs, as written
};

/// All remotes, sorted by name.
[[nodiscard]] Result<std::vector<Remote>> remotes(const Repository& repository);

/// The local ref that fetching from `remote` keeps for its ref `name`, by its refspecs (the last
/// positive one that matches, unless a negative one does); nothing when it is not fetched.
[[nodiscard]] std::optional<std::string> tracking_ref(const Remote& remote, std::string_view name);

/// The value of a setting as it is written (`~` and all; `true` for a key without a value), from
/// every scope Git reads in the environment the repository was opened in, `git -c` included;
/// nothing when it is not set. `invalid` or `io` when a file of settings cannot be read.
[[nodiscard]] Result<std::optional<std::string>> setting(const Repository& repository,
                                                         const std::string& key);

/// Whether `ancestor` is `descendant` or reachable from it, both ids of commits. Exact whatever the
/// dates say. Fails with `incomplete` where history is cut off before that can be said, and with
/// `limit` when it takes more than ten times `limits::kCommitsWalked` commits.
[[nodiscard]] Result<bool> is_ancestor(const Repository& repository, const std::string& ancestor,
                                       const std::string& descendant);

}  // namespace qualm::git
