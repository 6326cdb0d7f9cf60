// The command line, parsed by the table of commands.

#pragma once

#include <span>
#include <string>

#include "commands/command.hpp"
#include "support/result.hpp"

namespace qualm::app {

/// What was asked for: a command with its arguments, or a text to print (`--help`, `--version`).
struct Parsed {
  const commands::Command* command = nullptr;
  commands::Arguments arguments;
  std::string text;
};

/// `usage` for an unknown command or option (with the nearest one), and for a missing value.
[[nodiscard]] Result<Parsed> parse(std::span<const std::string> arguments);

}  // namespace qualm::app
