// Starting a program by hand, because nothing of this process may reach it.
//
// Between fork and exec the child of a process with threads may only do what is safe in a signal
// handler: everything it needs is laid out before, and it allocates nothing.

#include "git/child.hpp"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/syscall.h>
#endif

#include "support/text.hpp"

namespace qualm::git {
namespace {

constexpr int kReport = 3;      // the child's end of the pipe on which it tells that exec failed
constexpr int kFirstOther = 4;  // the first descriptor that it is not given
constexpr int kClosedOneByOne = 4096;
// The statuses with which a shell tells the same.
constexpr int kNotExecutable = 126;
constexpr int kNotFound = 127;
constexpr int kSignalled = 128;

/// Which step failed in the child, and why.
struct Failure {
  enum class Step : int { streams, directory, execution };
  Step step = Step::streams;
  int code = 0;
};

/// What the child needs, in the form that its system calls take.
struct Plan {
  const char* path = nullptr;
  const char* directory = nullptr;  ///< or null
  std::vector<char*> arguments;     ///< ends with null
  std::vector<char*> environment;   ///< ends with null
  std::array<int, 3> streams{};
  int report = -1;
  bool alone = true;
};

/// A pointer to each text, and null behind the last; exec takes them as writable and never writes.
std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> result;
  result.reserve(texts.size() + 1);
  for (std::string& text : texts) result.push_back(text.data());
  result.push_back(nullptr);
  return result;
}

/// Tells why the program was not started. When even that fails, the status has to do, as of a
/// shell.
[[noreturn]] void give_up(Failure::Step step) {
  const Failure failure{.step = step, .code = errno};
  if (write(kReport, &failure, sizeof failure) < 0) _exit(kNotExecutable);
  _exit(kNotFound);
}

/// Every descriptor of ours is closed on exec; this is for those that a library forgot.
void close_others() {
#ifdef SYS_close_range
  if (syscall(SYS_close_range, static_cast<unsigned>(kFirstOther), ~0U, 0U) == 0) return;
#endif
  for (int number = kFirstOther; number < kClosedOneByOne; ++number) close(number);
}

/// Makes `from` the descriptor `to`, open after exec. The pipes' numbers are above all of `to`.
bool place(int from, int to) {
  if (from == to) return fcntl(to, F_SETFD, 0) == 0;
  return dup2(from, to) == to;
}

void reset_signals() {
  struct sigaction usual {};
  usual.sa_handler = SIG_DFL;  // NOLINT(cppcoreguidelines-pro-type-union-access)
  // Some cannot be set, and need not be.
  for (int number = 1; number < NSIG; ++number) sigaction(number, &usual, nullptr);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
}

/// What the child does. Only functions that are safe in a signal handler.
[[noreturn]] void become(const Plan& plan) {
  if (!place(plan.report, kReport) || fcntl(kReport, F_SETFD, FD_CLOEXEC) != 0) {
    _exit(kNotExecutable);
  }
  for (int number = 0; number < 3; ++number) {
    if (!place(plan.streams[static_cast<std::size_t>(number)], number)) {
      give_up(Failure::Step::streams);
    }
  }
  close_others();
  if (plan.alone) setsid();  // cannot fail: a new process leads no group
  if (plan.directory != nullptr && chdir(plan.directory) != 0) give_up(Failure::Step::directory);
  reset_signals();
  execve(plan.path, plan.arguments.data(), plan.environment.data());
  give_up(Failure::Step::execution);
}

/// Forks with every signal blocked, so that no handler of ours runs in the child.
pid_t fork_into(const Plan& plan) {
  sigset_t all;
  sigset_t before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);
  const pid_t id = fork();
  if (id == 0) become(plan);
  const int code = errno;
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  errno = code;
  return id;
}

/// What the child told before exec; nothing when it came that far.
std::optional<Failure> read_failure(int report) {
  Failure failure;
  ssize_t length = -1;
  do {
    length = read(report, &failure, sizeof failure);
  } while (length < 0 && errno == EINTR);
  if (length != static_cast<ssize_t>(sizeof failure)) return std::nullopt;
  return failure;
}

bool has_nul(const std::string& text) { return text.find('\0') != std::string::npos; }

/// An argument is a C string: what stands behind a NUL would be lost without a word.
Result<void> check_texts(const Program& program) {
  const bool split_argument = std::ranges::any_of(program.arguments, has_nul);
  const bool bad_variable = std::ranges::any_of(program.environment, [](const auto& variable) {
    return variable.first.empty() || variable.first.find('=') != std::string::npos ||
           has_nul(variable.first) || has_nul(variable.second);
  });
  if (split_argument || bad_variable || has_nul(program.directory)) {
    return fail(
        ErrorCode::invalid,
        program.name + " cannot be given a text with a NUL byte or a variable without name");
  }
  return {};
}

bool is_executable_file(const std::string& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode) &&
         access(path.c_str(), X_OK) == 0;
}

tl::unexpected<Error> cannot_start(const Program& program, const Failure& failure) {
  const std::string reason = std::strerror(failure.code);
  if (failure.step == Failure::Step::directory) {
    return fail(ErrorCode::io,
                program.name + " cannot be run in " + program.directory + ": " + reason);
  }
  return fail(ErrorCode::io, program.name + " cannot be started: " + reason);
}

/// Moves a descriptor out of the way of the standard streams and of `kReport`.
Result<Descriptor> above_streams(int number) {
  Descriptor owner(number);
  if (number < 0 || number >= kFirstOther) return owner;
  Descriptor moved(fcntl(number, F_DUPFD_CLOEXEC, kFirstOther));
  if (!moved.is_open()) return fail(ErrorCode::io, std::string("no pipe: ") + std::strerror(errno));
  return moved;
}

}  // namespace

Result<Pipe> make_pipe() {
  std::array<int, 2> ends{-1, -1};
#ifdef __APPLE__
  const int made = pipe(ends.data());
  for (const int end : ends) fcntl(end, F_SETFD, FD_CLOEXEC);
#else
  const int made = pipe2(ends.data(), O_CLOEXEC);
#endif
  if (made != 0) return fail(ErrorCode::io, std::string("no pipe: ") + std::strerror(errno));
  auto read = above_streams(ends[0]);
  auto write = above_streams(ends[1]);
  if (!read) return fail(std::move(read).error());
  if (!write) return fail(std::move(write).error());
  return Pipe{.read = *std::move(read), .write = *std::move(write)};
}

Result<std::string> find_program(const std::string& name,
                                 const std::map<std::string, std::string>& environment) {
  const auto missing = [&](const std::string& hint) {
    return fail(ErrorCode::not_found, "there is no program " + name, hint);
  };
  if (name.empty() || has_nul(name)) return missing("");
  if (name.starts_with('/'))
    return is_executable_file(name) ? Result<std::string>(name) : missing("");
  if (name.find('/') != std::string::npos) return missing("name it by its absolute path");
  const auto path = environment.find("PATH");
  if (path == environment.end()) return missing("PATH is not set");
  for (const std::string_view directory : split(path->second, ':')) {
    if (!directory.starts_with('/') || directory.find('\0') != std::string_view::npos) continue;
    std::string candidate = std::string(directory) + "/" + name;
    if (is_executable_file(candidate)) return candidate;
  }
  return missing("install it, or add its absolute directory to PATH");
}

Result<Child> Child::start(const Program& program, const std::array<int, 3>& streams) {
  QUALM_TRY(check_texts(program));
  QUALM_ASSIGN(const std::string path, find_program(program.name, program.environment));
  std::vector<std::string> arguments{program.name};
  arguments.insert(arguments.end(), program.arguments.begin(), program.arguments.end());
  std::vector<std::string> environment;
  environment.reserve(program.environment.size());
  for (const auto& [name, value] : program.environment) {
    environment.push_back(std::string(name).append("=").append(value));
  }
  QUALM_ASSIGN(Pipe report, make_pipe());
  const Plan plan{.path = path.c_str(),
                  .directory = program.directory.empty() ? nullptr : program.directory.c_str(),
                  .arguments = pointers(arguments),
                  .environment = pointers(environment),
                  .streams = streams,
                  .report = report.write.get(),
                  .alone = !program.may_ask};
  const pid_t id = fork_into(plan);
  if (id < 0) return cannot_start(program, {.step = Failure::Step::execution, .code = errno});
  Child child(program.name, id, plan.alone);
  { const Descriptor closed = std::move(report.write); }
  if (const auto failure = read_failure(report.read.get())) return cannot_start(program, *failure);
  return child;
}

Child::Child(Child&& other) noexcept
    : name_(std::move(other.name_)), id_(std::exchange(other.id_, 0)), alone_(other.alone_) {}

Child::~Child() {
  if (id_ == 0) return;
  kill();
  const auto last = reap(true);
  static_cast<void>(last);
}

void Child::kill() const {
  if (id_ == 0) return;
  // Itself too: it may not have come as far as having a session.
  if (alone_) ::kill(-id_, SIGKILL);
  ::kill(id_, SIGKILL);
}

Result<int> Child::wait() {
  QUALM_ASSIGN(const std::optional<int> status, reap(true));
  return status.value_or(kSignalled);
}

Result<std::optional<int>> Child::reap(bool waiting) {
  int status = 0;
  pid_t got = 0;
  do {
    got = waitpid(id_, &status, waiting ? 0 : WNOHANG);
  } while (got < 0 && errno == EINTR);
  if (got == 0) return std::nullopt;
  id_ = 0;
  if (got < 0) {
    return fail(ErrorCode::io, "how " + name_ + " ended is not known: " + std::strerror(errno),
                "start qualm with SIGCHLD as it is by default");
  }
  return WIFSIGNALED(status) ? kSignalled + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace qualm::git
