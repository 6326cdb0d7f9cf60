// Sorts paths into classes by many globs at once.

#include "engine/path_classes.hpp"

#include <algorithm>

#include "support/text.hpp"

namespace qualm::engine {
namespace {

bool is_literal(std::string_view text) {
  return text.find_first_of("*?[{/") == std::string_view::npos;
}

void append(const std::unordered_map<std::string, std::vector<std::size_t>>& map,
            const std::string& key, std::vector<std::size_t>& out) {
  const auto found = map.find(key);
  if (found != map.end()) out.insert(out.end(), found->second.begin(), found->second.end());
}

}  // namespace

void PathClasses::add(std::string_view glob, std::size_t id, bool ignore_case) {
  if (glob.starts_with("**/")) {
    const std::string_view name = glob.substr(3);
    if (is_literal(name)) {
      (ignore_case ? by_name_any_case_[ascii_lower(name)] : by_name_[std::string(name)])
          .push_back(id);
      return;
    }
    if (name.starts_with("*.") && is_literal(name.substr(2)) &&
        name.substr(2).find('.') == std::string_view::npos) {
      by_extension_[std::string(name.substr(2))].push_back(id);
      return;
    }
  }
  rest_.push_back({.glob = Glob(glob, ignore_case), .id = id});
}

std::vector<std::size_t> PathClasses::classes_of(std::string_view path) const {
  std::vector<std::size_t> classes;
  const std::string name(path.substr(path.rfind('/') + 1));
  append(by_name_, name, classes);
  if (!by_name_any_case_.empty()) append(by_name_any_case_, ascii_lower(name), classes);
  if (const std::size_t dot = name.rfind('.'); dot != std::string::npos)
    append(by_extension_, name.substr(dot + 1), classes);
  for (const Rest& rest : rest_) {
    if (rest.glob.matches(path)) classes.push_back(rest.id);
  }
  std::sort(classes.begin(), classes.end());
  classes.erase(std::unique(classes.begin(), classes.end()), classes.end());
  return classes;
}

}  // namespace qualm::engine
