// From what the user says on the command line to an event.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "commands/command.hpp"
#include "commands/shared/author.hpp"
#include "git/repository.hpp"
#include "model/concern.hpp"
#include "support/error.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// What a command that writes an event is given.
struct DraftRequest {
  const Session& session;
  const Arguments& arguments;
  const git::Repository& repository;
  const Authorship& who;
  EventType type = EventType::raised;
  std::string concern = {};               ///< id; empty when raising
  std::vector<std::string> follows = {};  ///< ids of the events at the tip
  std::string only_system = {};  ///< what a concern is about that names no system; may be empty
};

/// An event that is not yet on record.
struct Draft {
  Event event;
  std::string edited_in;  ///< the file it was written in with an editor; empty: none was opened
};

/// Composes the event from the options and, where they do not say what an event of its type is
/// about, from an editor. What is still lacking is not held against it here. `usage` for an option
/// that says what cannot be, and when nothing at all was written.
[[nodiscard]] Result<Draft> draft_event(const DraftRequest& request);

/// Removes the text that an editor left, now that it is on record.
void clean_up(const Draft& draft);

/// `error`, with the place of what was written in an editor.
[[nodiscard]] tl::unexpected<Error> keep(Error error, const Draft& draft);

/// An event as it will stand on record.
struct Written {
  Event event;  ///< as its reader sees it
  std::string name;
  std::string text;
};

/// Writes `draft` out, and reads it back: what a reader would see is what is judged and recorded.
[[nodiscard]] Result<Written> written(const Event& draft);

}  // namespace qualm::commands
