// Systems that a change renames, takes away, takes apart or hides.

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

#include <fmt/format.h>

#include "engine/change_concerns.hpp"
#include "engine/change_fact_list.hpp"
#include "engine/change_item.hpp"
#include "support/path.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

/// What cannot be looked into.
constexpr std::string_view kLink = "a symbolic link";
constexpr std::string_view kSubmodule = "a submodule";
constexpr std::string_view kPointer = "a Git LFS pointer";

/// A part of a system that was a file and is something else now.
struct Hidden {
  std::string path;  ///< of what stands there now
  std::string_view as;
  std::vector<std::string> files;  ///< that stood there, by path
};

std::string_view opaque_kind(const std::optional<TreeEntry>& entry) {
  if (!entry) return {};
  if (entry->kind == EntryKind::symlink) return kLink;
  return entry->kind == EntryKind::submodule ? kSubmodule : std::string_view();
}

/// Which files of the protected side are hidden behind something on the pushed one.
class Hiding {
 public:
  explicit Hiding(const Change& change) : change_(change) {}

  /// The parts of a system of the protected side that are hidden, by path.
  Result<std::vector<Hidden>> parts_of(std::size_t system) {
    std::map<std::string, Hidden> parts;
    for (const std::size_t index : change_.before.touched[system]) {
      const ChangedPath& one = change_.paths[index];
      if (!is_file(one.before)) continue;
      QUALM_ASSIGN(const Hidden part, part_at(one));
      if (part.as.empty()) continue;
      Hidden& kept = parts.emplace(part.path, part).first->second;
      kept.files.push_back(one.path);
    }
    std::vector<Hidden> list;
    for (auto& [path, part] : parts) list.push_back(std::move(part));
    return list;
  }

 private:
  Result<Hidden> part_at(const ChangedPath& one) {
    if (one.after) {
      if (const auto kind = opaque_kind(one.after); !kind.empty())
        return Hidden{.path = one.path, .as = kind, .files = {}};
      QUALM_ASSIGN(const bool is_pointer, is_lfs_pointer(change_.after.tree, *one.after));
      if (!is_pointer) return Hidden{};
      QUALM_ASSIGN(const bool was_pointer, is_lfs_pointer(change_.before.tree, *one.before));
      if (was_pointer) return Hidden{};
      return Hidden{.path = one.path, .as = kPointer, .files = {}};
    }
    for (std::string_view folder = folder_part(one.path); !folder.empty();
         folder = folder_part(folder)) {
      QUALM_ASSIGN(const auto entry, at(std::string(folder)));
      if (const auto kind = opaque_kind(entry); !kind.empty())
        return Hidden{.path = std::string(folder), .as = kind, .files = {}};
    }
    return Hidden{};
  }

  /// What stands on the pushed side where a folder was; many files ask about the same one.
  Result<std::optional<TreeEntry>> at(const std::string& folder) {
    if (const auto known = folders_.find(folder); known != folders_.end()) return known->second;
    QUALM_ASSIGN(const auto entry, change_.after.tree.find(folder));
    return folders_.emplace(folder, entry).first->second;
  }

  const Change& change_;
  std::map<std::string, std::optional<TreeEntry>> folders_;
};

/// "a.py", "a.py and b.py", "a.py and 7 more".
std::string some_of(const std::vector<std::string>& paths) {
  constexpr std::size_t kNamed = 2;
  std::vector<std::string> names;
  for (const std::string& path : paths) {
    if (names.size() == kNamed) break;
    names.emplace_back(name_part(path));
  }
  if (paths.size() > kNamed) {
    names.resize(1);
    names.push_back(fmt::format("{} more", paths.size() - 1));
  }
  return join_words(names);
}

const System& before_system(const Change& change, const SystemPair& pair) {
  return change.before.land.systems[pair.before];
}

using FilesByContent = std::multimap<std::string, std::string>;

/// Where the files of a system that left it are now.
struct Departed {
  std::vector<std::string> files;
  std::string to;  ///< the first of them
};

class UnderConcern {
 public:
  UnderConcern(const Change& change, Contents& contents)
      : change_(change), contents_(contents), hiding_(change) {}

  ChangeItems items() {
    for (const SystemPair& pair : change_.systems) {
      if (pair.before == kNoSystem) continue;
      QUALM_TRY(look_at(pair));
    }
    return std::move(items_);
  }

 private:
  Result<void> look_at(const SystemPair& pair) {
    const System& system = before_system(change_, pair);
    QUALM_ASSIGN(const std::vector<Hidden> hidden, hiding_.parts_of(pair.before));
    for (const Hidden& part : hidden) {
      QUALM_TRY(add(system, "hidden", part.path, std::string(part.as), some_of(part.files), false));
    }
    if (change_.moved(pair)) {
      const std::string& now = change_.after.land.systems[pair.after].path;
      return add(system, "renamed", place_of(pair), shown_folder(now), "", true);
    }
    const bool is_hidden = std::any_of(hidden.begin(), hidden.end(), [&](const Hidden& part) {
      return stands_in(system.path, part.path);
    });
    if (pair.after == kNoSystem) {
      return is_hidden ? Result<void>() : add(system, "removed", place_of(pair), "", "", true);
    }
    QUALM_ASSIGN(const Departed departed, departed_from(pair));
    if (departed.files.empty()) return {};
    return add(system, "taken apart", departed.to,
               shown_folder(std::string(folder_part(departed.to))), some_of(departed.files), true);
  }

  /// Where a reader finds the system: its card where it has one.
  [[nodiscard]] std::string place_of(const SystemPair& pair) const {
    const bool here = pair.after != kNoSystem;
    const ChangeSide& side = here ? change_.after : change_.before;
    const System& system = side.land.systems[here ? pair.after : pair.before];
    for (const std::size_t index : system.documents) {
      if (side.land.documents[index].kind->id == "model-card")
        return side.land.documents[index].entry.path;
    }
    return system.documents.empty() ? system.path
                                    : side.land.documents[system.documents.front()].entry.path;
  }

  /// Files of a system that stand outside it now, unchanged.
  Result<Departed> departed_from(const SystemPair& pair) {
    const auto is_outside = [&](const std::string& path) {
      return !change_.before.owners.has(pair.before, path) &&
             !change_.after.owners.has(pair.after, path);
    };
    Departed departed;
    for (const std::size_t index : change_.before.touched[pair.before]) {
      const ChangedPath& one = change_.paths[index];
      if (!is_file(one.before) || one.after) continue;
      QUALM_ASSIGN(const std::string content, contents_.before(*one.before));
      if (content.empty()) continue;
      QUALM_ASSIGN(const FilesByContent* added, added_files());
      const auto [first, last] = added->equal_range(content);
      const auto found =
          std::find_if(first, last, [&](const auto& file) { return is_outside(file.second); });
      if (found == last) continue;
      if (departed.files.empty()) departed.to = found->second;
      departed.files.push_back(one.path);
    }
    return departed;
  }

  Result<const FilesByContent*> added_files() {
    if (!added_) {
      added_.emplace();
      for (const ChangedPath& one : change_.paths) {
        if (one.before || !is_file(one.after)) continue;
        QUALM_ASSIGN(const std::string content, contents_.after(*one.after));
        if (!content.empty()) added_->emplace(content, one.path);
      }
    }
    return &*added_;
  }

  Result<void> add(const System& system, const std::string& what, const std::string& path,
                   const std::string& to, const std::string& files, bool by_name) {
    const std::string name = shown_folder(system.path);
    if (!change_.concerns) {
      return fail(
          Error{.code = ErrorCode::incomplete,
                .message = fmt::format(
                    "{} is {}, and whether a concern about it is open is not known", name, what),
                .where = Location{path, {.line = 1, .column = 1}},
                .hint = "fetch the concerns: git fetch origin "
                        "'+refs/heads/concern/*:refs/qualm/concern/*'"});
    }
    const auto ids = open_concerns(change_, system.path, by_name);
    if (ids.empty()) return {};
    items_.push_back(change_item(fmt::format("systems/{}/{}", name, what),
                                 fmt::format("{} {} {} {}", name, what, to, files), {path, {}},
                                 {{"system", name},
                                  {"change", what},
                                  {"to", to},
                                  {"file", path},
                                  {"files", files},
                                  {"concerns", join_words(ids)}}));
    return {};
  }

  const Change& change_;
  Contents& contents_;
  Hiding hiding_;
  std::optional<FilesByContent> added_;
  std::vector<documents::Item> items_;
};

}  // namespace

ChangeItems hidden_parts(const Change& change) {
  std::set<std::string> seen;  // what stands in the place of a document is reported as it stands
  for (const Found& found : change.after.land.documents) seen.insert(found.entry.path);
  Hiding hiding(change);
  std::vector<documents::Item> items;
  for (const SystemPair& pair : change.systems) {
    if (pair.before == kNoSystem) continue;
    const System& system = before_system(change, pair);
    const std::string name = shown_folder(system.path);
    QUALM_ASSIGN(const std::vector<Hidden> parts, hiding.parts_of(pair.before));
    const bool watched = change.concerns && !open_concerns(change, system.path, false).empty();
    for (const Hidden& part : parts) {
      if (watched || !seen.insert(part.path).second) continue;
      items.push_back(change_item(fmt::format("hidden/{}/{}", name, part.path),
                                  fmt::format("{} {}", part.path, part.as), {part.path, {}},
                                  {{"system", name},
                                   {"file", part.path},
                                   {"as", std::string(part.as)},
                                   {"files", some_of(part.files)}}));
    }
  }
  return items;
}

ChangeItems systems_under_concern(const Change& change, Contents& contents) {
  return UnderConcern(change, contents).items();
}

}  // namespace qualm::engine
