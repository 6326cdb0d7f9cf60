// Looking kinds up; the list itself is generated from kinds/.

#include <algorithm>

#include "documents/kind.hpp"

namespace qualm::documents {

const Kind* find_kind(std::string_view id) {
  const auto kinds = all_kinds();
  const auto found =
      std::find_if(kinds.begin(), kinds.end(), [&](const Kind& kind) { return kind.id == id; });
  return found == kinds.end() ? nullptr : &*found;
}

}  // namespace qualm::documents
