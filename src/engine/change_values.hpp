// Whether two YAML values say the same.

#pragma once

#include "support/value.hpp"

namespace qualm::engine {

/// Whether they hold the same, wherever it stands and in whatever order its keys do; quotation
/// marks make no difference, the order of a list does.
[[nodiscard]] bool same_value(const Value& left, const Value& right);

}  // namespace qualm::engine
