// Ending the process when the time is up, wherever it is in its work.

#include "commands/shared/deadline.hpp"

#include <csignal>
#include <string_view>

#include <fmt/format.h>
#include <unistd.h>

#include "commands/command.hpp"
#include "support/text.hpp"
#include "support/value.hpp"

namespace qualm::commands {
namespace {

/// Runs between any two instructions, so it calls nothing that a signal handler may not.
void end(int /*signal*/) {
  constexpr std::string_view kWords =
      "qualm: refused: the time for judging is up, and what was not judged does not pass\n"
      "  hint: judge less at once, or allow more time: --timeout, or on a server "
      "`git config qualm.timeout SECONDS`\n";
  const auto written = ::write(STDERR_FILENO, kWords.data(), kWords.size());
  ::_exit(written < 0 ? kInternal : kCannotJudge);
}

}  // namespace

Result<unsigned> seconds_of(const std::string& key, const std::string& text) {
  constexpr int kMost = 86400;
  const auto seconds = Value::scalar(text, false).as_integer();
  if (seconds && *seconds >= 1 && *seconds <= kMost) return static_cast<unsigned>(*seconds);
  return fail(ErrorCode::usage,
              fmt::format("{}: \"{}\" is no number of seconds", key, shorten(text, 40)),
              "write a whole number, such as 30");
}

Deadline::Deadline(unsigned seconds) {
  if (seconds == 0) return;
  struct sigaction action = {};
  action.sa_handler = end;
  ::sigaction(SIGALRM, &action, nullptr);
  ::alarm(seconds);
}

Deadline::~Deadline() { ::alarm(0); }

}  // namespace qualm::commands
