// Starting libgit2 and setting what holds for the whole process.

#include "git/library.hpp"

#include <array>

#include "git/libgit2.hpp"

#ifdef QUALM_LIBGIT2_WITHOUT_NETWORK
extern "C" int qualm_no_network(void);
#endif

namespace qualm::git {
namespace {

// A process that judges a push must stay small beside the repository it judges. Pack files are
// mapped, and unmapped again beyond the first figure; the second bounds unpacked objects that
// libgit2 keeps for itself. Our own snapshots remember the trees they need again.
constexpr std::size_t kMappedBytes = 32U * 1024 * 1024;
constexpr std::size_t kWindowBytes = 1U * 1024 * 1024;
constexpr ssize_t kCachedBytes = 8 * 1024 * 1024;

/// Extensions libgit2 may not know by itself and that change nothing about reading what is there:
/// "partialclone" only says that objects may be missing, which each read reports as `incomplete`;
/// "worktreeconfig" only adds a file of settings, and the two that say where the work tree is
/// (core.bare and core.worktree) are read from it in repository_open.cpp.
/// "relativeworktrees" allows relative paths between the parts of a linked work tree, which libgit2
/// resolves anyway; "preciousobjects" only forbids to delete objects.
constexpr std::array<const char*, 4> kExtensions = {"partialclone", "worktreeconfig",
                                                    "relativeworktrees", "preciousobjects"};

/// True when every option was accepted.
bool set_options() {
  std::array<const char*, kExtensions.size()> extensions = kExtensions;
  // That content has the digest it is named by is checked where objects are read (objects.cpp), at
  // a quarter of what it costs here: it makes a verdict about a commit one about its true bytes,
  // even over a store that somebody tampered with (a cached clone in a build job, for one). Git
  // itself does not check when it reads.
  // Refs under refs/replace/ need no option: libgit2 does not follow them, so we see the objects
  // that a push really brings.
  // What is written is on disk before it counts: a concern that was raised survives a power cut.
  return git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 1) == 0 &&
         git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, 1) == 0 &&
         git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0) == 0 &&
         git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, kWindowBytes) == 0 &&
         git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, kMappedBytes) == 0 &&
         git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, kCachedBytes) == 0 &&
         git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions.data(), extensions.size()) == 0;
}

}  // namespace

Result<std::shared_ptr<const Library>> Library::open() {
  const int running = git_libgit2_init();
  if (running < 0) {
    return fail(ErrorCode::unsupported, "libgit2 does not start: " + last_error_text());
  }
  std::shared_ptr<const Library> library(new Library());
  if (running == 1 && !set_options()) {
    return fail(
        ErrorCode::unsupported,
        "libgit2 " + libgit2_version() + " does not know an option that reading safely needs",
        "build with libgit2 1.5.1 or later");
  }
  return library;
}

Library::~Library() { git_libgit2_shutdown(); }

std::string libgit2_version() {
  int major = 0;
  int minor = 0;
  int revision = 0;
  git_libgit2_version(&major, &minor, &revision);
  return std::to_string(major) + "." + std::to_string(minor) + "." + std::to_string(revision);
}

bool libgit2_without_network() {
#ifdef QUALM_LIBGIT2_WITHOUT_NETWORK
  return qualm_no_network() != 0;
#else
  return false;
#endif
}

}  // namespace qualm::git
