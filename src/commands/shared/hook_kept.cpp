// Running the hook that stood here before ours, as Git would have run it.

#include <cerrno>
#include <csignal>
#include <cstring>
#include <filesystem>
#include <optional>
#include <ostream>
#include <string_view>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "commands/command.hpp"
#include "commands/shared/hook_run.hpp"
#include "commands/shared/hook_survey.hpp"
#include "commands/shared/hook_text.hpp"
#include "git/child.hpp"
#include "support/encode.hpp"

namespace qualm::commands {
namespace {

namespace fs = std::filesystem;

/// Names the kept hook that is running. Tools put each other's hooks aside and call them: when one
/// calls us from inside the kept hook, that hook must not be run again, and again from there.
constexpr const char* kRunning = "QUALM_KEPT_HOOK";

/// While this lives, writing to a program that reads no more is an error and not our end.
class PipeSignalIgnored {
 public:
  PipeSignalIgnored() {
    struct sigaction ignore {};
    ignore.sa_handler = SIG_IGN;  // NOLINT(cppcoreguidelines-pro-type-union-access)
    sigaction(SIGPIPE, &ignore, &before_);
  }
  PipeSignalIgnored(const PipeSignalIgnored&) = delete;
  PipeSignalIgnored& operator=(const PipeSignalIgnored&) = delete;
  ~PipeSignalIgnored() { sigaction(SIGPIPE, &before_, nullptr); }

 private:
  struct sigaction before_ {};
};

/// Writes `input` and closes the pipe. A hook need not read what it is given.
void feed(git::Descriptor pipe, std::string_view input) {
  while (!input.empty()) {
    const ssize_t written = ::write(pipe.get(), input.data(), input.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    input.remove_prefix(static_cast<std::size_t>(written));
  }
}

/// Runs it on the standard output and error output that Git gave us.
Result<int> run(const Session& session, const std::string& path, const HookCall& call) {
  git::Program program{// A shell starts it, as Git does, so that a script without `#!` runs too.
                       .name = "/bin/sh",
                       .arguments = {"-c", R"(exec "$0" "$@")", path},
                       .environment = session.environment,
                       .directory = session.cwd,
                       .may_ask = true};
  program.environment.erase("");  // a variable without a name cannot be handed on
  program.environment[kRunning] = path;
  program.arguments.insert(program.arguments.end(), call.arguments.begin(), call.arguments.end());
  QUALM_ASSIGN(git::Pipe pipe, git::make_pipe());
  const PipeSignalIgnored ignored;
  QUALM_ASSIGN(auto child,
               git::Child::start(program, {pipe.read.get(), STDOUT_FILENO, STDERR_FILENO}));
  { const git::Descriptor closed = std::move(pipe.read); }
  feed(std::move(pipe.write), call.input);
  return child.wait();
}

/// The directory of the file that was called, which saves a push the time to ask Git; what Git says
/// where the call does not say; nothing where there is no such directory. By the path that it has
/// whichever way it was come by.
Result<std::optional<std::string>> hooks_of(const Session& session,
                                            const git::Repository& repository,
                                            const HookCall& call) {
  const fs::path file = fs::path(session.cwd) / call.file;
  std::error_code error;
  fs::path folder = file.parent_path();
  if (call.file.empty() || !fs::is_regular_file(file, error)) {
    QUALM_ASSIGN(const auto directory, git::hook_directory(repository, call.event->place));
    if (directory.kind != git::HookDirectoryKind::present) return std::nullopt;
    folder = directory.path;
  }
  const fs::path followed = fs::canonical(folder, error);
  return error ? folder.string() : followed.string();
}

}  // namespace

Result<int> run_kept_hook(Session& session, const git::Repository& repository,
                          const HookCall& call) {
  QUALM_ASSIGN(const auto directory, hooks_of(session, repository, call));
  if (!directory) return kClean;
  QUALM_ASSIGN(const auto folder, git::HookFolder::open(*directory));
  const std::string name = kept_name(*call.event);
  QUALM_ASSIGN(const auto kept, folder.look(name));
  if (kept.kind == git::HookFileKind::none) return kClean;
  const std::string path = fmt::format("{}/{}", *directory, name);
  if (session.variable(kRunning) == path) return kClean;
  if (!kept.runs) {
    session.err << terminal_text(fmt::format("qualm: {} is not executable, so it was not run",
                                             shown_path(repository, path)))
                << '\n';
    return kClean;
  }
  session.out.flush();  // what was said before it comes before what it says
  session.err.flush();
  return run(session, path, call);
}

}  // namespace qualm::commands
