// Which paths differ between two trees.

#include "engine/change_paths.hpp"

#include <algorithm>

#include "engine/path_kinds.hpp"
#include "support/digest.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

constexpr std::size_t kLongestPointer = 1024;
/// The object id of a file without content.
constexpr std::string_view kEmptyBlob =
    "\xE6\x9D\xE2\x9B\xB2\xD1\xD6\x43\x4B\x8B\x29\xAE\x77\x5A\xD8\xC2\xE4\x8C\x53\x91";

/// An executable file is a file: its mode is nobody's content.
EntryKind plain_kind(EntryKind kind) {
  return kind == EntryKind::executable ? EntryKind::file : kind;
}

Result<std::vector<TreeEntry>> entries_of(const Snapshot& tree, const PathClasses& excluded) {
  std::vector<TreeEntry> entries;
  QUALM_TRY(tree.walk([&](std::string_view folder) { return excluded.classes_of(folder).empty(); },
                      [&](const TreeEntry& entry) { entries.push_back(entry); }));
  std::sort(entries.begin(), entries.end(),
            [](const TreeEntry& a, const TreeEntry& b) { return a.path < b.path; });
  return entries;
}

/// The content of an entry; nothing when it is larger than `at_most`.
Result<std::optional<std::string>> read_at_most(const Snapshot& tree, const TreeEntry& entry,
                                                std::size_t at_most) {
  auto bytes = tree.read(entry, at_most);
  if (bytes) return std::optional(*std::move(bytes));
  if (bytes.error().code == ErrorCode::limit) return std::nullopt;
  return fail(std::move(bytes).error());
}

}  // namespace

bool is_file(const std::optional<TreeEntry>& entry) {
  return entry && plain_kind(entry->kind) == EntryKind::file;
}

Result<bool> same_entry(const Snapshot& left_tree, const TreeEntry& left,
                        const Snapshot& right_tree, const TreeEntry& right) {
  if (plain_kind(left.kind) != plain_kind(right.kind)) return false;
  if (!left.id.empty() && !right.id.empty()) return left.id == right.id;
  if (left.kind == EntryKind::submodule) return true;  // a tree without ids knows of no commit
  QUALM_ASSIGN(const auto one, read_at_most(left_tree, left, limits::kArtefactBytes));
  QUALM_ASSIGN(const auto other, read_at_most(right_tree, right, limits::kArtefactBytes));
  return one && other && *one == *other;
}

Result<std::vector<ChangedPath>> changed_paths(const Snapshot& before, const Snapshot& after,
                                               const Policy& policy) {
  const PathClasses excluded = excluded_folders(policy);
  QUALM_ASSIGN(std::vector<TreeEntry> old, entries_of(before, excluded));
  QUALM_ASSIGN(std::vector<TreeEntry> fresh, entries_of(after, excluded));
  std::vector<ChangedPath> changed;
  auto left = old.begin();
  auto right = fresh.begin();
  while (left != old.end() || right != fresh.end()) {
    if (right == fresh.end() || (left != old.end() && left->path < right->path)) {
      changed.push_back({.path = left->path, .before = *left, .after = {}});
      ++left;
    } else if (left == old.end() || right->path < left->path) {
      changed.push_back({.path = right->path, .before = {}, .after = *right});
      ++right;
    } else {
      QUALM_ASSIGN(const bool same, same_entry(before, *left, after, *right));
      if (!same) changed.push_back({.path = left->path, .before = *left, .after = *right});
      ++left;
      ++right;
    }
  }
  return changed;
}

Result<std::vector<ChangedPath>> look_up_paths(const Snapshot& before, const Snapshot& after,
                                               const std::vector<std::string>& paths) {
  std::vector<std::string> sorted = paths;
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  const auto keep_leaf = [](const std::optional<TreeEntry>& entry, std::optional<TreeEntry>& to) {
    if (entry && entry->kind != EntryKind::directory) to.emplace(*entry);
  };
  std::vector<ChangedPath> changed;
  for (std::string& path : sorted) {
    QUALM_ASSIGN(const auto old, before.find(path));
    QUALM_ASSIGN(const auto fresh, after.find(path));
    ChangedPath one;
    one.path = std::move(path);
    keep_leaf(old, one.before);
    keep_leaf(fresh, one.after);
    if (!one.before && !one.after) continue;
    if (one.before && one.after) {
      QUALM_ASSIGN(const bool same, same_entry(before, *one.before, after, *one.after));
      if (same) continue;
    }
    changed.push_back(std::move(one));
  }
  return changed;
}

std::optional<std::string> lfs_digest(std::string_view text) {
  constexpr std::string_view kOid = "oid sha256:";
  constexpr std::size_t kDigits = 64;
  if (text.size() > kLongestPointer || !text.starts_with("version ")) return std::nullopt;
  for (const std::string_view line : split_lines(text)) {
    if (!line.starts_with(kOid)) continue;
    const std::string_view digits = line.substr(kOid.size());
    const bool hex = digits.find_first_not_of("0123456789abcdef") == std::string_view::npos;
    if (hex && digits.size() == kDigits) return std::string(digits);
  }
  return std::nullopt;
}

Result<bool> is_lfs_pointer(const Snapshot& tree, const TreeEntry& entry) {
  if (!is_file(entry)) return false;
  QUALM_ASSIGN(const auto bytes, read_at_most(tree, entry, kLongestPointer));
  return bytes && lfs_digest(*bytes).has_value();
}

Result<std::string> Contents::read(const Snapshot& tree, const TreeEntry& entry, Known& known) {
  if (!is_file(entry)) return std::string();
  if (const auto found = known.find(entry.path); found != known.end()) return found->second;
  QUALM_ASSIGN(const auto bytes, read_at_most(tree, entry, limits::kArtefactBytes));
  std::string key;
  if (bytes && !bytes->empty()) key = lfs_digest(*bytes).value_or(sha256(*bytes));
  return known.emplace(entry.path, std::move(key)).first->second;
}

bool Contents::all_have_ids() {
  const auto has_id = [](const std::optional<TreeEntry>& entry) {
    return !is_file(entry) || !entry->id.empty();
  };
  if (!all_have_ids_)
    all_have_ids_ = std::all_of(change_.paths.begin(), change_.paths.end(), [&](const auto& one) {
      return has_id(one.before) && has_id(one.after);
    });
  return *all_have_ids_;
}

Result<std::string> Contents::before(const TreeEntry& entry) {
  if (!all_have_ids()) return digest_before(entry);
  return is_file(entry) && entry.id != kEmptyBlob ? entry.id : std::string();
}

Result<std::string> Contents::after(const TreeEntry& entry) {
  if (!all_have_ids()) return digest_after(entry);
  return is_file(entry) && entry.id != kEmptyBlob ? entry.id : std::string();
}

Result<std::string> Contents::digest_before(const TreeEntry& entry) {
  return read(change_.before.tree, entry, before_);
}

Result<std::string> Contents::digest_after(const TreeEntry& entry) {
  return read(change_.after.tree, entry, after_);
}

}  // namespace qualm::engine
