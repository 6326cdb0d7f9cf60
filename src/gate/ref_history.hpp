// What a push has to do with the history of the default branch; private to gate/.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gate/standing.hpp"
#include "gate/systems.hpp"
#include "git/commit_walk.hpp"
#include "git/repository.hpp"
#include "support/date.hpp"
#include "support/result.hpp"

namespace qualm::gate {

/// The commit that a new ref at `head` was made from: the newest that the default branch, now at
/// `tip`, has been at, by its first parents; `tip` where there is none. What was only part of a
/// branch that was merged was never judged by itself, so nothing begins there. `incomplete` where
/// history is cut off before that can be said.
[[nodiscard]] Result<git::Revision> grown_from(const git::Repository& repository,
                                               const git::Revision& tip, const git::Revision& head);

/// Whether the default branch, now at `tip`, has been at `head`, by its first parents.
[[nodiscard]] Result<bool> has_been_at(const git::Repository& repository, const git::Revision& tip,
                                       const git::Revision& head);

/// The folders of those of `systems` that commits change which `base` reaches and `head` does not,
/// each commit held against its first parent.
[[nodiscard]] Result<std::vector<std::string>> systems_left_behind(
    const git::Repository& repository, const git::Revision& base, const git::Revision& head,
    const std::vector<SystemOfTree>& systems);

/// Whether any of `concerns`, settled or not, is about one of the systems in `folders`, or may be:
/// it names none, or one that is not among the `known`.
[[nodiscard]] bool any_may_be_about(const std::vector<StandingConcern>& concerns,
                                    const std::vector<std::string>& folders,
                                    const std::vector<std::string>& known);

/// The last day on which any of `concerns` was raised; nothing when no such day can be read.
[[nodiscard]] std::optional<Date> last_raised(const std::vector<StandingConcern>& concerns);

/// The first of `commits` that holds `file` as `head` has it and states a day before `day`, or
/// none; empty when there is no such commit.
[[nodiscard]] Result<std::string> brought_before(const git::Repository& repository,
                                                 const std::vector<git::WalkedCommit>& commits,
                                                 const git::Revision& head, const std::string& file,
                                                 Date day);

}  // namespace qualm::gate
