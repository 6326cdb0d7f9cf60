// Asking the `git` program about a repository.

#include "git/ask_git.hpp"

#include <iterator>
#include <utility>

#include "git/libgit2.hpp"
#include "support/text.hpp"

namespace qualm::git {

Result<ProgramEnd> ask_git(const Repository& repository, std::vector<std::string> arguments) {
  // By its path: GIT_DIR in the environment may be relative, or not be set where git would look.
  std::vector<std::string> all = {"--git-dir", repository.git_directory()};
  all.insert(all.end(), std::make_move_iterator(arguments.begin()),
             std::make_move_iterator(arguments.end()));
  return run_program(
      {.name = "git", .arguments = std::move(all), .environment = repository.impl()->environment});
}

Error git_failure(const ProgramEnd& end, const std::string& what) {
  const auto lines = split_lines(end.err);
  const std::string said = lines.empty() ? "git ended with status " + std::to_string(end.status)
                                         : std::string(lines.back());
  return {.code = ErrorCode::io, .message = what + ": " + said};
}

}  // namespace qualm::git
