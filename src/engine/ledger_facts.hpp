// What the ledger says, as the facts of the kind `ledger`; private to engine/.

#pragma once

#include <string_view>
#include <vector>

#include "documents/selection.hpp"
#include "engine/evaluate.hpp"
#include "engine/shelf.hpp"
#include "support/result.hpp"

namespace qualm::engine {

/// The items of a fact, as src/documents/kinds/ledger.cpp names them. Fails with the request's
/// reason where nobody knows which concerns there are.
[[nodiscard]] Result<std::vector<documents::Item>> ledger_items(std::string_view fact,
                                                                const Request& request,
                                                                Shelf& shelf);

}  // namespace qualm::engine
