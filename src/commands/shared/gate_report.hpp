// What the gate says.

#pragma once

#include <iosfwd>
#include <string>
#include <string_view>

#include "gate/verdict.hpp"

namespace qualm::commands {

/// For people, in plain lines that a server may send: for each ref that is not let through the
/// verdict first, then each reason with its place and way out, then the findings that fail. A ref
/// that passes is mentioned where there is something to know about it. When a push is refused that
/// also brings a concern, the command that pushes the concern alone comes first: `remote` is what
/// it is pushed to.
void write_verdict(std::ostream& out, const gate::Verdict& verdict, const std::string& remote);

/// The same as JSON, whose keys stay.
void write_verdict_json(std::ostream& out, const gate::Verdict& verdict);

/// "allowed", "refused", "not judged".
[[nodiscard]] std::string_view words_of(gate::Decision decision);

/// `main` for `refs/heads/main`, `tags/v1` for `refs/tags/v1`.
[[nodiscard]] std::string_view short_ref(std::string_view ref);

/// The exit status that a decision ends with.
[[nodiscard]] int exit_status(gate::Decision decision);

}  // namespace qualm::commands
