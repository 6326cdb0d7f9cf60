// An end to judging: a server waits for its hooks, and a hook that hangs is no verdict.

#pragma once

#include <string>

#include "support/result.hpp"

namespace qualm::commands {

/// How many seconds `text` says, from 1 to a day; `usage`, naming `key`, for anything else.
[[nodiscard]] Result<unsigned> seconds_of(const std::string& key, const std::string& text);

/// From now on, and for as long as it lives, the process ends with `kCannotJudge` and a line on
/// standard error once `seconds` have gone by: what was not judged in time does not pass. 0 sets no
/// end. There is one such end in a process.
class Deadline {
 public:
  explicit Deadline(unsigned seconds);
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;
  Deadline(Deadline&&) = delete;
  Deadline& operator=(Deadline&&) = delete;
  ~Deadline();
};

}  // namespace qualm::commands
