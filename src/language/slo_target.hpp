// Targets of safety SLOs: what they ask for, whether that can ever fail, and how two compare.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "language/quantity.hpp"
#include "language/slo_name.hpp"
#include "support/result.hpp"

namespace qualm::language {

enum class Comparator : std::uint8_t { at_least, above, at_most, below, equal };

/// `>=`, `>`, `<=`, `<` or `==`.
[[nodiscard]] std::string_view to_string(Comparator comparator);

struct Target {
  Comparator comparator = Comparator::at_least;
  Quantity quantity;
};

/// `>= 0.90`, `<= 250 ms`, `== 0`, `≥ 90 %`. Otherwise `invalid`, with a message that says what is
/// wrong ("0.90 has no comparator") and a hint at what to write; neither names a place.
[[nodiscard]] Result<Target> read_target(std::string_view text);

/// The same without saying what is wrong with a text that is no target.
[[nodiscard]] std::optional<Target> target_in(std::string_view text);

/// A quantity with what people put around it: "about 15 minutes", "at most 15 minutes", "<= 15m",
/// "30 days or more".
struct Figure {
  std::optional<Comparator> comparator;
  Quantity quantity;
};

/// Nothing when no quantity is left once such words are gone.
[[nodiscard]] std::optional<Figure> read_figure(std::string_view text);

/// Whether `measured` meets the target; nothing when the two cannot be compared, which a bare
/// number and one with a unit usually cannot (`compare` in quantity.hpp).
[[nodiscard]] std::optional<bool> holds(const Target& target, const Quantity& measured);

/// Why a target that can be read is none: it holds whatever is measured, nothing can ever meet it,
/// or it asks a ratio for more than 1 where percent are meant.
enum class Flaw : std::uint8_t { vacuous, impossible, percent_for_ratio };

/// The flaw of a target for an SLO whose values lie on `scale`; at most one. A target with a `%` is
/// one for a ratio unless the scale says otherwise; times are never negative.
[[nodiscard]] std::optional<Flaw> flaw_of(const Target& target, Scale scale);

/// Whether a target asks for zero and nothing else: `== 0`, `<= 0`.
[[nodiscard]] bool asks_for_zero(const Target& target);

/// What became of a target. `incomparable`: the units differ, or neither target contains the other.
enum class Change : std::uint8_t { same, tightened, relaxed, flipped, incomparable };

/// The change from one target to another; other ways to write the same are `same` (0.90 and 90 %).
/// Leaving `== 0` for another number is a relaxation.
[[nodiscard]] Change compare(const Target& before, const Target& after,
                             Scale scale = Scale::unknown);

}  // namespace qualm::language
