// Where a person must still write, as the linter sees it.

#pragma once

#include <string>
#include <vector>

#include "commands/command.hpp"
#include "git/repository.hpp"
#include "model/finding.hpp"
#include "support/error.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// Judges the documents at `paths` as they stand in the work tree now, by the policy that stands
/// there. Fails as judging the work tree does.
[[nodiscard]] Result<Evaluation> judge_files(const Session& session, const Arguments& arguments,
                                             const git::Repository& repository,
                                             std::vector<std::string> paths);

/// How many findings count.
[[nodiscard]] std::size_t open_places(const Evaluation& evaluation);

/// Lists every finding that counts: its place, how much it weighs, what it says.
void list_findings(Session& session, const Evaluation& evaluation);

/// Places of a document that are still to be written, whether or not a rule asks: slots, guidance
/// of a template and, in YAML, keys without a value. In the order of the file.
[[nodiscard]] std::vector<SourcePos> open_slots(const std::string& path, const std::string& text);

}  // namespace qualm::commands
