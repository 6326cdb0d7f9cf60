// What the protected side held, and when, as far as Git can tell.

#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "git/commit_walk.hpp"
#include "git/first_parents.hpp"
#include "git/repository.hpp"
#include "support/date.hpp"
#include "support/result.hpp"

namespace qualm::gate {

/// First parents that are looked at. Whoever wants to be taken for older than what stands below
/// them has to put as many false commits on the protected side.
inline constexpr std::size_t kLineCommits = 20'000;

/// The commits that the protected side's tip has been: its first parents. Git keeps no day on which
/// a branch was moved, and each commit states its own. So a commit counts as younger than a day
/// when it, or any below it, states that day or a later one that is not still to come: a false date
/// goes no further back than the last honest one. Not for several threads at once.
class ProtectedLine {
 public:
  /// `tip` is the id of a commit. Nothing is read before it is asked for.
  ProtectedLine(const git::Repository& repository, std::string tip, Date today);

  /// Whether the file that stands at `path` now stood there, the same, before `day`. False where
  /// the line is cut off: what is not here may say otherwise.
  [[nodiscard]] Result<bool> held_before(const std::string& path, Date day);

  /// The commit of the line that last brought the file that stands at `path` now, or the oldest
  /// that is here, when it has always stood there; nothing when no file does.
  [[nodiscard]] Result<std::optional<std::string>> brought(const std::string& path);

 private:
  [[nodiscard]] Result<void> read();
  [[nodiscard]] Result<bool> holds(std::size_t place, const std::string& path,
                                   const std::string& file);
  [[nodiscard]] Result<std::optional<std::string>> file_at_tip(const std::string& path);

  git::Repository repository_;
  std::string tip_;
  Date today_;
  std::optional<git::FirstParents> line_;
  std::vector<std::optional<Date>> days_;    ///< of each commit, as it states it
  std::vector<std::optional<Date>> latest_;  ///< of each commit and all below it
  git::PathReader reader_;
  std::map<std::string, std::string> brought_;  ///< answers, by path
};

}  // namespace qualm::gate
