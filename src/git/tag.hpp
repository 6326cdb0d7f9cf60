// Who made an annotated tag, and what it leads to.

#pragma once

#include <optional>
#include <string>

#include "git/commit_object.hpp"
#include "git/repository.hpp"
#include "support/result.hpp"

namespace qualm::git {

/// The tagger of the tag object `id`; nothing when it is no tag object, or names none in a line
/// that can be read. Fails as reading a damaged or missing object does.
[[nodiscard]] Result<std::optional<Signature>> tagger_of(const Repository& repository,
                                                         const std::string& id);

/// Whether the object `id` is the content of a file, or a tag that leads to one. Fails as reading a
/// damaged or missing object does.
[[nodiscard]] Result<bool> leads_to_file(const Repository& repository, const std::string& id);

}  // namespace qualm::git
