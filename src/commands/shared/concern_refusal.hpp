// Telling somebody that their event would not count, before it is on record.

#pragma once

#include <string>
#include <string_view>

#include "commands/session.hpp"
#include "concerns/circumstances.hpp"
#include "model/concern.hpp"
#include "model/people.hpp"
#include "support/error.hpp"

namespace qualm::commands {

/// An event that would not count.
struct Refusal {
  const Concern& concern;
  const concerns::Ground& ground;
  const Event& event;  ///< as it would be recorded, as far as it was written
  const Identity& author;
  std::string_view verb;  ///< of the command
  std::string why;        ///< as a clause
  std::string help = {};  ///< what would help; empty: found out from the concern
  /// Why it cannot be told here who is neutral; null when it can.
  const Error* unknown = nullptr;
};

/// Says that nothing was recorded and why, and what would help: what the event lacks, where its
/// author could record it, else who may. `kFindings`.
[[nodiscard]] int refuse(Session& session, const Refusal& refusal);

}  // namespace qualm::commands
