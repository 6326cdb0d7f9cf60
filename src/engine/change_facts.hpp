// What a change does, as the facts of the kind `change`.

#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "documents/selection.hpp"
#include "engine/landscape.hpp"
#include "engine/shelf.hpp"
#include "model/concern.hpp"
#include "model/policy.hpp"
#include "model/snapshot.hpp"
#include "support/result.hpp"

namespace qualm::engine {

/// A change: what is protected, and what is pushed onto it.
struct ChangeRequest {
  const Snapshot& before;
  const Snapshot& after;
  const Policy& policy;   ///< of the protected side
  const Landscape& land;  ///< of `after`
  Shelf& shelf;           ///< of `after`
  /// Of `before`, reaching as far as `land`; null: it is surveyed.
  const Landscape* before_land = nullptr;
  /// Paths that differ, if somebody knows; otherwise both trees are walked. A path too many does no
  /// harm, one too few hides a change.
  const std::vector<std::string>* paths = nullptr;
  /// Every concern; nothing where nobody knows which there are, and then what depends on them
  /// cannot be judged.
  std::optional<std::span<const Concern>> concerns;
};

/// The facts of one change, each worked out when it is first asked for.
class ChangeFacts {
 public:
  /// Compares the trees. Fails where one cannot be walked or read.
  [[nodiscard]] static Result<std::unique_ptr<ChangeFacts>> open(const ChangeRequest& request);

  ChangeFacts() = default;
  ChangeFacts(const ChangeFacts&) = delete;
  ChangeFacts& operator=(const ChangeFacts&) = delete;
  virtual ~ChangeFacts() = default;

  /// The items of a fact, as src/documents/kinds/change.cpp names them. Fails where it cannot be
  /// told what changed: then nothing may be taken for unchanged.
  [[nodiscard]] virtual const Result<std::vector<documents::Item>>& items(
      std::string_view fact) = 0;
};

}  // namespace qualm::engine
