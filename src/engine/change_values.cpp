// Whether two YAML values say the same.

#include "engine/change_values.hpp"

#include <algorithm>

namespace qualm::engine {

// The nesting of what was read from YAML is bounded.
// NOLINTNEXTLINE(misc-no-recursion)
bool same_value(const Value& left, const Value& right) {
  if (left.kind() != right.kind()) return false;
  if (left.is_scalar()) return left.text() == right.text() && left.is_null() == right.is_null();
  if (left.is_list()) {
    return std::equal(left.items().begin(), left.items().end(), right.items().begin(),
                      right.items().end(), same_value);
  }
  return left.entries().size() == right.entries().size() &&
         std::all_of(left.entries().begin(), left.entries().end(), [&](const Value::Entry& entry) {
           const Value* other = right.find(entry.key);
           return other != nullptr && same_value(entry.value, *other);
         });
}

}  // namespace qualm::engine
