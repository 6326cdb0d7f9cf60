// What a push does to refs, as Git tells its hooks.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "support/result.hpp"

namespace qualm::gate {

/// One ref that a push creates, moves or deletes.
struct RefChange {
  std::string name;    ///< in full, as the protected side calls it
  std::string before;  ///< the object it is at there; empty: it is not there yet
  std::string after;   ///< the object it is to be at; empty: it is deleted
};

/// The lines that `pre-push` reads: `<local ref> <local id> <remote ref> <remote id>`. The local
/// ref is whatever the user typed, spaces and all, so a line is read from its end. `invalid` for a
/// line of any other form; an empty text is no change at all.
[[nodiscard]] Result<std::vector<RefChange>> pre_push_lines(std::string_view text);

/// The lines that `pre-receive` reads: `<old id> <new id> <ref>`.
[[nodiscard]] Result<std::vector<RefChange>> receive_lines(std::string_view text);

/// The lines that `reference-transaction` reads: the same, without those about symbolic refs, which
/// have `ref:` in place of an id, and those about refs outside `refs/`, such as `HEAD`.
[[nodiscard]] Result<std::vector<RefChange>> transaction_lines(std::string_view text);

/// The three arguments of `update`: `<ref> <old id> <new id>`.
[[nodiscard]] Result<RefChange> update_arguments(const std::vector<std::string>& arguments);

}  // namespace qualm::gate
