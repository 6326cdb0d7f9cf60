// The files of a hook directory.
//
// A moment without a hook would be a moment in which a push passes, so nothing here takes a hook
// away before its successor is in its place.

#include "git/hook_file.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "support/limits.hpp"

namespace qualm::git {
namespace {

constexpr mode_t kPermissions = 07777;

bool write_all(int file, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(file, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

HookFileKind kind_of(const struct stat& status) {
  if (S_ISREG(status.st_mode)) return HookFileKind::file;
  return S_ISLNK(status.st_mode) ? HookFileKind::link : HookFileKind::other;
}

/// The first bytes of a file, links followed; as many as can be read.
std::string beginning_of(int directory, const std::string& name) {
  const Descriptor file(openat(directory, name.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  struct stat status {};
  if (!file.is_open() || fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) return {};
  std::string text(limits::kHookFileBytes, '\0');
  std::size_t length = 0;
  while (length < text.size()) {
    const ssize_t got = ::read(file.get(), text.data() + length, text.size() - length);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    length += static_cast<std::size_t>(got);
  }
  text.resize(length);
  return text;
}

/// A new file that nobody else has; its name goes to `name`. Closed when there is none.
Descriptor new_file(int directory, const std::string& stem, std::string& name) {
  constexpr int kTries = 100;
  for (int number = 0; number < kTries; ++number) {
    name = "." + stem + ".qualm-new-" + std::to_string(number);
    Descriptor file(openat(directory, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
                           S_IRUSR | S_IWUSR));
    if (file.is_open() || errno != EEXIST) return file;
  }
  return Descriptor();
}

}  // namespace

Result<HookFolder> HookFolder::open(const std::string& path) {
  Descriptor descriptor(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!descriptor.is_open()) {
    return fail(ErrorCode::io, path + " cannot be opened: " + std::strerror(errno));
  }
  return HookFolder(std::move(descriptor), path);
}

tl::unexpected<Error> HookFolder::failure(const std::string& name, std::string_view what) const {
  const std::string reason = std::strerror(errno);
  return fail(ErrorCode::io, path_ + "/" + name + " " + std::string(what) + ": " + reason,
              "run as a user who may write in " + path_);
}

Result<HookFile> HookFolder::look(const std::string& name) const {
  struct stat status {};
  if (fstatat(descriptor_.get(), name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
    if (errno == ENOENT) return HookFile{};
    return failure(name, "cannot be looked at");
  }
  HookFile file{.kind = kind_of(status)};
  if (fstatat(descriptor_.get(), name.c_str(), &status, 0) == 0) {
    file.mode = status.st_mode & kPermissions;
  }
  file.runs = faccessat(descriptor_.get(), name.c_str(), X_OK, 0) == 0;
  if (file.kind != HookFileKind::other) file.text = beginning_of(descriptor_.get(), name);
  return file;
}

Result<void> HookFolder::put(const std::string& name, std::string_view text, mode_t mode) const {
  const int directory = descriptor_.get();
  std::string temporary;
  const Descriptor file = new_file(directory, name, temporary);
  if (!file.is_open()) return failure(name, "cannot be written");
  const bool done = write_all(file.get(), text) && fchmod(file.get(), mode) == 0 &&
                    fsync(file.get()) == 0 &&
                    renameat(directory, temporary.c_str(), directory, name.c_str()) == 0;
  if (done) return flush();
  auto error = failure(name, "cannot be written");
  unlinkat(directory, temporary.c_str(), 0);
  return error;
}

Result<void> HookFolder::keep(const std::string& name, const std::string& kept) const {
  const int directory = descriptor_.get();
  if (linkat(directory, name.c_str(), directory, kept.c_str(), 0) == 0) return flush();
  if (errno != EEXIST) {
    // A file system without second names: then it changes its name, and is missing until `put`.
    struct stat status {};
    const bool is_free =
        fstatat(directory, kept.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0 && errno == ENOENT;
    if (is_free && renameat(directory, name.c_str(), directory, kept.c_str()) == 0) return flush();
    if (!is_free) errno = EEXIST;
  }
  if (errno == EEXIST) {
    return fail(ErrorCode::invalid, path_ + "/" + kept + " is there already",
                "look at what it is, then remove it or give it another name");
  }
  return failure(name, "cannot be kept as " + kept);
}

Result<void> HookFolder::give_back(const std::string& kept, const std::string& name) const {
  const int directory = descriptor_.get();
  // Renaming one of two names of a file to the other would leave both.
  struct stat first {};
  struct stat second {};
  const bool same = fstatat(directory, kept.c_str(), &first, AT_SYMLINK_NOFOLLOW) == 0 &&
                    fstatat(directory, name.c_str(), &second, AT_SYMLINK_NOFOLLOW) == 0 &&
                    first.st_ino == second.st_ino && first.st_dev == second.st_dev;
  const int result = same ? unlinkat(directory, kept.c_str(), 0)
                          : renameat(directory, kept.c_str(), directory, name.c_str());
  if (result != 0) return failure(name, "cannot be given back from " + kept);
  return flush();
}

Result<void> HookFolder::remove(const std::string& name) const {
  if (unlinkat(descriptor_.get(), name.c_str(), 0) != 0) return failure(name, "cannot be removed");
  return flush();
}

Result<void> HookFolder::flush() const {
  if (fsync(descriptor_.get()) == 0 || errno == EINVAL || errno == EROFS) return {};
  return failure(".", "cannot be flushed to disk");
}

}  // namespace qualm::git
