// Names that some file system would read as `.git`, and other names no tree may hold.
//
// The disguises are those Git itself knows (`is_ntfs_dotgit`, `is_hfs_dotgit`): a tree that holds
// one can overwrite a repository's own settings when it is checked out.

#include "model/entry_name.hpp"

#include <array>

#include "support/limits.hpp"
#include "support/text.hpp"

namespace qualm {
namespace {

bool is_control(unsigned char byte) { return byte < 0x20 || byte == 0x7f; }

/// Bytes that make a name worth a closer look: control characters, `/` and `\`.
constexpr std::array<bool, 256> special_bytes() {
  std::array<bool, 256> special{};
  for (std::size_t byte = 0; byte < special.size(); ++byte)
    special.at(byte) = byte < 0x20 || byte == 0x7f || byte == '/' || byte == '\\';
  return special;
}
constexpr auto kSpecial = special_bytes();

char lower(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool same_ignoring_case(std::string_view left, std::string_view right) {
  if (left.size() != right.size()) return false;
  for (std::size_t i = 0; i < left.size(); ++i) {
    if (lower(left[i]) != lower(right[i])) return false;
  }
  return true;
}

/// NTFS ends a name at `\` or `:` and drops spaces and dots at its end; `git~1` is its short name.
bool is_git_on_ntfs(std::string_view name) {
  std::string_view stem = name.substr(0, name.find_first_of("\\:"));
  while (!stem.empty() && (stem.back() == ' ' || stem.back() == '.')) stem.remove_suffix(1);
  return same_ignoring_case(stem, ".git") || same_ignoring_case(stem, "git~1");
}

/// The length of a code point that HFS+ leaves out of names, at the start of `text`; 0 for others.
std::size_t ignored_on_hfs(std::string_view text) {
  if (text.size() < 3) return 0;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  if (byte(0) == 0xe2 && byte(1) == 0x80) {
    const unsigned char last = byte(2);  // U+200C to U+200F, U+202A to U+202E
    return (last >= 0x8c && last <= 0x8f) || (last >= 0xaa && last <= 0xae) ? 3 : 0;
  }
  if (byte(0) == 0xe2 && byte(1) == 0x81) {
    return byte(2) >= 0xaa && byte(2) <= 0xaf ? 3 : 0;  // U+206A to U+206F
  }
  return byte(0) == 0xef && byte(1) == 0xbb && byte(2) == 0xbf ? 3 : 0;  // U+FEFF
}

bool is_git_on_hfs(std::string_view name) {
  std::string rest;
  for (std::size_t i = 0; i < name.size() && rest.size() <= 4;) {
    const std::size_t ignored = ignored_on_hfs(name.substr(i));
    if (ignored == 0) rest += name[i];
    i += ignored == 0 ? 1 : ignored;
  }
  return same_ignoring_case(rest, ".git");
}

bool may_mean_git(std::string_view name, bool special) {
  // Nearly every name is dismissed here: a disguise holds `git` in some case, and at its start or
  // behind a backslash.
  const char first = name.front();
  const bool candidate =
      first == '.' || lower(first) == 'g' || static_cast<unsigned char>(first) >= 0x80 || special;
  if (!candidate) return false;
  if (is_git_on_hfs(name) || is_git_on_ntfs(name)) return true;
  for (std::size_t at = name.find('\\'); at != std::string_view::npos; at = name.find('\\', at)) {
    if (is_git_on_ntfs(name.substr(++at))) return true;
  }
  return false;
}

}  // namespace

std::string_view entry_name_fault(std::string_view name) {
  if (name.empty()) return "it is empty";
  if (name == "." || name == "..") return "it means a directory above or the same one";
  bool special = false;
  for (const char letter : name) special |= kSpecial[static_cast<unsigned char>(letter)];
  if (special) {
    for (const char letter : name) {
      if (letter == '/') return "it holds a slash";
      if (is_control(static_cast<unsigned char>(letter))) return "it holds a control character";
    }
  }
  if (may_mean_git(name, special)) return "some file systems take it for .git";
  return {};
}

std::string visible_name(std::string_view name) {
  constexpr std::array kHex = {'0', '1', '2', '3', '4', '5', '6', '7',
                               '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
  const bool well_formed = !invalid_utf8(name);
  std::string shown;
  for (const char letter : name) {
    const auto byte = static_cast<unsigned char>(letter);
    if (is_control(byte) || (byte >= 0x80 && !well_formed)) {
      shown += "\\x";
      shown += kHex[byte >> 4U];
      shown += kHex[byte & 15U];
    } else {
      shown += letter;
    }
  }
  return shown;
}

std::vector<std::string_view> path_components(std::string_view path) {
  std::vector<std::string_view> components = split(path, '/');
  for (const std::string_view component : components) {
    if (component.empty() || component == "." || component == "..") return {};
  }
  return components;
}

std::string join_path(std::string_view directory, std::string_view name) {
  std::string path;
  path.reserve(directory.size() + 1 + name.size());
  path += directory;
  if (!directory.empty()) path += '/';
  path += name;
  return path;
}

Result<void> check_path_limits(std::string_view path) {
  if (path.size() > limits::kPathBytes) {
    return fail(ErrorCode::limit, "a path is longer than " + std::to_string(limits::kPathBytes) +
                                      " bytes: " + shorten(visible_name(path.substr(0, 256)), 80));
  }
  std::size_t depth = 1;
  for (const char letter : path) depth += letter == '/' ? 1 : 0;
  if (depth > limits::kTreeDepth) {
    return fail(ErrorCode::limit, "directories are more than " +
                                      std::to_string(limits::kTreeDepth) +
                                      " deep: " + shorten(visible_name(path), 80));
  }
  return {};
}

}  // namespace qualm
