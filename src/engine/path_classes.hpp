// Sorts paths into classes by many globs at once, at the cost of a few look-ups a path.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "support/glob.hpp"

namespace qualm::engine {

/// Most globs are `**/name` or `**/*.extension`; those are looked up by hash, the rest one by one.
class PathClasses {
 public:
  /// Paths that match `glob` belong to class `id`; case is ignored where asked.
  void add(std::string_view glob, std::size_t id, bool ignore_case);

  /// The classes of `path`, each once, smallest first.
  [[nodiscard]] std::vector<std::size_t> classes_of(std::string_view path) const;

 private:
  struct Rest {
    Glob glob;
    std::string begin;  ///< every match begins and ends so: most paths do not
    std::string end;
    std::size_t id = 0;
    bool any_case = false;  ///< the glob is in lower case, and asked about paths in lower case
  };
  std::unordered_map<std::string, std::vector<std::size_t>> by_name_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_name_any_case_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_extension_;
  std::vector<Rest> rest_;
};

}  // namespace qualm::engine
