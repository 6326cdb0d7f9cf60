// Looking at the HEAD of every work tree. libgit2 would open each as a repository, and pass over
// those whose directory is away.

#include "git/checked_out.hpp"

#include <filesystem>
#include <fstream>

#include "support/text.hpp"

namespace qualm::git {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostBytes = 8192;
constexpr int kMostWorkTrees = 10'000;

/// The first line of a small file; empty when it is not there.
Result<std::string> first_line(const fs::path& path) {
  std::error_code error;
  if (!fs::exists(path, error) && !error) return std::string();
  std::ifstream file(path, std::ios::binary);
  std::string text(kMostBytes, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file.is_open() || file.bad()) {
    return fail(ErrorCode::io, path.string() + " cannot be read");
  }
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text.substr(0, text.find('\n'));
}

Result<bool> stands_on(const fs::path& directory, const std::string& name) {
  QUALM_ASSIGN(const std::string head, first_line(directory / "HEAD"));
  return head.starts_with("ref:") && trim(std::string_view(head).substr(4)) == name;
}

/// Whether the repository itself, apart from linked work trees, has none.
bool main_is_bare(const Repository::Impl& repository) {
  if (repository.git_directory == repository.common_directory) return repository.bare;
  ConfigHandle config;
  if (git_repository_config_snapshot(out(config), repository.handle.get()) < 0) return false;
  return config_bool(config.get(), "core.bare").value_or(false);
}

}  // namespace

Result<std::optional<std::string>> checked_out_at(const Repository::Impl& repository,
                                                  const std::string& name) {
  const fs::path common = repository.common_directory;
  if (!main_is_bare(repository)) {
    QUALM_ASSIGN(const bool here, stands_on(common, name));
    if (here) return common.filename() == ".git" ? common.parent_path().string() : common.string();
  }
  std::error_code error;
  fs::directory_iterator item(common / "worktrees", error);
  if (error == std::errc::no_such_file_or_directory) return std::nullopt;
  for (int count = 0; !error && item != fs::directory_iterator(); item.increment(error)) {
    if (++count > kMostWorkTrees) return fail(ErrorCode::limit, "there are too many work trees");
    QUALM_ASSIGN(const bool there, stands_on(item->path(), name));
    if (!there) continue;
    QUALM_ASSIGN(const std::string link, first_line(item->path() / "gitdir"));
    return link.empty() ? item->path().string() : fs::path(link).parent_path().string();
  }
  if (error) {
    return fail(ErrorCode::io,
                (common / "worktrees").string() + " cannot be read: " + error.message());
  }
  return std::nullopt;
}

}  // namespace qualm::git
