// What scaffolding would do to each file: nothing here touches a disk.

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "support/result.hpp"

namespace qualm::scaffold {

/// How a file that is there already may be given what it lacks.
enum class Merge : std::uint8_t {
  none,      ///< not at all: it is the user's, as a whole
  owners,    ///< CODEOWNERS: a line for each path that has none
  keys,      ///< YAML: a block for each key at its top that is not there
  sections,  ///< Markdown: a section for each title that is not there
};

/// A file that should stand at a path of the repository.
struct Wanted {
  std::string path;
  std::string text;
  Merge merge = Merge::none;
};

/// What stands at a path now.
struct Standing {
  std::optional<std::string> text;  ///< nothing when there is no file
  /// Why what stands there cannot be compared ("a symbolic link"); empty when it can.
  std::string odd = {};
};

enum class Action : std::uint8_t {
  create,  ///< nothing stands there
  keep,    ///< what stands there lacks nothing
  extend,  ///< what stands there is given what it lacks
  differ,  ///< what stands there is something else, and stays
};

struct Planned {
  std::string path;
  Action action = Action::keep;
  std::string before;      ///< as it stands
  std::string after;       ///< create and extend: as it will stand; differ: as it could
  bool can_merge = false;  ///< differ: whether merging would make `after` of it
  std::string odd;         ///< keep: why it was not compared
};

using LookAt = std::function<Result<Standing>(const std::string& path)>;

/// Compares what is wanted with what stands there, in the order given; `merge` allows `extend`.
/// Fails as `look_at` does.
[[nodiscard]] Result<std::vector<Planned>> plan(const std::vector<Wanted>& wanted,
                                                const LookAt& look_at, bool merge);

}  // namespace qualm::scaffold
