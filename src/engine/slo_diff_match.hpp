// Which SLO of one version is which of the other.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/slo_diff_read.hpp"

namespace qualm::engine {

/// An SLO of both versions, by its index in either.
struct SloPair {
  std::size_t before = 0;
  std::size_t after = 0;
  bool renamed = false;      ///< matched by what it says
  bool surely_same = false;  ///< renamed: beyond doubt the same promise
};

/// A second SLO of one name in one file.
struct SloDouble {
  std::size_t after = 0;
  std::optional<std::size_t> before;  ///< an earlier one of that name
};

struct SloMatches {
  std::vector<SloPair> pairs;
  std::vector<SloDouble> doubles;
  std::vector<std::size_t> fresh;  ///< of `after`: new ones
  std::vector<std::size_t> gone;   ///< of `before`
};

/// How far `after` is from keeping what `before` promises.
enum class SloDistance : std::uint8_t { same, kept, may_be_weaker };
[[nodiscard]] SloDistance distance(const SloRecord& before, const SloRecord& after,
                                   const std::vector<std::string>& own_actions);

/// Matches SLOs by name, those of one file first; where several share a name, those that differ
/// least. What is left over is matched by objective, target and likeness of names, the best first.
[[nodiscard]] SloMatches match_slos(std::span<const SloRecord> before,
                                    std::span<const SloRecord> after,
                                    const std::vector<std::string>& own_actions);

}  // namespace qualm::engine
