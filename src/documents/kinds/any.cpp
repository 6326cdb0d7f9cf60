// Any document of any kind: for rules about files as such.

#include "documents/kind.hpp"

namespace qualm::documents {

Kind any_kind() { return {.id = "any", .summary = "every governed document, whatever its kind"}; }

}  // namespace qualm::documents
