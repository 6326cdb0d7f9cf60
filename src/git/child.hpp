// A child process: started with nothing of ours, and ended for certain.

#pragma once

#include <array>
#include <optional>
#include <string>

#include <sys/types.h>

#include "git/disk.hpp"
#include "git/program.hpp"
#include "support/result.hpp"

namespace qualm::git {

/// The two ends of a pipe. Neither is passed on to a program, and neither has a number that one
/// takes for a standard stream.
struct Pipe {
  Descriptor read;
  Descriptor write;
};

/// `io` when there are too many open files.
[[nodiscard]] Result<Pipe> make_pipe();

/// Where the executable called `name` is: `name` itself when absolute, else the first file that may
/// be executed in the absolute directories of `PATH` in `environment`. `not_found` otherwise: a
/// relative directory in `PATH` would let the work tree choose the program.
[[nodiscard]] Result<std::string> find_program(
    const std::string& name, const std::map<std::string, std::string>& environment);

/// A running process; killed and reaped when it goes out of scope before its end was seen.
class Child {
 public:
  /// Starts `program` with these descriptors as its standard input, output and error output. It
  /// gets no other descriptor, the environment of `program`, and signals as they are by default.
  /// Unless `program.may_ask`, it has a session of its own without a terminal. `invalid` for an
  /// argument that no program can be given, `not_found` and `io` as `run_program` has them.
  [[nodiscard]] static Result<Child> start(const Program& program,
                                           const std::array<int, 3>& streams);

  Child(Child&& other) noexcept;
  Child& operator=(Child&&) = delete;
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child();

  /// Its exit status (128 and more: a signal) when it has ended by now; nothing while it runs.
  [[nodiscard]] Result<std::optional<int>> ended() { return reap(false); }
  /// The same, once it has ended.
  [[nodiscard]] Result<int> wait();
  /// Ends it, and what it started in its session.
  void kill() const;

 private:
  Child(std::string name, pid_t id, bool alone) : name_(std::move(name)), id_(id), alone_(alone) {}
  [[nodiscard]] Result<std::optional<int>> reap(bool waiting);

  std::string name_;
  pid_t id_;  ///< 0 once there is nothing left to reap
  bool alone_;
};

}  // namespace qualm::git
