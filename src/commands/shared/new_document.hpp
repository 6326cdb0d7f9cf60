// `qualm new KIND` for every kind of document and record.

#pragma once

#include <string_view>

#include "commands/command.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// Writes a document of `kind` where the policy and the layout of the repository put it, or at
/// `--path`, with everything filled in that is known, and says where a person must still write.
/// `usage` where something stands there already or the system has such a document elsewhere.
[[nodiscard]] Result<int> new_document(Session& session, const Arguments& arguments,
                                       std::string_view kind);

}  // namespace qualm::commands
