// Running another program: `git`, `ssh-keygen`, an editor.

#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "support/result.hpp"

namespace qualm::git {

/// What to run. Nothing of this process's environment reaches it but what `environment` holds.
struct Program {
  std::string name;  ///< an absolute path, or a word that is looked up in `PATH` of `environment`
  std::vector<std::string> arguments;  ///< without the name; never seen by a shell
  std::map<std::string, std::string> environment;
  std::string directory;  ///< where it runs; empty: where this process stands
  std::string input;      ///< its standard input, whole
  std::size_t output_at_most = std::size_t{1} << 20U;  ///< bytes of each of its two outputs
  std::chrono::seconds time{60};                       ///< until it is killed
  /// Whether it may use the terminal, as ssh does to ask for a passphrase. It then belongs to the
  /// user's session, and the keys that interrupt reach it alone, so no other thread may run a
  /// program meanwhile; when it is killed, what it started is not. Otherwise it has no terminal at
  /// all and fails where it would ask.
  bool may_ask = false;
};

/// How it ended. A program killed by a signal has the status 128 and that signal's number, as a
/// shell would say.
struct ProgramEnd {
  int status = 0;
  std::string out;
  std::string err;
};

/// Runs it to its end, feeding and draining it at the same time. `not_found` when there is no such
/// program, `io` when it cannot be started, `invalid` when an argument or a variable holds a NUL
/// byte, `limit` when it says too much or takes too long; it is killed then. A status other than 0
/// is no error of ours, nor is input that it does not read. Descriptors of this process, its signal
/// mask and handlers are not passed on. `PATH` is searched in its absolute directories only. What
/// it leaves running in the background is not waited for. Safe in several threads at once.
[[nodiscard]] Result<ProgramEnd> run_program(const Program& program);

/// Runs it on this process's own terminal and standard streams, as an editor has to; `input`,
/// `output_at_most`, `time` and `may_ask` mean nothing. The exit status. Meanwhile this process
/// ignores the keys that interrupt, hence no other thread may run a program at that time.
[[nodiscard]] Result<int> run_on_terminal(const Program& program);

}  // namespace qualm::git
