// What people meant when YAML says no.

#pragma once

#include <string>
#include <string_view>

namespace qualm::documents {

/// The way out of a syntax error found at `line` (from 0) of `text`, when it is one of the traps
/// people fall into; empty otherwise.
[[nodiscard]] std::string yaml_hint(std::string_view text, std::size_t line);

}  // namespace qualm::documents
