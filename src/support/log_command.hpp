// Where a build log would take our text for a command.

#pragma once

#include <cstddef>

namespace qualm {

/// Finds `##[command]`, which GitHub's runner obeys anywhere in a line, and `##word[command]` of
/// other runners. Fed with one code point after the other. Everything outside ASCII is looked
/// through: the runner compares by culture, which gives some code points no weight.
class LogCommandFinder {
 public:
  /// Whether `value`, found at `position`, is the `[` of such a command.
  [[nodiscard]] bool ends_at(char32_t value, std::size_t position) {
    if (value >= 0x80) return false;
    if (value == '#') {
      second_ = first_;
      first_ = true;
      hash_ = position;
      return false;
    }
    const bool found = second_ && value == '[';
    const bool letter = (value >= 'a' && value <= 'z') || (value >= 'A' && value <= 'Z');
    first_ = false;
    second_ = second_ && letter;
    return found;
  }

  /// The position of the second `#`, once a command was found.
  [[nodiscard]] std::size_t hash() const { return hash_; }

 private:
  bool first_ = false;
  bool second_ = false;
  std::size_t hash_ = 0;
};

}  // namespace qualm
