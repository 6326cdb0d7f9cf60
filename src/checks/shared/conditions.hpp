// Conditions on the parts of a hit: which hits a rule is about.

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "documents/selection.hpp"
#include "support/pattern.hpp"
#include "support/result.hpp"
#include "support/value.hpp"

namespace qualm::checks {

/// Patterns by field. A field that a hit does not have is the empty text, so that `^$` asks for
/// hits without it and `.` for hits with it; `text` is the hit's own text.
class Conditions {
 public:
  Conditions() = default;

  /// From a map of fields, each with a pattern or a list of patterns of which one must be found.
  /// `invalid` at the place of what is no such map or no pattern; `key` names it in the message.
  [[nodiscard]] static Result<Conditions> read(const Value& value, const std::string& key,
                                               const std::string& file,
                                               Compile patterns = Compile::now);

  [[nodiscard]] bool empty() const { return fields_.empty(); }
  /// Whether `item` meets every one of them.
  [[nodiscard]] bool all_hold(const documents::Item& item) const;
  /// Whether `item` meets at least one of them.
  [[nodiscard]] bool any_holds(const documents::Item& item) const;
  /// The field of the first condition that `item` does not meet; empty when it meets all.
  [[nodiscard]] std::string first_unmet(const documents::Item& item) const;

 private:
  using Field = std::pair<std::string, std::vector<Pattern>>;
  std::vector<Field> fields_;
};

}  // namespace qualm::checks
