// Commits that a change of a ref leaves behind.
//
// Who changed a system is told from history: commits that leave it take with them whose hand was in
// it, and a reviewer who is partial looks neutral.

#include "gate/left_behind.hpp"

#include <string>

#include <fmt/format.h>

#include "gate/ref_history.hpp"
#include "gate/standing.hpp"
#include "git/commit_walk.hpp"

namespace qualm::gate {

Result<void> judge_left_behind(const DeploymentRequest& request, const RefChange& change,
                               const DeploymentCase& at, RefVerdict& ref) {
  const bool is_tag = change.name.starts_with("refs/tags/");
  if (!request.base || !request.is_update || is_tag) return {};
  QUALM_ASSIGN(const bool grows,
               git::is_ancestor(request.repository, request.base->commit, at.head.commit));
  if (grows) return {};
  if (!at.is_default && request.side.tip) {
    QUALM_ASSIGN(const bool stays, git::is_ancestor(request.repository, request.base->commit,
                                                    request.side.tip->commit));
    if (stays) return {};
  }
  const std::string what =
      fmt::format("{} does not build on {}, so commits of the protected side would be gone",
                  at.head.commit.substr(0, 7), request.base->commit.substr(0, 7));
  bool matters = false;
  if (!at.standing.concerns.empty()) {
    QUALM_ASSIGN(const auto lost, systems_left_behind(request.repository, *request.base, at.head,
                                                      at.standing.systems));
    matters = any_may_be_about(at.standing.concerns, lost, at.known);
  }
  if (!matters) {
    ref.notes.push_back(what);
    return {};
  }
  add_reason(ref, {.what = what + ", and with them who changed the systems that concerns are about",
                   .way_out = "revert with a new commit; whoever keeps the repository can rewrite "
                              "it where the gate does not run"});
  return {};
}

}  // namespace qualm::gate
