// Who the user is to Git, and when: what a commit of theirs would say.

#pragma once

#include "commands/session.hpp"
#include "git/commit_object.hpp"
#include "git/repository.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// Author and committer of a commit made now.
struct Authorship {
  git::Signature author;
  git::Signature committer;
};

/// As Git has it: `GIT_AUTHOR_NAME` and its kin, then the settings `author.name`, `user.name` and
/// theirs; the time from `GIT_AUTHOR_DATE` and `GIT_COMMITTER_DATE` (`1767607200 +0000`, or a date
/// and time), then the session's clock. `usage` with the command that mends it when there is no
/// name or address: nothing is guessed from the machine's.
[[nodiscard]] Result<Authorship> authorship(const Session& session,
                                            const git::Repository& repository);

}  // namespace qualm::commands
