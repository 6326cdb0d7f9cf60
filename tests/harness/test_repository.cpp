// Making throwaway repositories.

#include "harness/test_repository.hpp"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include <sys/wait.h>
#include <unistd.h>

namespace qualm::testing {
namespace {

namespace fs = std::filesystem;

std::string shell_word(std::string_view text) {
  std::string result = "'";
  for (const char letter : text) {
    if (letter == '\'') {
      result += "'\\''";
    } else {
      result += letter;
    }
  }
  return result + "'";
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
  std::string name = (fs::temp_directory_path() / "qualm-test-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
  path_ = fs::canonical(name);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  // Tests may have taken permissions away from directories.
  const auto recursive = fs::directory_options::skip_permission_denied;
  for (fs::recursive_directory_iterator at(path_, recursive, ignored), end; !ignored && at != end;
       at.increment(ignored)) {
    if (at->is_directory(ignored) && !at->is_symlink(ignored)) {
      fs::permissions(at->path(), fs::perms::owner_all, fs::perm_options::add, ignored);
    }
  }
  fs::remove_all(path_, ignored);
}

TestRepository::TestRepository(std::string_view arguments) {
  const char* const search = std::getenv("PATH");
  environment_ = {{"PATH", search == nullptr ? "/usr/bin:/bin" : search},
                  {"HOME", (folder_.path() / "home").string()},
                  {"GIT_CONFIG_NOSYSTEM", "1"},
                  {"GIT_CONFIG_GLOBAL", (folder_.path() / "home/.gitconfig").string()},
                  {"GIT_AUTHOR_NAME", "Ana Souza"},
                  {"GIT_AUTHOR_EMAIL", "ana@example.com"},
                  {"GIT_AUTHOR_DATE", "2026-11-20T09:15:00Z"},
                  {"GIT_COMMITTER_NAME", "Ana Souza"},
                  {"GIT_COMMITTER_EMAIL", "ana@example.com"},
                  {"GIT_COMMITTER_DATE", "2026-11-20T09:15:00Z"},
                  {"GIT_TERMINAL_PROMPT", "0"},
                  {"LC_ALL", "C"}};
  fs::create_directories(folder_.path() / "home");
  fs::create_directories(folder_.path() / "repository");
  write("../home/.gitconfig",
        "[init]\n\tdefaultBranch = main\n[protocol \"file\"]\n\tallow = always\n"
        "[advice]\n\tdetachedHead = false\n");
  if (arguments != "none") git("init --quiet " + std::string(arguments));
}

std::string TestRepository::path(std::string_view relative) const {
  const fs::path top = folder_.path() / "repository";
  return relative.empty() ? top.string() : (top / relative).string();
}

CommandResult TestRepository::try_run(const std::string& command,
                                      const std::map<std::string, std::string>& environment) const {
  std::string line = "cd " + shell_word(path()) + " && exec env -i";
  for (const auto* variables : {&environment_, &environment}) {
    for (const auto& [name, value] : *variables) line += " " + name + "=" + shell_word(value);
  }
  line += " sh -c " + shell_word(command) + " 2>&1";
  std::FILE* const pipe = popen(line.c_str(), "r");
  if (pipe == nullptr) throw std::runtime_error("no shell");
  CommandResult result;
  std::array<char, 4096> part = {};
  for (std::size_t got = 0; (got = std::fread(part.data(), 1, part.size(), pipe)) > 0;) {
    result.output.append(part.data(), got);
  }
  const int status = pclose(pipe);
  result.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  return result;
}

std::string TestRepository::run(const std::string& command,
                                const std::map<std::string, std::string>& environment) const {
  CommandResult result = try_run(command, environment);
  if (result.status != 0) throw std::runtime_error(command + "\n" + result.output);
  while (result.output.ends_with('\n')) result.output.pop_back();
  return std::move(result.output);
}

void TestRepository::write(std::string_view relative, std::string_view content) const {
  const fs::path file = path(relative);
  fs::create_directories(file.parent_path());
  std::ofstream stream(file, std::ios::binary | std::ios::trunc);
  stream << content;
  stream.close();
  if (!stream) throw std::runtime_error("cannot write " + file.string());
}

std::string TestRepository::commit(std::string_view message) const {
  git("add --all");
  git("commit --quiet --allow-empty --message " + shell_word(message));
  return git("rev-parse HEAD");
}

std::string TestRepository::put_object(std::string_view kind, std::string_view bytes) const {
  write("../object", bytes);
  return git("hash-object -w --literally -t " + std::string(kind) + " ../object");
}

}  // namespace qualm::testing
