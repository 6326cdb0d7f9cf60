// A line of the policy's `keys:`, read as strictly as one that decides who may sign must be.

#pragma once

#include <string>

#include "git/commit_signature.hpp"
#include "support/date.hpp"
#include "support/result.hpp"

namespace qualm::git {

/// What such a line says: `[valid-after="…",valid-before="…"] type key [comment]`.
struct ListedKey {
  std::string type;                             ///< such as `ssh-ed25519`
  std::string base64;                           ///< the key itself, well-formed for that type
  Date first{.year = 1, .month = 1, .day = 1};  ///< the first day that is valid from its beginning
  Date end{.year = 9999, .month = 12, .day = 31};  ///< the first day that is not valid to its end
};

/// Reads `key`. `invalid`, naming its principal, for an unknown type, a key that is cut off or of
/// another type, an option other than the two (each a day `YYYYMMDD` or a time
/// `YYYYMMDDHHMM[SS]`, perhaps with `Z`; all are UTC here), more than one line, and for a principal
/// that could stand for somebody else in a file of allowed signers: with a space, comma, quote,
/// wildcard or control character.
[[nodiscard]] Result<ListedKey> read_allowed_key(const AllowedKey& key);

/// Whether `key` is valid on all of `day`.
[[nodiscard]] bool is_valid_on(const ListedKey& key, Date day);

}  // namespace qualm::git
