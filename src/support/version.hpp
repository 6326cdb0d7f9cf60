// The version of this build.

#pragma once

#include <string_view>

namespace qualm {

/// Semantic version, as `project()` in the root CMakeLists.txt states it.
[[nodiscard]] std::string_view version();

}  // namespace qualm
