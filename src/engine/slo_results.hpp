// Measured values of safety SLOs, held against what their policy asks for.

#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "documents/document.hpp"
#include "language/quantity.hpp"
#include "language/slo_target.hpp"
#include "language/slo_window.hpp"
#include "support/error.hpp"
#include "support/instant.hpp"
#include "support/result.hpp"

namespace qualm::engine {

/// How old the value of an SLO may be whose window is `rolling` and has no length.
inline constexpr int kRollingMinutes = 24 * 60;

/// An SLO as its policy states it; what is not stated is empty.
struct Slo {
  std::string name;
  std::string target;
  std::string window;
  std::string action;
  std::string source;
  std::string unit;
  SourcePos where;
};

/// The SLOs of one file.
struct SloPolicy {
  std::vector<Slo> slos;
  bool no_service = false;  ///< it says that nothing runs that could be measured
  std::string reason;       ///< and why
};

/// A value that was measured for an SLO; what is not stated is empty.
struct Measured {
  std::string name;
  std::string value;
  std::string unit;
  std::string measured_at;
  std::string source;
  std::string file;
  SourcePos where;
};

/// `quantity` with the first of `units` that says anything, where it has none of its own. A unit is
/// a word as under `unit:`; those that say there is none ("ratio", "count") say nothing.
[[nodiscard]] language::Quantity in_unit(language::Quantity quantity,
                                         std::initializer_list<std::string_view> units);

/// Reads an SLO policy. Fails with the document's own error where it cannot be read, with
/// `unsupported` for the format of another tool, and with `invalid` where it is no list of SLOs or
/// has none; each time with a place and with what to do.
[[nodiscard]] Result<SloPolicy> read_slo_policy(const documents::Document& document);

/// Reads a file of measured values: the document's own error, or `invalid` where it is no list.
[[nodiscard]] Result<std::vector<Measured>> read_measured(const documents::Document& document);

/// What became of an SLO. A breach counts however old its value is.
enum class SloState : std::uint8_t { met, breached, missing, stale, not_judged };

/// `met`, `breached`, `missing`, `stale` or `not judged`.
[[nodiscard]] std::string_view to_string(SloState state);

struct SloVerdict {
  Slo slo;
  SloState state = SloState::not_judged;
  std::optional<Measured> measured;  ///< the value that counted: the latest one
  bool late = false;                 ///< it is older than it may be, whatever it says
  std::string reason;                ///< missing, stale and not judged: why
  std::string hint;                  ///< not judged: what to do; may be empty
};

/// Holds `results` against each of `slos`, in their order. `now` may be a whole day: then a value
/// is stale only when it is on every minute of that day. A value may be as old as the SLO's window,
/// `kRollingMinutes` for a rolling one, or `max_age` in place of either. Times without a zone are
/// in UTC; a time later than `now`, and a value outside what its SLO's name allows, are not judged.
[[nodiscard]] std::vector<SloVerdict> hold(std::span<const Slo> slos,
                                           std::span<const Measured> results, const Instant& now,
                                           const std::optional<language::Window>& max_age);

/// A value for an SLO that is in none of the policies.
struct UnknownResult {
  Measured result;
  std::string nearest;  ///< the name that was probably meant; empty when none is near
};

/// Those of `results` whose name is not in `known`, in their order; the first fifty of them with
/// the name that was probably meant.
[[nodiscard]] std::vector<UnknownResult> unknown_results(std::span<const Measured> results,
                                                         const std::vector<std::string>& known);

}  // namespace qualm::engine
