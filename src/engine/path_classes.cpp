// Sorts paths into classes by many globs at once.

#include "engine/path_classes.hpp"

#include <algorithm>

#include "support/text.hpp"

namespace qualm::engine {
namespace {

bool is_literal(std::string_view text) {
  return text.find_first_of("*?[{/") == std::string_view::npos;
}

constexpr std::string_view kSpecial = "*?[]{}";

/// What every path that `pattern` matches begins with.
std::string literal_begin(std::string_view pattern) {
  std::string_view begin = pattern.substr(0, pattern.find_first_of(kSpecial));
  if (begin.ends_with('/')) begin.remove_suffix(1);  // `x/**` may match `x`
  return std::string(begin);
}

/// What every path that `pattern` matches ends with.
std::string literal_end(std::string_view pattern) {
  const std::size_t special = pattern.find_last_of(kSpecial);
  std::string_view end = pattern.substr(special == std::string_view::npos ? 0 : special + 1);
  if (end.starts_with('/')) end.remove_prefix(1);  // `**/x` matches `x`
  return std::string(end);
}

/// The last two letters of a text in lower case; there are two.
std::size_t last_two(std::string_view text) {
  const auto lower = [](char c) {
    return static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  };
  return static_cast<std::size_t>(lower(text[text.size() - 2])) * 256 + lower(text.back());
}

void append(const std::unordered_map<std::string, std::vector<std::size_t>>& map,
            const std::string& key, std::vector<std::size_t>& out) {
  const auto found = map.find(key);
  if (found != map.end()) out.insert(out.end(), found->second.begin(), found->second.end());
}

}  // namespace

void PathClasses::note_end(std::string_view end) {
  if (end.size() < 2) {
    any_end_ = true;
  } else {
    ends_.set(last_two(end));
  }
}

void PathClasses::add(std::string_view glob, std::size_t id, bool ignore_case) {
  if (glob.starts_with("**/")) {
    const std::string_view name = glob.substr(3);
    if (is_literal(name)) {
      note_end(name);
      (ignore_case ? by_name_any_case_[ascii_lower(name)] : by_name_[std::string(name)])
          .push_back(id);
      return;
    }
    if (name.starts_with("*.") && is_literal(name.substr(2)) &&
        name.substr(2).find('.') == std::string_view::npos) {
      note_end(name.substr(1));
      by_extension_[std::string(name.substr(2))].push_back(id);
      return;
    }
  }
  const std::string pattern = ignore_case ? ascii_lower(glob) : std::string(glob);
  note_end(literal_end(pattern));
  rest_.push_back({.glob = Glob(pattern),
                   .begin = literal_begin(pattern),
                   .end = literal_end(pattern),
                   .id = id,
                   .any_case = ignore_case});
}

std::vector<std::size_t> PathClasses::classes_of(std::string_view path) const {
  std::vector<std::size_t> classes;
  if (!any_end_ && (path.size() < 2 || !ends_.test(last_two(path)))) return classes;
  const std::string lower = ascii_lower(path);
  const std::size_t begin = path.rfind('/') + 1;
  const std::string name(path.substr(begin));
  append(by_name_, name, classes);
  if (!by_name_any_case_.empty()) append(by_name_any_case_, lower.substr(begin), classes);
  if (const std::size_t dot = name.rfind('.'); dot != std::string::npos)
    append(by_extension_, name.substr(dot + 1), classes);
  for (const Rest& rest : rest_) {
    const std::string_view subject = rest.any_case ? std::string_view(lower) : path;
    if (subject.starts_with(rest.begin) && subject.ends_with(rest.end) &&
        rest.glob.matches(subject))
      classes.push_back(rest.id);
  }
  std::sort(classes.begin(), classes.end());
  classes.erase(std::unique(classes.begin(), classes.end()), classes.end());
  return classes;
}

}  // namespace qualm::engine
