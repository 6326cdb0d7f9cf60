// Files on disk, reached one directory at a time and never through a symbolic link.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <dirent.h>

#include "support/c_handle.hpp"
#include "support/result.hpp"

namespace qualm::git {

/// Owns a file descriptor.
class Descriptor {
 public:
  explicit Descriptor(int number = -1) : number_(number) {}
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor();

  [[nodiscard]] int get() const { return number_; }
  [[nodiscard]] bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

/// What stands on disk; `other` is a FIFO, a socket or a device.
enum class DiskKind : std::uint8_t { file, executable, directory, symlink, other };

/// Closes a directory that is being listed.
using DirectoryStream = CHandle<DIR, closedir>;

struct DiskItem {
  std::string name;
  DiskKind kind = DiskKind::file;
};

/// Opens the directory at `path`, from which everything else is reached.
[[nodiscard]] Result<Descriptor> open_top(const std::string& path);

/// Opens the directory `path`, component by component below `top`; a closed descriptor when one of
/// them is not there, is a symbolic link or no directory. `io` when permission is denied.
[[nodiscard]] Result<Descriptor> open_directory(int top, std::string_view path);

/// What is called `name` in an open directory; nothing when nothing is. `path` is for messages.
[[nodiscard]] Result<std::optional<DiskKind>> kind_at(int directory, const std::string& name,
                                                      std::string_view path);

/// Everything in a directory but `.`, `..` and `.git`, in the order of a Git tree. Listing does not
/// look at the files: an executable one is a `file` here, and `kind_at` tells.
struct Listing {
  DirectoryStream directory;
  std::vector<DiskItem> items;

  [[nodiscard]] int descriptor() const { return dirfd(directory.get()); }
};

/// Lists the directory `name` of an open directory; `path` is for messages.
[[nodiscard]] Result<Listing> list_directory(int parent, const std::string& name,
                                             std::string_view path);

/// The content of the regular file `name` in an open directory, or the target of a symbolic link.
/// `limit` when it is longer than `at_most` bytes, `not_found` when it has gone, `io` when it may
/// not be read, `unsupported` when it is neither file nor link; never waits for a writer.
[[nodiscard]] Result<std::string> read_at(int directory, const std::string& name,
                                          std::string_view path, std::size_t at_most);

}  // namespace qualm::git
