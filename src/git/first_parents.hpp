// The line of commits that a branch was moved along, as far as Git can tell.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "git/repository.hpp"
#include "support/result.hpp"

namespace qualm::git {

/// A commit of the line.
struct LineCommit {
  std::string id;
  std::string tree;                  ///< id
  std::optional<std::int64_t> time;  ///< Unix seconds, as its committer states them
};

/// A commit and its first parents, newest first.
struct FirstParents {
  std::vector<LineCommit> commits;
  bool cut_off = false;  ///< it goes on in commits that are not here
};

/// The first parents of the commit `tip` (an id), itself among them; no more than `at_most`, which
/// is not `cut_off`. Fails as reading a damaged repository does.
[[nodiscard]] Result<FirstParents> first_parents(const Repository& repository,
                                                 const std::string& tip, std::size_t at_most);

}  // namespace qualm::git
