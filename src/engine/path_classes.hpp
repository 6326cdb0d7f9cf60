// Sorts paths into classes by many globs at once, at the cost of a few look-ups a path.

#pragma once

#include <bitset>
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
  /// Remembers how the paths end that a glob may match, from the last two letters that it states.
  void note_end(std::string_view end);

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
  /// The last two letters, in lower case, of every path that has a class: most paths end otherwise,
  /// and nothing else needs to be looked up for them.
  std::bitset<256 * 256> ends_;
  bool any_end_ = false;  ///< some glob does not say how its paths end
};

}  // namespace qualm::engine
