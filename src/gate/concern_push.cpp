// Reading what a push brings to a concern's branch.

#include "gate/concern_push.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "concerns/event_grammar.hpp"
#include "concerns/event_reader.hpp"
#include "git/commit_walk.hpp"
#include "git/refs.hpp"
#include "git/snapshot.hpp"
#include "support/digest.hpp"
#include "support/limits.hpp"

namespace qualm::gate {
namespace {

using concerns::PathChange;
using concerns::PathKind;
using concerns::PushedBranch;
using concerns::PushedCommit;
using concerns::PushedPath;

constexpr std::string_view kHeads = "refs/heads/";
constexpr std::string_view kPrefix = "concern/";

PathChange change_of(git::TreeChangeKind kind) {
  if (kind == git::TreeChangeKind::added) return PathChange::added;
  return kind == git::TreeChangeKind::changed ? PathChange::changed : PathChange::removed;
}

PathKind kind_of(EntryKind kind) {
  if (kind == EntryKind::executable) return PathKind::executable;
  if (kind == EntryKind::symlink) return PathKind::link;
  return kind == EntryKind::submodule ? PathKind::submodule : PathKind::file;
}

class Reading {
 public:
  Reading(const git::Repository& repository, const RefChange& change)
      : repository_(repository), change_(change) {}

  Result<PushedBranch> run() {
    branch_.is_branch = change_.name.starts_with(kHeads);
    branch_.name = branch_.is_branch ? change_.name.substr(kHeads.size()) : change_.name;
    branch_.exists = !change_.before.empty();
    branch_.deleted = change_.after.empty();
    const bool named_well = branch_.name.starts_with(kPrefix) &&
                            concerns::is_event_id(branch_.name.substr(kPrefix.size()));
    if (branch_.deleted || !named_well) return std::move(branch_);
    QUALM_TRY(read_history());
    return std::move(branch_);
  }

 private:
  Result<void> read_history() {
    QUALM_ASSIGN(const git::Revision tip, repository_.resolve(change_.after));
    QUALM_ASSIGN(any_tree_, git::commit_snapshot(repository_, tip));
    QUALM_ASSIGN(const auto all,
                 git::commits_in(repository_, {.tips = {tip.commit}, .at_most = kConcernCommits}));
    branch_.roots = static_cast<std::size_t>(std::count_if(
        all.begin(), all.end(), [](const auto& one) { return one.commit.parents.empty(); }));
    std::set<std::string> known;
    if (branch_.exists) {
      QUALM_ASSIGN(branch_.keeps_old, git::is_ancestor(repository_, change_.before, tip.commit));
      mark_known(all, known);
    }
    std::map<std::string_view, std::string_view> trees;
    for (const git::WalkedCommit& one : all) trees.emplace(one.id, one.commit.tree);
    for (const git::WalkedCommit& one : all) {
      if (known.contains(one.id)) continue;
      QUALM_ASSIGN(PushedCommit commit, read_commit(one, trees));
      branch_.commits.push_back(std::move(commit));
    }
    return count_events();
  }

  /// Marks what the old tip reaches; children come before their parents.
  void mark_known(const std::vector<git::WalkedCommit>& all, std::set<std::string>& known) const {
    known.insert(change_.before);
    for (const git::WalkedCommit& one : all) {
      if (known.contains(one.id))
        known.insert(one.commit.parents.begin(), one.commit.parents.end());
    }
  }

  Result<PushedCommit> read_commit(const git::WalkedCommit& one,
                                   const std::map<std::string_view, std::string_view>& trees) {
    PushedCommit commit{.id = one.id, .root = one.commit.parents.empty()};
    std::vector<std::string> before;
    for (const std::string& parent : one.commit.parents) before.emplace_back(trees.at(parent));
    if (before.empty()) before.emplace_back();
    for (const std::string& tree : before) {
      QUALM_ASSIGN(const auto changes, git::tree_changes(repository_, tree, one.commit.tree));
      std::vector<PushedPath> paths;
      for (const git::TreeChange& change : changes) {
        PushedPath path{
            .change = change_of(change.change), .kind = kind_of(change.kind), .path = change.path};
        if (path.change == PathChange::added && path.kind != PathKind::submodule)
          QUALM_TRY(read_content(change, path));
        paths.push_back(std::move(path));
      }
      commit.against.push_back(std::move(paths));
    }
    return commit;
  }

  Result<void> read_content(const git::TreeChange& change, PushedPath& path) {
    auto text = any_tree_->read({change.path, change.kind, change.id}, concerns::kEvidenceBytes);
    if (!text && text.error().code != ErrorCode::limit) return fail(std::move(text).error());
    path.bytes = text ? text->size() : concerns::kEvidenceBytes + 1;
    if (!text) return {};
    path.digest = sha256(*text);
    if (path.path.ends_with(".md")) path.type = concerns::read_event(*text).type_name;
    return {};
  }

  Result<void> count_events() {
    const auto is_event = [](const TreeEntry& entry) { return entry.path.ends_with(".md"); };
    return any_tree_->walk({}, [&](const TreeEntry& entry) {
      if (is_event(entry)) ++branch_.events;
    });
  }

  const git::Repository& repository_;
  const RefChange& change_;
  PushedBranch branch_;
  std::unique_ptr<Snapshot> any_tree_;
};

}  // namespace

Result<std::vector<concerns::AppendProblem>> concern_push_problems(
    const git::Repository& repository, const RefChange& change) {
  QUALM_ASSIGN(const PushedBranch branch, Reading(repository, change).run());
  return concerns::append_only_problems(branch);
}

}  // namespace qualm::gate
