// Feeding a program and draining it at the same time.
//
// A program that writes before it has read everything fills its pipe and waits for us; we would
// wait for it to read. Hence one loop over all three streams, none of which may block.

#include "git/program.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "git/child.hpp"

namespace qualm::git {
namespace {

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::milliseconds;

constexpr std::size_t kChunk = std::size_t{64} * 1024;
constexpr std::chrono::seconds kLongest = std::chrono::hours(24 * 365);  // no clock overflows
// How long nothing may happen before we look whether it has ended: something that it left running
// may keep its streams open. Once both are closed, its end is near.
constexpr Milliseconds kLook{100};
constexpr Milliseconds kLookSoon{2};

/// While this lives, writing into a pipe that nobody reads is an error and no signal for this
/// thread. Other threads, and what the process does about the signal, stay as they are.
class NoPipeSignal {
 public:
  NoPipeSignal() {
    sigset_t pending;
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    sigemptyset(&pipe_);
    sigaddset(&pipe_, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_, &before_);
  }
  NoPipeSignal(const NoPipeSignal&) = delete;
  NoPipeSignal& operator=(const NoPipeSignal&) = delete;
  ~NoPipeSignal() {
    sigset_t pending;
    sigpending(&pending);
    if (!was_pending_ && sigismember(&pending, SIGPIPE) == 1) {
#ifdef __APPLE__
      int taken = 0;
      sigwait(&pipe_, &taken);
#else
      // Does not wait: another thread may have taken a signal that was sent to all of us.
      const timespec at_once{};
      sigtimedwait(&pipe_, nullptr, &at_once);
#endif
    }
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
  }

 private:
  sigset_t pipe_{};
  sigset_t before_{};
  bool was_pending_ = false;
};

/// The ends of the program's standard streams that stay with us.
struct Streams {
  Descriptor in;
  Descriptor out;
  Descriptor err;
};

void close_now(Descriptor& descriptor) { const Descriptor closed = std::move(descriptor); }

Result<void> make_nonblocking(const Descriptor& descriptor) {
  const int flags = fcntl(descriptor.get(), F_GETFL);
  if (flags < 0 || fcntl(descriptor.get(), F_SETFL, flags | O_NONBLOCK) != 0) {
    return fail(ErrorCode::io, std::string("a pipe cannot be set up: ") + std::strerror(errno));
  }
  return {};
}

/// Writes what the pipe takes; closes it at the end of `input`, or when nobody reads it.
void feed(Descriptor& in, std::string_view& input) {
  while (!input.empty()) {
    const ssize_t written = write(in.get(), input.data(), std::min(input.size(), kChunk));
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return;
    if (written < 0) break;  // it wants no more, which is its own affair
    input.remove_prefix(static_cast<std::size_t>(written));
  }
  close_now(in);
}

/// Reads what is there; closes the pipe at its end. False when that is more than `at_most`.
bool drain(Descriptor& from, std::string& text, std::size_t at_most) {
  std::array<char, kChunk> chunk{};
  while (from.is_open()) {
    const ssize_t got = read(from.get(), chunk.data(), chunk.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return true;
    if (got <= 0) {
      close_now(from);
      return true;
    }
    const auto length = static_cast<std::size_t>(got);
    if (length > at_most - text.size()) return false;
    text.append(chunk.data(), length);
  }
  return true;
}

/// Waits until a stream is ready, or for `time` at most.
void wait_for(const Streams& streams, Milliseconds time) {
  // poll(2) passes over a negative number, and a closed descriptor has one.
  std::array<pollfd, 3> polled{{{.fd = streams.in.get(), .events = POLLOUT, .revents = 0},
                                {.fd = streams.out.get(), .events = POLLIN, .revents = 0},
                                {.fd = streams.err.get(), .events = POLLIN, .revents = 0}}};
  poll(polled.data(), polled.size(), static_cast<int>(time.count()));
}

/// One program on its way from start to end.
class Run {
 public:
  Run(const Program& program, Child child, Streams streams)
      : program_(program),
        input_(program.input),
        child_(std::move(child)),
        streams_(std::move(streams)),
        deadline_(Clock::now() + std::min(program.time, kLongest)) {}

  /// Whatever ends it early kills the child, by its destructor.
  Result<ProgramEnd> to_end() {
    const NoPipeSignal quiet;
    while (true) {
      const auto left = std::chrono::ceil<Milliseconds>(deadline_ - Clock::now());
      if (left <= Milliseconds(0)) return too_long();
      const bool silent = !streams_.out.is_open() && !streams_.err.is_open();
      wait_for(streams_, std::min(left, silent ? kLookSoon : kLook));
      // Asked before draining: what it wrote before its end is then all there.
      QUALM_ASSIGN(const std::optional<int> status, child_.ended());
      if (streams_.in.is_open()) feed(streams_.in, input_);
      if (!drain(streams_.out, end_.out, program_.output_at_most)) return too_much("output");
      if (!drain(streams_.err, end_.err, program_.output_at_most)) return too_much("error output");
      if (!status) continue;
      end_.status = *status;
      return std::move(end_);
    }
  }

 private:
  [[nodiscard]] tl::unexpected<Error> too_long() const {
    return fail(ErrorCode::limit, program_.name + " was stopped after " +
                                      std::to_string(program_.time.count()) + " seconds");
  }
  [[nodiscard]] tl::unexpected<Error> too_much(const std::string& what) const {
    return fail(ErrorCode::limit, program_.name + " was stopped: its " + what + " is longer than " +
                                      std::to_string(program_.output_at_most) + " bytes");
  }

  const Program& program_;
  std::string_view input_;
  Child child_;
  Streams streams_;
  Clock::time_point deadline_;
  ProgramEnd end_;
};

/// While this lives, the keys that interrupt are for the program that shares our terminal: it
/// decides what they mean, as an editor does, and we live to clean up behind it.
class InterruptsPassOver {
 public:
  InterruptsPassOver() {
    struct sigaction ignore {};
    ignore.sa_handler = SIG_IGN;  // NOLINT(cppcoreguidelines-pro-type-union-access)
    sigaction(SIGINT, &ignore, &interrupt_);
    sigaction(SIGQUIT, &ignore, &quit_);
  }
  InterruptsPassOver(const InterruptsPassOver&) = delete;
  InterruptsPassOver& operator=(const InterruptsPassOver&) = delete;
  ~InterruptsPassOver() {
    sigaction(SIGINT, &interrupt_, nullptr);
    sigaction(SIGQUIT, &quit_, nullptr);
  }

 private:
  struct sigaction interrupt_ {};
  struct sigaction quit_ {};
};

}  // namespace

Result<ProgramEnd> run_program(const Program& program) {
  QUALM_ASSIGN(Pipe in, make_pipe());
  QUALM_ASSIGN(Pipe out, make_pipe());
  QUALM_ASSIGN(Pipe err, make_pipe());
  for (const Descriptor* ours : {&in.write, &out.read, &err.read}) {
    QUALM_TRY(make_nonblocking(*ours));
  }
  std::optional<InterruptsPassOver> passing;
  if (program.may_ask) passing.emplace();
  QUALM_ASSIGN(Child child,
               Child::start(program, {in.read.get(), out.write.get(), err.write.get()}));
  for (Descriptor* theirs : {&in.read, &out.write, &err.write}) close_now(*theirs);
  Streams streams{
      .in = std::move(in.write), .out = std::move(out.read), .err = std::move(err.read)};
  return Run(program, std::move(child), std::move(streams)).to_end();
}

Result<int> run_on_terminal(const Program& program) {
  Program with_terminal = program;
  with_terminal.may_ask = true;
  const InterruptsPassOver passing;
  QUALM_ASSIGN(Child child,
               Child::start(with_terminal, {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}));
  return child.wait();
}

}  // namespace qualm::git
