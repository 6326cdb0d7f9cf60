// Rules times documents: judging one tree.

#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/baseline.hpp"
#include "engine/known_people.hpp"
#include "engine/stated_policy.hpp"
#include "model/concern.hpp"
#include "model/finding.hpp"
#include "model/policy.hpp"
#include "model/snapshot.hpp"
#include "rules/selection.hpp"
#include "support/date.hpp"
#include "support/result.hpp"

namespace qualm::engine {

/// Whether a file stood at a path in a commit, named by its object id or the first digits of one;
/// nothing when the repository has no such commit. Fails with `incomplete` where that cannot be
/// said, because history is cut off.
using StoodAt =
    std::function<Result<std::optional<bool>>(std::string_view commit, std::string_view path)>;

struct Landscape;

/// What to judge, by what, and on which day.
struct Request {
  const Snapshot& tree;
  const Policy& policy;
  const rules::RuleSet& rules;
  Date today;
  ReadAuthors authors;                  ///< may be empty
  StoodAt stood_at = {};                ///< may be empty: nothing can be said about history then
  std::vector<std::string> paths = {};  ///< judge only what stands at or below these; empty: all
  std::vector<BaselineEntry> baseline = {};
  unsigned jobs = 0;      ///< threads; 0: one for each processor
  bool excerpts = false;  ///< keep the source line of each finding, for people

  /// The protected side, whose policy `policy` is. Null: there is nothing to compare with, and the
  /// rules about a change do not apply.
  const Snapshot* before = nullptr;
  /// The paths at which `before` and `tree` differ; null: both trees are walked to find them. A
  /// path too many does no harm, one too few hides a change.
  const std::vector<std::string>* changed = nullptr;
  /// `tree` and `before` as `policy` surveys them, where somebody has done so. Those of a vicinity
  /// do where `paths` and `changed` lie in it: what reaches further is surveyed when a rule asks.
  const Landscape* land = nullptr;
  const Landscape* before_land = nullptr;
  /// The tree in which a waiver inside a document has to stand already; null: any counts.
  const Snapshot* excusing = nullptr;
  /// Whether one counts that the change writes into the document at a path: who changes a document
  /// may not excuse themselves. Empty: it does not.
  std::function<Result<bool>(const std::string& path)> may_waive = {};
  /// What is said of people, exceptions and systems at their places in the policy and the baseline
  /// is said of these. Null: of `policy` and `baseline`.
  const StatedPolicy* stated = nullptr;
  /// Whether whoever changes the file at a path may let it hold more exceptions. Empty: nobody may.
  std::function<Result<bool>(const std::string& path)> may_grow = {};
  /// Every concern; nothing where nobody knows which there are, and then what depends on them is
  /// not judged.
  std::optional<std::span<const Concern>> concerns = {};
  /// Why nobody knows which concerns there are, and what to do about it.
  std::optional<Error> concerns_unknown = {};
};

/// Judges a tree. Fails only where nothing can be said at all: the tree cannot be walked. What can
/// not be judged in one place is `not_judged` there. The result does not depend on `jobs`.
[[nodiscard]] Result<Evaluation> evaluate(const Request& request);

}  // namespace qualm::engine
