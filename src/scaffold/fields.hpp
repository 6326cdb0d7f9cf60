// The fields of templates: what may stand between `{{` and `}}`, and what stands there while
// nobody knows.

#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "support/result.hpp"

namespace qualm::scaffold {

/// A field that every template of a document may use.
struct Field {
  std::string_view name;
  std::string_view help;
  std::string_view open;  ///< what it becomes without a value: a slot that the linter finds
};

/// All of them, sorted by name.
[[nodiscard]] std::span<const Field> all_fields();

/// Values by the name of their field.
using Values = std::map<std::string, std::string>;

/// The template `text` with its fields filled in from `known`, and with slots where there is no
/// value; `file` names it in messages. A value stands within double quotes in YAML, so a quotation
/// mark or backslash in it is escaped; `file` tells by its ending. Other delimiters may be set at
/// the very beginning, for files that use braces themselves. `invalid` with the place for a field
/// that does not exist, a tag that is more than a field, section or comment, and a value that is
/// more than one line; `limit` for a template with too many tags and for a result larger than a
/// document may be.
[[nodiscard]] Result<std::string> fill_in(std::string_view text, const std::string& file,
                                          const Values& known);

}  // namespace qualm::scaffold
