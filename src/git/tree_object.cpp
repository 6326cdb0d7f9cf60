// Reading tree objects. Git libraries do not check what they read: a tree may name `a/../../b`,
// list a name twice or out of order, and then a look-up and a listing disagree about what is there.

#include "git/tree_object.hpp"

#include <algorithm>
#include <string>

#include "model/entry_name.hpp"

namespace qualm::git {
namespace {

constexpr std::size_t kIdBytes = 20;
constexpr unsigned kTypeMask = 0170000;

tl::unexpected<Error> bad_tree(std::string_view path, std::string fault) {
  const std::string place = path.empty() ? "the top tree" : "tree " + visible_name(path);
  return fail(Error{.code = ErrorCode::invalid,
                    .message = place + " is malformed: " + std::move(fault),
                    .hint = "`git fsck` describes it; such a tree cannot be judged"});
}

/// Git sorts a directory as if its name ended in a slash.
bool sorts_before(const TreeItem& left, const TreeItem& right) {
  const std::size_t common = std::min(left.name.size(), right.name.size());
  const int order = left.name.substr(0, common).compare(right.name.substr(0, common));
  if (order != 0) return order < 0;
  const auto next = [common](const TreeItem& item) -> unsigned char {
    if (item.name.size() > common) return static_cast<unsigned char>(item.name[common]);
    return item.kind == EntryKind::directory ? '/' : '\0';
  };
  return next(left) < next(right);
}

const TreeItem* find_as(const std::vector<TreeItem>& items, std::string_view name, EntryKind kind) {
  const TreeItem wanted{.name = name, .id = {}, .kind = kind};
  const auto found = std::lower_bound(items.begin(), items.end(), wanted, sorts_before);
  return found != items.end() && found->name == name ? &*found : nullptr;
}

/// Takes an octal number that ends in a space off the front of `bytes`.
std::optional<unsigned> take_mode(std::string_view& bytes) {
  unsigned mode = 0;
  std::size_t digits = 0;
  while (digits < bytes.size() && digits < 7 && bytes[digits] >= '0' && bytes[digits] <= '7') {
    mode = mode * 8 + static_cast<unsigned>(bytes[digits++] - '0');
  }
  if (digits == 0 || digits >= bytes.size() || bytes[digits] != ' ') return std::nullopt;
  bytes.remove_prefix(digits + 1);
  return mode;
}

}  // namespace

std::optional<EntryKind> kind_of_mode(unsigned mode) {
  switch (mode & kTypeMask) {
    case 0100000:
      return (mode & 0100U) != 0 ? EntryKind::executable : EntryKind::file;
    case 0040000:
      return EntryKind::directory;
    case 0120000:
      return EntryKind::symlink;
    case 0160000:
      return EntryKind::submodule;
    default:
      return std::nullopt;
  }
}

Result<std::vector<TreeItem>> parse_tree(std::string_view bytes, std::string_view path) {
  std::vector<TreeItem> items;
  items.reserve(bytes.size() / 36 + 1);
  while (!bytes.empty()) {
    const auto mode = take_mode(bytes);
    if (!mode) return bad_tree(path, "an entry has no mode");
    const std::size_t end = bytes.find('\0');
    if (end == std::string_view::npos || bytes.size() - end - 1 < kIdBytes) {
      return bad_tree(path, "its last entry is cut off");
    }
    const std::string_view name = bytes.substr(0, end);
    const auto named = [name] { return "entry '" + visible_name(name) + "' "; };
    const auto kind = kind_of_mode(*mode);
    if (!kind) return bad_tree(path, named() + "has a mode Git does not know");
    if (const std::string_view fault = entry_name_fault(name); !fault.empty()) {
      return bad_tree(path, named() + "may not be called so: " + std::string(fault));
    }
    const TreeItem item{.name = name, .id = bytes.substr(end + 1, kIdBytes), .kind = *kind};
    if (!items.empty() && !sorts_before(items.back(), item)) {
      const bool twice = items.back().name == name;
      return bad_tree(path, named() + (twice ? "stands twice" : "is out of order"));
    }
    // A file sorts before a directory of the same name, and what is between them begins like both.
    if (*kind == EntryKind::directory && !items.empty() && items.back().name.starts_with(name) &&
        find_as(items, name, EntryKind::file) != nullptr) {
      return bad_tree(path, named() + "stands twice");
    }
    items.push_back(item);
    bytes.remove_prefix(end + 1 + kIdBytes);
  }
  return items;
}

const TreeItem* find_item(const std::vector<TreeItem>& items, std::string_view name) {
  const TreeItem* file = find_as(items, name, EntryKind::file);
  return file != nullptr ? file : find_as(items, name, EntryKind::directory);
}

}  // namespace qualm::git
