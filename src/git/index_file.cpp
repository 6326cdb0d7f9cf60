// Reading the index. libgit2 checks paths when it adds them, not when it reads them, so we do.

#include "git/index_file.hpp"

#include <algorithm>
#include <array>
#include <fstream>

#include "git/libgit2.hpp"
#include "git/tree_object.hpp"
#include "model/entry_name.hpp"
#include "support/limits.hpp"

namespace qualm::git {
namespace {

tl::unexpected<Error> bad_index(std::string message) {
  return fail(ErrorCode::invalid, "the index is malformed: " + std::move(message),
              "`git reset` writes it anew");
}

/// Whether the file ends in zeros where its checksum belongs: Git leaves it out when it is told to.
bool is_without_checksum(const std::string& path) {
  constexpr std::size_t kChecksum = 20;
  std::array<char, kChecksum> end{};
  std::ifstream file(path, std::ios::binary);
  file.seekg(-static_cast<std::streamoff>(end.size()), std::ios::end);
  return file.read(end.data(), end.size()) &&
         std::all_of(end.begin(), end.end(), [](char byte) { return byte == '\0'; });
}

tl::unexpected<Error> unreadable(const std::string& path) {
  const std::string text = last_error_text();
  if (text.find("checksum") != std::string::npos && is_without_checksum(path)) {
    return fail(ErrorCode::unsupported,
                "the index has no checksum, which is not supported: index.skipHash, or "
                "feature.manyFiles, leaves it out",
                "run `git config index.skipHash false && git update-index --force-write-index`");
  }
  if (text.find("unsupported mandatory extension") != std::string::npos) {
    return fail(ErrorCode::unsupported, "the index is split or sparse, which is not supported",
                "run `git config core.splitIndex false && git update-index --no-split-index`, or "
                "`git sparse-checkout reapply --no-sparse-index`");
  }
  if (text.find("Permission denied") != std::string::npos) {
    return fail(ErrorCode::io, "permission denied: " + path);
  }
  return bad_index(text);
}

Result<IndexItem> item_of(const git_index_entry& entry) {
  const std::string_view path = entry.path;
  const auto kind = kind_of_mode(entry.mode);
  if (!kind) return bad_index("'" + visible_name(path) + "' has a mode Git does not know");
  if (*kind == EntryKind::directory) {
    return fail(ErrorCode::unsupported, "the index is sparse, which is not supported",
                "run `git sparse-checkout reapply --no-sparse-index`");
  }
  return IndexItem{
      .path = path,
      .id = std::string_view(reinterpret_cast<const char*>(entry.id.id), sizeof entry.id.id),
      .kind = *kind,
      .unmerged = git_index_entry_stage(&entry) != 0,
      .outside_sparse = (entry.flags_extended & GIT_INDEX_ENTRY_SKIP_WORKTREE) != 0,
      .only_intended = (entry.flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD) != 0};
}

/// Checks the components in which `path` differs from its predecessor, and that no directory among
/// them is a file already.
Result<void> check_path(std::string_view path, std::string_view before, const IndexFile& index) {
  QUALM_TRY(check_path_limits(path));
  const auto common = static_cast<std::size_t>(
      std::mismatch(path.begin(), path.end(), before.begin(), before.end()).first - path.begin());
  const std::size_t slash = path.substr(0, common).rfind('/');
  for (std::size_t begin = slash == std::string_view::npos ? 0 : slash + 1;;) {
    const std::size_t end = path.find('/', begin);
    const std::string_view fault = entry_name_fault(path.substr(begin, end - begin));
    if (!fault.empty()) {
      return bad_index("'" + visible_name(path) + "' may not be called so: " + std::string(fault));
    }
    if (end == std::string_view::npos) return {};
    if (index.find(path.substr(0, end)) != nullptr) {
      return bad_index("'" + visible_name(path) + "' needs a directory where a file stands");
    }
    begin = end + 1;
  }
}

}  // namespace

Result<IndexFile> IndexFile::read(const Repository& repository) {
  const std::string& path = repository.impl()->index_file;
  IndexHandle handle;
  if (git_index_open(out(handle), path.c_str()) < 0) return unreadable(path);
  // Opening reads nothing in some versions; reading again costs nothing when nothing has changed.
  if (git_index_read(handle.get(), 0) < 0) return unreadable(path);
  const std::shared_ptr<git_index> owner(std::move(handle));

  IndexFile index;
  index.owner_ = owner;
  const std::size_t count = git_index_entrycount(owner.get());
  if (count > limits::kTreeEntries) {
    return fail(ErrorCode::limit,
                "the index has more than " + std::to_string(limits::kTreeEntries) + " entries");
  }
  index.items_.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    QUALM_ASSIGN(const IndexItem item, item_of(*git_index_get_byindex(owner.get(), i)));
    const std::string_view before =
        index.items_.empty() ? std::string_view() : index.items_.back().path;
    if (!index.items_.empty() && item.path <= before) {
      if (item.path == before && item.unmerged && index.items_.back().unmerged) continue;
      return bad_index("'" + visible_name(item.path) + "' is out of order or stands twice");
    }
    QUALM_TRY(check_path(item.path, before, index));
    index.items_.push_back(item);
  }
  return index;
}

std::size_t IndexFile::lower_bound(std::string_view path) const {
  const auto found = std::lower_bound(
      items_.begin(), items_.end(), path,
      [](const IndexItem& item, std::string_view wanted) { return item.path < wanted; });
  return static_cast<std::size_t>(found - items_.begin());
}

const IndexItem* IndexFile::find(std::string_view path) const {
  const std::size_t at = lower_bound(path);
  return at < items_.size() && items_[at].path == path ? &items_[at] : nullptr;
}

bool IndexFile::has_below(std::string_view path) const {
  const std::string prefix = join_path(path, "");
  const std::size_t at = lower_bound(prefix);
  return at < items_.size() && items_[at].path.starts_with(prefix);
}

Error unmerged_error(const IndexItem& item) {
  const std::string name = visible_name(item.path);
  return Error{.code = ErrorCode::invalid,
               .message = name + " is unmerged: the index holds several versions of it",
               .hint = "resolve the conflict, then `git add " + name + "`"};
}

}  // namespace qualm::git
