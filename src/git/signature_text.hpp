// Whether a name, an address and a time may stand in a commit.

#pragma once

#include <string_view>

#include "git/commit_object.hpp"
#include "support/result.hpp"

namespace qualm::git {

/// `invalid` for anything that could be read as another header or another person, or as nobody;
/// `role` ("author") names it in messages.
[[nodiscard]] Result<void> check_signature(const Signature& signature, std::string_view role);

/// `Name <address> seconds +0000`, of a signature that was checked.
[[nodiscard]] std::string signature_text(const Signature& signature);

}  // namespace qualm::git
