// The version of this build.

#include "support/version.hpp"

namespace qualm {

std::string_view version() { return QUALM_VERSION; }

}  // namespace qualm
