// What the next commit changes, as far as documents are judged by it.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "git/repository.hpp"
#include "model/policy.hpp"
#include "model/snapshot.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// How the hook of a commit asks `qualm check` for no more than what the commit touches; no option.
inline constexpr std::string_view kStagedChange = "STAGED-CHANGE";

/// The paths by which `index` differs from the commit that is checked out, and the folders of the
/// systems that these belong to; empty where none of it is a document, a model or part of a system,
/// and nothing where everything has to be judged: before the first commit. An empty path in it
/// means the root. Fails where a tree cannot be read.
[[nodiscard]] Result<std::optional<std::vector<std::string>>> staged_change(
    const git::Repository& repository, const Snapshot& index, const Policy& policy);

}  // namespace qualm::commands
