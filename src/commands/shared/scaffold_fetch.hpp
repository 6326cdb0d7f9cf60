// Bringing one commit of a repository somewhere else, to read it and nothing more.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "commands/session.hpp"
#include "git/repository.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// A repository, and the one commit of it that is meant.
struct PinnedUrl {
  std::string url;
  std::string commit;  ///< full id, lower-case hex
};

/// `URL@COMMIT` with a full id; nothing for anything else.
[[nodiscard]] std::optional<PinnedUrl> parse_pinned(std::string_view text);

/// Whether `text` can only be the address of a repository: `https://…`, `name@host:path`, `….git`.
[[nodiscard]] bool looks_like_url(std::string_view text);

/// A folder that is removed with everything in it.
class ScratchFolder {
 public:
  explicit ScratchFolder(std::string path) : path_(std::move(path)) {}
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ScratchFolder(ScratchFolder&&) = delete;
  ScratchFolder& operator=(ScratchFolder&&) = delete;
  ~ScratchFolder();

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

struct FetchedCommit {
  std::shared_ptr<const ScratchFolder> folder;  ///< keeps what was fetched on disk
  git::Repository repository;
  git::Revision revision;
};

/// Fetches the commit with the user's `git` into a bare repository of its own in /tmp, readable by
/// nobody else: no hook, no submodule, no work tree, and no way to reach a remote but files, SSH,
/// HTTP and Git's own. What arrives has the id that was asked for, or it is `not_found`. `io` with
/// git's words when it cannot be fetched, `limit` when that takes more than five minutes.
[[nodiscard]] Result<FetchedCommit> fetch_commit(const Session& session, const PinnedUrl& from);

}  // namespace qualm::commands
