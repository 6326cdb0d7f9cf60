// Reading the work tree as data that somebody else may be changing.
//
// Each step opens one name relative to the directory before it, without following links, so that
// no path leads out of the work tree, not even one that is replaced between two calls.

#include "git/disk.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/entry_name.hpp"
#include "support/limits.hpp"

namespace qualm::git {
namespace {

constexpr int kDirectory = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
// A FIFO without a writer would block an ordinary open for ever.
constexpr int kFile = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;

tl::unexpected<Error> refused(int code, std::string_view path) {
  const bool gone = code == ENOENT || code == ENOTDIR;
  const std::string place = path.empty() ? "the work tree" : visible_name(path);
  return fail(gone ? ErrorCode::not_found : ErrorCode::io,
              place + ": " + (gone ? "no such file" : std::strerror(code)),
              code == EACCES ? "run as a user who may read it" : "");
}

tl::unexpected<Error> too_large(std::string_view path, std::size_t at_most) {
  return fail(ErrorCode::limit,
              visible_name(path) + " is larger than " + std::to_string(at_most) + " bytes");
}

bool is_missing(int code) { return code == ENOENT || code == ENOTDIR || code == ELOOP; }

DiskKind kind_of(const struct stat& status) {
  if (S_ISREG(status.st_mode)) {
    return (status.st_mode & S_IXUSR) != 0 ? DiskKind::executable : DiskKind::file;
  }
  if (S_ISDIR(status.st_mode)) return DiskKind::directory;
  return S_ISLNK(status.st_mode) ? DiskKind::symlink : DiskKind::other;
}

/// What a directory entry says of itself; some file systems leave it open.
std::optional<DiskKind> kind_of_type(unsigned char type) {
  switch (type) {
    case DT_REG:
      return DiskKind::file;
    case DT_DIR:
      return DiskKind::directory;
    case DT_LNK:
      return DiskKind::symlink;
    case DT_UNKNOWN:
      return std::nullopt;
    default:
      return DiskKind::other;
  }
}

/// Git sorts a directory as if its name ended in a slash.
bool tree_order(const DiskItem& left, const DiskItem& right) {
  const std::size_t common = std::min(left.name.size(), right.name.size());
  const int order = left.name.compare(0, common, right.name, 0, common);
  if (order != 0) return order < 0;
  const auto next = [common](const DiskItem& item) -> unsigned char {
    if (item.name.size() > common) return static_cast<unsigned char>(item.name[common]);
    return item.kind == DiskKind::directory ? '/' : '\0';
  };
  return next(left) < next(right);
}

Result<std::string> read_link(int directory, const std::string& name, std::string_view path,
                              std::size_t at_most) {
  std::string target(std::min(at_most, limits::kPathBytes) + 1, '\0');
  const ssize_t length = readlinkat(directory, name.c_str(), target.data(), target.size());
  if (length < 0) return refused(errno, path);
  if (static_cast<std::size_t>(length) == target.size()) return too_large(path, at_most);
  target.resize(static_cast<std::size_t>(length));
  return target;
}

Result<std::string> read_all(int file, std::size_t expected, std::string_view path,
                             std::size_t at_most) {
  std::string content(std::min(expected, at_most) + 1, '\0');
  std::size_t length = 0;
  while (true) {
    const ssize_t got = ::read(file, content.data() + length, content.size() - length);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return refused(errno, path);
    if (got == 0) break;
    length += static_cast<std::size_t>(got);
    if (length > at_most) return too_large(path, at_most);
    // The file has grown since it was measured.
    if (length == content.size()) content.resize(std::min(length * 2, at_most + 1));
  }
  content.resize(length);
  return content;
}

}  // namespace

Descriptor::~Descriptor() {
  if (number_ >= 0) close(number_);
}

Result<Descriptor> open_top(const std::string& path) {
  // The way to the work tree is the user's own; links on it are followed.
  Descriptor top(open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!top.is_open()) return refused(errno, "");
  return top;
}

Result<Descriptor> open_directory(int top, std::string_view path) {
  Descriptor current;
  for (const std::string_view component : path_components(path)) {
    const int parent = current.is_open() ? current.get() : top;
    Descriptor next(openat(parent, std::string(component).c_str(), kDirectory));
    if (!next.is_open()) {
      if (is_missing(errno)) return Descriptor();
      return refused(errno, path);
    }
    current = std::move(next);
  }
  return current;
}

Result<std::optional<DiskKind>> kind_at(int directory, const std::string& name,
                                        std::string_view path) {
  struct stat status = {};
  if (fstatat(directory, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0) return kind_of(status);
  if (is_missing(errno)) return std::nullopt;
  return refused(errno, path);
}

Result<Listing> list_directory(int parent, const std::string& name, std::string_view path) {
  const int descriptor = openat(parent, name.c_str(), kDirectory);
  if (descriptor < 0) return refused(errno, path);
  Listing listing;
  listing.directory.reset(fdopendir(descriptor));
  if (!listing.directory) {
    const int code = errno;
    close(descriptor);
    return refused(code, path);
  }
  while (true) {
    errno = 0;
    const dirent* const found = readdir(listing.directory.get());
    if (found == nullptr) {
      if (errno != 0) return refused(errno, path);
      break;
    }
    const std::string_view called = found->d_name;
    if (called == "." || called == ".." || called == ".git") continue;
    DiskItem item{.name = std::string(called)};
    if (const auto kind = kind_of_type(found->d_type)) {
      item.kind = *kind;
    } else {
      QUALM_ASSIGN(const auto looked_up,
                   kind_at(listing.descriptor(), item.name, join_path(path, called)));
      if (!looked_up) continue;  // it went away while we were looking
      item.kind = *looked_up;
    }
    listing.items.push_back(std::move(item));
    if (listing.items.size() > limits::kTreeEntries) {
      return fail(ErrorCode::limit, visible_name(path) + " has more than " +
                                        std::to_string(limits::kTreeEntries) + " entries");
    }
  }
  std::sort(listing.items.begin(), listing.items.end(), tree_order);
  return listing;
}

Result<std::string> read_at(int directory, const std::string& name, std::string_view path,
                            std::size_t at_most) {
  const Descriptor file(openat(directory, name.c_str(), kFile));
  if (!file.is_open()) {
    if (errno == ELOOP) return read_link(directory, name, path, at_most);
    if (errno == ENXIO) {
      return fail(ErrorCode::unsupported, visible_name(path) + " is not a regular file");
    }
    return refused(errno, path);
  }
  struct stat status = {};
  if (fstat(file.get(), &status) != 0) return refused(errno, path);
  if (!S_ISREG(status.st_mode)) {
    return fail(ErrorCode::unsupported, visible_name(path) + " is not a regular file");
  }
  const auto size = static_cast<std::size_t>(std::max<off_t>(status.st_size, 0));
  if (size > at_most) return too_large(path, at_most);
  return read_all(file.get(), size, path, at_most);
}

}  // namespace qualm::git
