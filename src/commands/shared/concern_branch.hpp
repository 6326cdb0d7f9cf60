// Putting an event on its concern's branch: here, and at the remote.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "commands/session.hpp"
#include "commands/shared/author.hpp"
#include "gate/protected_side.hpp"
#include "git/repository.hpp"
#include "git/write.hpp"
#include "support/error.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// An event that is ready to be put on record.
struct NewRecord {
  std::string concern;  ///< id
  std::string file;     ///< name of the event file
  std::string text;
  std::string summary;  ///< first line of the commit's message
  /// Events that stand in a tree only, the raising one first: a branch that is not there yet begins
  /// with them, each in a commit of its own.
  std::vector<git::NewFile> from_tree = {};
};

/// What became of it.
struct Recorded {
  std::string commit;      ///< that brought the event
  bool was_there = false;  ///< the branch had this very event already: nothing was written
  bool pushed = false;
  bool joined = false;              ///< others had pushed in the meantime, and theirs was joined
  std::optional<Error> not_pushed;  ///< when it should have been: why not, where that is known
  std::vector<std::string> said;    ///< by `git` and the remote, about the last push
};

/// Where events are recorded.
struct RecordPlace {
  const Session& session;
  const git::Repository& repository;
  const gate::ProtectedSide& side;
  Authorship who;
  git::CommitSigner sign;  ///< may be empty
  bool push = true;        ///< to the remote, when there is one
};

/// Writes the event to the local branch `concern/<id>`, on top of everything of that branch that is
/// here, and pushes that branch alone. The work tree, the index and HEAD are never touched. When it
/// returns without an error the event is on disk and on the branch; with one, neither the branch
/// nor the remote has changed. That it could not be pushed is `not_pushed`, with the command to
/// run. Where others pushed first, theirs is fetched and joined, and it is pushed again.
[[nodiscard]] Result<Recorded> record(const RecordPlace& place, const NewRecord& event);

/// The command that pushes the branch of one concern and nothing else.
[[nodiscard]] std::string push_command(const gate::ProtectedSide& side, std::string_view concern);

}  // namespace qualm::commands
