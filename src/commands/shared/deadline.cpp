// Ending the process when the time is up, wherever it is in its work.

#include "commands/shared/deadline.hpp"

#include <csignal>
#include <string_view>

#include <unistd.h>

#include "commands/command.hpp"

namespace qualm::commands {
namespace {

/// Runs between any two instructions, so it calls nothing that a signal handler may not.
void end(int /*signal*/) {
  constexpr std::string_view kWords =
      "qualm: refused: the time for judging is up, and what was not judged does not pass\n"
      "  hint: push less at once, or have --timeout raised where the hook is installed\n";
  const auto written = ::write(STDERR_FILENO, kWords.data(), kWords.size());
  ::_exit(written < 0 ? kInternal : kCannotJudge);
}

}  // namespace

Deadline::Deadline(unsigned seconds) {
  if (seconds == 0) return;
  struct sigaction action = {};
  action.sa_handler = end;
  ::sigaction(SIGALRM, &action, nullptr);
  ::alarm(seconds);
}

Deadline::~Deadline() { ::alarm(0); }

}  // namespace qualm::commands
