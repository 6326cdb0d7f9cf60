// Asking ICU for its version.

#include "language/libraries.hpp"

#include <array>

#include <unicode/uversion.h>

namespace qualm::language {

std::string icu_version() {
  UVersionInfo version = {};
  u_getVersion(version);
  std::array<char, U_MAX_VERSION_STRING_LENGTH> text = {};
  u_versionToString(version, text.data());
  return text.data();
}

}  // namespace qualm::language
