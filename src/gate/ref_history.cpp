// Looking through the history of the default branch.

#include "gate/ref_history.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string_view>

#include "concerns/systems.hpp"
#include "gate/protected_line.hpp"
#include "git/first_parents.hpp"
#include "git/refs.hpp"

namespace qualm::gate {

Result<git::Revision> grown_from(const git::Repository& repository, const git::Revision& tip,
                                 const git::Revision& head) {
  QUALM_ASSIGN(const bool is_on_top, git::is_ancestor(repository, tip.commit, head.commit));
  if (is_on_top) return tip;
  QUALM_ASSIGN(const git::FirstParents line,
               git::first_parents(repository, tip.commit, kLineCommits));
  // All that is older than an ancestor is one too.
  std::size_t newer = 0;
  std::size_t older = line.commits.size();
  while (newer < older) {
    const std::size_t middle = newer + (older - newer) / 2;
    QUALM_ASSIGN(const bool is_past,
                 git::is_ancestor(repository, line.commits[middle].id, head.commit));
    if (is_past) {
      older = middle;
    } else {
      newer = middle + 1;
    }
  }
  if (older < line.commits.size()) return repository.resolve(line.commits[older].id);
  if (line.cut_off)
    return fail(ErrorCode::incomplete,
                "history is cut off, so it cannot be told what the new ref was made from",
                "git fetch --unshallow");
  return tip;
}

Result<bool> has_been_at(const git::Repository& repository, const git::Revision& tip,
                         const git::Revision& head) {
  if (tip.commit == head.commit) return true;
  QUALM_ASSIGN(const git::FirstParents line,
               git::first_parents(repository, tip.commit, kLineCommits));
  return std::any_of(line.commits.begin(), line.commits.end(),
                     [&](const git::LineCommit& one) { return one.id == head.commit; });
}

Result<std::vector<std::string>> systems_left_behind(const git::Repository& repository,
                                                     const git::Revision& base,
                                                     const git::Revision& head,
                                                     const std::vector<SystemOfTree>& systems) {
  QUALM_ASSIGN(const auto lost,
               git::commits_in(repository, {.tips = {base.commit}, .known = {head.commit}}));
  const SystemPaths paths(systems);
  std::set<std::string> folders;
  for (const git::WalkedCommit& one : lost) {
    std::string before;
    if (!one.commit.parents.empty()) {
      QUALM_ASSIGN(const auto parent, repository.resolve(one.commit.parents.front()));
      before = parent.tree;
    }
    QUALM_ASSIGN(const auto changes, git::tree_changes(repository, before, one.commit.tree));
    for (const git::TreeChange& change : changes) {
      for (const std::size_t place : paths.of(change.path)) folders.insert(systems[place].path);
    }
  }
  return std::vector<std::string>(folders.begin(), folders.end());
}

bool any_may_be_about(const std::vector<StandingConcern>& concerns,
                      const std::vector<std::string>& folders,
                      const std::vector<std::string>& known) {
  return std::any_of(concerns.begin(), concerns.end(), [&](const StandingConcern& one) {
    const auto match = concerns::match_systems(one.concern.systems, folders);
    const auto all = concerns::match_systems(one.concern.systems, known);
    return !one.concern.system_stated || match.every || !match.places.empty() ||
           !all.unknown.empty();
  });
}

std::optional<Date> last_raised(const std::vector<StandingConcern>& concerns) {
  std::optional<Date> last;
  for (const StandingConcern& one : concerns) {
    for (const concerns::LedgerEvent& event : one.events) {
      if (event.event.type != EventType::raised) continue;
      const auto day = parse_date(std::string_view(event.event.on).substr(0, 10));
      if (day && (!last || *last < *day)) last = day;
    }
  }
  return last;
}

Result<std::string> brought_before(const git::Repository& repository,
                                   const std::vector<git::WalkedCommit>& commits,
                                   const git::Revision& head, const std::string& file, Date day) {
  git::PathReader reader(repository);
  QUALM_ASSIGN(const auto now, reader.at(head.tree, file));
  if (!now) return std::string();
  for (const git::WalkedCommit& one : commits) {
    const auto& committer = one.commit.committer;
    if (committer && !(date_of(committer->time) < day)) continue;
    QUALM_ASSIGN(const auto then, reader.at(one.commit.tree, file));
    if (then && then->id == now->id) return one.id;
  }
  return std::string();
}

}  // namespace qualm::gate
