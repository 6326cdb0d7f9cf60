// Saying what this build is.

#include "commands/shared/build.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "documents/libraries.hpp"
#include "git/library.hpp"
#include "language/libraries.hpp"
#include "support/version.hpp"

namespace qualm::commands {

std::vector<Library> libraries() {
  std::vector<Library> all = support_libraries();
  std::ranges::move(documents::document_libraries(), std::back_inserter(all));
  all.push_back({.name = "ICU", .version = language::icu_version()});
  all.push_back({.name = "libgit2", .version = git::libgit2_version()});
  std::ranges::sort(all, {}, &Library::name);
  return all;
}

std::string version_text() {
  std::string named;
  for (const Library& one : libraries())
    named += fmt::format("{}{} {}", named.empty() ? "" : ", ", one.name, one.version);
  return fmt::format("qualm {}\nwith {}", version(), named);
}

}  // namespace qualm::commands
