// Following first parents.

#include "git/first_parents.hpp"

#include <utility>

#include "git/commit_object.hpp"
#include "git/libgit2.hpp"
#include "support/text.hpp"

namespace qualm::git {

Result<FirstParents> first_parents(const Repository& repository, const std::string& tip,
                                   std::size_t at_most) {
  FirstParents line;
  std::string next = tip;
  while (!next.empty() && line.commits.size() < at_most) {
    const auto id = from_hex(next);
    if (!id) return fail(ErrorCode::invalid, "'" + shorten(next, 80) + "' is no id of a commit");
    const std::string what = "commit " + next.substr(0, 7);
    const auto object = read_object(*repository.impl(), *id, GIT_OBJECT_COMMIT, kCommitBytes, what);
    if (!object && object.error().code == ErrorCode::incomplete) {
      line.cut_off = true;
      break;
    }
    if (!object) return fail(std::move(object).error());
    QUALM_ASSIGN(CommitObject commit, parse_commit(bytes_of(*object)));
    LineCommit one{.id = std::move(next), .tree = std::move(commit.tree)};
    if (commit.committer) one.time = commit.committer->time;
    line.commits.push_back(std::move(one));
    next = commit.parents.empty() ? std::string() : std::move(commit.parents.front());
  }
  return line;
}

}  // namespace qualm::git
