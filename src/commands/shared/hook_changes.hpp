// Steps that can be taken back.

#pragma once

#include <functional>
#include <utility>
#include <vector>

#include "support/result.hpp"

namespace qualm::commands {

/// What has been done so far, as a way back.
class WayBack {
 public:
  void add(std::function<Result<void>()> step) { steps_.push_back(std::move(step)); }

  /// Takes every step back, the last one first, because of `reason`, which it returns: with what
  /// could not be taken back as its context.
  [[nodiscard]] Error go(Error reason) {
    while (!steps_.empty()) {
      if (const auto taken_back = steps_.back()(); !taken_back) {
        reason = std::move(reason).within("and could not be undone: " + taken_back.error().message);
      }
      steps_.pop_back();
    }
    return reason;
  }

 private:
  std::vector<std::function<Result<void>()>> steps_;
};

}  // namespace qualm::commands
