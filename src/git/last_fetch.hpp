// What Git noted on disk about what was fetched, and when.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "git/refs.hpp"
#include "git/repository.hpp"

namespace qualm::git {

/// A line of `FETCH_HEAD`.
struct FetchedRef {
  std::string id;
  bool asked_for = false;  ///< "for merge": named on the command line, or what the branch follows
  std::string kind;        ///< `branch`, `tag`; empty for any other
  std::string name;        ///< without its place: `main`; empty for the remote's HEAD
  std::string url;         ///< as Git writes it there: `comes_from` compares it
};

struct LastFetch {
  std::vector<FetchedRef> refs;  ///< none after a fetch that failed or found nothing
  std::int64_t at = 0;           ///< Unix seconds
};

/// The latest fetch of any work tree of the repository, as its `FETCH_HEAD` tells; nothing where
/// none is noted, as in a fresh clone. Lines beyond the first megabyte are left out.
[[nodiscard]] std::optional<LastFetch> last_fetch(const Repository& repository);

/// Whether `fetched` came from `remote`, as far as its address tells: Git leaves out who logs in,
/// slashes at the end and `.git`.
[[nodiscard]] bool comes_from(const FetchedRef& fetched, const Remote& remote);

/// What the log of a remote-tracking ref tells about how it was fetched.
struct FetchLog {
  bool is_kept = false;       ///< there is such a log
  bool made_by_push = false;  ///< a push from here made the branch
  bool last_by_name = false;  ///< the latest fetch that moved it asked for refs by name
  bool ever_whole = false;    ///< some fetch that moved it asked for all that is set up
  std::int64_t whole_at = 0;  ///< Unix seconds of the latest such fetch
};

/// Reads the log of `tracking`, a ref of `remote`. A push that moved it is no fetch.
[[nodiscard]] FetchLog fetch_log(const Repository& repository, const Remote& remote,
                                 const std::string& tracking);

/// When the repository was made by `git clone` from `remote`, in Unix seconds; nothing where its
/// logs do not say so.
[[nodiscard]] std::optional<std::int64_t> cloned_at(const Repository& repository,
                                                    const Remote& remote);

}  // namespace qualm::git
