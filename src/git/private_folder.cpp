// Files for other programs' eyes only.

#include "git/private_folder.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "git/disk.hpp"

namespace qualm::git {
namespace {

tl::unexpected<Error> no_file(const std::string& what) {
  return fail(ErrorCode::io, what + " cannot be written: " + std::strerror(errno),
              "make room in /tmp, and let the user of qualm write there");
}

}  // namespace

Result<PrivateFolder> PrivateFolder::make() {
  std::string path = "/tmp/qualm-XXXXXX";
  if (mkdtemp(path.data()) == nullptr) return no_file("a folder in /tmp");
  return PrivateFolder(std::move(path));
}

PrivateFolder::PrivateFolder(PrivateFolder&& other) noexcept
    : path_(std::exchange(other.path_, {})), files_(std::exchange(other.files_, {})) {}

PrivateFolder::~PrivateFolder() {
  if (path_.empty()) return;
  for (const std::string& file : files_) unlink(file.c_str());
  rmdir(path_.c_str());
}

Result<std::string> PrivateFolder::add(std::string_view name, std::string_view content) {
  std::string path = path_ + "/";
  path += name;
  const Descriptor file(
      open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR));
  if (!file.is_open()) return no_file(path);
  files_.push_back(path);
  while (!content.empty()) {
    const ssize_t written = write(file.get(), content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return no_file(path);
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return path;
}

}  // namespace qualm::git
