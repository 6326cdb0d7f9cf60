// Asking the libraries of this room for their versions.

#include "documents/libraries.hpp"

#include <cmark.h>
#include <yaml.h>

namespace qualm::documents {

std::vector<Library> document_libraries() {
  return {{.name = "cmark", .version = cmark_version_string()},
          {.name = "libyaml", .version = yaml_get_version_string()}};
}

}  // namespace qualm::documents
