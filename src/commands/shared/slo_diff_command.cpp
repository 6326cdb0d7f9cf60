// `qualm slo diff`: from the words of the command line to an exit code.

#include "commands/shared/slo_diff_command.hpp"

#include <array>
#include <memory>
#include <ostream>
#include <utility>

#include <fmt/format.h>

#include "commands/shared/output.hpp"
#include "commands/shared/slo_diff_report.hpp"
#include "commands/shared/slo_diff_trees.hpp"
#include "commands/shared/tree_paths.hpp"
#include "commands/shared/workspace.hpp"
#include "git/snapshot.hpp"

namespace qualm::commands {
namespace {

constexpr std::array<std::string_view, 3> kFormats = {"text", "json", "markdown"};

/// The two trees, and the words that are left for paths.
struct Sides {
  std::unique_ptr<Snapshot> before;
  std::unique_ptr<Snapshot> after;
  std::vector<std::string> paths;
};

Result<void> refuse_options_of_check(const Arguments& arguments) {
  constexpr auto kForeign =
      std::to_array<std::string_view>({"--results", "--rev", "--max-age", "--now"});
  for (const std::string_view option : kForeign) {
    if (!arguments.has(option)) continue;
    return fail(ErrorCode::usage, fmt::format("slo diff takes no {}", option),
                option == "--rev" ? "name the revisions: `qualm slo diff A B`"
                                  : "it belongs to `qualm slo check`");
  }
  return {};
}

/// Whether `word` is a path of `tree`, from where the user stands.
bool is_path(const Session& session, const git::Repository& repository, const Snapshot& tree,
             const std::string& word) {
  return paths_in_tree(session, repository, tree, {word}).has_value();
}

Result<std::unique_ptr<Snapshot>> tree_of(const git::Repository& repository,
                                          const std::string& revision) {
  QUALM_ASSIGN(const git::Revision found, repository.resolve(revision));
  return git::commit_snapshot(repository, found);
}

Result<std::unique_ptr<Snapshot>> earlier_tree(const Session& session,
                                               const git::Repository& repository,
                                               const std::vector<std::string>& words) {
  if (words.empty()) {
    QUALM_ASSIGN(const auto head, repository.head());
    if (!head)
      return fail(ErrorCode::not_found, "there is no commit to compare with yet",
                  "commit the SLOs first, or name two revisions");
    return git::commit_snapshot(repository, *head);
  }
  auto tree = tree_of(repository, words.front());
  if (tree || repository.is_bare()) return tree;
  QUALM_ASSIGN(const auto work_tree, git::worktree_snapshot(repository));
  if (!is_path(session, repository, *work_tree, words.front())) return tree;
  return fail(ErrorCode::usage,
              fmt::format("\"{}\" is a path, where a revision should stand", words.front()),
              fmt::format("write `qualm slo diff HEAD {}`", words.front()));
}

Result<std::unique_ptr<Snapshot>> uncommitted_tree(const git::Repository& repository,
                                                   const Arguments& arguments) {
  if (arguments.has("--staged")) return git::index_snapshot(repository);
  if (repository.is_bare())
    return fail(ErrorCode::usage, "a bare repository has no work tree",
                "name two revisions: `qualm slo diff A B`");
  return git::worktree_snapshot(repository);
}

Result<Sides> sides_of(const Session& session, const git::Repository& repository,
                       const Arguments& arguments) {
  std::vector<std::string> words = arguments.values("PATH");
  Sides sides;
  QUALM_ASSIGN(sides.before, earlier_tree(session, repository, words));
  if (!words.empty()) words.erase(words.begin());
  const bool may_name_revision = !words.empty() && !arguments.has("--staged");
  if (may_name_revision) {
    auto tree = tree_of(repository, words.front());
    if (tree) {
      sides.after = *std::move(tree);
      words.erase(words.begin());
      sides.paths = std::move(words);
      return sides;
    }
    const bool unknown =
        tree.error().code == ErrorCode::not_found || tree.error().code == ErrorCode::usage;
    if (!unknown || repository.is_bare()) return fail(std::move(tree).error());
    QUALM_ASSIGN(sides.after, uncommitted_tree(repository, arguments));
    if (!is_path(session, repository, *sides.after, words.front()) &&
        !is_path(session, repository, *sides.before, words.front()))
      return fail(std::move(tree).error());
  } else {
    QUALM_ASSIGN(sides.after, uncommitted_tree(repository, arguments));
  }
  sides.paths = std::move(words);
  return sides;
}

/// Paths of either tree: what was deleted has its name in the earlier one alone.
Result<std::vector<std::string>> paths_of(const Session& session, const git::Repository& repository,
                                          const Sides& sides) {
  std::vector<std::string> paths;
  for (const std::string& word : sides.paths) {
    auto found = paths_in_tree(session, repository, *sides.after, {word});
    if (!found && found.error().code == ErrorCode::not_found) {
      if (auto earlier = paths_in_tree(session, repository, *sides.before, {word}))
        found = std::move(earlier);
    }
    if (!found) return fail(std::move(found).error());
    paths.push_back(std::move(found->front()));
  }
  return paths;
}

int verdict(const SloDiff& diff) {
  const SloDiffCounts counts = count(diff);
  if (counts.weaker + counts.unclear > 0) return kFindings;
  return counts.not_judged > 0 ? kCannotJudge : kClean;
}

}  // namespace

Result<int> run_slo_diff(Session& session, const Arguments& arguments) {
  QUALM_ASSIGN(const std::string format, plain_format(arguments, kFormats));
  QUALM_TRY(refuse_options_of_check(arguments));
  QUALM_ASSIGN(const git::Repository repository, open_repository(session, arguments));
  QUALM_ASSIGN(const Sides sides, sides_of(session, repository, arguments));
  QUALM_ASSIGN(auto paths, paths_of(session, repository, sides));
  QUALM_ASSIGN(const Policy before, load_policy(session, arguments, sides.before.get()));
  QUALM_ASSIGN(const Policy after, load_policy(session, arguments, sides.after.get()));
  QUALM_ASSIGN(const SloDiff diff, diff_trees({.before = *sides.before,
                                               .before_policy = before,
                                               .after = *sides.after,
                                               .after_policy = after,
                                               .paths = std::move(paths)}));
  const int code = verdict(diff);
  if (arguments.has("--quiet") && code == kClean) return code;
  if (format == "json") {
    write_diff_json(session.out, diff);
  } else if (format == "markdown") {
    write_diff_markdown(session.out, diff);
  } else {
    write_diff_text(session.out, diff, session.width);
  }
  return code;
}

}  // namespace qualm::commands
