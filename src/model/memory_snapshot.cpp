// A tree held in memory, kept by path: byte order of whole paths is the order of a walk.

#include "model/memory_snapshot.hpp"

#include "model/entry_name.hpp"
#include "support/limits.hpp"

namespace qualm {
namespace {

tl::unexpected<Error> bad_path(std::string_view path, std::string_view fault) {
  return fail(ErrorCode::invalid,
              "no tree may hold the path '" + visible_name(path) + "': " + std::string(fault));
}

Result<void> check_path(std::string_view path) {
  QUALM_TRY(check_path_limits(path));
  std::size_t begin = 0;
  while (true) {
    const std::size_t end = path.find('/', begin);
    const std::string_view fault = entry_name_fault(path.substr(begin, end - begin));
    if (!fault.empty()) return bad_path(path, fault);
    if (end == std::string_view::npos) return {};
    begin = end + 1;
  }
}

/// Asks `enter` about each directory once, from the top, and never about one inside a refused one.
class Gatekeeper {
 public:
  explicit Gatekeeper(const Snapshot::Enter& enter) : enter_(enter) {}

  bool admits(std::string_view path) {
    for (std::size_t end = path.find('/'); end != std::string_view::npos;
         end = path.find('/', end + 1)) {
      const std::string_view directory = path.substr(0, end);
      auto found = answers_.find(directory);
      if (found == answers_.end()) {
        found = answers_.emplace(std::string(directory), !enter_ || enter_(directory)).first;
      }
      if (!found->second) return false;
    }
    return true;
  }

 private:
  const Snapshot::Enter& enter_;
  std::map<std::string, bool, std::less<>> answers_;
};

}  // namespace

MemorySnapshot::MemorySnapshot(Files files, std::string label) : label_(std::move(label)) {
  for (auto& [path, content] : files) add_file(std::move(path), std::move(content));
}

void MemorySnapshot::add_file(std::string path, std::string content, EntryKind kind) {
  nodes_[std::move(path)] = Node{.kind = kind, .content = std::move(content)};
}

void MemorySnapshot::add_symlink(std::string path, std::string target) {
  nodes_[std::move(path)] = Node{.kind = EntryKind::symlink, .content = std::move(target)};
}

void MemorySnapshot::add_submodule(std::string path) {
  nodes_[std::move(path)] = Node{.kind = EntryKind::submodule, .content = {}};
}

Result<void> MemorySnapshot::walk(const Enter& enter, const Visit& visit) const {
  if (nodes_.size() > limits::kTreeEntries) {
    return fail(ErrorCode::limit,
                "the tree has more than " + std::to_string(limits::kTreeEntries) + " entries");
  }
  for (const auto& [path, node] : nodes_) {
    QUALM_TRY(check_path(path));
    for (std::size_t end = path.find('/'); end != std::string::npos;
         end = path.find('/', end + 1)) {
      if (nodes_.contains(path.substr(0, end))) {
        return bad_path(path, "a file stands where it needs a directory");
      }
    }
  }
  Gatekeeper gatekeeper(enter);
  for (const auto& [path, node] : nodes_) {
    if (gatekeeper.admits(path)) visit(TreeEntry{.path = path, .kind = node.kind, .id = {}});
  }
  return {};
}

Result<std::optional<TreeEntry>> MemorySnapshot::find(std::string_view path) const {
  if (path_components(path).empty()) return std::nullopt;
  if (const auto found = nodes_.find(path); found != nodes_.end()) {
    return TreeEntry{.path = found->first, .kind = found->second.kind, .id = {}};
  }
  const std::string prefix = join_path(path, "");
  const auto below = nodes_.lower_bound(prefix);
  if (below == nodes_.end() || !below->first.starts_with(prefix)) return std::nullopt;
  return TreeEntry{.path = std::string(path), .kind = EntryKind::directory, .id = {}};
}

Result<std::string> MemorySnapshot::read(const TreeEntry& entry, std::size_t at_most) const {
  const auto found = nodes_.find(entry.path);
  if (found == nodes_.end()) {
    return fail(ErrorCode::not_found, "there is no file " + visible_name(entry.path));
  }
  if (found->second.kind == EntryKind::submodule) {
    return fail(ErrorCode::unsupported, visible_name(entry.path) + " is a submodule, not a file");
  }
  if (found->second.content.size() > at_most) {
    return fail(ErrorCode::limit,
                visible_name(entry.path) + " is larger than " + std::to_string(at_most) + " bytes");
  }
  return found->second.content;
}

}  // namespace qualm
