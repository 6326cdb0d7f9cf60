// Raising a concern: nothing may stand in its way.

#include "commands/shared/concern_raise.hpp"

#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "commands/shared/concern_branch.hpp"
#include "commands/shared/concern_draft.hpp"
#include "commands/shared/concern_lookup.hpp"
#include "commands/shared/concern_receipt.hpp"
#include "commands/shared/look_at.hpp"
#include "commands/shared/signing.hpp"
#include "commands/shared/workspace.hpp"
#include "concerns/systems.hpp"
#include "documents/policy.hpp"
#include "gate/policy_of_tree.hpp"
#include "git/snapshot.hpp"
#include "support/layout.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

/// The systems of the protected side; none where they cannot be told.
std::vector<gate::SystemOfTree> systems_of(const git::Repository& repository,
                                           const gate::ProtectedSide& side) {
  if (!side.tip) return {};
  const auto tree = git::commit_snapshot(repository, *side.tip);
  if (!tree) return {};
  const auto policy = gate::policy_of_tree(**tree);
  auto systems = gate::systems_of(**tree, policy ? *policy : documents::default_policy());
  return systems ? *std::move(systems) : std::vector<gate::SystemOfTree>();
}

/// The side that a concern is raised at. Where there is no saying which remote that is, it is put
/// on record here all the same.
struct RaisedAt {
  gate::ProtectedSide side;
  std::optional<Error> undecided;
};

Result<RaisedAt> place_to_raise(const git::Repository& repository, const Arguments& arguments) {
  const std::string named = arguments.value("--remote");
  auto side = gate::protected_side(repository, named);
  if (side) return RaisedAt{.side = *std::move(side), .undecided = {}};
  if (!named.empty()) return fail(std::move(side).error());
  return RaisedAt{.side = {}, .undecided = std::move(side).error()};
}

/// Puts a concern on record, without a signature where none can be made: a key that cannot be used
/// is no reason to keep it off the record.
Result<Recorded> record_raise(Session& session, RecordPlace place, const NewRecord& entry) {
  if (auto signer = commit_signer(session, place.repository, false))
    place.sign = *std::move(signer);
  auto recorded = record(place, entry);
  if (recorded || !place.sign) return recorded;
  session.err << wrapped(
      "note: ", "it is recorded without a signature: " + recorded.error().message, session.width);
  place.sign = {};
  return record(place, entry);
}

}  // namespace

Result<int> raise_concern(Session& session, const Arguments& arguments) {
  QUALM_ASSIGN(const git::Repository repository, open_repository(session, arguments));
  QUALM_ASSIGN(const Authorship who, authorship(session, repository));
  QUALM_ASSIGN(const RaisedAt at, place_to_raise(repository, arguments));
  const std::vector<gate::SystemOfTree> systems = systems_of(repository, at.side);
  const DraftRequest request{.session = session,
                             .arguments = arguments,
                             .repository = repository,
                             .who = who,
                             .type = EventType::raised,
                             .only_system = systems.size() == 1
                                                ? concerns::system_name(systems.front().path)
                                                : std::string()};
  QUALM_ASSIGN(Draft draft, draft_event(request));
  if (auto looked = look_at(request, at.side, draft.event); !looked)
    return keep(std::move(looked).error(), draft);
  const auto event = written(draft.event);
  if (!event) return keep(event.error(), draft);
  const std::string& id = event->event.id;
  const std::string title =
      event->event.title.empty() ? std::string() : ": " + shorten(event->event.title, 60);
  const bool push = !arguments.has("--no-push");
  const auto recorded = record_raise(
      session,
      {.session = session, .repository = repository, .side = at.side, .who = who, .push = push},
      {.concern = id,
       .file = event->name,
       .text = event->text,
       .summary = "concern raised" + title});
  if (!recorded) return keep(Error(recorded.error()).within("nothing was recorded"), draft);
  clean_up(draft);
  const int code = print_receipt(session, {.side = at.side,
                                           .event = *event,
                                           .recorded = *recorded,
                                           .concern = id,
                                           .push_wanted = push,
                                           .undecided = at.undecided ? &*at.undecided : nullptr});
  say_what_is_lacking(session, event->event, at.side, systems);
  if (at.undecided) return code;
  say_what_follows(session, load_standing(session, arguments, repository), id, event->event);
  return code;
}

}  // namespace qualm::commands
