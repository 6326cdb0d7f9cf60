// A bare repository in a private folder, filled by `git fetch`.

#include "commands/shared/scaffold_fetch.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include <fmt/format.h>

#include "git/ask_git.hpp"
#include "git/program.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

constexpr std::size_t kIdDigits = 40;
constexpr std::chrono::seconds kLongest{300};

/// The user's environment without what points Git at a repository, and with the ways that a remote
/// may be reached by: no `ext::`, which is a command.
std::map<std::string, std::string> environment_for(const Session& session) {
  std::map<std::string, std::string> environment = session.environment;
  for (const char* name :
       {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_QUARANTINE_PATH", "GIT_PREFIX",
        "GIT_TEMPLATE_DIR", "GIT_SHALLOW_FILE", "GIT_GRAFT_FILE", "GIT_REPLACE_REF_BASE"})
    environment.erase(name);
  environment["GIT_ALLOW_PROTOCOL"] = "file:git:http:https:ssh";
  return environment;
}

Result<git::ProgramEnd> run(const Session& session, const std::string& folder,
                            std::vector<std::string> arguments) {
  std::vector<std::string> all = {"--git-dir", folder,
                                  "-c",        "core.hooksPath=/dev/null",
                                  "-c",        "fetch.recurseSubmodules=false",
                                  "-c",        "fetch.fsckObjects=true",
                                  "-c",        "gc.auto=0",
                                  "-c",        "maintenance.auto=false"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return git::run_program({.name = "git",
                           .arguments = std::move(all),
                           .environment = environment_for(session),
                           .directory = session.cwd,
                           .time = kLongest,
                           .may_ask = session.in_is_terminal});
}

bool is_hex(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  });
}

}  // namespace

std::optional<PinnedUrl> parse_pinned(std::string_view text) {
  const std::size_t at = text.rfind('@');
  if (at == std::string_view::npos || at == 0) return std::nullopt;
  const std::string_view id = text.substr(at + 1);
  if (id.size() != kIdDigits || !is_hex(id)) return std::nullopt;
  return PinnedUrl{.url = std::string(text.substr(0, at)), .commit = ascii_lower(id)};
}

bool looks_like_url(std::string_view text) {
  const std::size_t colon = text.find(':');
  const bool has_host = colon != std::string_view::npos && text.find('/') > colon;
  return has_host || text.ends_with(".git") || text.find(".git@") != std::string_view::npos;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);  // does not follow links
}

Result<FetchedCommit> fetch_commit(const Session& session, const PinnedUrl& from) {
  if (from.url.starts_with('-'))
    return fail(ErrorCode::usage, "--templates: this is no address of a repository");
  std::string path = "/tmp/qualm-templates-XXXXXX";
  if (::mkdtemp(path.data()) == nullptr)
    return fail(ErrorCode::io, "no folder can be made in /tmp", "make room in /tmp");
  auto folder = std::make_shared<const ScratchFolder>(path);
  QUALM_ASSIGN(const git::ProgramEnd made,
               run(session, path, {"init", "--quiet", "--bare", "--template=", path}));
  if (made.status != 0) return fail(git::git_failure(made, "no repository can be made in /tmp"));
  // Not every server hands out a commit by its id: then everything is fetched, and it is among it.
  QUALM_ASSIGN(git::ProgramEnd end,
               run(session, path,
                   {"fetch", "--quiet", "--no-tags", "--depth", "1", "--", from.url, from.commit}));
  if (end.status != 0) {
    QUALM_ASSIGN(end, run(session, path,
                          {"fetch", "--quiet", "--no-tags", "--", from.url,
                           "+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*"}));
  }
  if (end.status != 0)
    return fail(git::git_failure(
        end, fmt::format("the templates at {} cannot be fetched", shorten(from.url, 200))));
  std::map<std::string, std::string> plain = environment_for(session);
  QUALM_ASSIGN(git::Repository repository,
               git::Repository::open({.path = path, .environment = std::move(plain)}));
  auto revision = repository.resolve(from.commit);
  if (!revision || revision->commit != from.commit) {
    return fail(ErrorCode::not_found,
                fmt::format("{} has no commit {}", shorten(from.url, 200), from.commit),
                "give the full id of a commit that one of its branches or tags reaches");
  }
  return FetchedCommit{.folder = std::move(folder),
                       .repository = std::move(repository),
                       .revision = *std::move(revision)};
}

}  // namespace qualm::commands
