// Judging what a push brings, in the hooks that can refuse it.

#include <ostream>
#include <utility>

#include <fmt/format.h>

#include "commands/shared/deadline.hpp"
#include "commands/shared/gate_report.hpp"
#include "commands/shared/hook_run.hpp"
#include "gate/judge.hpp"
#include "git/refs.hpp"
#include "support/date.hpp"

namespace qualm::commands {
namespace {

/// Seconds that a server's hook may take; a server may allow five for all of its hooks together.
constexpr unsigned kServerSeconds = 4;

struct PushJudgement {
  gate::ProtectedSide side;
  std::vector<gate::RefChange> changes;
  bool only_concerns = false;
};

/// Lines of a transaction that say what becomes of a ref: those about symbolic refs name no object,
/// and an update that does not say what it expects is compared with what is there.
Result<std::vector<gate::RefChange>> transaction_changes(const git::Repository& repository,
                                                         const std::string& input) {
  QUALM_ASSIGN(auto lines, gate::transaction_lines(input));
  std::vector<gate::RefChange> changes;
  for (gate::RefChange& change : lines) {
    if (change.before.empty()) {
      QUALM_ASSIGN(const auto now, git::find_ref(repository, change.name));
      if (now) change.before = now->id;
    }
    if (change.before != change.after) changes.push_back(std::move(change));
  }
  return changes;
}

Result<PushJudgement> read_call(const git::Repository& repository, const HookCall& call) {
  PushJudgement push;
  const std::string_view name = call.event->name;
  if (name == "pre-push") {
    const auto argument = [&](std::size_t i) {
      return i < call.arguments.size() ? call.arguments[i] : std::string();
    };
    QUALM_ASSIGN(push.changes, gate::pre_push_lines(call.input));
    if (push.changes.empty()) return push;
    QUALM_ASSIGN(push.side, gate::pushed_side(repository, argument(0), argument(1)));
    return push;
  }
  if (name == "update") {
    QUALM_ASSIGN(auto change, gate::update_arguments(call.arguments));
    push.changes.push_back(std::move(change));
  } else if (name == "reference-transaction") {
    QUALM_ASSIGN(push.changes, transaction_changes(repository, call.input));
    push.only_concerns = true;
  } else {
    QUALM_ASSIGN(push.changes, gate::receive_lines(call.input));
  }
  QUALM_ASSIGN(push.side, gate::own_side(repository));
  return push;
}

}  // namespace

Result<int> judge_push(Session& session, const git::Repository& repository, const HookCall& call) {
  const bool on_server = call.event->name != "pre-push";
  const Deadline deadline(on_server ? kServerSeconds : 0);
  QUALM_ASSIGN(PushJudgement push, read_call(repository, call));
  if (push.changes.empty()) return kClean;
  const std::string remote = push.side.remote ? push.side.remote->name : "origin";
  const gate::Verdict verdict = gate::judge({.repository = repository,
                                             .side = std::move(push.side),
                                             .changes = std::move(push.changes),
                                             .today = date_of(session.now),
                                             .only_concerns = push.only_concerns});
  write_verdict(session.err, verdict, remote);
  return exit_status(verdict.decision());
}

}  // namespace qualm::commands
