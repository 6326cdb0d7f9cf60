// Runs one scenario: a readable file of commands and exactly what they print.
//
//   write PATH            the lines behind it that start with "| " become the file
//   $ COMMAND             runs in a shell; the directory carries over to the next command
//   > LINE                standard output, line by line; [...] stands for any text within a line,
//                         and a line `> [any]` for any number of lines
//   ! LINE                standard error, likewise
//   = CODE                exit code; 0 where nothing is said
//   git VERSION           from here on `git version` says so, whichever git is installed
//   # …                   a comment
//
// Output that nobody asserted is a failure. QUALM_UPDATE=1 rewrites what is expected.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/text.hpp"

namespace {

namespace fs = std::filesystem;

struct Step {
  std::string command;
  std::string file;  // write: the path
  std::string content;
  std::string git;  // the version that git gives itself from here on
  std::vector<std::string> out;
  std::vector<std::string> err;
  int code = 0;
  int line = 0;
  std::vector<std::string> lead;  // comments and blank lines in front of it
};

std::string slurp(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::string after(std::string_view line, std::size_t count) {
  return std::string(line.substr(std::min(count, line.size())));
}

std::vector<Step> read_steps(const std::string& text) {
  std::vector<Step> steps;
  std::vector<std::string> lead;
  int number = 0;
  for (const std::string_view line : qualm::split_lines(text)) {
    ++number;
    if (line.starts_with("$ ") || line.starts_with("write ")) {
      Step step{.line = number, .lead = std::move(lead)};
      lead.clear();
      (line.starts_with("$ ") ? step.command : step.file) =
          after(line, line.starts_with("$ ") ? 2 : 6);
      steps.push_back(std::move(step));
    } else if (line.starts_with("git ")) {
      steps.push_back({.git = after(line, 4), .line = number, .lead = std::move(lead)});
      lead.clear();
    } else if (line.starts_with("|") && !steps.empty()) {
      steps.back().content += after(line, 2) + "\n";
    } else if (line.starts_with(">") && !steps.empty()) {
      steps.back().out.push_back(after(line, 2));
    } else if (line.starts_with("!") && !steps.empty()) {
      steps.back().err.push_back(after(line, 2));
    } else if (line.starts_with("= ")) {
      steps.back().code = std::stoi(after(line, 2));
    } else if (line.empty() || line.starts_with("#")) {
      lead.emplace_back(line);
    } else {
      std::cerr << "line " << number << " is no part of a scenario: " << line << '\n';
      std::exit(2);
    }
  }
  return steps;
}

/// Whether `line` is `pattern`, in which `[...]` stands for any text.
bool matches(std::string_view pattern, std::string_view line) {
  constexpr std::string_view kAny = "[...]";
  std::size_t any = pattern.find(kAny);
  if (any == std::string_view::npos) return pattern == line;
  if (!line.starts_with(pattern.substr(0, any))) return false;
  line.remove_prefix(any);
  pattern.remove_prefix(any + kAny.size());
  for (any = pattern.find(kAny); any != std::string_view::npos; any = pattern.find(kAny)) {
    const std::size_t at = line.find(pattern.substr(0, any));
    if (at == std::string_view::npos) return false;
    line.remove_prefix(at + any);
    pattern.remove_prefix(any + kAny.size());
  }
  return line.ends_with(pattern);
}

bool matches(const std::vector<std::string>& expected, const std::vector<std::string>& got) {
  std::size_t g = 0;
  for (std::size_t e = 0; e < expected.size(); ++e) {
    if (expected[e] == "[any]") {
      if (e + 1 == expected.size()) return true;
      while (g < got.size() && !matches(expected[e + 1], got[g])) ++g;
      continue;
    }
    if (g == got.size() || !matches(expected[e], got[g])) return false;
    ++g;
  }
  return g == got.size();
}

/// The git that PATH leads to.
std::string real_git(const std::string& path) {
  for (const std::string_view folder : qualm::split(path, ':')) {
    const fs::path git = fs::path(folder) / "git";
    if (::access(git.c_str(), X_OK) == 0) return git.string();
  }
  return "git";
}

class Box {
 public:
  Box() {
    std::string name = (fs::temp_directory_path() / "qualm-scenario-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::exit(2);
    root_ = fs::canonical(name);
    fs::create_directories(root_ / "home");
    fs::create_directories(root_ / "here");
    directory_ = root_ / "here";
  }
  Box(const Box&) = delete;
  Box& operator=(const Box&) = delete;
  ~Box() {
    std::error_code error;
    fs::remove_all(root_, error);
  }

  void set_up(const std::string& binaries, const std::string& source) const {
    const auto set = [](const char* name, const std::string& value) {
      ::setenv(name, value.c_str(), 1);
    };
    set("PATH", binaries + ":" + source + "/tests/harness/team:" + std::getenv("PATH"));
    set("HOME", (root_ / "home").string());
    set("SOURCE", source);
    for (const auto& [name, value] : {std::pair{"GIT_CONFIG_NOSYSTEM", "1"},
                                      {"NO_COLOR", "1"},
                                      {"TZ", "UTC"},
                                      {"LC_ALL", "C.UTF-8"},
                                      {"GIT_AUTHOR_NAME", "Ana Souza"},
                                      {"GIT_AUTHOR_EMAIL", "ana@example.com"},
                                      {"GIT_COMMITTER_NAME", "Ana Souza"},
                                      {"GIT_COMMITTER_EMAIL", "ana@example.com"},
                                      {"GIT_AUTHOR_DATE", "2026-01-05T10:00:00Z"},
                                      {"GIT_COMMITTER_DATE", "2026-01-05T10:00:00Z"},
                                      {"GIT_EDITOR", "true"}}) {
      set(name, value);
    }
    for (const char* name :
         {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "QUALM_CONFIG", "CLICOLOR_FORCE"})
      ::unsetenv(name);
    std::ofstream config(root_ / "home" / ".gitconfig");
    config << "[init]\n\tdefaultBranch = main\n[advice]\n\tdetachedHead = false\n[protocol "
              "\"file\"]\n\tallow = always\n[safe]\n\tdirectory = *\n";
  }

  void write(const Step& step) const {
    const fs::path path = directory_ / step.file;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << step.content;
  }

  /// Puts a git in front of the real one that answers `git version` itself. Only qualm asks that.
  void give_git_version(const std::string& version) const {
    const fs::path folder = root_ / "git";
    if (fs::create_directories(folder)) {
      const std::string path = std::getenv("PATH");
      std::ofstream(folder / "git") << R"script(#!/bin/sh
asked=${1-}
[ "$asked" != --git-dir ] || asked=${3-}
[ "$asked" != version ] || exec cat "${0%/*}/version"
exec "$(cat "${0%/*}/real")" "$@"
)script";
      fs::permissions(folder / "git", fs::perms::owner_all);
      std::ofstream(folder / "real") << real_git(path) << '\n';
      ::setenv("PATH", (folder.string() + ":" + path).c_str(), 1);
    }
    std::ofstream(folder / "version") << "git version " << version << '\n';
  }

  int run(const std::string& command) {
    const std::string script = fmt::format(
        "cd '{}' || exit 99\n{{ {}\n}} >'{}/out' 2>'{}/err' </dev/null\nstatus=$?\npwd "
        ">'{}/cwd'\nexit $status\n",
        directory_.string(), command, root_.string(), root_.string(), root_.string());
    const std::string file = (root_ / "script").string();
    std::ofstream(file) << script;
    const int status = std::system(("sh '" + file + "'").c_str());
    const std::string cwd = slurp(root_ / "cwd");
    if (!cwd.empty()) directory_ = cwd.substr(0, cwd.size() - 1);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

  [[nodiscard]] std::vector<std::string> lines(const char* stream) const {
    std::string text = slurp(root_ / stream);
    const std::string box = root_.string();
    for (std::size_t at = text.find(box); at != std::string::npos; at = text.find(box))
      text.replace(at, box.size(), "[BOX]");
    std::vector<std::string> all;
    for (const std::string_view line : qualm::split_lines(text)) all.emplace_back(line);
    return all;
  }

 private:
  fs::path root_;
  fs::path directory_;
};

void show(const char* what, const std::vector<std::string>& lines) {
  std::cerr << "  " << what << ":\n";
  for (const std::string& line : lines) std::cerr << "    " << line << '\n';
}

void rewrite(const std::string& path, const std::vector<Step>& steps) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  for (const Step& step : steps) {
    for (const std::string& line : step.lead) out << line << '\n';
    if (!step.file.empty()) {
      out << "write " << step.file << '\n';
      for (const std::string_view line : qualm::split_lines(step.content))
        out << (line.empty() ? "|" : "| ") << line << '\n';
      continue;
    }
    if (!step.git.empty()) {
      out << "git " << step.git << '\n';
      continue;
    }
    out << "$ " << step.command << '\n';
    for (const std::string& line : step.out) out << (line.empty() ? ">" : "> ") << line << '\n';
    for (const std::string& line : step.err) out << (line.empty() ? "!" : "! ") << line << '\n';
    if (step.code != 0) out << "= " << step.code << '\n';
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: scenario BINARIES SOURCE FILE.scenario\n";
    return 2;
  }
  std::vector<Step> steps = read_steps(slurp(argv[3]));
  Box box;
  box.set_up(argv[1], argv[2]);
  const bool update = std::getenv("QUALM_UPDATE") != nullptr;
  int failures = 0;
  int commands = 0;
  for (Step& step : steps) {
    if (!step.file.empty()) {
      box.write(step);
      continue;
    }
    if (!step.git.empty()) {
      box.give_git_version(step.git);
      continue;
    }
    ++commands;
    const int code = box.run(step.command);
    const auto out = box.lines("out");
    const auto err = box.lines("err");
    if (code == step.code && matches(step.out, out) && matches(step.err, err)) continue;
    if (update) {
      if (!matches(step.out, out)) step.out = out;
      if (!matches(step.err, err)) step.err = err;
      step.code = code;
      continue;
    }
    ++failures;
    std::cerr << fmt::format("{}:{}: $ {}\n  exit code {}, expected {}\n", argv[3], step.line,
                             step.command, code, step.code);
    if (!matches(step.out, out)) {
      show("expected on standard output", step.out);
      show("got", out);
    }
    if (!matches(step.err, err)) {
      show("expected on standard error", step.err);
      show("got", err);
    }
  }
  if (update) rewrite(argv[3], steps);
  std::cout << fmt::format("{} commands, {} failed\n", commands, failures);
  return failures == 0 && commands > 0 ? 0 : 1;
}
