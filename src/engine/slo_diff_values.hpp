// What became of the target, the window and the action of one SLO.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/slo_diff.hpp"
#include "engine/slo_diff_read.hpp"

namespace qualm::engine {

/// A change of one value of an SLO.
struct SloTurn {
  SloChangeKind kind = SloChangeKind::incomparable;
  Weakens weakens = Weakens::cannot_tell;
  std::string reason;  ///< empty where the kind says it all
};

/// What became of the target; nothing where both ask for the same. To leave `== 0` is to relax it;
/// where units or scales differ, or one side cannot be read, nobody can tell.
[[nodiscard]] std::optional<SloTurn> judge_target(const SloRecord& before, const SloRecord& after);

/// What became of the window; nothing where both are the same time. A longer one hides a short
/// breach of an average and notices a violation later; the same count over less time allows more.
/// What the target counts, and so which of these holds, has to be plain from both versions.
[[nodiscard]] std::optional<SloTurn> judge_window(const SloRecord& before, const SloRecord& after);

/// What became of the action on a breach; nothing where both mean the same. From the strongest:
/// kill_switch, degrade_to_safe_mode, route_to_human_review, page, notify, none. How `rollback`
/// stands to degrading and to review depends on the system, as does `freeze_releases` to a page;
/// what one of `own` stands to depends on the team.
[[nodiscard]] std::optional<SloTurn> judge_action(const std::string& before,
                                                  const std::string& after,
                                                  const std::vector<std::string>& own);

}  // namespace qualm::engine
