// The form in which people write an event: what of the head is theirs to fill, and the sections.

#pragma once

#include <string>
#include <string_view>

#include "model/concern.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// What the editor opens with: a head with what is known of `event`, a note, and the titles of the
/// sections that an event of its type should have.
[[nodiscard]] std::string form(const Event& event);

/// A text as other programs save it, without a byte order mark and with LF line ends.
[[nodiscard]] std::string plain_text(std::string_view text);

/// Takes a text that may begin with a head, as the form does, into `event`. A text without titles
/// is what its first section asks for. `invalid` with its place in `from` for a line of the head
/// that cannot be understood or is not for people to fill in.
[[nodiscard]] Result<void> read_text(Event& event, const std::string& text, std::string_view from);

}  // namespace qualm::commands
