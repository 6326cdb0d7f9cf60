// What became of the target of an SLO.

#include <fmt/format.h>

#include "engine/slo_diff_values.hpp"
#include "language/quantity.hpp"

namespace qualm::engine {
namespace {

using language::Change;
using language::Flaw;
using language::Scale;
using language::Target;
using language::Unit;

/// The scale on which two SLOs are compared, with their targets as they lie on it; or why there is
/// none.
struct Common {
  Target before;
  Target after;
  Scale scale = Scale::unknown;
  bool doubtful = false;  ///< only one of two names says what it measures
  std::string problem;
};

std::string_view in_words(Scale scale) {
  switch (scale) {
    case Scale::ratio:
      return "a ratio";
    case Scale::percent:
      return "a percentage";
    case Scale::count:
      return "a count";
    case Scale::unbounded:
      return "a change or a load";
    case Scale::unknown:
      break;
  }
  return "something else";
}

/// The words of a name that are units of a number: `latency_ms`.
std::vector<std::string> units_in(const SloRecord& slo) {
  std::vector<std::string> units;
  for (const std::string& word : slo.name_words) {
    const auto quantity = language::read_quantity("1 " + word);
    if (!quantity || quantity->unit == Unit::none || quantity->unit == Unit::other) continue;
    if (quantity->unit != Unit::percent) units.push_back(word);
  }
  return units;
}

bool is_bare(const Target& target) {
  return target.quantity.unit == Unit::none && !target.quantity.number.is_zero();
}

Common common_ground(const SloRecord& before, const SloRecord& after) {
  Common common{.before = *before.target.value,
                .after = *after.target.value,
                .scale = before.scale,
                .doubtful = false,
                .problem = {}};
  if (before.folded_name == after.folded_name) return common;
  if ((is_bare(common.before) || is_bare(common.after)) && units_in(before) != units_in(after))
    common.problem = "the new name states another unit";
  if (before.scale == after.scale) return common;
  const auto is_share = [](Scale scale) {
    return scale == Scale::ratio || scale == Scale::percent;
  };
  if (is_share(before.scale) && is_share(after.scale)) {
    for (auto* side : {&common.before, &common.after}) {
      const Scale own = side == &common.before ? before.scale : after.scale;
      if (own == Scale::percent && is_bare(*side)) side->quantity.unit = Unit::percent;
    }
    common.scale = Scale::ratio;
  } else if (before.scale == Scale::unknown || after.scale == Scale::unknown) {
    common.scale = Scale::unknown;
    common.doubtful = is_bare(common.before) || is_bare(common.after);
  } else {
    common.problem = fmt::format("the old name measures {}, the new one {}", in_words(before.scale),
                                 in_words(after.scale));
  }
  return common;
}

/// One target or none of them could be read.
std::optional<SloTurn> judge_unread(const SloReading<Target>& before,
                                    const SloReading<Target>& after) {
  if (before.text == after.text) return std::nullopt;
  if (after.absent())
    return SloTurn{SloChangeKind::relaxed, Weakens::yes, "nothing is asked for any more"};
  if (before.absent()) {
    if (after.value) return SloTurn{SloChangeKind::tightened, Weakens::no, "there was none"};
    return SloTurn{SloChangeKind::incomparable, Weakens::no, after.problem};
  }
  if (!after.value)
    return SloTurn{SloChangeKind::incomparable, Weakens::cannot_tell, after.problem};
  const auto number = language::read_quantity(before.text);
  if (number && language::compare(*number, after.value->quantity) == 0)
    return SloTurn{SloChangeKind::tightened, Weakens::no, "there was no comparator"};
  return SloTurn{SloChangeKind::incomparable, Weakens::cannot_tell, before.problem};
}

SloTurn turn_of(Change change) {
  switch (change) {
    case Change::tightened:
      return {SloChangeKind::tightened, Weakens::no, {}};
    case Change::relaxed:
      return {SloChangeKind::relaxed, Weakens::yes, {}};
    case Change::flipped:
      return {SloChangeKind::flipped, Weakens::yes, {}};
    case Change::incomparable:
    case Change::same:
      break;
  }
  return {SloChangeKind::incomparable, Weakens::cannot_tell, {}};
}

/// Why two targets that were read cannot be compared.
std::string why_incomparable(const Target& before, const Target& after) {
  if (language::compare(before.quantity, after.quantity) == std::partial_ordering::unordered)
    return fmt::format("{} and {} cannot be compared",
                       language::name_of(before.quantity.unit, before.quantity.word),
                       language::name_of(after.quantity.unit, after.quantity.word));
  return "neither asks for all that the other does";
}

/// Corrects a turn where one of the targets is none: always or never met, or in an unclear unit.
std::optional<SloTurn> mind_flaws(std::optional<SloTurn> turn, const Common& common) {
  const auto before = language::flaw_of(common.before, common.scale);
  const auto after = language::flaw_of(common.after, common.scale);
  if (before == Flaw::vacuous && after != Flaw::vacuous) {
    if (!turn) return turn;
    return SloTurn{SloChangeKind::tightened, Weakens::no, "the old one held whatever was measured"};
  }
  const bool mild = !turn || turn->weakens != Weakens::yes;
  if (after == Flaw::vacuous && before != Flaw::vacuous) {
    if (mild) turn = SloTurn{SloChangeKind::relaxed, Weakens::yes, {}};
    turn->reason = "it holds whatever is measured";
  }
  if (after == Flaw::percent_for_ratio && before != Flaw::percent_for_ratio && mild)
    return SloTurn{SloChangeKind::incomparable, Weakens::cannot_tell,
                   "it asks a ratio for more than 1"};
  if (after == Flaw::impossible && turn && turn->kind == SloChangeKind::tightened)
    turn->reason = "nothing can ever meet it";
  return turn;
}

}  // namespace

std::optional<SloTurn> judge_target(const SloRecord& before, const SloRecord& after) {
  if (!before.target.value || !after.target.value) return judge_unread(before.target, after.target);
  const Common common = common_ground(before, after);
  if (!common.problem.empty())
    return SloTurn{SloChangeKind::incomparable, Weakens::cannot_tell, common.problem};
  // Below zero lies nothing that is counted; only what may fall below it tells `<= 0` from `== 0`.
  if (common.scale != Scale::unbounded && language::asks_for_zero(common.before) &&
      language::asks_for_zero(common.after))
    return std::nullopt;
  const Change change = language::compare(common.before, common.after, common.scale);
  std::optional<SloTurn> turn;
  if (change != Change::same) turn = turn_of(change);
  if (change == Change::incomparable) turn->reason = why_incomparable(common.before, common.after);
  if (change == Change::tightened && common.doubtful)
    turn = SloTurn{SloChangeKind::incomparable, Weakens::cannot_tell,
                   "the new name may measure something else"};
  return mind_flaws(std::move(turn), common);
}

}  // namespace qualm::engine
