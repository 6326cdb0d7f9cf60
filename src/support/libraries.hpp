// The libraries that this program runs with.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qualm {

/// A library and its version: the one that is loaded where the library can tell, otherwise the one
/// that was compiled against.
struct Library {
  std::string_view name;
  std::string version;
};

/// Those of this room: fmt, libsodium.
[[nodiscard]] std::vector<Library> support_libraries();

}  // namespace qualm
