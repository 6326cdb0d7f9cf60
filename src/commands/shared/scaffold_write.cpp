// Files are reached one folder at a time and never through a symbolic link, so that no path leads
// out of the work tree. What was made is remembered until everything stands, to take it back.

#include "commands/shared/scaffold_write.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <set>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "git/disk.hpp"
#include "model/entry_name.hpp"
#include "support/limits.hpp"
#include "support/path.hpp"

namespace qualm::commands {
namespace {

constexpr int kFolder = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
constexpr int kNewFile = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
constexpr mode_t kFolderMode = 0777;
constexpr mode_t kFileMode = 0666;
constexpr mode_t kProgramMode = 0777;

tl::unexpected<Error> refused(ErrorCode code, const std::string& path, std::string message,
                              std::string hint = {}) {
  return fail(Error{.code = code,
                    .message = std::move(message),
                    .where = Location{path, {}},
                    .hint = std::move(hint)});
}

tl::unexpected<Error> system_failure(const std::string& path, std::string_view what) {
  const int code = errno;
  return refused(ErrorCode::io, path,
                 fmt::format("{}: {}", what,
                             std::strerror(code)),  // NOLINT(concurrency-mt-unsafe): one thread
                 code == EACCES || code == EROFS ? "run as a user who may write there" : "");
}

Result<void> check_path(const std::string& path) {
  QUALM_TRY(check_path_limits(path));
  const auto components = path_components(path);
  if (components.empty())
    return refused(ErrorCode::invalid, path, "is no path of a file in this repository");
  for (const std::string_view name : components) {
    const std::string_view fault = entry_name_fault(name);
    if (!fault.empty())
      return refused(ErrorCode::invalid, path,
                     fmt::format("no file of a repository can be called so: {}", fault));
  }
  return {};
}

/// A name beside the place of a file, for as long as it is written.
std::string temporary_name(std::size_t number) {
  return fmt::format(".qualm-{}-{}", ::getpid(), number);
}

/// Whether `name` is a temporary one of a process that is gone.
bool is_left_over(std::string_view name) {
  constexpr std::string_view kStart = ".qualm-";
  if (!name.starts_with(kStart)) return false;
  const char* const end = name.data() + name.size();
  pid_t process = 0;
  std::size_t number = 0;
  const auto dash = std::from_chars(name.data() + kStart.size(), end, process);
  if (dash.ec != std::errc() || process <= 0 || dash.ptr == end || *dash.ptr != '-') return false;
  const auto last = std::from_chars(dash.ptr + 1, end, number);
  return last.ec == std::errc() && last.ptr == end && ::kill(process, 0) != 0 && errno == ESRCH;
}

/// Lets two files trade places at once, so that no name is ever without a file; false where the
/// system or the file system cannot.
bool trade_places([[maybe_unused]] int folder, [[maybe_unused]] const std::string& one,
                  [[maybe_unused]] const std::string& other) {
#ifdef RENAME_EXCHANGE
  return ::renameat2(folder, one.c_str(), folder, other.c_str(), RENAME_EXCHANGE) == 0;
#else
  return false;
#endif
}

/// Everything that was made, newest last; taken back unless it is kept.
class Undo {
 public:
  Undo() = default;
  Undo(const Undo&) = delete;
  Undo& operator=(const Undo&) = delete;
  Undo(Undo&&) = delete;
  Undo& operator=(Undo&&) = delete;
  ~Undo() {
    for (auto made = made_.rbegin(); made != made_.rend(); ++made) {
      if (!made->backup.empty()) {
        ::renameat(made->folder, made->backup.c_str(), made->folder, made->name.c_str());
        ::unlinkat(made->folder, made->backup.c_str(), 0);  // two links to one file are not renamed
      } else {
        ::unlinkat(made->folder, made->name.c_str(), made->is_folder ? AT_REMOVEDIR : 0);
      }
    }
  }

  void made_file(int folder, std::string name) { made_.push_back({folder, std::move(name), {}}); }
  void made_folder(int parent, std::string name) {
    made_.push_back({parent, std::move(name), {}, true});
  }
  void replaced(int folder, std::string name, std::string backup) {
    made_.push_back({folder, std::move(name), std::move(backup)});
  }
  /// A temporary file that is at its place now, or gone.
  void forget(int folder, std::string_view name) {
    const auto found = std::find_if(made_.begin(), made_.end(), [&](const Made& made) {
      return made.folder == folder && made.name == name;
    });
    if (found != made_.end()) made_.erase(found);
  }
  void keep() { made_.clear(); }

 private:
  struct Made {
    int folder;
    std::string name;
    std::string backup;  ///< the name that holds what `name` was before; empty: there was nothing
    bool is_folder = false;
  };
  std::vector<Made> made_;
};

/// A file on its way.
struct Staged {
  const NewContent* file = nullptr;
  int folder = -1;
  std::string name;
  std::string temporary;
};

/// Folders that are open until all is done: what is undone is reached through them.
class Writer {
 public:
  explicit Writer(git::Descriptor top) { folders_.push_back({"", std::move(top)}); }

  Result<void> stage(const NewContent& file);
  Result<void> place();
  void keep() { undo_.keep(); }

 private:
  struct Open {
    std::string path;
    git::Descriptor descriptor;
  };
  Result<int> folder(const std::string& path);
  Result<int> open_folder(int parent, const std::string& name, const std::string& path);
  Result<void> place_new(const Staged& staged);
  Result<void> place_over(const Staged& staged);

  // Descriptors outlive what undoes through them: members are destroyed from the last to the first.
  std::vector<Open> folders_;
  Undo undo_;
  std::vector<Staged> staged_;
  std::vector<std::pair<int, std::string>> backups_;
};

Result<int> Writer::open_folder(int parent, const std::string& name, const std::string& path) {
  int opened = ::openat(parent, name.c_str(), kFolder);
  if (opened < 0 && errno == ENOENT) {
    if (::mkdirat(parent, name.c_str(), kFolderMode) != 0)
      return system_failure(path, "the folder cannot be made");
    undo_.made_folder(parent, name);
    opened = ::openat(parent, name.c_str(), kFolder);
  }
  if (opened < 0 && (errno == ELOOP || errno == ENOTDIR)) {
    return refused(ErrorCode::invalid, path, "is a symbolic link or a file, and no folder",
                   "nothing was written; name another folder");
  }
  if (opened < 0) return system_failure(path, "the folder cannot be opened");
  return opened;
}

Result<int> Writer::folder(const std::string& path) {
  const auto known = std::find_if(folders_.begin(), folders_.end(),
                                  [&](const Open& open) { return open.path == path; });
  if (known != folders_.end()) return known->descriptor.get();
  QUALM_ASSIGN(const int parent, folder(std::string(folder_part(path))));
  QUALM_ASSIGN(const int opened, open_folder(parent, std::string(name_part(path)), path));
  folders_.push_back({path, git::Descriptor(opened)});
  return opened;
}

bool write_whole(int file, std::string_view content) {
  while (!content.empty()) {
    const ssize_t written = ::write(file, content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    content.remove_prefix(static_cast<std::size_t>(written));
  }
  return ::fsync(file) == 0;
}

Result<void> Writer::stage(const NewContent& file) {
  QUALM_TRY(check_path(file.path));
  QUALM_ASSIGN(const int folder_there, folder(std::string(folder_part(file.path))));
  Staged staged{.file = &file,
                .folder = folder_there,
                .name = std::string(name_part(file.path)),
                .temporary = temporary_name(staged_.size())};
  const git::Descriptor made(::openat(folder_there, staged.temporary.c_str(), kNewFile,
                                      file.executable ? kProgramMode : kFileMode));
  if (!made.is_open()) return system_failure(file.path, "cannot be written");
  undo_.made_file(folder_there, staged.temporary);
  if (!write_whole(made.get(), file.content)) return system_failure(file.path, "cannot be written");
  staged_.push_back(std::move(staged));
  return {};
}

/// A link fails where something stands already, which a rename would replace.
Result<void> Writer::place_new(const Staged& staged) {
  const std::string& path = staged.file->path;
  if (::linkat(staged.folder, staged.temporary.c_str(), staged.folder, staged.name.c_str(), 0) ==
      0) {
    undo_.made_file(staged.folder, staged.name);
    return {};
  }
  if (errno == EEXIST)
    return refused(ErrorCode::io, path, "appeared while this was at work",
                   "look at it, then again");
  if (errno != EPERM && errno != EOPNOTSUPP && errno != EMLINK)
    return system_failure(path, "cannot be written");
  // A file system without links.
  struct stat status {};
  if (::fstatat(staged.folder, staged.name.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0)
    return refused(ErrorCode::io, path, "appeared while this was at work",
                   "look at it, then again");
  if (::renameat(staged.folder, staged.temporary.c_str(), staged.folder, staged.name.c_str()) != 0)
    return system_failure(path, "cannot be written");
  undo_.forget(staged.folder, staged.temporary);
  undo_.made_file(staged.folder, staged.name);
  return {};
}

Result<void> Writer::place_over(const Staged& staged) {
  const std::string& path = staged.file->path;
  const auto now = git::read_at(staged.folder, staged.name, path, limits::kDocumentBytes);
  if (!now || *now != *staged.file->before)
    return refused(ErrorCode::io, path, "changed while this was at work", "look at it, then again");
  struct stat status {};
  if (::fstatat(staged.folder, staged.name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0 ||
      ::fchmodat(staged.folder, staged.temporary.c_str(), status.st_mode & 07777U, 0) != 0)
    return system_failure(path, "cannot be written");
  if (trade_places(staged.folder, staged.temporary, staged.name)) {
    undo_.forget(staged.folder, staged.temporary);
    undo_.replaced(staged.folder, staged.name, staged.temporary);
    return {};
  }
  const std::string backup = staged.temporary + ".before";
  if (::linkat(staged.folder, staged.name.c_str(), staged.folder, backup.c_str(), 0) != 0 &&
      ::renameat(staged.folder, staged.name.c_str(), staged.folder, backup.c_str()) != 0)
    return system_failure(path, "cannot be replaced");
  undo_.replaced(staged.folder, staged.name, backup);
  if (::renameat(staged.folder, staged.temporary.c_str(), staged.folder, staged.name.c_str()) != 0)
    return system_failure(path, "cannot be written");
  undo_.forget(staged.folder, staged.temporary);
  backups_.emplace_back(staged.folder, backup);
  return {};
}

Result<void> Writer::place() {
  for (const Staged& staged : staged_) {
    QUALM_TRY(staged.file->before ? place_over(staged) : place_new(staged));
  }
  undo_.keep();
  for (const Staged& staged : staged_) ::unlinkat(staged.folder, staged.temporary.c_str(), 0);
  for (const auto& [folder, backup] : backups_) ::unlinkat(folder, backup.c_str(), 0);
  for (const Open& open : folders_) ::fsync(open.descriptor.get());
  return {};
}

/// The odd thing that a kind is, for a message.
std::string_view words_for(git::DiskKind kind) {
  if (kind == git::DiskKind::symlink) return "a symbolic link";
  return kind == git::DiskKind::directory ? "a folder" : "no ordinary file";
}

/// Refuses a folder that is a link, a file or the top of another repository; whether it is there.
Result<bool> check_folder(int parent, const std::string& name, const std::string& path) {
  QUALM_ASSIGN(const auto kind, git::kind_at(parent, name, path));
  if (!kind) return false;
  if (*kind == git::DiskKind::directory) return true;
  return refused(ErrorCode::invalid, path,
                 *kind == git::DiskKind::symlink ? "leads through a symbolic link"
                                                 : "is a file, and no folder",
                 "nothing was written; name another folder");
}

}  // namespace

Result<scaffold::Standing> look_in_work_tree(const git::Repository& repository,
                                             const std::string& path) {
  QUALM_TRY(check_path(path));
  QUALM_ASSIGN(git::Descriptor folder, git::open_top(repository.root()));
  const auto components = path_components(path);
  std::string so_far;
  for (std::size_t i = 0; i + 1 < components.size(); ++i) {
    const std::string name(components[i]);
    so_far = join_path(so_far, name);
    QUALM_ASSIGN(const bool there, check_folder(folder.get(), name, so_far));
    if (!there) return scaffold::Standing{};
    QUALM_ASSIGN(folder, git::open_directory(folder.get(), name));
    if (!folder.is_open()) return refused(ErrorCode::io, so_far, "cannot be looked into");
    QUALM_ASSIGN(const auto nested, git::kind_at(folder.get(), ".git", so_far));
    if (nested)
      return refused(ErrorCode::invalid, so_far, "is another repository, within this one",
                     "run this there");
  }
  const std::string name(components.back());
  QUALM_ASSIGN(const auto kind, git::kind_at(folder.get(), name, path));
  if (!kind) return scaffold::Standing{};
  if (*kind != git::DiskKind::file && *kind != git::DiskKind::executable)
    return scaffold::Standing{.text = {}, .odd = std::string(words_for(*kind))};
  auto text = git::read_at(folder.get(), name, path, limits::kDocumentBytes);
  if (text) return scaffold::Standing{.text = *std::move(text)};
  if (text.error().code == ErrorCode::limit)
    return scaffold::Standing{.text = {}, .odd = "larger than any document"};
  return fail(std::move(text).error());
}

Result<void> write_together(const git::Repository& repository,
                            const std::vector<NewContent>& files) {
  QUALM_ASSIGN(git::Descriptor top, git::open_top(repository.root()));
  Writer writer(std::move(top));
  for (const NewContent& file : files) QUALM_TRY(writer.stage(file));
  return writer.place();
}

std::size_t clear_leftovers(const git::Repository& repository,
                            const std::vector<std::string>& paths) {
  const auto top = git::open_top(repository.root());
  if (!top) return 0;
  std::set<std::string> folders;
  for (const std::string& path : paths) folders.emplace(folder_part(path));
  std::size_t cleared = 0;
  for (const std::string& path : folders) {
    const auto folder = git::open_directory(top->get(), path);
    if (!folder || folder->is_open() == path.empty()) continue;
    const auto listing = git::list_directory(path.empty() ? top->get() : folder->get(), ".", path);
    if (!listing) continue;
    cleared += static_cast<std::size_t>(
        std::count_if(listing->items.begin(), listing->items.end(), [&](const git::DiskItem& item) {
          return item.kind == git::DiskKind::file && is_left_over(item.name) &&
                 ::unlinkat(listing->descriptor(), item.name.c_str(), 0) == 0;
        }));
  }
  return cleared;
}

}  // namespace qualm::commands
