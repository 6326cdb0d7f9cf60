// From the command line to an exit code.

#pragma once

#include <span>
#include <string>

#include "commands/session.hpp"

namespace qualm::app {

/// Runs one command line (without the program's name) and returns the exit code: 0 clean, 1
/// findings, 2 usage, configuration or could not judge, 3 internal error. Never throws.
[[nodiscard]] int run(commands::Session& session, std::span<const std::string> arguments);

}  // namespace qualm::app
