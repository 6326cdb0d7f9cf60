// Other programs get what they are given and nothing else, and always come to an end.

#include "git/program.hpp"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>
#include <vector>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "git/disk.hpp"
#include "harness/catch.hpp"
#include "harness/test_repository.hpp"

using qualm::ErrorCode;
using qualm::git::Descriptor;
using qualm::git::Program;
using qualm::git::run_on_terminal;
using qualm::git::run_program;
using qualm::testing::TemporaryFolder;

namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

Program shell(const std::string& script) {
  return {.name = "/bin/sh",
          .arguments = {"-c", script},
          .environment = {{"PATH", "/usr/bin:/bin"}, {"LC_ALL", "C"}}};
}

void put_script(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path) << text;
  fs::permissions(path, fs::perms::owner_all);
}

/// What a signal does to this process, put back at the end of the test.
class WithSignal {
 public:
  WithSignal(int number, void (*handler)(int)) : number_(number) {
    struct sigaction action {};
    action.sa_handler = handler;
    REQUIRE(sigaction(number_, &action, &before_) == 0);
  }
  WithSignal(const WithSignal&) = delete;
  WithSignal& operator=(const WithSignal&) = delete;
  ~WithSignal() { sigaction(number_, &before_, nullptr); }

 private:
  int number_;
  struct sigaction before_ {};
};

/// Where this process stands, put back at the end.
class WorkingIn {
 public:
  explicit WorkingIn(const fs::path& folder) : before_(fs::current_path()) {
    fs::current_path(folder);
  }
  WorkingIn(const WorkingIn&) = delete;
  WorkingIn& operator=(const WorkingIn&) = delete;
  ~WorkingIn() { fs::current_path(before_); }

 private:
  fs::path before_;
};

/// Whether the last writer of a FIFO has gone within five seconds.
bool ends_soon(int fifo) {
  const auto deadline = Clock::now() + std::chrono::seconds(5);
  std::array<char, 64> bytes{};
  while (Clock::now() < deadline) {
    pollfd waiting{.fd = fifo, .events = POLLIN, .revents = 0};
    poll(&waiting, 1, 100);
    if (read(fifo, bytes.data(), bytes.size()) == 0) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("run_program tells how a program ended and what it said") {
  const auto end = run_program(shell("echo out; echo err >&2; exit 3"));
  REQUIRE(end);
  CHECK(end->status == 3);
  CHECK(end->out == "out\n");
  CHECK(end->err == "err\n");
  CHECK(run_program(shell("kill -9 $$"))->status == 128 + SIGKILL);
  CHECK(run_program(shell("true"))->out.empty());
  // No shell sees the arguments.
  CHECK(run_program({.name = "/bin/echo", .arguments = {"$(id)", "a b", "", "*"}})->out ==
        "$(id) a b  *\n");
}

TEST_CASE("run_program feeds and drains at the same time") {
  std::string input(std::size_t{3} << 20U, 'x');
  Program cat = shell("cat; cat /dev/null");
  cat.input = input;
  cat.output_at_most = input.size();
  auto end = run_program(cat);
  REQUIRE(end);
  CHECK(end->out == input);

  cat.arguments = {"-c", "tee /dev/stderr"};
  end = run_program(cat);
  REQUIRE(end);
  CHECK(end->out == input);
  CHECK(end->err == input);
}

TEST_CASE("a program that does not read its input harms nobody") {
  const std::string input(std::size_t{1} << 20U, 'x');
  for (void (*const handler)(int) : {SIG_DFL, SIG_IGN}) {
    const WithSignal pipe_signal(SIGPIPE, handler);
    for (const char* script :
         {"true", "exec 0<&-; echo here", "head -c 10 >/dev/null; echo here"}) {
      Program program = shell(script);
      program.input = input;
      const auto end = run_program(program);
      REQUIRE(end);
      CHECK(end->status == 0);
    }
    sigset_t pending;
    sigpending(&pending);
    CHECK(sigismember(&pending, SIGPIPE) == 0);
  }
}

TEST_CASE("a program that says too much is stopped") {
  for (const char* script : {"yes", "yes >&2"}) {
    Program program = shell(script);
    program.output_at_most = 1000;
    const auto end = run_program(program);
    REQUIRE_FALSE(end);
    CHECK(end.error().code == ErrorCode::limit);
    CHECK(end.error().message.find("longer than 1000 bytes") != std::string::npos);
  }
  Program program = shell("printf 1234567890");
  program.output_at_most = 10;
  CHECK(run_program(program)->out == "1234567890");
  program.output_at_most = 9;
  CHECK_FALSE(run_program(program));
}

TEST_CASE("a program that takes too long is stopped with what it started") {
  const TemporaryFolder folder;
  const std::string fifo = folder.path() / "fifo";
  REQUIRE(mkfifo(fifo.c_str(), S_IRUSR | S_IWUSR) == 0);
  const Descriptor reader(open(fifo.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC));
  Program program = shell("trap '' TERM; sleep 50 >fifo & sleep 50");
  program.directory = folder.path();
  program.time = std::chrono::seconds(1);
  const auto start = Clock::now();
  const auto end = run_program(program);
  REQUIRE_FALSE(end);
  CHECK(end.error().code == ErrorCode::limit);
  CHECK(end.error().message == "/bin/sh was stopped after 1 seconds");
  CHECK(Clock::now() - start < std::chrono::seconds(20));
  CHECK(ends_soon(reader.get()));

  // Not even one that has closed its streams is waited for.
  program.arguments = {"-c", "exec 0<&- 1>&- 2>&-; sleep 50"};
  CHECK_FALSE(run_program(program));
}

TEST_CASE("what a program leaves in the background is not waited for") {
  const auto start = Clock::now();
  const auto end = run_program(shell("sleep 5 & echo started"));
  REQUIRE(end);
  CHECK(end->out == "started\n");
  CHECK(Clock::now() - start < std::chrono::seconds(4));
}

TEST_CASE("nothing of this process reaches a program") {
  CHECK(run_program({.name = "/usr/bin/env", .environment = {{"A", "1"}, {"B", "x=y"}}})->out ==
        "A=1\nB=x=y\n");
  CHECK(run_program({.name = "/usr/bin/env"})->out.empty());

  // A descriptor that somebody forgot to close on exec.
  const Descriptor forgotten(fcntl(STDIN_FILENO, F_DUPFD, 5));
  REQUIRE(forgotten.is_open());
  const std::string name = "/dev/fd/" + std::to_string(forgotten.get());
  CHECK(access(name.c_str(), F_OK) == 0);
  CHECK(run_program(shell("test -e /dev/fd/0 && ! test -e " + name))->status == 0);

  // A signal that is ignored here, and one that is blocked.
  const WithSignal ignored(SIGINT, SIG_IGN);
  sigset_t blocked;
  sigset_t before;
  sigemptyset(&blocked);
  sigaddset(&blocked, SIGTERM);
  REQUIRE(pthread_sigmask(SIG_BLOCK, &blocked, &before) == 0);
  CHECK(run_program(shell("kill -TERM $$; echo survived"))->status == 128 + SIGTERM);
  CHECK(run_program(shell("kill -INT $$; echo survived"))->status == 128 + SIGINT);
  sigset_t after;
  REQUIRE(pthread_sigmask(SIG_SETMASK, &before, &after) == 0);
  CHECK(sigismember(&after, SIGTERM) == 1);
  CHECK(sigismember(&after, SIGPIPE) == 0);
}

TEST_CASE("run_program leaves no descriptor behind") {
  const auto next_descriptor = [] {
    const Descriptor next(fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 0));
    return next.get();
  };
  const int before = next_descriptor();
  Program slow = shell("sleep 50");
  slow.time = std::chrono::seconds(0);
  CHECK(run_program(shell("true")));
  CHECK_FALSE(run_program(slow));
  CHECK_FALSE(run_program({.name = "/no/such/program"}));
  CHECK(next_descriptor() == before);
}

TEST_CASE("programs are looked up in absolute directories only") {
  const TemporaryFolder folder;
  put_script(folder.path() / "here/tool", "#!/bin/sh\necho evil\n");
  put_script(folder.path() / "there/tool", "#!/bin/sh\necho good\n");
  fs::create_directories(folder.path() / "first/tool");
  std::ofstream(folder.path() / "there/text") << "no program\n";
  // A relative directory would be sought from here, and entered there.
  const WorkingIn here(folder.path() / "here");
  Program program{.name = "tool", .directory = folder.path() / "here"};
  const std::string there = folder.path() / "there";
  program.environment["PATH"] = ":.:../here::" + (folder.path() / "first").string() + ":" + there;
  CHECK(run_program(program)->out == "good\n");

  program.environment["PATH"] = ":.:../here:";
  auto end = run_program(program);
  REQUIRE_FALSE(end);
  CHECK(end.error().code == ErrorCode::not_found);
  CHECK(end.error().message == "there is no program tool");
  CHECK_FALSE(end.error().hint.empty());

  program.environment["PATH"] = there;
  for (const std::string name : {"text", "./tool", "here/tool", "", "/no/such/program"}) {
    program.name = name;
    end = run_program(program);
    REQUIRE_FALSE(end);
    CHECK(end.error().code == ErrorCode::not_found);
  }
}

TEST_CASE("what cannot be started says why") {
  const TemporaryFolder folder;
  put_script(folder.path() / "broken", "#!/no/such/interpreter\n");
  auto end = run_program({.name = folder.path() / "broken"});
  REQUIRE_FALSE(end);
  CHECK(end.error().code == ErrorCode::io);
  CHECK(end.error().message.ends_with("/broken cannot be started: No such file or directory"));

  Program program = shell("pwd");
  program.directory = folder.path();
  CHECK(run_program(program)->out == folder.path().string() + "\n");
  program.directory = folder.path() / "missing";
  end = run_program(program);
  REQUIRE_FALSE(end);
  CHECK(end.error().code == ErrorCode::io);
  CHECK(end.error().message.find("/bin/sh cannot be run in " + program.directory) == 0);

  for (const Program& split :
       {Program{.name = "/bin/echo", .arguments = {std::string("a\0b", 3)}},
        Program{.name = "/bin/echo", .environment = {{"A", std::string("a\0b", 3)}}},
        Program{.name = "/bin/echo", .environment = {{"A=B", "c"}}},
        Program{.name = "/bin/echo", .environment = {{"", "c"}}}}) {
    end = run_program(split);
    REQUIRE_FALSE(end);
    CHECK(end.error().code == ErrorCode::invalid);
  }

  const WithSignal no_report(SIGCHLD, SIG_IGN);
  end = run_program(shell("true"));
  REQUIRE_FALSE(end);
  CHECK(end.error().code == ErrorCode::io);
}

TEST_CASE("threads run programs beside each other") {
  std::vector<std::string> outputs(8);
  std::vector<std::thread> threads;
  for (std::size_t number = 0; number < outputs.size(); ++number) {
    threads.emplace_back([&outputs, number] {
      for (int turn = 0; turn < 5; ++turn) {
        Program program = shell("cat; echo " + std::to_string(number));
        program.input = std::string(100'000, 'x');
        if (const auto end = run_program(program)) {
          outputs[number] += end->out.substr(program.input.size());
        }
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (std::size_t number = 0; number < outputs.size(); ++number) {
    std::string expected;
    for (int turn = 0; turn < 5; ++turn) expected += std::to_string(number) + "\n";
    CHECK(outputs[number] == expected);
  }
}

TEST_CASE("run_on_terminal gives the exit status and leaves signals as they were") {
  const WithSignal interrupt(SIGINT, SIG_DFL);
  CHECK(run_on_terminal(shell("exit 7")) == 7);
  CHECK(run_on_terminal(shell("kill -INT $$; sleep 50")) == 128 + SIGINT);
  struct sigaction after {};
  REQUIRE(sigaction(SIGINT, nullptr, &after) == 0);
  CHECK(after.sa_handler == SIG_DFL);
  const auto missing = run_on_terminal({.name = "/no/such/editor"});
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == ErrorCode::not_found);
}

#ifdef __linux__
TEST_CASE("only a program that may ask has this process's session") {
  Program program{.name = "/bin/cat", .arguments = {"/proc/self/stat"}};
  const auto session = [&] {
    const std::string line = run_program(program)->out;
    // number (name) state parent group session
    std::size_t at = line.rfind(')');
    for (int field = 0; field < 4; ++field) at = line.find(' ', at + 1);
    return std::stoi(line.substr(at + 1));
  };
  CHECK(session() != getsid(0));
  program.may_ask = true;
  CHECK(session() == getsid(0));
}
#endif
