// YAML, read strictly: one document, no anchors, no duplicates, every limit enforced.

#pragma once

#include <string>
#include <string_view>

#include "support/result.hpp"
#include "support/value.hpp"

namespace qualm::documents {

/// Where a piece of YAML starts in its file, so that positions are the file's.
struct YamlOrigin {
  std::string file;
  int first_line = 1;
};

/// Reads one YAML document into a `Value` (YAML 1.2 core schema; scalars keep their text). Empty
/// input is a null scalar. Fails with `invalid` on bad syntax, duplicate keys, anchors, aliases,
/// tags, merge keys, keys that are no scalars or a second document, and with `limit` when it is
/// larger or deeper than the limits on input; the hint knows the traps people fall into.
[[nodiscard]] Result<Value> parse_yaml(std::string_view text, const YamlOrigin& origin);

/// Why `text` may not be read as a text document: not UTF-8, a byte order mark, UTF-16, control
/// characters. `invalid`, with the place.
[[nodiscard]] Result<void> check_encoding(std::string_view text, const std::string& file);

}  // namespace qualm::documents
