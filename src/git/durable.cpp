// libgit2 flushes the files it writes and the directory that each is in, but not the directories it
// makes on the way there.

#include "git/durable.hpp"

#include <cerrno>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

#include "git/disk.hpp"

namespace qualm::git {

Result<void> flush_directory(const std::string& path) {
  const Descriptor directory(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  int error = directory.is_open() ? 0 : errno;
  if (error == 0 && ::fsync(directory.get()) != 0) error = errno;
  if (error == 0 || error == EINVAL || error == ENOTSUP) return {};
  return fail(ErrorCode::io, path + " cannot be flushed to disk: " +
                                 std::error_code(error, std::generic_category()).message());
}

Result<void> flush_directories_above(std::string path, const std::string& top) {
  while (path.size() > top.size()) {
    path.resize(path.rfind('/'));
    QUALM_TRY(flush_directory(path));
  }
  return {};
}

}  // namespace qualm::git
