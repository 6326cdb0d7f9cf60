// Asking a remote, by Git.

#include "commands/shared/remote_branches.hpp"

#include <chrono>
#include <ostream>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "concerns/event_grammar.hpp"
#include "git/program.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

constexpr std::chrono::seconds kLongest{600};  // somebody may have to find a passphrase
constexpr std::size_t kMost = std::size_t{32} << 20U;
constexpr std::string_view kConcernBranches = "refs/heads/concern/";

/// What git gave up on: the line it says so in, else its last one.
std::string reason_in(std::string_view said) {
  constexpr std::string_view kGivesUp = "fatal: ";
  std::string_view reason;
  for (const std::string_view line : split_lines(said)) {
    if (line.starts_with(kGivesUp)) return shorten(trim(line.substr(kGivesUp.size())), 200);
    if (!trim(line).empty()) reason = trim(line);
  }
  return shorten(reason, 200);
}

}  // namespace

Result<gate::BranchesThere> ask_remote(const Session& session, const git::Repository& repository,
                                       const std::string& remote) {
  session.out.flush();  // what was said before comes before what it asks
  session.err.flush();
  auto end = git::run_program(
      {.name = "git",
       .arguments = {"--git-dir", repository.git_directory(), "ls-remote", "--refs", "--quiet",
                     "--", remote, fmt::format("{}*", kConcernBranches)},
       .environment = session.environment,
       .directory = session.cwd,
       .output_at_most = kMost,
       .time = kLongest,
       .may_ask = true});
  if (!end) return fail(std::move(end).error().within("while asking " + remote));
  if (end->status != 0)
    return fail(
        ErrorCode::io,
        fmt::format("{} cannot be asked which concerns it has: {}", remote, reason_in(end->err)),
        "with --offline the audit goes by what was last fetched, which proves less");
  gate::BranchesThere there;
  for (const std::string_view line : split_lines(end->out)) {
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) continue;
    const std::string_view id = line.substr(0, tab);
    const std::string_view name = trim(line.substr(tab + 1));
    // The pattern may match in the middle of a name.
    if (!name.starts_with(kConcernBranches) || !concerns::is_commit_id(id)) continue;
    there.emplace(name.substr(kConcernBranches.size()), id);
  }
  return there;
}

}  // namespace qualm::commands
