// Who made the commits: names and addresses from raw commits, joined by a mailmap.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "git/repository.hpp"
#include "model/people.hpp"
#include "support/result.hpp"

namespace qualm::git {

/// The authors, committers and co-authors of the newest `at_most` commits (never more than
/// `limits::kCommitsForAuthors`) that `revision` reaches: each once, sorted. Commits whose headers
/// are not exactly one author and one committer are left out; history that was never fetched ends
/// the list without an error.
[[nodiscard]] Result<std::vector<Identity>> recent_authors(const Repository& repository,
                                                           const Revision& revision, int at_most);

/// A `.mailmap`: which names and addresses mean the same person.
class Mailmap {
 public:
  /// A mailmap that changes nothing.
  Mailmap() = default;

  /// Reads the four forms of line that Git knows; a line of any other form changes nothing.
  [[nodiscard]] static Mailmap parse(std::string_view text);

  /// The proper name and address of `identity`, or `identity` itself.
  [[nodiscard]] Identity map(Identity identity) const;

 private:
  /// Keyed by the address and, when the line names one, the name as recorded; both in lower case.
  std::map<std::pair<std::string, std::string>, Identity> entries_;
};

}  // namespace qualm::git
