// Finding the part of a tree that a change bears on.

#include "engine/vicinity.hpp"

#include <algorithm>
#include <vector>

#include "documents/kind.hpp"
#include "engine/change_sides.hpp"
#include "engine/landscape.hpp"
#include "engine/path_kinds.hpp"
#include "language/path_fold.hpp"
#include "support/glob.hpp"
#include "support/path.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

/// Beyond so many paths a walk over the whole tree costs less.
constexpr std::size_t kMostPaths = 1000;

/// Paths that more than one system is judged by.
bool is_common(std::string_view path, const Policy& policy) {
  return path.starts_with(".qualm") || path == ".mailmap" || path == policy.baseline ||
         path.starts_with("safety/");
}

/// Calls `visit` with every folder above `path`, the root last.
template <typename Visit>
bool any_above(std::string_view path, const Visit& visit) {
  while (!path.empty()) {
    path = folder_part(path);
    if (visit(path)) return true;
  }
  return false;
}

class Bearing {
 public:
  Bearing(PathClasses kinds, PathClasses excluded)
      : kinds_(std::move(kinds)), excluded_(std::move(excluded)) {}

  [[nodiscard]] bool is_governed(std::string_view path) const {
    return !kinds_.classes_of(path).empty();
  }

  /// Whether a change of `touched` leaves the same systems, documents and models in both trees.
  [[nodiscard]] bool is_local(const TouchedPath& touched) const {
    const auto classes = kinds_.classes_of(touched.path);
    const auto has = [&](std::size_t kind) {
      return std::find(classes.begin(), classes.end(), kind) != classes.end();
    };
    if (has(kCodeOwners) || has(kReadme) || has(deployment_)) return false;
    if (touched.in_place) return true;
    return is_excluded(touched.path) || (classes.empty() && !is_in_document(touched.path));
  }

 private:
  [[nodiscard]] bool is_excluded(std::string_view path) const {
    return any_above(path, [&](std::string_view folder) {
      return !folder.empty() && !excluded_.classes_of(folder).empty();
    });
  }

  /// Whether a folder above is called like a document, which it would hide.
  [[nodiscard]] bool is_in_document(std::string_view path) const {
    return any_above(path, [&](std::string_view folder) {
      return !folder.empty() && !kinds_.classes_of(folder).empty();
    });
  }

  PathClasses kinds_;
  PathClasses excluded_;
  /// A record of this kind may tell of any system.
  std::size_t deployment_ =
      static_cast<std::size_t>(documents::find_kind("deployment") - documents::all_kinds().data());
};

/// Whether `path` is a document that belongs to no system.
bool is_stray(const Landscape& land, std::string_view path) {
  return std::any_of(land.documents.begin(), land.documents.end(), [&](const Found& found) {
    return found.system == kNoSystem && found.entry.path == path;
  });
}

/// Whether `path` belongs to a system that covers paths, which may stand anywhere.
bool is_covered(const Landscape& land, std::string_view path) {
  const std::string folded = language::folded_path(path);
  return std::any_of(land.systems.begin(), land.systems.end(), [&](const System& system) {
    return !system.covers.empty() &&
           (stands_in(path, system.path) ||
            std::any_of(system.covers.begin(), system.covers.end(), [&](const std::string& glob) {
              return Glob(language::folded_path(glob), true).matches(folded);
            }));
  });
}

std::set<std::string, std::less<>> folders_in_lower_case(const Landscape& land) {
  std::set<std::string, std::less<>> folders;
  for (const System& system : land.systems) folders.insert(language::folded_path(system.path));
  return folders;
}

}  // namespace

/// The same for folders that only case tells apart, and rarely for others.
std::size_t Vicinity::Folders::shape_of(std::string_view folder) {
  std::size_t shape = folder.size();
  const std::size_t last = std::min<std::size_t>(folder.size(), 3);
  for (const char c : folder.substr(folder.size() - last)) {
    const bool upper = c >= 'A' && c <= 'Z';
    shape = shape * 31 + static_cast<unsigned char>(upper ? c - 'A' + 'a' : c);
  }
  return shape % kShapes;
}

void Vicinity::Folders::insert(std::string_view lower) {
  shapes_.set(shape_of(lower));
  folders_.emplace(lower);
}

bool Vicinity::Folders::contains(std::string_view folder) const {
  const bool is_ascii = std::all_of(folder.begin(), folder.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (is_ascii) return shapes_.test(shape_of(folder)) && folders_.contains(ascii_lower(folder));
  const std::string folded = language::folded_path(folder);
  return shapes_.test(shape_of(folded)) && folders_.contains(folded);
}

void Vicinity::add_above(std::string_view path) {
  any_above(path, [&](std::string_view folder) {
    const std::string lower = language::folded_path(folder);
    for (const std::string_view name : kCollectingFolders)
      named_.insert(lower.empty() ? std::string(name) : lower + '/' + std::string(name));
    named_.insert(lower);
    return false;
  });
}

void Vicinity::add_below(std::string_view folder) {
  add_above(folder);
  named_.insert(language::folded_path(folder));
  whole_.insert(language::folded_path(folder));
}

bool Vicinity::holds_all_of(std::string_view folder) const {
  return whole_.contains(folder) ||
         any_above(folder, [&](std::string_view above) { return whole_.contains(above); });
}

Result<std::optional<Vicinity>> vicinity_of(const Snapshot& tree, const Policy& policy,
                                            std::span<const TouchedPath> touched) {
  const std::optional<Vicinity> everything;
  if (touched.size() > kMostPaths) return everything;
  QUALM_ASSIGN(PathClasses kinds, path_kinds(policy));
  const Bearing bearing(std::move(kinds), excluded_folders(policy));
  Vicinity near;
  for (const TouchedPath& one : touched) {
    if (is_common(one.path, policy) || !bearing.is_local(one)) return everything;
    if (bearing.is_governed(one.path)) near.set_governed();
    near.add_above(one.path);
  }
  for (const DeclaredSystem& declared : policy.systems) {
    if (!declared.covers.empty()) near.add_below(normal_folder(declared.path));
  }
  QUALM_ASSIGN(const Landscape land, survey(tree, policy, &near));
  const std::set<std::string, std::less<>> folders = folders_in_lower_case(land);
  for (const TouchedPath& one : touched) {
    if (is_stray(land, one.path) || is_covered(land, one.path)) return everything;
    any_above(language::folded_path(one.path), [&](std::string_view folder) {
      if (!folders.contains(folder)) return false;
      near.add_below(folder);
      near.set_governed();
      return false;
    });
  }
  return std::optional(std::move(near));
}

}  // namespace qualm::engine
