// Walking history for the people behind systems.

#include "gate/system_walk.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "gate/moved_files.hpp"
#include "git/merge_bases.hpp"
#include "git/refs.hpp"
#include "support/text.hpp"

namespace qualm::gate {
namespace {

/// Everybody whom a commit may be by that does not have one well-formed author and one committer.
/// Old programs wrote such commits, and whoever wants to hide writes them too: all are taken.
std::set<Identity> anybody_in(std::string_view commit) {
  std::set<Identity> people;
  for (const std::string_view line : split(commit, '\n')) {
    if (line.empty()) break;
    const bool is_person = line.starts_with("author ") || line.starts_with("committer ");
    if (!is_person) continue;
    const std::string_view text = line.substr(line.find(' ') + 1);
    const std::string_view name = trim(text.substr(0, text.find('<')));
    std::size_t open = text.find('<');
    if (open == std::string_view::npos) people.insert({.name = std::string(name), .email = {}});
    for (; open != std::string_view::npos; open = text.find('<', open + 1)) {
      const std::string_view rest = text.substr(open + 1);
      people.insert({.name = std::string(name),
                     .email = std::string(trim(rest.substr(0, rest.find_first_of("<> "))))});
    }
  }
  return people;
}

Result<void> add_people(const git::WalkedCommit& one, std::set<Identity>& people) {
  if (one.commit.author && one.commit.committer) {
    people.insert(one.commit.author->identity);
    people.insert(one.commit.committer->identity);
  } else {
    const std::set<Identity> anybody = anybody_in(one.bytes);
    if (anybody.empty())
      return fail(ErrorCode::invalid,
                  fmt::format("commit {} does not say who made it", one.id.substr(0, 7)));
    people.insert(anybody.begin(), anybody.end());
  }
  for (Identity& person : git::co_authors(one.commit.message)) people.insert(std::move(person));
  return {};
}

/// Parents of a merge that are held against each other; of more, whatever differs from any counts.
constexpr std::size_t kParents = 8;

class Walk {
 public:
  Walk(const git::Repository& repository, const SystemPaths& paths,
       std::vector<git::WalkedCommit> commits)
      : repository_(repository),
        commits_(std::move(commits)),
        moved_(paths, commits_),
        reader_(repository) {
    for (const git::WalkedCommit& one : commits_) trees_.emplace(one.id, one.commit.tree);
  }

  Result<std::map<std::size_t, std::vector<Identity>>> run() {
    for (std::size_t i = 0; i < commits_.size(); ++i) {
      QUALM_ASSIGN(const auto changes, changes_of(commits_[i]));
      std::set<std::size_t> touched;
      for (const git::TreeChange& change : changes) {
        const std::set<std::size_t> places = moved_.places_of(change.path);
        touched.insert(places.begin(), places.end());
      }
      QUALM_TRY(add(i, touched));
      moved_.follow(i, changes);
    }
    for (const auto& [i, moves] : moved_.beside()) {
      QUALM_ASSIGN(const auto changes, changes_of(commits_[i]));
      std::set<std::size_t> touched;
      for (const git::TreeChange& change : changes) {
        for (const MovedFiles::Watched* watched : moves) {
          const auto found = watched->find(change.path);
          if (found != watched->end()) touched.insert(found->second.begin(), found->second.end());
        }
      }
      QUALM_TRY(add(i, touched));
    }
    std::map<std::size_t, std::vector<Identity>> listed;
    for (const auto& [place, set] : people_) listed[place].assign(set.begin(), set.end());
    return listed;
  }

 private:
  Result<void> add(std::size_t commit, const std::set<std::size_t>& places) {
    for (const std::size_t place : places) QUALM_TRY(add_people(commits_[commit], people_[place]));
    return {};
  }

  Result<std::string> tree_of(const std::string& commit) {
    const auto found = trees_.find(commit);
    if (found != trees_.end()) return found->second;
    QUALM_ASSIGN(git::Revision revision, repository_.resolve(commit));
    return trees_.emplace(commit, std::move(revision.tree)).first->second;
  }

  /// What a commit changes, in path order.
  Result<std::vector<git::TreeChange>> changes_of(const git::WalkedCommit& one) {
    const std::vector<std::string>& parents = one.commit.parents;
    if (parents.empty()) return git::tree_changes(repository_, {}, one.commit.tree);
    std::vector<std::vector<git::TreeChange>> all;
    for (const std::string& parent : parents) {
      QUALM_ASSIGN(const std::string tree, tree_of(parent));
      QUALM_ASSIGN(all.emplace_back(), git::tree_changes(repository_, tree, one.commit.tree));
    }
    if (all.size() == 1) return std::move(all.front());
    for (auto& changes : all) std::sort(changes.begin(), changes.end(), ByPath());
    std::vector<git::TreeChange> changed = in_all(all);
    QUALM_TRY(add_undone(one, all, changed));
    return changed;
  }

  static bool has(const std::vector<git::TreeChange>& changes, const std::string& path) {
    return std::binary_search(changes.begin(), changes.end(), path, ByPath());
  }

  static std::vector<git::TreeChange> in_all(const std::vector<std::vector<git::TreeChange>>& all) {
    std::vector<git::TreeChange> changed;
    std::copy_if(all.front().begin(), all.front().end(), std::back_inserter(changed),
                 [&](const git::TreeChange& change) {
                   return std::all_of(all.begin() + 1, all.end(),
                                      [&](const auto& other) { return has(other, change.path); });
                 });
    return changed;
  }

  /// Adds what a merge has as one parent has it that never changed it, where another did.
  Result<void> add_undone(const git::WalkedCommit& one,
                          const std::vector<std::vector<git::TreeChange>>& all,
                          std::vector<git::TreeChange>& changed) {
    std::set<std::string> undone;
    for (std::size_t from = 0; from < all.size(); ++from) {
      for (std::size_t as = 0; as < all.size(); ++as) {
        if (from == as) continue;
        std::vector<std::string> kept;
        for (const git::TreeChange& change : all[from]) {
          if (!has(all[as], change.path) && !moved_.places_of(change.path).empty())
            kept.push_back(change.path);
        }
        if (kept.empty()) continue;
        if (all.size() > kParents) {
          undone.insert(kept.begin(), kept.end());
          continue;
        }
        QUALM_TRY(keep_undone(one, one.commit.parents[from], one.commit.parents[as], kept, undone));
      }
    }
    if (undone.empty()) return {};
    // What all parents had otherwise is none of these.
    for (const std::string& path : undone) {
      changed.push_back({.change = git::TreeChangeKind::changed, .path = path});
    }
    std::sort(changed.begin(), changed.end(), ByPath());
    return {};
  }

  /// Puts those of `paths` into `undone` that are as they were where the two parents parted.
  Result<void> keep_undone(const git::WalkedCommit& one, const std::string& from,
                           const std::string& as, const std::vector<std::string>& paths,
                           std::set<std::string>& undone) {
    QUALM_ASSIGN(const auto bases, git::merge_bases(repository_, from, as));
    for (const std::string& base : bases) {
      QUALM_ASSIGN(const std::string tree, tree_of(base));
      for (const std::string& path : paths) {
        QUALM_ASSIGN(const auto then, reader_.at(tree, path));
        QUALM_ASSIGN(const auto now, reader_.at(one.commit.tree, path));
        const bool is_same = then.has_value() == now.has_value() &&
                             (!then || (then->id == now->id && then->kind == now->kind));
        if (is_same) undone.insert(path);
      }
    }
    return {};
  }

  struct ByPath {
    bool operator()(const git::TreeChange& left, const git::TreeChange& right) const {
      return left.path < right.path;
    }
    bool operator()(const git::TreeChange& left, const std::string& right) const {
      return left.path < right;
    }
    bool operator()(const std::string& left, const git::TreeChange& right) const {
      return left < right.path;
    }
  };

  const git::Repository& repository_;
  std::vector<git::WalkedCommit> commits_;
  MovedFiles moved_;
  git::PathReader reader_;
  std::map<std::string, std::string> trees_;  ///< of commits
  std::map<std::size_t, std::set<Identity>> people_;
};

}  // namespace

Result<std::map<std::size_t, std::vector<Identity>>> who_changed(const git::Repository& repository,
                                                                 const SystemPaths& paths,
                                                                 const git::CommitRange& range) {
  QUALM_ASSIGN(auto commits, git::commits_in(repository, range));
  return Walk(repository, paths, std::move(commits)).run();
}

}  // namespace qualm::gate
