// Judging what a push brings, in the hooks that can refuse it.

#include <algorithm>
#include <cstdint>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "commands/shared/deadline.hpp"
#include "commands/shared/gate_report.hpp"
#include "commands/shared/hook_run.hpp"
#include "gate/judge.hpp"
#include "git/pruned_ref.hpp"
#include "git/refs.hpp"
#include "support/date.hpp"
#include "support/encode.hpp"

namespace qualm::commands {
namespace {

/// Seconds that a server's hook may take; a server may allow five for all of its hooks together.
constexpr unsigned kServerSeconds = 4;
constexpr const char* kTimeout = "qualm.timeout";

struct PushJudgement {
  gate::ProtectedSide side;
  std::vector<gate::RefChange> changes;
  bool only_concerns = false;
};

/// Lines of a transaction that say what becomes of a ref: those about symbolic refs name no object,
/// an update that does not say what it expects is compared with what is there, and a ref that is
/// packed away (`git gc` does) is not deleted, although Git says so.
Result<std::vector<gate::RefChange>> transaction_changes(const git::Repository& repository,
                                                         const std::string& input) {
  QUALM_ASSIGN(auto lines, gate::transaction_lines(input));
  std::vector<gate::RefChange> changes;
  for (gate::RefChange& change : lines) {
    if (change.before.empty()) {
      QUALM_ASSIGN(const auto now, git::find_ref(repository, change.name));
      if (now) change.before = now->id;
    } else if (change.after.empty() &&
               git::is_packed_away(repository, change.name, change.before)) {
      continue;
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
  if (push.changes.empty()) return push;
  QUALM_ASSIGN(push.side, gate::own_side(repository));
  return push;
}

/// Whether it brings nothing but concerns: nothing may keep those out, not even the time it takes.
bool only_raises(const std::vector<gate::RefChange>& changes) {
  return std::all_of(changes.begin(), changes.end(), [](const gate::RefChange& change) {
    return change.name.starts_with("refs/heads/concern/") && !change.after.empty();
  });
}

/// How long judging may take. A setting that is no number is said, and holds nobody up.
Result<unsigned> seconds_for(Session& session, const git::Repository& repository,
                             const HookCall& call, const std::vector<gate::RefChange>& changes) {
  if (only_raises(changes)) return 0U;
  if (call.seconds != 0 || call.event->name == "pre-push") return call.seconds;
  QUALM_ASSIGN(const auto set, git::setting(repository, kTimeout));
  if (!set) return kServerSeconds;
  const auto seconds = seconds_of(kTimeout, *set);
  if (seconds) return *seconds;
  session.err << "qualm: " << terminal_text(seconds.error().message) << "; it is taken for "
              << kServerSeconds << '\n';
  return kServerSeconds;
}

/// Says how old the view of the concerns is where a day has passed, or where something was fetched
/// since and no concern with it: a hook cannot ask the remote.
void note_age(Session& session, const git::Repository& repository, const gate::ProtectedSide& side,
              const gate::Verdict& verdict) {
  constexpr std::int64_t kDay = 86400;
  const bool deploys = std::any_of(verdict.refs.begin(), verdict.refs.end(), [](const auto& ref) {
    return ref.guarded && ref.decision == gate::Decision::allowed;
  });
  if (!side.remote || !deploys) return;
  const auto view = gate::concern_view(repository, side);
  if (!view || view->incomplete) return;
  const bool is_old = view->fetched_at && session.now - *view->fetched_at >= kDay;
  if (!is_old && view->newer.empty()) return;
  const std::string& remote = side.remote->name;
  std::string note = "the concerns are those of an earlier fetch";
  if (view->fetched_at)
    note = fmt::format("the concerns are those of {}, when {} was last fetched",
                       to_string(date_of(*view->fetched_at)), remote);
  if (!view->newer.empty()) note += ", and what was fetched since brought none";
  const std::string command = view->newer.empty() ? "git fetch " + remote : view->newer;
  session.err << terminal_text(fmt::format("qualm: note: {}: {}", note, command)) << '\n';
}

}  // namespace

bool raises_only(const HookCall& call) {
  const std::string_view name = call.event->name;
  std::vector<gate::RefChange> changes;
  if (name == "update") {
    const auto change = gate::update_arguments(call.arguments);
    if (change) changes.push_back(*change);
  } else {
    auto lines = name == "pre-push"                ? gate::pre_push_lines(call.input)
                 : name == "reference-transaction" ? gate::transaction_lines(call.input)
                                                   : gate::receive_lines(call.input);
    if (lines) changes = *std::move(lines);
  }
  return !changes.empty() && only_raises(changes) &&
         std::all_of(changes.begin(), changes.end(),
                     [](const gate::RefChange& change) { return change.before.empty(); });
}

Result<int> judge_push(Session& session, const git::Repository& repository, const HookCall& call) {
  QUALM_ASSIGN(PushJudgement push, read_call(repository, call));
  if (push.changes.empty()) return kClean;
  QUALM_ASSIGN(const unsigned seconds, seconds_for(session, repository, call, push.changes));
  const Deadline deadline(seconds);
  const std::string remote = push.side.remote ? push.side.remote->name : "origin";
  const gate::Verdict verdict = gate::judge({.repository = repository,
                                             .side = push.side,
                                             .changes = std::move(push.changes),
                                             .today = date_of(session.now),
                                             .only_concerns = push.only_concerns});
  write_verdict(session.err, verdict, remote);
  note_age(session, repository, push.side, verdict);
  return exit_status(verdict.decision());
}

}  // namespace qualm::commands
