// Running `git`.

#include "commands/shared/run_git.hpp"

#include <chrono>
#include <ostream>
#include <utility>

#include "git/program.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

constexpr std::chrono::seconds kLongest{600};  // somebody may have to find a passphrase

}  // namespace

Result<GitEnd> run_git(const Session& session, const git::Repository& repository,
                       std::vector<std::string> arguments) {
  session.out.flush();  // what was said before comes before what it asks
  session.err.flush();
  std::vector<std::string> all = {"--git-dir", repository.git_directory()};
  all.insert(all.end(), std::make_move_iterator(arguments.begin()),
             std::make_move_iterator(arguments.end()));
  QUALM_ASSIGN(const git::ProgramEnd end, git::run_program({.name = "git",
                                                            .arguments = std::move(all),
                                                            .environment = session.environment,
                                                            .directory = session.cwd,
                                                            .time = kLongest,
                                                            .may_ask = true}));
  GitEnd result{.status = end.status};
  for (const std::string_view line : split_lines(end.err)) {
    if (!trim(line).empty()) result.said.emplace_back(trim(line));
  }
  return result;
}

}  // namespace qualm::commands
