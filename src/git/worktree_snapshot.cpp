// What stands on disk: tracked files, and untracked ones that Git would add.
//
// Ignore rules are asked only about what is not tracked, and one answer about a directory spares
// the questions about all that is in it.

#include <algorithm>
#include <map>

#include "git/disk.hpp"
#include "git/index_file.hpp"
#include "git/libgit2.hpp"
#include "git/snapshot.hpp"
#include "model/entry_name.hpp"
#include "support/limits.hpp"

namespace qualm::git {
namespace {

EntryKind entry_kind(DiskKind kind) {
  if (kind == DiskKind::symlink) return EntryKind::symlink;
  if (kind == DiskKind::directory) return EntryKind::directory;
  return kind == DiskKind::executable ? EntryKind::executable : EntryKind::file;
}

/// The error for a tracked path where a FIFO, a socket or a device stands.
tl::unexpected<Error> special_file(std::string_view path) {
  return fail(ErrorCode::unsupported,
              visible_name(path) + " is tracked, but a FIFO, socket or device stands there",
              "`git checkout -- " + visible_name(path) + "` brings the file back");
}

class WorktreeSnapshot final : public Snapshot {
 public:
  WorktreeSnapshot(Repository repository, IndexFile index, Descriptor top)
      : repository_(std::move(repository)), index_(std::move(index)), top_(std::move(top)) {
    sparse_ =
        std::ranges::any_of(  // NOLINT(cppcoreguidelines-prefer-member-initializer): reads index_
            index_.items(), &IndexItem::outside_sparse);
  }

  [[nodiscard]] std::string label() const override { return "the work tree"; }
  [[nodiscard]] Result<void> walk(const Enter& enter, const Visit& visit) const override;
  [[nodiscard]] Result<std::optional<TreeEntry>> find(std::string_view path) const override;
  [[nodiscard]] Result<std::string> read(const TreeEntry& entry,
                                         std::size_t at_most) const override;

 private:
  enum class Step : std::uint8_t { skip, visit, descend };

  [[nodiscard]] bool is_tracked(std::string_view path) const {
    return index_.find(path) != nullptr;
  }
  [[nodiscard]] bool is_gitlink(std::string_view path) const;
  /// Whether the directory `name` in `parent` is another repository, tracked as one or not at all.
  [[nodiscard]] Result<bool> is_repository(int parent, const std::string& name,
                                           std::string_view path) const;
  [[nodiscard]] Result<Step> judge(int parent, const DiskItem& item, const std::string& path,
                                   const Enter& enter, EntryKind& kind) const;
  [[nodiscard]] Result<Step> judge_directory(int parent, const DiskItem& item,
                                             const std::string& path, const Enter& enter,
                                             EntryKind& kind) const;
  [[nodiscard]] Result<void> walk_disk(const Enter& enter, const Visit& visit) const;
  /// Opens the directory that holds the last of `components`; closed at the top, when a directory
  /// is missing and when one belongs to another repository.
  [[nodiscard]] Result<Descriptor> enter_parents(const std::vector<std::string_view>& components,
                                                 std::string_view path) const;
  [[nodiscard]] std::optional<TreeEntry> find_outside_sparse(std::string_view path) const;

  Repository repository_;
  IndexFile index_;
  Descriptor top_;
  bool sparse_ = false;
};

bool WorktreeSnapshot::is_gitlink(std::string_view path) const {
  const IndexItem* item = index_.find(path);
  return item != nullptr && item->kind == EntryKind::submodule;
}

Result<bool> WorktreeSnapshot::is_repository(int parent, const std::string& name,
                                             std::string_view path) const {
  if (is_gitlink(path)) return true;
  if (index_.has_below(path)) return false;
  QUALM_ASSIGN(const auto found, kind_at(parent, name + "/.git", path));
  return found.has_value();
}

Result<WorktreeSnapshot::Step> WorktreeSnapshot::judge_directory(int parent, const DiskItem& item,
                                                                 const std::string& path,
                                                                 const Enter& enter,
                                                                 EntryKind& kind) const {
  QUALM_ASSIGN(const bool nested, is_repository(parent, item.name, path));
  if (nested) {
    kind = EntryKind::submodule;
    if (is_tracked(path)) return Step::visit;
  } else if (enter && !enter(path)) {
    return Step::skip;
  }
  if (!nested && index_.has_below(path)) return Step::descend;
  QUALM_ASSIGN(const bool ignored, repository_.is_ignored(path + "/"));
  if (ignored) return Step::skip;
  return nested ? Step::visit : Step::descend;
}

Result<WorktreeSnapshot::Step> WorktreeSnapshot::judge(int parent, const DiskItem& item,
                                                       const std::string& path, const Enter& enter,
                                                       EntryKind& kind) const {
  if (item.kind == DiskKind::directory) return judge_directory(parent, item, path, enter, kind);
  const IndexItem* const tracked = index_.find(path);
  if (item.kind == DiskKind::other) {
    if (tracked != nullptr) return special_file(path);
    return Step::skip;  // as Git does
  }
  kind = entry_kind(item.kind);
  if (tracked != nullptr) {
    // The index knows the mode of a file as Git would commit it, which saves asking the disk.
    const bool both_files = kind == EntryKind::file && tracked->kind == EntryKind::executable;
    if (both_files) kind = EntryKind::executable;
    return Step::visit;
  }
  QUALM_ASSIGN(const bool ignored, repository_.is_ignored(path));
  if (ignored) return Step::skip;
  QUALM_ASSIGN(const auto found, kind_at(parent, item.name, path));
  if (!found || *found == DiskKind::other) return Step::skip;
  kind = entry_kind(*found);
  return Step::visit;
}

Result<void> WorktreeSnapshot::walk_disk(const Enter& enter, const Visit& visit) const {
  struct Frame {
    Listing listing;
    std::string path;
    std::size_t next = 0;
  };
  std::vector<Frame> stack;
  QUALM_ASSIGN(Listing top, list_directory(top_.get(), ".", ""));
  stack.push_back(Frame{.listing = std::move(top), .path = {}});
  std::size_t entries = 0;
  while (!stack.empty()) {
    Frame& frame = stack.back();
    if (frame.next == frame.listing.items.size()) {
      stack.pop_back();
      continue;
    }
    const DiskItem& item = frame.listing.items[frame.next++];
    std::string path = join_path(frame.path, item.name);
    EntryKind kind = EntryKind::file;
    QUALM_ASSIGN(const Step step, judge(frame.listing.descriptor(), item, path, enter, kind));
    if (step == Step::skip) continue;
    if (const std::string_view fault = entry_name_fault(item.name); !fault.empty()) {
      return fail(ErrorCode::invalid,
                  "'" + visible_name(path) + "' may not be called so: " + std::string(fault),
                  "rename it, or add it to .gitignore");
    }
    QUALM_TRY(check_path_limits(path));
    if (++entries > limits::kTreeEntries) {
      return fail(ErrorCode::limit, "the work tree has more than " +
                                        std::to_string(limits::kTreeEntries) + " entries");
    }
    if (step == Step::visit) {
      visit(TreeEntry{.path = std::move(path), .kind = kind, .id = {}});
      continue;
    }
    QUALM_ASSIGN(Listing below, list_directory(frame.listing.descriptor(), item.name, path));
    stack.push_back(Frame{.listing = std::move(below), .path = std::move(path)});
  }
  return {};
}

Result<void> WorktreeSnapshot::walk(const Enter& enter, const Visit& visit) const {
  if (!sparse_) return walk_disk(enter, visit);

  // What a sparse checkout leaves out is judged as it stands in the index, in its place among the
  // rest; `enter` is asked once about each directory.
  std::map<std::string, bool, std::less<>> answers;
  const Enter once = [&](std::string_view directory) {
    const auto known = answers.find(directory);
    if (known != answers.end()) return known->second;
    return answers.emplace(std::string(directory), !enter || enter(directory)).first->second;
  };
  std::map<std::string, TreeEntry, std::less<>> entries;
  QUALM_TRY(walk_disk(once, [&](const TreeEntry& entry) { entries.emplace(entry.path, entry); }));
  for (const IndexItem& item : index_.items()) {
    if (!item.outside_sparse) continue;
    bool reachable = true;
    for (std::size_t end = item.path.find('/'); reachable && end != std::string_view::npos;
         end = item.path.find('/', end + 1)) {
      const std::string_view directory = item.path.substr(0, end);
      reachable = !entries.contains(directory) && once(directory);
    }
    if (!reachable) continue;
    QUALM_ASSIGN(const auto entry, find(item.path));
    if (entry) entries.emplace(entry->path, *entry);
  }
  for (const auto& [path, entry] : entries) visit(entry);
  return {};
}

std::optional<TreeEntry> WorktreeSnapshot::find_outside_sparse(std::string_view path) const {
  if (!sparse_) return std::nullopt;
  if (const IndexItem* item = index_.find(path); item != nullptr) {
    if (!item->outside_sparse) return std::nullopt;
    return TreeEntry{.path = std::string(path), .kind = item->kind, .id = std::string(item->id)};
  }
  const std::string prefix = join_path(path, "");
  for (std::size_t i = index_.lower_bound(prefix); i < index_.items().size(); ++i) {
    const IndexItem& item = index_.items()[i];
    if (!item.path.starts_with(prefix)) return std::nullopt;
    if (!item.outside_sparse) continue;
    return TreeEntry{.path = std::string(path), .kind = EntryKind::directory, .id = {}};
  }
  return std::nullopt;
}

Result<Descriptor> WorktreeSnapshot::enter_parents(const std::vector<std::string_view>& components,
                                                   std::string_view path) const {
  Descriptor directory;
  std::size_t length = 0;
  for (std::size_t i = 0; i + 1 < components.size(); ++i) {
    const std::string name(components[i]);
    length += name.size();
    const std::string_view so_far = path.substr(0, length++);
    const int parent = directory.is_open() ? directory.get() : top_.get();
    QUALM_ASSIGN(const bool nested, is_repository(parent, name, so_far));
    if (nested) return Descriptor();
    QUALM_ASSIGN(directory, open_directory(parent, name));
    if (!directory.is_open()) return Descriptor();
  }
  return directory;
}

Result<std::optional<TreeEntry>> WorktreeSnapshot::find(std::string_view path) const {
  const std::vector<std::string_view> components = path_components(path);
  if (components.empty()) return std::nullopt;
  for (const std::string_view component : components) {
    if (!entry_name_fault(component).empty()) return std::nullopt;
  }
  QUALM_TRY(check_path_limits(path));
  QUALM_ASSIGN(const Descriptor directory, enter_parents(components, path));
  const bool at_top = components.size() == 1;
  if (!at_top && !directory.is_open()) return find_outside_sparse(path);
  const int parent = at_top ? top_.get() : directory.get();
  const std::string name(components.back());
  QUALM_ASSIGN(const auto found, kind_at(parent, name, path));
  if (!found) return find_outside_sparse(path);

  bool nested = false;
  bool tracked = is_tracked(path);
  if (*found == DiskKind::directory) {
    QUALM_ASSIGN(nested, is_repository(parent, name, path));
    tracked = tracked || index_.has_below(path);
  }
  if (!tracked) {
    QUALM_ASSIGN(const bool ignored, repository_.is_ignored(path));
    if (ignored || *found == DiskKind::other) return std::nullopt;
  } else if (*found == DiskKind::other) {
    return special_file(path);
  }
  const EntryKind kind = nested ? EntryKind::submodule : entry_kind(*found);
  return TreeEntry{.path = std::string(path), .kind = kind, .id = {}};
}

Result<std::string> WorktreeSnapshot::read(const TreeEntry& entry, std::size_t at_most) const {
  const bool no_file = entry.kind == EntryKind::submodule || entry.kind == EntryKind::directory;
  if (no_file || !entry.id.empty()) return read_blob(*repository_.impl(), entry, at_most);
  if (path_components(entry.path).empty()) {
    return fail(ErrorCode::not_found, visible_name(entry.path) + ": no such file");
  }
  const std::size_t slash = entry.path.rfind('/');
  if (slash == std::string::npos) return read_at(top_.get(), entry.path, entry.path, at_most);
  QUALM_ASSIGN(const Descriptor directory,
               open_directory(top_.get(), std::string_view(entry.path).substr(0, slash)));
  if (!directory.is_open()) {
    return fail(ErrorCode::not_found, visible_name(entry.path) + ": no such file");
  }
  return read_at(directory.get(), entry.path.substr(slash + 1), entry.path, at_most);
}

}  // namespace

Result<std::unique_ptr<Snapshot>> worktree_snapshot(const Repository& repository) {
  if (repository.is_bare()) {
    return fail(ErrorCode::usage, "the repository is bare: it has no work tree",
                "name a commit with --rev");
  }
  QUALM_ASSIGN(IndexFile index, IndexFile::read(repository));
  QUALM_ASSIGN(Descriptor top, open_top(repository.root()));
  return std::make_unique<WorktreeSnapshot>(repository, std::move(index), std::move(top));
}

}  // namespace qualm::git
