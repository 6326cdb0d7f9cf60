// What became of the window of an SLO, and of the action on a breach.

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include <fmt/format.h>

#include "checks/shared/fold.hpp"
#include "engine/slo_diff_values.hpp"
#include "language/quantity.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

using language::Comparator;
using language::Scale;
using language::Window;

constexpr std::size_t kShown = 60;

/// What a target says about a stretch of time, and so what becomes of it when that grows.
enum class Nature : std::uint8_t {
  unknown,
  never,    ///< zero, always
  average,  ///< a share, a mean, a percentile
  cap,      ///< a count that may not be passed
  floor     ///< a count that has to be reached
};

Nature nature_of(const SloRecord& slo) {
  if (!slo.target.value) return Nature::unknown;
  const language::Target& target = *slo.target.value;
  if (language::asks_for_zero(target)) return Nature::never;
  if (target.comparator == Comparator::equal) return Nature::unknown;
  const auto dimension = language::dimension_of(target.quantity.unit);
  const bool is_number =
      dimension == language::Dimension::number || dimension == language::Dimension::other;
  if (slo.scale == Scale::count && is_number) {
    const bool is_cap =
        target.comparator == Comparator::at_most || target.comparator == Comparator::below;
    return is_cap ? Nature::cap : Nature::floor;
  }
  const bool is_share = slo.scale == Scale::ratio || slo.scale == Scale::percent ||
                        dimension == language::Dimension::ratio ||
                        dimension == language::Dimension::time;
  return is_share ? Nature::average : Nature::unknown;
}

SloTurn lengthened(Nature nature) {
  constexpr auto kKind = SloChangeKind::window_lengthened;
  switch (nature) {
    case Nature::never:
      return {kKind, Weakens::yes, "a violation is noticed later"};
    case Nature::average:
      return {kKind, Weakens::yes, "a longer one hides a short breach"};
    case Nature::cap:
      return {kKind, Weakens::no, "no more over a longer time"};
    case Nature::floor:
      return {kKind, Weakens::yes, "more time to reach the same number"};
    case Nature::unknown:
      break;
  }
  return {kKind, Weakens::cannot_tell, "it depends on what is counted"};
}

SloTurn shortened(Nature nature) {
  constexpr auto kKind = SloChangeKind::window_shortened;
  switch (nature) {
    case Nature::never:
    case Nature::average:
    case Nature::floor:
      return {kKind, Weakens::no, {}};
    case Nature::cap:
      return {kKind, Weakens::yes, "as many in less time"};
    case Nature::unknown:
      break;
  }
  return {kKind, Weakens::cannot_tell, "it depends on what is counted"};
}

/// From or to a window that was not stated or cannot be read.
SloTurn judge_unread(const SloReading<Window>& before, const SloReading<Window>& after) {
  constexpr auto kKind = SloChangeKind::window_changed;
  if (before.absent()) return {kKind, Weakens::no, after.value ? "there was none" : after.problem};
  if (after.absent()) return {kKind, Weakens::yes, "none is stated any more"};
  return {kKind, Weakens::cannot_tell, after.value ? before.problem : after.problem};
}

/// How much an action protects: from `least` to `most`, where it depends on the system.
struct Strength {
  std::string_view action;  ///< folded, with `_` for spaces
  int least = 0;
  int most = 0;
};
constexpr int kNone = 0;
constexpr auto kStrengths = std::to_array<Strength>({{"kill_switch", 5, 5},
                                                     {"degrade_to_safe_mode", 4, 4},
                                                     {"rollback", 3, 4},
                                                     {"route_to_human_review", 3, 3},
                                                     {"page", 2, 2},
                                                     {"freeze_releases", 1, 2},
                                                     {"notify", 1, 1},
                                                     {"", kNone, kNone},
                                                     {"none", kNone, kNone},
                                                     {"nothing", kNone, kNone},
                                                     {"no_action", kNone, kNone},
                                                     {"n/a", kNone, kNone},
                                                     {"_", kNone, kNone}});

std::string folded(const std::string& action) {
  std::string word = checks::folded_word(action);
  std::replace(word.begin(), word.end(), ' ', '_');
  return word;
}

const Strength* strength_of(const std::string& action) {
  const std::string word = folded(action);
  const auto* found = std::find_if(kStrengths.begin(), kStrengths.end(),
                                   [&](const Strength& one) { return one.action == word; });
  return found == kStrengths.end() ? nullptr : found;
}

std::string_view unranked(const std::string& action, const std::vector<std::string>& own) {
  const bool is_own = std::any_of(own.begin(), own.end(), [&](const std::string& one) {
    return folded(one) == folded(action);
  });
  return is_own ? "the team's own action, which has no rank" : "an action nobody knows";
}

/// Why two actions have no order when at least one of them has no rank.
std::string why_unranked(const std::string& before, const std::string& after,
                         const std::vector<std::string>& own) {
  const std::string& odd = strength_of(after) == nullptr ? after : before;
  return fmt::format("\"{}\" is {}", shorten(odd, kShown), unranked(odd, own));
}

}  // namespace

std::optional<SloTurn> judge_window(const SloRecord& before, const SloRecord& after) {
  if (before.window.text == after.window.text) return std::nullopt;
  if (!before.window.value || !after.window.value) return judge_unread(before.window, after.window);
  const Window from = *before.window.value;
  const Window to = *after.window.value;
  if (from == to) return std::nullopt;
  const Nature nature = nature_of(before) == nature_of(after) ? nature_of(after) : Nature::unknown;
  if (from.rolling != to.rolling) {
    constexpr auto kKind = SloChangeKind::window_changed;
    if (nature_of(before) == Nature::never && from.rolling)
      return SloTurn{kKind, Weakens::yes, "it is not watched at all times any more"};
    if (nature == Nature::never) return SloTurn{kKind, Weakens::no, "it is watched at all times"};
    return SloTurn{kKind, Weakens::cannot_tell, "\"rolling\" has no length"};
  }
  return to.minutes > from.minutes ? lengthened(nature) : shortened(nature);
}

std::optional<SloTurn> judge_action(const std::string& before, const std::string& after,
                                    const std::vector<std::string>& own) {
  if (folded(before) == folded(after)) return std::nullopt;
  const Strength* from = strength_of(before);
  const Strength* to = strength_of(after);
  if (from != nullptr && from->most == kNone) {
    if (to == nullptr)
      return SloTurn{SloChangeKind::action_changed, Weakens::no, why_unranked(before, after, own)};
    if (to->most == kNone) return std::nullopt;
    return SloTurn{SloChangeKind::action_strengthened, Weakens::no, {}};
  }
  if (to != nullptr && to->most == kNone)
    return SloTurn{SloChangeKind::action_weakened, Weakens::yes, "nothing follows a breach"};
  if (from == nullptr || to == nullptr)
    return SloTurn{SloChangeKind::action_changed, Weakens::cannot_tell,
                   why_unranked(before, after, own)};
  if (to->most < from->least) return SloTurn{SloChangeKind::action_weakened, Weakens::yes, {}};
  if (to->least > from->most) return SloTurn{SloChangeKind::action_strengthened, Weakens::no, {}};
  return SloTurn{SloChangeKind::action_changed, Weakens::cannot_tell,
                 "which of them protects more depends on the system"};
}

}  // namespace qualm::engine
