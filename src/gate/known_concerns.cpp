// The concerns of a repository, gathered only where there are any.

#include "gate/known_concerns.hpp"

#include <utility>

#include "concerns/event_reader.hpp"
#include "gate/protected_side.hpp"
#include "gate/standing.hpp"
#include "git/snapshot.hpp"

namespace qualm::gate {
namespace {

Result<bool> holds_concerns(const Snapshot& tree) {
  QUALM_ASSIGN(const auto folder, tree.find(concerns::kConcernFolder));
  return folder.has_value();
}

Result<bool> any_concern(const git::Repository& repository, const ProtectedSide& side,
                         const Snapshot& tree) {
  QUALM_ASSIGN(const auto refs, concern_refs(repository, side));
  if (!refs.empty()) return true;
  QUALM_ASSIGN(const bool here, holds_concerns(tree));
  if (here || !side.tip) return here;
  QUALM_ASSIGN(const auto protected_tree, git::commit_snapshot(repository, *side.tip));
  return holds_concerns(*protected_tree);
}

Result<KnownConcerns> look(const git::Repository& repository, const Snapshot& tree,
                           const std::optional<git::Revision>& revision, Date today) {
  KnownConcerns known;
  QUALM_ASSIGN(ProtectedSide side, protected_side(repository, ""));
  QUALM_ASSIGN(const bool any, any_concern(repository, side, tree));
  if (!any) {
    QUALM_ASSIGN(ConcernView view, concern_view(repository, side));
    known.unknown = std::move(view.incomplete);
    return known;
  }
  StandingRequest request{.remote = {}, .heads = {}, .today = today, .side = std::move(side)};
  if (revision) request.heads.push_back(*revision);
  QUALM_ASSIGN(Standing here, standing(repository, request));
  known.unknown = std::move(here.incomplete);
  for (StandingConcern& one : here.concerns) known.concerns.push_back(std::move(one.concern));
  return known;
}

}  // namespace

KnownConcerns known_concerns(const git::Repository& repository, const Snapshot& tree,
                             const std::optional<git::Revision>& revision, Date today) {
  auto known = look(repository, tree, revision, today);
  if (known) return *std::move(known);
  return {.concerns = {}, .unknown = std::move(known).error()};
}

}  // namespace qualm::gate
