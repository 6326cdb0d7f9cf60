// Patterns over refs, as the policy writes them.

#include "support/ref_pattern.hpp"

namespace qualm {

std::string full_ref_pattern(std::string_view pattern) {
  if (pattern.starts_with("refs/")) return std::string(pattern);
  const bool names_its_kind = pattern.starts_with("tags/") || pattern.starts_with("heads/");
  return (names_its_kind ? "refs/" : "refs/heads/") + std::string(pattern);
}

}  // namespace qualm
