// A throwaway Git repository, made by the `git` program with a fixed identity and clock.

#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace qualm::testing {

/// A temporary folder, removed with everything in it at the end of the test.
class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  ~TemporaryFolder();

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// What a command left behind.
struct CommandResult {
  int status = 0;
  std::string output;  ///< standard output and standard error
};

/// A repository in `folder()/repository`, with HOME in `folder()/home`: no settings of the user or
/// the machine reach it. Throws when `git` cannot be run, so that a test never passes by accident.
class TestRepository {
 public:
  /// Runs `git init` with `arguments`; makes an empty folder only when they are `none`.
  explicit TestRepository(std::string_view arguments = "");

  [[nodiscard]] std::string path(std::string_view relative = "") const;
  [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

  /// Runs a shell command in the repository; `environment` is added to a fixed one.
  CommandResult try_run(const std::string& command,
                        const std::map<std::string, std::string>& environment = {}) const;
  /// The same for a command that must succeed: its output without the last line end.
  std::string run(const std::string& command,
                  const std::map<std::string, std::string>& environment = {}) const;
  /// `run("git " + arguments)`.
  std::string git(const std::string& arguments) const { return run("git " + arguments); }

  /// Writes a file, with the directories it needs.
  void write(std::string_view relative, std::string_view content) const;
  /// Stages everything and commits it; the new commit's id.
  std::string commit(std::string_view message = "a change") const;

  /// Stores an object of any bytes, which Git is not asked to check; its id.
  std::string put_object(std::string_view kind, std::string_view bytes) const;

  /// The environment that commands run in.
  [[nodiscard]] const std::map<std::string, std::string>& environment() const {
    return environment_;
  }

 private:
  TemporaryFolder folder_;
  std::map<std::string, std::string> environment_;
};

}  // namespace qualm::testing
