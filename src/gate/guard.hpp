// Which refs are protected, as the policies that are about them say; private to gate/.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "gate/gate_policy.hpp"
#include "gate/protected_side.hpp"
#include "gate/ref_change.hpp"
#include "git/repository.hpp"
#include "support/error.hpp"
#include "support/result.hpp"

namespace qualm::gate {

/// The names that a ref of `repository` has: its own and, where it is a symbolic one, that of each
/// ref it leads to, the last of which is the one that a push to it moves.
[[nodiscard]] std::vector<std::string> names_of_ref(const git::Repository& repository,
                                                    const std::string& name);

/// Whether a change is a deployment.
struct Guarded {
  bool is_guarded = false;
  std::optional<Error> unknown;  ///< why that cannot be told: it may be one
};

/// Asks policies. Both must outlive it.
class Guard {
 public:
  Guard(const git::Repository& repository, const ProtectedSide& side)
      : repository_(repository), side_(side) {}

  /// Whether `change` of a ref that has `names` is a deployment: where the policy of the ref's own
  /// tip says so, or that of the default branch, or for a new ref the one it brings. A ref that was
  /// given a policy of its own is so no less protected than the default branch asks for, and no
  /// policy has to be fetched to know that a ref is protected as long as one of them is here. Where
  /// one cannot be read, the default of `protects` counts as well; unknown where neither can be.
  [[nodiscard]] Guarded ask(const RefChange& change, const std::vector<std::string>& names);

  /// What the policy says that the commit `object` leads to holds; read once.
  [[nodiscard]] const Result<GatePolicy>& policy_at(const std::string& object);

 private:
  [[nodiscard]] bool protects(const GatePolicy& policy,
                              const std::vector<std::string>& names) const;

  const git::Repository& repository_;
  const ProtectedSide& side_;
  std::map<std::string, Result<GatePolicy>> read_;  ///< by object
};

}  // namespace qualm::gate
