// Finding and opening a repository, as Git would from the same directory and environment.
//
// The environment is read here and not by libgit2: its GIT_REPOSITORY_OPEN_FROM_ENV looks at the
// process (which tests and threads share), refuses GIT_WORK_TREE in 1.5.1, and cannot read quoted
// alternates. What it would do is done below, variable by variable.

#include <cstdlib>
#include <filesystem>

#include <git2/sys/repository.h>
#include <sys/stat.h>

#include "git/libgit2.hpp"
#include "git/open_failure.hpp"
#include "git/stored_tree.hpp"

namespace qualm::git {
namespace {

namespace fs = std::filesystem;

/// The environment of one attempt, with relative paths resolved where the search starts.
class Surroundings {
 public:
  explicit Surroundings(const OpenOptions& options) : options_(options) {
    std::error_code error;
    start_ = fs::weakly_canonical(options.path.empty() ? "." : options.path, error);
    if (error) start_ = fs::absolute(options.path, error);
  }

  [[nodiscard]] const fs::path& start() const { return start_; }

  [[nodiscard]] std::optional<std::string> text(const char* name) const {
    const auto found = options_.environment.find(name);
    if (found == options_.environment.end() || found->second.empty()) return std::nullopt;
    return found->second;
  }

  [[nodiscard]] std::optional<std::string> path(const char* name) const {
    const auto value = text(name);
    if (!value) return std::nullopt;
    return (start_ / *value).lexically_normal().string();
  }

 private:
  const OpenOptions& options_;
  fs::path start_;
};

std::string without_slash(std::string path) {
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

bool is_inside(const fs::path& path, const fs::path& directory) {
  const auto [in_directory, in_path] =
      std::mismatch(directory.begin(), directory.end(), path.begin(), path.end());
  return in_directory == directory.end();
}

fs::path canonical(const fs::path& path) {
  std::error_code error;
  fs::path result = fs::weakly_canonical(path, error);
  return error ? path : fs::path(without_slash(result.string()));
}

/// The Git directory that libgit2 sees from `start`; empty when there is none.
Result<std::string> discover(const fs::path& start) {
  git_buf found = GIT_BUF_INIT;
  const int code = git_repository_discover(&found, start.c_str(), 0, nullptr);
  if (code == GIT_ENOTFOUND) return std::string();
  if (code < 0) return fail(ErrorCode::invalid, last_error_text());
  std::string path(found.ptr, found.size);
  git_buf_dispose(&found);
  return path;
}

/// Whether the last failure was one of the operating system's; that settings cannot be reached is
/// not always marked as such.
bool is_system_error() {
  const git_error* const error = git_error_last();
  if (error == nullptr) return false;
  const bool settings = error->klass == GIT_ERROR_CONFIG &&
                        last_error_text().find("failed to stat") != std::string::npos;
  return error->klass == GIT_ERROR_OS || settings;
}

Error open_error(int code, const std::string& path, bool is_explicit) {
  OpenFailure failure{.not_found = code == GIT_ENOTFOUND,
                      .foreign_owner = code == GIT_EOWNER,
                      .refused = code != GIT_ENOTFOUND && is_system_error(),
                      .text = last_error_text(),
                      .path = path,
                      .explicit_path = is_explicit};
  if (const auto found = discover(path)) failure.found = *found;
  return explain(failure);
}

/// Git reads these; we do not, and judging something else than Git sees would be worse than
/// refusing.
Result<void> check_environment(const Surroundings& around) {
  for (const char* name : {"GIT_COMMON_DIR", "GIT_NAMESPACE"}) {
    if (around.text(name)) {
      return fail(ErrorCode::unsupported,
                  std::string(name) + " is set in the environment, which is not supported",
                  std::string("unset ") + name);
    }
  }
  return {};
}

Result<RepositoryHandle> open_handle(const Surroundings& around) {
  const auto git_dir = around.path("GIT_DIR");
  unsigned flags = 0;
  if (git_dir) flags |= GIT_REPOSITORY_OPEN_NO_SEARCH | GIT_REPOSITORY_OPEN_NO_DOTGIT;
  const auto crossing = around.text("GIT_DISCOVERY_ACROSS_FILESYSTEM");
  if (crossing && *crossing != "0" && *crossing != "false") flags |= GIT_REPOSITORY_OPEN_CROSS_FS;
  const std::string ceilings = around.text("GIT_CEILING_DIRECTORIES").value_or("");
  const std::string path = git_dir.value_or(around.start().string());
  RepositoryHandle handle;
  const int code = git_repository_open_ext(out(handle), path.c_str(), flags,
                                           ceilings.empty() ? nullptr : ceilings.c_str());
  if (code != 0) return fail(open_error(code, path, git_dir.has_value()));
#if LIBGIT2_VER_MAJOR > 1 || LIBGIT2_VER_MINOR >= 7
  if (git_repository_oid_type(handle.get()) != GIT_OID_SHA1) {
    return fail(explain(OpenFailure{.text = "unknown object format", .path = path}));
  }
#endif
  return handle;
}

/// A folder of the judged repository that holds HEAD, objects/ and refs/ is data, not a repository
/// to obey: whoever wrote it there wrote its settings and its history too.
Result<void> refuse_embedded(const Surroundings& around, const std::string& git_directory) {
  const fs::path git = canonical(git_directory);
  if (!is_inside(around.start(), git)) return {};
  QUALM_ASSIGN(const std::string found, discover(git.parent_path()));
  if (found.empty() || is_inside(git, canonical(found))) return {};
  return fail(
      ErrorCode::unsupported,
      "refusing a bare repository that lies inside the work tree of another: " + git.string(),
      "if you mean it, run with GIT_DIR=" + git.string());
}

/// A part of GIT_ALTERNATE_OBJECT_DIRECTORIES; Git quotes one that holds a colon.
std::string take_alternate(std::string_view& list) {
  std::string path;
  if (!list.starts_with('"')) {
    path = list.substr(0, list.find(':'));
    list.remove_prefix(std::min(list.size(), path.size() + 1));
    return path;
  }
  std::size_t at = 1;
  for (; at < list.size() && list[at] != '"'; ++at) {
    if (list[at] == '\\' && at + 1 < list.size()) ++at;
    path += list[at];
  }
  list.remove_prefix(std::min(list.size(), at + 2));
  return path;
}

/// Objects that a push has brought live in a quarantine until it is accepted.
Result<std::unique_ptr<ObjectStore>> open_objects(const Surroundings& around,
                                                  const std::string& common_directory,
                                                  git_repository* handle) {
  const auto directory = around.path("GIT_OBJECT_DIRECTORY");
  std::vector<std::string> alternates;
  const std::string listed = around.text("GIT_ALTERNATE_OBJECT_DIRECTORIES").value_or("");
  for (std::string_view rest = listed; !rest.empty();) {
    const std::string alternate = take_alternate(rest);
    if (!alternate.empty()) alternates.push_back((around.start() / alternate).string());
  }
  auto store = std::make_unique<ObjectStore>(directory.value_or(common_directory + "/objects"),
                                             std::move(alternates));
  const BorrowedOdb odb(*store);
  // The repository itself reads with the same database, so that it sees the same objects.
  if (odb.get() == nullptr || git_repository_set_odb(handle, odb.get()) != 0) {
    return fail(ErrorCode::io, "the object store cannot be opened: " + last_error_text(),
                "check GIT_OBJECT_DIRECTORY and GIT_ALTERNATE_OBJECT_DIRECTORIES");
  }
  return store;
}

/// What decides where the work tree is, strongest first.
struct Placement {
  std::optional<std::string> work_tree;
  bool bare = false;
};

/// config.worktree, which libgit2 before 1.8 does not read.
void read_worktree_config(git_repository* handle, Placement& placement) {
  ConfigHandle config;
  if (git_repository_config_snapshot(out(config), handle) < 0) return;
  if (!config_bool(config.get(), "extensions.worktreeconfig").value_or(false)) return;
  const fs::path git = git_repository_path(handle);
  ConfigHandle own;
  if (git_config_open_ondisk(out(own), (git / "config.worktree").c_str()) < 0) return;
  ConfigHandle values;
  if (git_config_snapshot(out(values), own.get()) < 0) return;
  placement.bare = config_bool(values.get(), "core.bare").value_or(placement.bare);
  if (const auto path = config_text(values.get(), "core.worktree")) {
    placement.work_tree = (git / *path).lexically_normal().string();
  }
}

Placement place(const Surroundings& around, git_repository* handle) {
  Placement placement{.bare = git_repository_is_bare(handle) == 1};
  read_worktree_config(handle, placement);
  // With GIT_DIR alone Git takes the current directory for the top of the work tree. For a `.git`
  // and for a linked work tree libgit2's own answer is the same in every hook, and a better one
  // elsewhere; for a directory of any other name it would take the one above.
  const fs::path git = without_slash(git_repository_path(handle));
  if (around.text("GIT_DIR") && !placement.work_tree && git.filename() != ".git" &&
      git_repository_is_worktree(handle) == 0) {
    ConfigHandle config;
    const bool stated = git_repository_config_snapshot(out(config), handle) == 0 &&
                        config_text(config.get(), "core.worktree").has_value();
    if (!stated) placement.work_tree = around.start().string();
  }
  if (placement.bare) placement.work_tree.reset();
  if (auto path = around.path("GIT_WORK_TREE")) {
    placement.work_tree = *std::move(path);
    placement.bare = false;
  }
  return placement;
}

Result<void> set_work_tree(git_repository* handle, const Placement& placement) {
  if (!placement.work_tree) return {};
  // Setting what is set already leaks memory in 1.5.1.
  const char* const present = git_repository_workdir(handle);
  if (present != nullptr && canonical(present) == canonical(*placement.work_tree)) return {};
  if (git_repository_set_workdir(handle, placement.work_tree->c_str(), 0) == 0) return {};
  return fail(ErrorCode::io, "the work tree cannot be used: " + last_error_text(),
              "check GIT_WORK_TREE and core.worktree");
}

bool has_content(const std::string& path) {
  struct stat status = {};
  return ::stat(path.c_str(), &status) == 0 && status.st_size > 0;
}

}  // namespace

Result<Repository> Repository::open(const OpenOptions& options) {
  const Surroundings around(options);
  auto impl = std::make_shared<Impl>();
  QUALM_ASSIGN(impl->library, Library::open());
  QUALM_TRY(check_environment(around));
  QUALM_ASSIGN(impl->handle, open_handle(around));
  git_repository* const handle = impl->handle.get();

  impl->environment = options.environment;
  impl->git_directory = without_slash(git_repository_path(handle));
  impl->common_directory = without_slash(git_repository_commondir(handle));
  if (!around.text("GIT_DIR")) QUALM_TRY(refuse_embedded(around, impl->git_directory));

  const Placement placement = place(around, handle);
  QUALM_TRY(set_work_tree(handle, placement));
  impl->bare = placement.bare;
  const char* const root = placement.bare ? nullptr : git_repository_workdir(handle);
  if (root != nullptr) impl->root = without_slash(root);

  QUALM_ASSIGN(impl->objects, open_objects(around, impl->common_directory, handle));
  impl->trees = std::make_shared<StoredTrees>();
  impl->index_file = around.path("GIT_INDEX_FILE").value_or(impl->git_directory + "/index");
  impl->shallow = has_content(impl->common_directory + "/shallow");
  if (const auto file = around.path("GIT_SHALLOW_FILE")) {
    impl->shallow = impl->shallow || has_content(*file);
  }
  return Repository(std::move(impl));
}

}  // namespace qualm::git
