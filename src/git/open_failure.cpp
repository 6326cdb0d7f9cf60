// Telling apart why a repository cannot be opened.
//
// "Nothing there, so nothing to do" must never be said of a repository that is there and cannot be
// read: libgit2 1.5.1 says "not found" of a directory that belongs to somebody else, and of a
// `.git` it may not enter. So `not_found` is what remains when every other cause is excluded.

#include "git/open_failure.hpp"

#include <cerrno>
#include <filesystem>
#include <optional>
#include <utility>

#include <unistd.h>

namespace qualm::git {
namespace {

namespace fs = std::filesystem;

Error make(ErrorCode code, std::string message, std::string hint) {
  return Error{.code = code, .message = std::move(message), .hint = std::move(hint)};
}

bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

Error unsupported_extension(std::string_view text, const std::string& path) {
  constexpr std::string_view kPrefix = "extensions.";
  const std::size_t at = text.find(kPrefix);
  const std::string name(
      at == std::string_view::npos ? text : text.substr(at, text.find_first_of(" '\"", at) - at));
  if (name == "extensions.objectformat") {
    return make(ErrorCode::unsupported, "the repository uses SHA-256 object names: " + path,
                "this build reads SHA-1 repositories only");
  }
  if (name == "extensions.refstorage") {
    return make(ErrorCode::unsupported,
                "the repository keeps its refs in a format this build cannot read: " + path,
                "`git refs migrate --ref-format=files` (Git 2.46 or later) converts a reftable");
  }
  return make(
      ErrorCode::unsupported,
      "the repository uses the extension '" + name + "', which this build does not know: " + path,
      "see `git config --get-regexp '^extensions'`");
}

/// The work tree around a `.git` directory, which is what Git compares with safe.directory.
std::string owned_directory(const OpenFailure& failure) {
  fs::path found(failure.found.empty() ? failure.path : failure.found);
  if (!found.has_filename()) found = found.parent_path();
  return found.filename() == ".git" ? found.parent_path().string() : found.string();
}

/// The nearest `.git` at or above `start` that is there; and whether we may look into it.
std::optional<std::pair<fs::path, bool>> nearest_git(const fs::path& start) {
  for (fs::path at = start;; at = at.parent_path()) {
    std::error_code error;
    const fs::path candidate = at / ".git";
    const fs::file_status status = fs::symlink_status(candidate, error);
    if (error == std::errc::permission_denied) return std::pair(candidate, false);
    if (fs::exists(status)) {
      const int wanted = fs::is_directory(status) ? R_OK | X_OK : R_OK;
      const bool denied = access(candidate.c_str(), wanted) != 0 && errno == EACCES;
      return std::pair(candidate, !denied);
    }
    if (at == at.parent_path()) return std::nullopt;
  }
}

Error permission_denied(const std::string& what) {
  return make(ErrorCode::io, "the repository or its settings may not be read: " + what,
              "run as a user who may read it, with a HOME of their own");
}

}  // namespace

Error explain(const OpenFailure& failure) {
  const std::string& text = failure.text;
  if (failure.foreign_owner || contains(text, "safe.directory")) {
    const std::string directory = owned_directory(failure);
    return make(
        ErrorCode::unsupported, "the repository belongs to another user: " + directory,
        "if you trust it, run `git config --global --add safe.directory " + directory + "`");
  }
  if (contains(text, "unsupported extension")) return unsupported_extension(text, failure.path);
  if (contains(text, "unknown object format") || contains(text, "unsupported object format")) {
    return unsupported_extension("extensions.objectformat", failure.path);
  }
  if (contains(text, "unsupported repository version")) {
    return make(ErrorCode::unsupported, text + ": " + failure.path,
                "see `git config core.repositoryformatversion`");
  }
  if (failure.refused || contains(text, "Permission denied")) return permission_denied(text);
  if (!failure.not_found) {
    return make(ErrorCode::invalid, "the repository cannot be opened: " + text,
                "`git status` there may say more, and `git fsck` looks for damage");
  }
  if (failure.explicit_path) {
    return make(ErrorCode::not_found, "GIT_DIR names no Git repository: " + failure.path,
                "unset GIT_DIR, or let it name the directory that holds HEAD");
  }
  if (const auto git = nearest_git(failure.path)) {
    if (!git->second) return permission_denied("permission denied: " + git->first.string());
    return make(ErrorCode::invalid, "the repository is damaged: " + git->first.string(),
                "HEAD, objects or refs are missing from it; run `git status` there");
  }
  return make(ErrorCode::not_found, "not a Git repository: " + failure.path,
              "run inside a Git repository or pass --repo");
}

}  // namespace qualm::git
