// A commit as its bytes state it, read strictly.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/people.hpp"
#include "support/result.hpp"

namespace qualm::git {

/// Who made a commit, and when by their own clock.
struct Signature {
  Identity identity;
  std::int64_t time = 0;  ///< Unix seconds
};

/// The parts of a commit. Libraries disagree about a commit with two authors, so it has none here.
struct CommitObject {
  std::string tree;                  ///< id, lower-case hex
  std::vector<std::string> parents;  ///< ids, lower-case hex
  std::optional<Signature> author;   ///< only when there is exactly one well-formed author line …
  std::optional<Signature> committer;  ///< … followed by exactly one committer line
  std::string message;
};

/// Reads the bytes of a commit object; `invalid` when its tree or parents cannot be read.
[[nodiscard]] Result<CommitObject> parse_commit(std::string_view bytes);

/// The people named by `Co-authored-by:` lines in the last paragraph of a commit message.
[[nodiscard]] std::vector<Identity> co_authors(std::string_view message);

/// `Name <address> seconds +zone`, as an author, committer or tagger line has it; nothing for any
/// other form.
[[nodiscard]] std::optional<Signature> parse_signature(std::string_view text);

/// `Name <address>`; nothing when the brackets are not exactly one pair at the end.
[[nodiscard]] std::optional<Identity> parse_identity(std::string_view text);

}  // namespace qualm::git
