// A push to a concern's branch: held to the rules of the branch, and to nothing else.

#pragma once

#include <vector>

#include "concerns/append_only.hpp"
#include "gate/ref_change.hpp"
#include "git/repository.hpp"
#include "support/result.hpp"

namespace qualm::gate {

/// Commits that one push may bring to a concern's branch.
inline constexpr std::size_t kConcernCommits = 4'000;

/// What the change of a branch under `concern/`, or of a reserved name, does that none may
/// (`append_only_problems`). Fails where the pushed commits cannot be read; `limit` beyond
/// `kConcernCommits`.
[[nodiscard]] Result<std::vector<concerns::AppendProblem>> concern_push_problems(
    const git::Repository& repository, const RefChange& change);

}  // namespace qualm::gate
