// Comparing the files of systems.

#include "gate/system_kin.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "concerns/systems.hpp"
#include "documents/kind.hpp"
#include "engine/path_kinds.hpp"
#include "gate/system_files.hpp"
#include "support/path.hpp"

namespace qualm::gate {
namespace {

/// The contents that a system holds, by id, with a path of each; those by which it is known apart
/// from the others.
struct Contents {
  std::map<std::string, TreeEntry> telling;  ///< model artefacts and model cards
  std::map<std::string, TreeEntry> all;

  void leave_out(const std::set<std::string>& ids) {
    const auto is_out = [&](const auto& one) { return ids.contains(one.first); };
    std::erase_if(telling, is_out);
    std::erase_if(all, is_out);
  }
};

class Kin {
 public:
  Kin(const std::vector<SystemOfTree>& all, const KinTrees& trees, engine::PathClasses kinds)
      : all_(all), trees_(trees), kinds_(std::move(kinds)), paths_(all) {}

  /// How `touched` is `wanted` by another name; empty where it is not.
  Result<std::string> relation(std::size_t touched, std::size_t wanted) {
    const SystemOfTree& here = all_[touched];
    const SystemOfTree& there = all_[wanted];
    QUALM_ASSIGN(const bool is_new, is_missing(trees_.before, here));
    QUALM_ASSIGN(const bool is_gone, is_missing(trees_.now, here));
    QUALM_ASSIGN(const bool came_later, is_missing(trees_.before, there));
    const bool may_be_same = is_gone && came_later;
    if (!is_new && !may_be_same) return std::string();
    QUALM_ASSIGN(Contents one, contents({&trees_.after, trees_.before}, touched));
    QUALM_ASSIGN(Contents other, contents({trees_.before, trees_.now}, wanted));
    QUALM_ASSIGN(const std::set<std::string> common, held_by_others(touched, wanted));
    one.leave_out(common);
    other.leave_out(common);
    for (const auto& [id, entry] : one.telling) {
      if (other.telling.contains(id) && !is_empty(entry))
        return fmt::format("{} holds the same {}", concerns::system_name(here.path),
                           name_part(entry.path));
    }
    const auto shared = std::count_if(one.all.begin(), one.all.end(), [&](const auto& known) {
      return other.all.contains(known.first);
    });
    const std::size_t half = (std::min(one.all.size(), other.all.size()) + 1) / 2;
    if (may_be_same && half > 0 && static_cast<std::size_t>(shared) >= half)
      return fmt::format("{} holds the same files", concerns::system_name(here.path));
    return std::string();
  }

 private:
  static Result<bool> is_missing(const Snapshot* tree, const SystemOfTree& system) {
    if (tree == nullptr || system.path.empty()) return false;
    QUALM_ASSIGN(const auto entry, tree->find(system.path));
    return !entry.has_value();
  }

  Result<Contents> contents(const std::vector<const Snapshot*>& trees, std::size_t place) const {
    Contents contents;
    for (const Snapshot* tree : trees) {
      if (tree == nullptr) continue;
      QUALM_ASSIGN(const auto files, files_of(*tree, all_, {place}));
      for (const TreeEntry& file : files.front()) {
        if (file.id.empty()) continue;
        contents.all.emplace(file.id, file);
        if (is_telling(file.path)) contents.telling.emplace(file.id, file);
      }
    }
    return contents;
  }

  /// What other systems hold as well tells none of them apart: a model that many are built on, or
  /// what they were all made from.
  Result<std::set<std::string>> held_by_others(std::size_t one, std::size_t other) const {
    std::set<std::string> ids;
    const auto visit = [&](const TreeEntry& entry) {
      const auto places = paths_.of(entry.path);
      const bool is_theirs = std::any_of(places.begin(), places.end(), [&](std::size_t place) {
        return place != one && place != other && !contains(place, one) && !contains(place, other);
      });
      if (is_theirs) ids.insert(entry.id);
    };
    for (const Snapshot* tree : {trees_.now, trees_.before}) {
      if (tree != nullptr) QUALM_TRY(tree->walk({}, visit));
    }
    return ids;
  }

  /// Whether the folder of one system lies in that of another.
  [[nodiscard]] bool contains(std::size_t outer, std::size_t inner) const {
    const auto places = paths_.of(all_[inner].path);
    return std::find(places.begin(), places.end(), outer) != places.end();
  }

  [[nodiscard]] bool is_telling(const std::string& path) const {
    const auto classes = kinds_.classes_of(path);
    return std::any_of(classes.begin(), classes.end(),
                       [&](std::size_t one) { return one == engine::kArtefact || one == card_; });
  }

  /// Files that somebody has yet to fill are all alike.
  [[nodiscard]] bool is_empty(const TreeEntry& entry) const {
    return trees_.after.read(entry, 0).has_value();
  }

  const std::vector<SystemOfTree>& all_;
  const KinTrees& trees_;
  engine::PathClasses kinds_;
  SystemPaths paths_;
  std::size_t card_ =
      static_cast<std::size_t>(documents::find_kind("model-card") - documents::all_kinds().data());
};

}  // namespace

Result<std::vector<Reached>> kin_of_touched(const std::vector<SystemOfTree>& all,
                                            const std::vector<std::size_t>& touched,
                                            const std::vector<std::size_t>& wanted,
                                            const KinTrees& trees, const Policy& policy) {
  std::vector<Reached> kin;
  if (wanted.empty()) return kin;
  QUALM_ASSIGN(engine::PathClasses kinds, engine::path_kinds(policy));
  Kin compare(all, trees, std::move(kinds));
  for (const std::size_t place : wanted) {
    for (const std::size_t one : touched) {
      QUALM_ASSIGN(std::string how, compare.relation(one, place));
      if (how.empty()) continue;
      kin.push_back({.place = place, .how = std::move(how)});
      break;
    }
  }
  return kin;
}

}  // namespace qualm::gate
