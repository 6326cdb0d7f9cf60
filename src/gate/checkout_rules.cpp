// Reading .gitattributes and .gitmodules as far as a change of them matters.

#include "gate/checkout_rules.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "support/text.hpp"

namespace qualm::gate {
namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  for (const std::string_view line : split(text, '\n')) {
    const std::string_view plain = trim(line);
    if (!plain.empty() && !plain.starts_with('#')) lines.push_back(plain);
  }
  return lines;
}

/// The lines between those that both texts begin and end with: the last line that matches counts,
/// so their order says something as well.
std::vector<std::string_view> differing_lines(std::string_view before, std::string_view after) {
  std::vector<std::string_view> old = lines_of(before);
  std::vector<std::string_view> now = lines_of(after);
  const auto from = std::mismatch(old.begin(), old.end(), now.begin(), now.end());
  old.erase(old.begin(), from.first);
  now.erase(now.begin(), from.second);
  const auto to = std::mismatch(old.rbegin(), old.rend(), now.rbegin(), now.rend());
  old.erase(to.first.base(), old.end());
  now.erase(to.second.base(), now.end());
  old.insert(old.end(), now.begin(), now.end());
  return old;
}

/// Whether an attribute changes nothing that a program would be given.
bool is_harmless(std::string_view attribute) {
  constexpr std::array<std::string_view, 7> kShown = {
      "diff", "merge", "whitespace", "conflict-marker-size", "delta", "encoding", "binary"};
  constexpr std::array<std::string_view, 5> kPlain = {"text=auto", "-text", "!text", "-crlf",
                                                      "eol=lf"};
  if (std::find(kPlain.begin(), kPlain.end(), attribute) != kPlain.end()) return true;
  while (attribute.starts_with('-') || attribute.starts_with('!')) attribute.remove_prefix(1);
  const std::string_view name = attribute.substr(0, attribute.find('='));
  return name.starts_with("linguist-") || name.starts_with("gitlab-") ||
         std::find(kShown.begin(), kShown.end(), name) != kShown.end();
}

std::string glob_from(std::string_view folder, std::string_view pattern) {
  while (pattern.ends_with('/')) pattern.remove_suffix(1);
  const bool anywhere = pattern.find('/') == std::string_view::npos;
  if (pattern.starts_with('/')) pattern.remove_prefix(1);
  return fmt::format("{}{}{}{}", folder, folder.empty() ? "" : "/", anywhere ? "**/" : "", pattern);
}

/// What each submodule is said to be, by its path; `known` is false where a line cannot be read.
struct Submodules {
  std::map<std::string, std::set<std::string>> by_path;
  bool known = true;
};

class SubmoduleReader {
 public:
  Submodules read(std::string_view text) {
    for (const std::string_view line : lines_of(text)) {
      if (line.starts_with(';')) continue;
      if (line.starts_with('[')) {
        end_section();
        if (!line.ends_with(']')) found_.known = false;
      } else {
        take(line);
      }
    }
    end_section();
    return std::move(found_);
  }

 private:
  void take(std::string_view line) {
    const std::size_t equals = line.find('=');
    const std::string key = ascii_lower(trim(line.substr(0, equals)));
    std::string_view value =
        equals == std::string_view::npos ? std::string_view() : trim(line.substr(equals + 1));
    // What is quoted, goes on in the next line or ends in a remark is not unravelled here.
    if (line.find_first_of("\\;#") != std::string_view::npos) found_.known = false;
    if (value.size() > 1 && value.starts_with('"') && value.ends_with('"'))
      value = value.substr(1, value.size() - 2);
    if (value.find('"') != std::string_view::npos) found_.known = false;
    if (key == "path") path_ = value;
    said_.insert(fmt::format("{}={}", key, value));
  }

  void end_section() {
    while (path_.ends_with('/')) path_.pop_back();
    if (!path_.empty()) found_.by_path[path_].merge(said_);
    path_.clear();
    said_.clear();
  }

  Submodules found_;
  std::string path_;
  std::set<std::string> said_;
};

}  // namespace

std::vector<AttributePattern> changed_attributes(std::string_view folder, std::string_view before,
                                                 std::string_view after) {
  std::vector<AttributePattern> patterns;
  for (const std::string_view line : differing_lines(before, after)) {
    // A macro may be used in any line, and a quoted pattern hold anything.
    if (line.starts_with('[') || line.starts_with('"')) {
      patterns.push_back({.glob = "**", .matches_all = true});
      continue;
    }
    const std::size_t space = std::min(line.find_first_of(" \t"), line.size());
    bool matters = false;
    std::string rest(line.substr(space));
    std::replace(rest.begin(), rest.end(), '\t', ' ');
    for (const std::string_view word : split(rest, ' ')) {
      if (!word.empty() && !is_harmless(word)) matters = true;
    }
    if (matters) patterns.push_back({.glob = glob_from(folder, line.substr(0, space))});
  }
  return patterns;
}

std::vector<std::string> changed_submodules(std::string_view before, std::string_view after) {
  const Submodules old = SubmoduleReader().read(before);
  const Submodules now = SubmoduleReader().read(after);
  if (!old.known || !now.known) return {std::string()};
  std::vector<std::string> paths;
  const auto add_differing = [&](const Submodules& from, const Submodules& to) {
    for (const auto& [path, said] : from.by_path) {
      const auto other = to.by_path.find(path);
      if (other == to.by_path.end() || other->second != said) paths.push_back(path);
    }
  };
  add_differing(old, now);
  add_differing(now, old);
  return paths;
}

}  // namespace qualm::gate
