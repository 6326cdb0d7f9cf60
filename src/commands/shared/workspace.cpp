// What most commands start from: a repository, the tree to judge, the policy and the rules.

#include "commands/shared/workspace.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "documents/policy.hpp"
#include "gate/policy_of_tree.hpp"
#include "git/snapshot.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"

namespace qualm::commands {
Result<git::Repository> open_repository(const Session& session, const Arguments& arguments) {
  const std::string path =
      arguments.has("--repo") ? absolute_path(session, arguments.value("--repo")) : session.cwd;
  return git::Repository::open({.path = path, .environment = session.environment});
}

Result<Tree> open_tree(const git::Repository& repository, const Arguments& arguments) {
  if (arguments.has("--staged") && arguments.has("--rev")) {
    return fail(ErrorCode::usage, "--staged and --rev exclude each other",
                "choose the index or a revision");
  }
  Tree tree;
  if (arguments.has("--rev")) {
    QUALM_ASSIGN(tree.revision, repository.resolve(arguments.value("--rev")));
    QUALM_ASSIGN(tree.snapshot, git::commit_snapshot(repository, *tree.revision));
    return tree;
  }
  QUALM_ASSIGN(tree.revision, repository.head());
  if (arguments.has("--staged")) {
    QUALM_ASSIGN(tree.snapshot, git::index_snapshot(repository));
    return tree;
  }
  if (repository.is_bare()) {
    return fail(ErrorCode::usage, "a bare repository has no work tree",
                "say what to judge: --rev HEAD");
  }
  QUALM_ASSIGN(tree.snapshot, git::worktree_snapshot(repository));
  return tree;
}

Result<Policy> load_policy(const Session& session, const Arguments& arguments,
                           const Snapshot* tree) {
  const std::string named =
      arguments.has("--config") ? arguments.value("--config") : session.variable("QUALM_CONFIG");
  if (!named.empty()) {
    QUALM_ASSIGN(const std::string text,
                 read_file(absolute_path(session, named), limits::kDocumentBytes));
    return documents::read_policy(text, named);
  }
  return tree == nullptr ? Result<Policy>(documents::default_policy())
                         : gate::policy_of_tree(*tree);
}

Result<Date> today(const Session& session, const Arguments& arguments) {
  if (!arguments.has("--now")) return date_of(session.now);
  const auto date = parse_date(arguments.value("--now"));
  if (!date)
    return fail(ErrorCode::usage, fmt::format("--now: \"{}\" is no day", arguments.value("--now")),
                "write it as YYYY-MM-DD");
  return *date;
}

bool wants_color(const Session& session, const Arguments& arguments) {
  const std::string when = arguments.value("--color");
  if (when == "always") return true;
  if (when == "never" || !session.variable("NO_COLOR").empty()) return false;
  const std::string force = session.variable("CLICOLOR_FORCE");
  if (!force.empty() && force != "0") return true;
  return session.out_is_terminal && session.variable("TERM") != "dumb";
}

}  // namespace qualm::commands
