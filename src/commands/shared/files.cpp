// Files outside the trees of a repository: read with a bound, written whole or not at all.

#include <cerrno>
#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands/shared/workspace.hpp"

namespace qualm::commands {
namespace {

/// A file descriptor that closes itself.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int get() const { return number_; }
  [[nodiscard]] bool close() { return ::close(std::exchange(number_, -1)) == 0; }

 private:
  int number_;
};

tl::unexpected<Error> system_failure(const std::string& path, std::string_view what) {
  return fail(Error{
      .code = ErrorCode::io,
      .message = fmt::format("{}: {}", what, std::strerror(errno)),
      .where = Location{path, {}}});  // NOLINT(concurrency-mt-unsafe): read at once, on one thread
}

bool write_all(int file, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(file, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

std::string absolute_path(const Session& session, const std::string& path) {
  return (std::filesystem::path(session.cwd) / path).lexically_normal().string();
}

Result<std::string> read_file(const std::string& path, std::size_t at_most) {
  const Descriptor file(::open(
      path.c_str(),
      O_RDONLY | O_CLOEXEC | O_NONBLOCK));  // NOLINT(cppcoreguidelines-pro-type-vararg): POSIX
  if (file.get() < 0) return system_failure(path, "cannot be read");
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return system_failure(path, "cannot be read");
  if (!S_ISREG(status.st_mode))
    return fail(Error{
        .code = ErrorCode::io, .message = "is no ordinary file", .where = Location{path, {}}});
  std::string content;
  std::string buffer(64 * 1024, '\0');
  for (;;) {
    const ssize_t got = ::read(file.get(), buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_failure(path, "cannot be read");
    if (got == 0) return content;
    content.append(buffer, 0, static_cast<std::size_t>(got));
    if (content.size() > at_most) {
      return fail(Error{.code = ErrorCode::limit,
                        .message = fmt::format("is over the limit of {} bytes", at_most),
                        .where = Location{path, {}}});
    }
  }
}

Result<void> write_file(const std::string& path, std::string_view content) {
  std::string temporary = path + ".XXXXXX";
  Descriptor file(::mkostemp(temporary.data(), O_CLOEXEC));
  if (file.get() < 0) return system_failure(path, "cannot be written");
  constexpr mode_t kReadable = 0644;
  const bool written = write_all(file.get(), content) && ::fchmod(file.get(), kReadable) == 0 &&
                       ::fsync(file.get()) == 0 && file.close() &&
                       ::rename(temporary.c_str(), path.c_str()) == 0;
  if (written) return {};
  auto failure = system_failure(path, "cannot be written");
  ::unlink(temporary.c_str());
  return failure;
}

}  // namespace qualm::commands
