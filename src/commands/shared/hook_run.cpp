// What happens when Git runs one of our hooks.

#include "commands/shared/hook_run.hpp"

#include <array>
#include <istream>
#include <ostream>
#include <utility>

#include <fmt/format.h>

#include "commands/shared/deadline.hpp"
#include "commands/shared/hook_turn.hpp"
#include "commands/shared/staged_change.hpp"
#include "commands/shared/workspace.hpp"
#include "support/encode.hpp"
#include "support/limits.hpp"

namespace qualm::commands {
namespace {

/// All of standard input: it has to be read before anything else, because it is there once.
Result<std::string> read_input(Session& session) {
  constexpr std::size_t kChunk = std::size_t{64} * 1024;
  std::string input;
  std::array<char, kChunk> chunk{};
  while (session.in.read(chunk.data(), chunk.size()) || session.in.gcount() > 0) {
    input.append(chunk.data(), static_cast<std::size_t>(session.in.gcount()));
    if (input.size() > limits::kHookInputBytes) {
      return fail(ErrorCode::limit,
                  fmt::format("standard input is over the limit of {} bytes to a hook",
                              limits::kHookInputBytes),
                  "push fewer refs at a time");
    }
  }
  if (!session.in.bad()) return input;
  return fail(ErrorCode::io, "standard input cannot be read, so what is pushed is not known");
}

Result<HookCall> call_of(Session& session, const Arguments& arguments) {
  std::vector<std::string> names = arguments.values("NAME");
  if (names.empty()) {
    return fail(ErrorCode::usage, "hook run: which hook?",
                "as Git does: qualm hook run pre-commit");
  }
  HookCall call;
  QUALM_ASSIGN(call.event, find_hook_event(names.front()));
  call.arguments.assign(std::make_move_iterator(names.begin() + 1),
                        std::make_move_iterator(names.end()));
  if (arguments.has("--timeout")) {
    QUALM_ASSIGN(call.seconds, seconds_of("--timeout", arguments.value("--timeout")));
  }
  call.file = arguments.value("--from");
  if (call.event->reads_input) {
    QUALM_ASSIGN(call.input, read_input(session));
  }
  return call;
}

/// What the next commit touches, as `qualm check` judges it, on standard error. The gate does not
/// ask for more either.
Result<int> judge_commit(Session& session, const Arguments& arguments) {
  Session aside{.in = session.in,
                .out = session.err,
                .err = session.err,
                .environment = session.environment,
                .cwd = session.cwd,
                .now = session.now,
                .width = session.width,
                .program = session.program};
  Arguments asked;
  asked.add("--staged", "");
  asked.add(std::string(kStagedChange), "");
  asked.add("--quiet", "");
  for (const Option& option : common_options()) {
    for (std::string& value : arguments.values(option.name)) asked.add(option.name, value);
  }
  const Command* const check = find_command("check");
  if (check == nullptr) return fail(ErrorCode::unsupported, "this build cannot check a commit");
  return check->run(aside, asked);
}

/// Whether a transaction is at another step than the one to judge: before its refs are locked
/// (`preparing`, from Git 2.54 on) somebody else may still change them, and after it is over it can
/// no longer be refused.
bool is_another_step(const HookCall& call) {
  return call.event->name == "reference-transaction" && !call.arguments.empty() &&
         call.arguments.front() != "prepared";
}

/// Converting the refs of a repository changes refs, too, which this very hook refuses.
Error with_way_out(const HookCall& call, Error error) {
  const bool by_migration = error.hint.find("git refs migrate") != std::string::npos;
  if (call.event->name == "reference-transaction" && by_migration)
    error.hint +=
        "\n  hint: past this hook, which refuses that as well: git -c core.hooksPath=/dev/null -c "
        "hook.qualm-reference-transaction.enabled=false refs migrate --ref-format=files";
  return error;
}

Result<int> judge(Session& session, const Arguments& arguments, const git::Repository& repository,
                  const HookCall& call) {
  if (is_another_step(call)) return kClean;
  QUALM_ASSIGN(const bool turn,
               has_turn(session, repository, *call.event, arguments.has("--configured")));
  if (!turn) return kClean;
  if (call.event->name == "pre-commit") return judge_commit(session, arguments);
  return judge_push(session, repository, call);
}

}  // namespace

Result<int> run_hook(Session& session, const Arguments& arguments) {
  QUALM_ASSIGN(const HookCall call, call_of(session, arguments));
  const auto opened = open_repository(session, arguments);
  if (!opened) {
    if (is_another_step(call)) return kClean;  // it is refused when it is prepared
    // A repository that cannot be judged cannot keep a concern out either.
    if (!raises_only(call)) return fail(with_way_out(call, opened.error()));
    session.err << "qualm: not judged: " << terminal_text(opened.error().message)
                << "; a concern is let through all the same\n";
    return kClean;
  }
  const git::Repository& repository = *opened;
  QUALM_ASSIGN(const int verdict, judge(session, arguments, repository, call));
  // Where we stand in the settings, Git runs what stands in the directory by itself.
  if (verdict != kClean || arguments.has("--configured")) return verdict;
  return run_kept_hook(session, repository, call);
}

}  // namespace qualm::commands
