// Where the files of systems stood before they moved there; private to gate/.

#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gate/systems.hpp"
#include "git/commit_walk.hpp"

namespace qualm::gate {

/// Follows files into systems along a walk from children to parents. A file moved into a system
/// where it is added there, and the same content, or the only other file of its name, goes
/// elsewhere; the same content may go in another commit of the walk. From there on its old path is
/// part of the system for every commit that does not build on the one in which it went.
class MovedFiles {
 public:
  /// Both must outlive it. `commits` is the walk.
  MovedFiles(const SystemPaths& paths, const std::vector<git::WalkedCommit>& commits)
      : paths_(paths), commits_(commits) {}

  /// The systems that `path` is a part of, as far as the walk has come.
  [[nodiscard]] std::set<std::size_t> places_of(const std::string& path) const;

  /// Takes in what the commit at place `commit` of the walk changes; each in order.
  void follow(std::size_t commit, const std::vector<git::TreeChange>& changes);

  /// By path, the systems that it was a part of.
  using Watched = std::map<std::string, std::set<std::size_t>, std::less<>>;

  /// Commits that came before a move in the walk and do not build on it, by their place, with what
  /// was to be looked for in each. Holds as long as this is not told more.
  [[nodiscard]] std::map<std::size_t, std::vector<const Watched*>> beside() const;

 private:
  void watch(const std::string& path, const std::set<std::size_t>& places, std::size_t gone);

  const SystemPaths& paths_;
  const std::vector<git::WalkedCommit>& commits_;
  std::map<std::string, std::set<std::size_t>> added_;                       ///< systems by content
  std::multimap<std::string, std::pair<std::string, std::size_t>> removed_;  ///< likewise, paths
  Watched watched_;
  std::map<std::size_t, Watched> by_move_;  ///< by the commit in which the path went
};

}  // namespace qualm::gate
