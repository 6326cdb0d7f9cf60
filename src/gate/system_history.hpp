// Who changed a system since its last deployment.

#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "concerns/circumstances.hpp"
#include "concerns/history.hpp"
#include "gate/protected_line.hpp"
#include "gate/systems.hpp"
#include "git/commit_walk.hpp"
#include "git/repository.hpp"
#include "support/date.hpp"
#include "support/error.hpp"
#include "support/result.hpp"

namespace qualm::gate {

/// When a concern was raised.
struct RaisedOn {
  /// The earliest day that the event which gives it its id can be of; nothing where none is stated.
  std::optional<Date> first;
  Date last;  ///< the latest that any raising event states
};

/// What an event looked at.
struct LookedAt {
  std::string commit;
  Date written;  ///< the day of the event itself
  RaisedOn raised;
};

/// The history that systems are looked up in: the protected side and, at a gate, what is pushed.
/// Walks are kept, so that systems deployed together cost one. Not for several threads at once.
class SystemHistory {
 public:
  /// `tips` are commit ids, the first that of the protected side. `systems` must outlive this.
  SystemHistory(const git::Repository& repository, const std::vector<SystemOfTree>& systems,
                std::vector<std::string> tips, Date today);

  /// Authors, committers and co-authors of every commit since the last deployment of the system at
  /// `place` that changed it. A deployment counts whose record pins a commit of the protected
  /// side's history, told by its id alone; before the first, all of history is looked at. What a
  /// merge and a file that moved count for is said at `who_changed`. Where it cannot be told,
  /// `touched_unknown` says why.
  ///
  /// Anybody may write a record, so this tells nothing about a concern that is open: see `since`.
  [[nodiscard]] concerns::SystemFacts facts(std::size_t place);

  /// The same since the last deployment before the concern was raised: those count whose record
  /// states an earlier day and stood on the protected side before that day, as `ProtectedLine` has
  /// it. Later ones end nobody's interest in the concern, whoever wrote them. Where it cannot be
  /// told who changed the system, `unknown` says why.
  [[nodiscard]] concerns::ChangedBy since(std::size_t place, const RaisedOn& raised);

  /// Who had changed the system at `place`, since the last deployment before the concern was
  /// raised, when the record of the first deployment landed that carried what an event looked at,
  /// and was neither before the concern nor before the event. Nothing when there was none.
  [[nodiscard]] Result<std::optional<concerns::ChangedBy>> changed_by(std::size_t place,
                                                                      const LookedAt& event);

  /// Why the first of all `facts` that could not be told could not; nothing when all could.
  [[nodiscard]] const std::optional<Error>& unknown() const { return unknown_; }

 private:
  struct Deployment {
    std::string commit;
    Date day;
    std::string record;
  };
  /// The deployments from before the concern.
  [[nodiscard]] Result<std::vector<std::string>> before(std::size_t place, const RaisedOn& raised);
  [[nodiscard]] const std::vector<Deployment>& deployments(std::size_t place);
  [[nodiscard]] Result<std::vector<Identity>> people(std::size_t place, git::CommitRange range);
  [[nodiscard]] Result<const std::map<std::size_t, std::vector<Identity>>*> walk(
      const git::CommitRange& range);

  git::Repository repository_;
  const std::vector<SystemOfTree>& systems_;
  std::vector<std::string> tips_;
  SystemPaths paths_;
  ProtectedLine line_;
  std::map<std::size_t, std::vector<Deployment>> deployments_;
  std::map<std::string, std::map<std::size_t, std::vector<Identity>>> walks_;
  std::optional<Error> unknown_;
};

}  // namespace qualm::gate
