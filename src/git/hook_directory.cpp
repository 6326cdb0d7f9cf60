// Where Git looks for the files of hooks. Git is asked for the setting rather than libgit2, which
// neither passes on `core.hooksPath` nor knows every way to include a file of settings.

#include "git/hook_directory.hpp"

#include <filesystem>
#include <system_error>
#include <vector>

#include "git/ask_git.hpp"
#include "git/libgit2.hpp"
#include "support/text.hpp"

namespace qualm::git {
namespace {

namespace fs = std::filesystem;

/// What stands at `path` when its links are followed, even where its last parts are missing.
fs::path followed(const fs::path& path) {
  std::error_code error;
  fs::path result = fs::weakly_canonical(path, error);
  return error ? path.lexically_normal() : result;
}

bool is_within(const fs::path& path, const std::string& folder) {
  if (folder.empty()) return false;
  const fs::path relative = path.lexically_relative(followed(folder));
  return !relative.empty() && *relative.begin() != "..";
}

/// Fills in the setting; leaves it empty when Git has none.
Result<void> read_setting(const Repository& repository, HookDirectory& directory) {
  QUALM_ASSIGN(const ProgramEnd end,
               ask_git(repository, {"config", "--type=path", "--show-scope", "--show-origin", "-z",
                                    "--get", "core.hooksPath"}));
  if (end.status == 1 && end.err.empty()) return {};
  const auto parts = split(end.out, '\0');
  constexpr std::size_t kParts = 4;  // scope, origin, value, and what follows the last NUL
  if (end.status != 0 || parts.size() != kParts) {
    return fail(git_failure(end, "git cannot say where its hooks are"));
  }
  directory.scope = parts[0];
  directory.origin = parts[1];
  directory.setting = parts[2];
  return {};
}

HookDirectoryKind kind_at(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (fs::is_directory(status)) return HookDirectoryKind::present;
  // A link that leads nowhere is no place to make a directory at.
  const bool nothing = fs::symlink_status(path, error).type() == fs::file_type::not_found;
  return nothing ? HookDirectoryKind::missing : HookDirectoryKind::unusable;
}

}  // namespace

Result<HookDirectory> hook_directory(const Repository& repository, HookPlace place) {
  HookDirectory directory{.usual = repository.impl()->common_directory + "/hooks"};
  QUALM_TRY(read_setting(repository, directory));
  if (directory.scope.empty()) {
    directory.path = directory.usual;
  } else if (directory.setting.empty()) {
    directory.kind = HookDirectoryKind::unusable;
    return directory;
  } else {
    const bool in_work_tree = place == HookPlace::work_tree && !repository.is_bare();
    const fs::path base = in_work_tree ? repository.root() : repository.git_directory();
    fs::path path = (base / directory.setting).lexically_normal();
    if (!path.has_filename()) path = path.parent_path();
    directory.path = path.string();
  }
  const fs::path leads_to = followed(directory.path);
  directory.leads_to = leads_to.string();
  directory.kind = kind_at(directory.path);
  const bool in_git = is_within(leads_to, repository.git_directory()) ||
                      is_within(leads_to, repository.impl()->common_directory);
  directory.in_work_tree = !in_git && is_within(leads_to, repository.root());
  directory.own = in_git || directory.in_work_tree;
  return directory;
}

}  // namespace qualm::git
