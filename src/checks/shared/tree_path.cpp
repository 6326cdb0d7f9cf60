// Paths that documents name.

#include "checks/shared/tree_path.hpp"

#include <algorithm>
#include <array>

#include "support/path.hpp"
#include "support/text.hpp"

namespace qualm::checks {

std::string_view path_in(std::string_view text) {
  return trim(text.substr(0, std::min(text.find_first_of("#@"), text.find("::"))));
}

Result<std::string> named_file(const Subject& subject, std::string_view text) {
  const std::string_view target = path_in(text);
  const std::array<std::string_view, 3> bases = {
      folder_part(subject.document.path), {}, subject.around.system};
  for (const std::string_view base : bases) {
    std::string path = path_from(base, target);
    if (path.empty()) continue;
    QUALM_ASSIGN(const bool there, subject.around.file_exists(path));
    if (there) return path;
  }
  return std::string();
}

bool names_same_file(std::string_view here, std::string_view path, std::string_view there,
                     std::string_view other) {
  const auto readings = [](std::string_view document, std::string_view text) {
    return std::array<std::string, 2>{path_from(folder_part(document), path_in(text)),
                                      path_from({}, path_in(text))};
  };
  const auto ours = readings(here, path);
  const auto theirs = readings(there, other);
  return std::any_of(ours.begin(), ours.end(), [&](const std::string& one) {
    return !one.empty() && std::find(theirs.begin(), theirs.end(), one) != theirs.end();
  });
}

bool is_path_of_tree(std::string_view text) {
  return text.find_first_of(" \t") == std::string_view::npos &&
         text.find("://") == std::string_view::npos &&
         text.find_first_of("/.") != std::string_view::npos;
}

}  // namespace qualm::checks
