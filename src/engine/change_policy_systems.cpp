// Which paths belong to a system, and who answers for it, under one policy and under another.

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "engine/change_policy_parts.hpp"
#include "engine/change_sides.hpp"
#include "engine/landscape.hpp"
#include "support/glob_cover.hpp"

namespace qualm::engine {
namespace {

using Declared = std::map<std::string, const DeclaredSystem*>;

/// What is declared of each folder: of several entries the last counts, whatever their spelling.
Declared declared(const Policy& policy) {
  Declared systems;
  for (const DeclaredSystem& one : policy.systems) systems[normal_folder(one.path)] = &one;
  return systems;
}

bool covers_all(const DeclaredSystem& wide, const DeclaredSystem& narrow) {
  return std::all_of(narrow.covers.begin(), narrow.covers.end(),
                     [&](const std::string& glob) { return any_surely_covers(wide.covers, glob); });
}

/// A policy may be hostile: each system that is gone is held against each that is new.
constexpr std::size_t kMostLooks = 10'000;

/// The systems that are new and cover all that `old` covered. After too many looks it is none.
std::vector<Declared::const_iterator> heirs_of(const DeclaredSystem& old, const Declared& before,
                                               const Declared& after, std::size_t& looks) {
  std::vector<Declared::const_iterator> heirs;
  for (auto one = after.begin(); one != after.end() && looks < kMostLooks; ++one, ++looks) {
    if (!before.contains(one->first) && covers_all(*one->second, old)) heirs.push_back(one);
  }
  return heirs;
}

}  // namespace

void PolicyComparison::compare_systems() {
  const auto old_systems = declared(before_);
  auto news = declared(after_);
  std::size_t looks = 0;
  for (const auto& [folder, old] : old_systems) {
    if (const auto now = news.find(folder); now != news.end()) {
      compare_system(*old, *now->second);
      continue;
    }
    const auto heirs = heirs_of(*old, old_systems, news, looks);
    // Only a system that moved takes along what it covers: any other would be handed it, and a
    // concern about the old one would no longer hold up a change of it.
    const auto moved = std::find_if(heirs.begin(), heirs.end(), [&, &from = folder](auto heir) {
      return has_moved(trees_, before_, from, heir->first);
    });
    if (moved != heirs.end()) {
      compare_owner(*old, *(*moved)->second);
      news.erase(*moved);
      continue;
    }
    const bool is_handed_over = !heirs.empty() && !old->covers.empty();
    add(WeakeningKind::systems, "systems/" + old->path, place_of(after_, "systems"),
        fmt::format("no longer declares the system {}{}", old->path,
                    is_handed_over ? fmt::format(", and gives what it covers to {}",
                                                 heirs.front()->second->path)
                                   : std::string()));
    if (is_handed_over && folded(heirs.front()->second->owner) == folded(old->owner))
      news.erase(heirs.front());
  }
  for (const auto& [folder, now] : news) {
    // The owner of a system that is new as well takes nothing over.
    if (now->owner.empty() || old_systems.contains(folder) || is_new_folder(trees_, folder))
      continue;
    add(WeakeningKind::owner, fmt::format("systems/{}/owner", now->path), now->where,
        fmt::format("makes {} the owner of {}", now->owner, now->path));
  }
}

void PolicyComparison::compare_system(const DeclaredSystem& old, const DeclaredSystem& now) {
  for (const std::string& glob : added_to(now.covers, old.covers)) {
    if (!any_surely_covers(now.covers, glob))
      add(WeakeningKind::systems, fmt::format("systems/{}/covers", now.path), now.where,
          fmt::format("takes {} out of the system {}", glob, now.path));
  }
  compare_owner(old, now);
}

/// An owner may accept a risk, and is not neutral about the system: either is worth having.
void PolicyComparison::compare_owner(const DeclaredSystem& old, const DeclaredSystem& now) {
  if (folded(now.owner) == folded(old.owner)) return;
  std::string words;
  if (now.owner.empty()) {
    words = fmt::format("no longer names {} as the owner of {}", old.owner, now.path);
  } else if (old.owner.empty()) {
    words = fmt::format("makes {} the owner of {}", now.owner, now.path);
  } else {
    words =
        fmt::format("makes {} the owner of {} in the place of {}", now.owner, now.path, old.owner);
  }
  add(WeakeningKind::owner, fmt::format("systems/{}/owner", now.path), now.where, std::move(words));
}

}  // namespace qualm::engine
