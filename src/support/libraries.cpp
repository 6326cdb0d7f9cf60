// Asking the libraries of this room for their versions.

#include "support/libraries.hpp"

#include <fmt/format.h>
#include <sodium.h>

namespace qualm {

std::vector<Library> support_libraries() {
  constexpr int kMajor = 10'000;
  constexpr int kMinor = 100;
  return {{.name = "fmt",
           .version = fmt::format("{}.{}.{}", FMT_VERSION / kMajor, FMT_VERSION % kMajor / kMinor,
                                  FMT_VERSION % kMinor)},
          {.name = "libsodium", .version = sodium_version_string()}};
}

}  // namespace qualm
