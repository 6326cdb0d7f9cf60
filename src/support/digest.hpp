// Content digests.

#pragma once

#include <string>
#include <string_view>

namespace qualm {

/// SHA-256 (FIPS 180-4) as 64 lower-case hex digits.
[[nodiscard]] std::string sha256(std::string_view bytes);

/// The first 16 hex digits of the SHA-256, enough to tell contents of one repository apart.
[[nodiscard]] std::string short_digest(std::string_view bytes);

}  // namespace qualm
