// Who changed a system since its last deployment.

#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "concerns/circumstances.hpp"
#include "concerns/history.hpp"
#include "gate/systems.hpp"
#include "git/commit_walk.hpp"
#include "git/repository.hpp"
#include "support/error.hpp"
#include "support/result.hpp"

namespace qualm::gate {

/// The history that systems are looked up in: the protected side and, at a gate, what is pushed.
/// Walks are kept, so that systems deployed together cost one. Not for several threads at once.
class SystemHistory {
 public:
  /// `tips` are commit ids, the first that of the protected side. `systems` must outlive this.
  SystemHistory(const git::Repository& repository, const std::vector<SystemOfTree>& systems,
                std::vector<std::string> tips);

  /// Authors, committers and co-authors of every commit since the last deployment of the system at
  /// `place` that changed it. A deployment counts whose record pins a commit of the protected
  /// side's history; before the first, all of history is looked at. A merge changes what it has
  /// from none of its parents. Where that cannot be told, `touched_unknown` says why.
  [[nodiscard]] concerns::SystemFacts facts(std::size_t place);

  /// For an event that looked at the commit `subject` of a concern raised on `raised`: who had
  /// changed the system at `place` by the first deployment since that day that carried the commit.
  /// Nothing when there was none.
  [[nodiscard]] Result<std::vector<concerns::ChangedBy>> changed_by(std::size_t place,
                                                                    const std::string& subject,
                                                                    Date raised);

  /// Why the first of all `facts` that could not be told could not; nothing when all could.
  [[nodiscard]] const std::optional<Error>& unknown() const { return unknown_; }

 private:
  struct Deployment {
    std::string commit;
    Date day;
  };
  [[nodiscard]] const std::vector<Deployment>& deployments(std::size_t place);
  [[nodiscard]] Result<std::vector<Identity>> people(std::size_t place, git::CommitRange range);
  [[nodiscard]] Result<const std::map<std::size_t, std::vector<Identity>>*> walk(
      const git::CommitRange& range);

  git::Repository repository_;
  const std::vector<SystemOfTree>& systems_;
  std::vector<std::string> tips_;
  SystemPaths paths_;
  std::map<std::size_t, std::vector<Deployment>> deployments_;
  std::map<std::string, std::map<std::size_t, std::vector<Identity>>> walks_;
  std::optional<Error> unknown_;
};

}  // namespace qualm::gate
