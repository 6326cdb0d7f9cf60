// The people a repository knows by name.

#pragma once

#include <string>
#include <vector>

#include "support/date.hpp"
#include "support/error.hpp"

namespace qualm {

/// A person in the policy's `people:`.
struct Person {
  std::string name;
  std::vector<std::string> emails;
  std::vector<std::string> roles;
  std::vector<std::string> keys;  ///< public keys, as in an `authorized_keys` line
  std::string left;               ///< `YYYY-MM-DD` of the day they left; empty while they are here
  SourcePos where;
};

/// A name and an address as Git records them, or as `.mailmap` maps them.
struct Identity {
  std::string name;
  std::string email;

  friend bool operator==(const Identity&, const Identity&) = default;
  // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 misreads the generated comparison
  friend auto operator<=>(const Identity&, const Identity&) = default;
};

}  // namespace qualm
