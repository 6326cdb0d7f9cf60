// Paths that documents name: relative to themselves or to the root, with more behind them.

#pragma once

#include <string>
#include <string_view>

#include "checks/check.hpp"

namespace qualm::checks {

/// `text` without what stands behind a path: a place in the file (`#`), a revision (`@`), the name
/// of a test (`::`).
[[nodiscard]] std::string_view path_in(std::string_view text);

/// The file of the tree that `text` names, relative to the document, to the root or to the system
/// that the document belongs to; empty when there is none. A path that climbs out of the tree names
/// nothing. Fails when the tree cannot say.
[[nodiscard]] Result<std::string> named_file(const Subject& subject, std::string_view text);

/// Whether what the document at `here` calls `path` may be the file that the one at `there` calls
/// `other`: each is read relative to its document, and to the root.
[[nodiscard]] bool names_same_file(std::string_view here, std::string_view path,
                                   std::string_view there, std::string_view other);

/// Whether `text` looks like a path of the tree: neither a sentence, nor an address, nor a bare
/// name.
[[nodiscard]] bool is_path_of_tree(std::string_view text);

}  // namespace qualm::checks
