// Where results go: `--output FORMAT[=FILE]`, repeatable.

#pragma once

#include <string_view>

#include "commands/command.hpp"
#include "model/finding.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// Writes `evaluation` in every format that was asked for, to standard output or to files. `usage`
/// for a format that does not exist and for two formats on standard output; `io` when a write
/// fails.
[[nodiscard]] Result<void> write_reports(Session& session, const Arguments& arguments,
                                         const Evaluation& evaluation, Severity fail_on);

/// Whether a format is asked for that shows source lines.
[[nodiscard]] bool wants_excerpts(const Arguments& arguments);

/// The format of a command that is no report: `text` unless `--output` says otherwise; `usage` when
/// it is none of `known`.
[[nodiscard]] Result<std::string> plain_format(const Arguments& arguments,
                                               std::span<const std::string_view> known);

}  // namespace qualm::commands
