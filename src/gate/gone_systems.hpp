// Systems that concerns are about and that are none any more.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "concerns/ledger.hpp"
#include "gate/systems.hpp"
#include "git/repository.hpp"
#include "model/policy.hpp"

namespace qualm::gate {

/// Finds systems that were retired or renamed, as they stood where an event looked at them: whoever
/// settled a concern about one was judged by that one, and not by all that are left.
class GoneSystems {
 public:
  /// `line` is the protected side's commit; empty: there is none. `policy` reads trees that have
  /// none of their own.
  GoneSystems(const git::Repository& repository, std::string line, const Policy& policy)
      : repository_(repository), line_(std::move(line)), policy_(policy) {}

  /// The systems called `names`, in normal form, in the commit that `event` looked at; nothing
  /// where one of them is missing there, or where the protected side does not have that commit:
  /// what anybody made for the purpose tells of nobody's interests.
  [[nodiscard]] std::optional<std::vector<SystemOfTree>> at(const Event& event,
                                                            const std::vector<std::string>& names);

 private:
  [[nodiscard]] const std::vector<SystemOfTree>& systems_at(const std::string& commit);

  git::Repository repository_;
  std::string line_;
  const Policy& policy_;
  std::map<std::string, std::vector<SystemOfTree>> known_;
};

}  // namespace qualm::gate
