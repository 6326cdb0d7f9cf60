// Trees are written as bytes of our own: what goes into one has been checked by the same rules that
// reading it will apply.

#include "git/new_tree.hpp"

#include <vector>

#include "model/entry_name.hpp"
#include "support/limits.hpp"

namespace qualm::git {
namespace {

std::string_view mode_of(EntryKind kind) {
  switch (kind) {
    case EntryKind::file:
      return "100644";
    case EntryKind::executable:
      return "100755";
    case EntryKind::symlink:
      return "120000";
    case EntryKind::submodule:
      return "160000";
    case EntryKind::directory:
      break;
  }
  return "40000";
}

std::string_view directory_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
}

/// The line of a tree for what stands at `path`, behind the name that it is sorted by.
std::pair<std::string, std::string> line_of(std::string_view path, EntryKind kind,
                                            const std::string& id) {
  std::string name(path.substr(path.rfind('/') + 1));
  std::string line(mode_of(kind));
  line += ' ';
  line += name;
  line += '\0';
  line += id;
  if (kind == EntryKind::directory) name += '/';
  return {std::move(name), std::move(line)};
}

Result<void> check_path(const std::string& path) {
  const std::vector<std::string_view> components = path_components(path);
  if (components.empty()) {
    return fail(ErrorCode::invalid, "'" + visible_name(path) + "' is not the path of a file");
  }
  for (const std::string_view name : components) {
    const std::string_view fault = entry_name_fault(name);
    if (fault.empty()) continue;
    return fail(ErrorCode::invalid,
                "no tree may hold '" + visible_name(path) + "': " + std::string(fault));
  }
  return check_path_limits(path);
}

/// Directories, innermost first; in each the lines of its tree, by the name they are sorted by.
using Lines = std::map<std::string, std::string>;

struct InnermostFirst {
  static std::size_t depth(std::string_view path) {
    std::size_t count = path.empty() ? 0 : 1;
    for (const char letter : path) count += letter == '/' ? 1 : 0;
    return count;
  }

  bool operator()(const std::string& left, const std::string& right) const {
    const std::size_t deep = depth(left);
    const std::size_t deeper = depth(right);
    return deep != deeper ? deep > deeper : left < right;
  }
};

}  // namespace

Result<void> NewTree::keep(const TreeEntry& entry) {
  const File file{.kind = entry.kind, .id = entry.id};
  const auto [there, is_new] = files_.try_emplace(entry.path, file);
  if (is_new || there->second == file) return {};
  return fail(ErrorCode::invalid, "the parents of the commit differ in " + visible_name(entry.path),
              "a commit that keeps every file of every parent cannot be made of them");
}

Result<void> NewTree::add(const std::string& path, const std::string& id) {
  QUALM_TRY(check_path(path));
  const File file{.kind = EntryKind::file, .id = id};
  const auto [there, is_new] = files_.try_emplace(path, file);
  if (is_new || there->second == file) return {};
  return fail(ErrorCode::invalid,
              visible_name(path) + " is there already, with another content or mode",
              "what is written once is not changed; choose another name");
}

Result<void> NewTree::check() const {
  if (files_.size() > limits::kTreeEntries) {
    return fail(ErrorCode::limit,
                "the tree has more than " + std::to_string(limits::kTreeEntries) + " files");
  }
  for (const auto& [path, file] : files_) {
    for (std::string_view above = directory_of(path); !above.empty(); above = directory_of(above)) {
      if (!files_.contains(above)) continue;
      return fail(ErrorCode::invalid,
                  visible_name(above) + " would be both a file and a directory");
    }
  }
  return {};
}

Result<std::string> NewTree::write(const Write& write) const {
  std::map<std::string, Lines, InnermostFirst> directories;
  directories.try_emplace("");
  for (const auto& [path, file] : files_) {
    directories[std::string(directory_of(path))].insert(line_of(path, file.kind, file.id));
    for (std::string_view above = directory_of(path); !above.empty(); above = directory_of(above)) {
      directories.try_emplace(std::string(above));
    }
  }
  std::string top;
  for (const auto& [path, lines] : directories) {
    std::string bytes;
    for (const auto& [name, line] : lines) bytes += line;
    if (bytes.size() > limits::kTreeObjectBytes) {
      return fail(ErrorCode::limit, "directory '" + visible_name(path) + "' is too large");
    }
    QUALM_ASSIGN(std::string id, write(bytes));
    if (path.empty()) {
      top = std::move(id);
    } else {
      // The directory above is less deep, and so comes later in this very loop.
      directories[std::string(directory_of(path))].insert(line_of(path, EntryKind::directory, id));
    }
  }
  return top;
}

}  // namespace qualm::git
