// Everybody the repository knows: the policy's people, `.mailmap`, commit authors.

#pragma once

#include <functional>
#include <memory>
#include <vector>

#include "language/party.hpp"
#include "model/people.hpp"
#include "model/policy.hpp"

namespace qualm::engine {

/// Gives the names of `.mailmap` and of commit authors; called at most once, and only when a name
/// stands in a document that nothing else settles.
using ReadAuthors = std::function<std::vector<Identity>()>;

/// A look-up that may be asked from several threads. The policy's people come first.
[[nodiscard]] language::KnownPeople known_people(const Policy& policy, ReadAuthors authors);

}  // namespace qualm::engine
