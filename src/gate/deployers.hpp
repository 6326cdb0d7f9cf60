// Who would be part of a deployment, for the conscience clause.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "concerns/conscience.hpp"
#include "concerns/who.hpp"
#include "git/commit_walk.hpp"
#include "git/repository.hpp"
#include "model/policy.hpp"
#include "model/snapshot.hpp"
#include "support/result.hpp"

namespace qualm::gate {

/// Authors, committers and co-authors of `commits`, and the tagger of the tag `object`, where it is
/// one.
[[nodiscard]] Result<std::vector<concerns::Deployer>> deployers_of(
    const git::Repository& repository, const std::vector<git::WalkedCommit>& commits,
    const std::string& object);

/// Those of `paths` where `policy` has records of deployments. `invalid` for a policy that moves
/// documents of no kind.
[[nodiscard]] Result<std::vector<std::string>> deployment_records(
    const std::vector<std::string>& paths, const Policy& policy);

/// Who the deployment records among `paths` of `tree` name as having signed off or deployed, each
/// for the system of the record. Records stand where `policy` has them; names alone are those of
/// its people. Whatever else stands there is looked through for those of `sought`: their names in
/// full, their addresses, or the part before the `@` as a handle. `invalid` for a policy that moves
/// documents of no kind.
[[nodiscard]] Result<std::vector<concerns::Deployer>> named_deployers(
    const Snapshot& tree, const std::vector<std::string>& paths, const Policy& policy,
    const concerns::Who& who, const std::vector<Identity>& sought);

/// What the record at `path` of `tree` calls its system; nothing where it does not say, or cannot
/// be read.
[[nodiscard]] std::optional<std::string> system_of_record(const Snapshot& tree,
                                                          const std::string& path);

}  // namespace qualm::gate
