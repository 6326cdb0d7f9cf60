// Arguments, and the options that every command takes.

#include <algorithm>
#include <array>

#include "commands/command.hpp"

namespace qualm::commands {
namespace {

constexpr std::array<std::string_view, 3> kColors = {"auto", "always", "never"};

constexpr std::array<Option, 2> kCommon = {{
    {.name = "--repo",
     .value = "PATH",
     .help = "the repository to read, in place of the current directory's"},
    {.name = "--color",
     .value = "WHEN",
     .help = "when to colour: auto, always or never",
     .choices = kColors},
}};

}  // namespace

std::string Arguments::value(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::string() : found->second.back();
}

std::vector<std::string> Arguments::values(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::vector<std::string>() : found->second;
}

const Command* find_command(std::string_view id) {
  const auto commands = all_commands();
  const auto found = std::find_if(commands.begin(), commands.end(),
                                  [&](const Command& command) { return command.id == id; });
  return found == commands.end() ? nullptr : &*found;
}

std::span<const Option> common_options() { return kCommon; }

}  // namespace qualm::commands
