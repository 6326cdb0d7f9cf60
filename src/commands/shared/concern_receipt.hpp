// What is said once an event is on record: the receipt, what it still lacks, what comes of it.

#pragma once

#include <string>

#include "commands/command.hpp"
#include "commands/shared/concern_branch.hpp"
#include "commands/shared/concern_draft.hpp"
#include "gate/protected_side.hpp"
#include "gate/standing.hpp"
#include "gate/systems.hpp"
#include "model/concern.hpp"
#include "support/error.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// An event, and what became of it.
struct Receipt {
  const gate::ProtectedSide& side;
  const Written& event;
  const Recorded& recorded;
  std::string concern;  ///< id
  bool push_wanted = true;
  const Error* undecided = nullptr;  ///< why there is no saying which remote it is for
};

/// Prints what the author may keep: that this event is on record, where, and since when. Says what
/// has to be done for it to count where it is not on the remote yet. The exit code.
[[nodiscard]] int print_receipt(Session& session, const Receipt& receipt);

/// Says what a raised concern does not say, and what follows from that; none of it is held against
/// anybody.
void say_what_is_lacking(Session& session, const Event& event, const gate::ProtectedSide& side,
                         const std::vector<gate::SystemOfTree>& systems);

/// Says what the concern has come to and who can act next, looked up again as the gate would.
void say_what_follows(Session& session, const Result<gate::Standing>& standing,
                      const std::string& concern, const Event& event);

}  // namespace qualm::commands
