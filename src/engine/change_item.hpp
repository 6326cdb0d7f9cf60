// One thing that changed, in the shape that rules look at.

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "documents/document.hpp"
#include "documents/selection.hpp"
#include "support/error.hpp"

namespace qualm::engine {

using FieldTexts = std::vector<std::pair<std::string, std::string>>;

/// An item called `key` about a place; `text` tells this change from any other of the same thing.
[[nodiscard]] documents::Item change_item(std::string key, std::string text, const Location& where,
                                          const FieldTexts& fields);

/// A place in a document, with its column in code points.
[[nodiscard]] Location place_in(const documents::Document& document, SourcePos where);

/// `yes` or `no`.
[[nodiscard]] std::string yes_or_no(bool yes);

}  // namespace qualm::engine
