// The shape of most checks: each hit that states a field is looked at by itself.

#pragma once

#include <functional>
#include <optional>
#include <string>

#include "checks/check.hpp"

namespace qualm::checks {

/// What is wrong with a hit, in words; nothing when it is as asked for.
using ProblemOf = std::function<std::optional<std::string>(const documents::Item& item)>;

/// Judges every hit of `subject` that states `field` (empty: its own text): each problem is a fault
/// at the field, with the words as its `problem`. Not applicable where no hit states it.
[[nodiscard]] Judgement judge_each_stated(const Subject& subject, const std::string& field,
                                          const ProblemOf& problem_of);

}  // namespace qualm::checks
