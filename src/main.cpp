// Hands the real streams, environment, directory and clock to app::run; nothing else.

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

#include <sys/ioctl.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include "app/app.hpp"

extern char** environ;  // NOLINT: POSIX has it declared by the program

namespace {

std::map<std::string, std::string> environment() {
  std::map<std::string, std::string> all;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string line = *entry;
    const std::size_t equals = line.find('=');
    if (equals != std::string::npos) all.emplace(line.substr(0, equals), line.substr(equals + 1));
  }
  return all;
}

int terminal_width() {
  constexpr int kNarrowest = 40;
  constexpr int kWidest = 120;  // longer lines are hard to read
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
    return 80;  // NOLINT(cppcoreguidelines-pro-type-vararg): POSIX
  return std::clamp(static_cast<int>(size.ws_col), kNarrowest, kWidest);
}

/// We live for a moment and read documents that come and go: memory is kept for the next one, and
/// taken in larger pieces. That is a twentieth of what a full check costs.
void keep_memory() {
#ifdef __GLIBC__
  constexpr int kMiB = 1024 * 1024;
  mallopt(M_MMAP_THRESHOLD, 32 * kMiB);
  mallopt(M_TRIM_THRESHOLD, 256 * kMiB);
  mallopt(M_TOP_PAD, 4 * kMiB);
#endif
}

}  // namespace

int main(int argc, char** argv) {
  keep_memory();
  std::ios::sync_with_stdio(false);
  std::error_code error;
  qualm::commands::Session session{.in = std::cin,
                                   .out = std::cout,
                                   .err = std::cerr,
                                   .environment = environment(),
                                   .cwd = std::filesystem::current_path(error).string(),
                                   .now = std::chrono::duration_cast<std::chrono::seconds>(
                                              std::chrono::system_clock::now().time_since_epoch())
                                              .count(),
                                   .width = terminal_width(),
                                   .out_is_terminal = ::isatty(STDOUT_FILENO) == 1,
                                   .program = argc > 0 ? argv[0] : "",
                                   .in_is_terminal = ::isatty(STDIN_FILENO) == 1};
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  return qualm::app::run(session, arguments);
}
