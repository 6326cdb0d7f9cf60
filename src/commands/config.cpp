// `qualm config show`: the configuration in force, each value with where it comes from.

#include <algorithm>
#include <array>
#include <ostream>

#include <fmt/format.h>

#include "commands/command.hpp"
#include "commands/shared/output.hpp"
#include "commands/shared/workspace.hpp"
#include "documents/policy.hpp"
#include "support/encode.hpp"
#include "support/json_text.hpp"

namespace qualm::commands {
namespace {

constexpr std::array<std::string_view, 1> kActions = {"show"};
constexpr std::array<Option, 4> kOptions = {{
    {.name = "--staged", .help = "the configuration of the index"},
    {.name = "--rev", .value = "REV", .help = "the configuration of a revision"},
    {.name = "--config", .value = "FILE", .help = "read the policy from here"},
    {.name = "--output", .value = "FORMAT", .help = "text or json"},
}};
constexpr std::array<Positional, 1> kPositionals = {{
    {.name = "ACTION", .help = "show", .required = true, .choices = kActions},
}};
constexpr std::array<std::string_view, 2> kFormats = {"text", "json"};

Result<int> run(Session& session, const Arguments& arguments) {
  QUALM_ASSIGN(const std::string format, plain_format(arguments, kFormats));
  QUALM_ASSIGN(const git::Repository repository, open_repository(session, arguments));
  QUALM_ASSIGN(const Tree tree, open_tree(repository, arguments));
  QUALM_ASSIGN(const Policy policy, load_policy(session, arguments, tree.snapshot.get()));
  const auto lines = documents::config_lines(policy);
  if (format == "json") {
    session.out << "{";
    const char* separator = "\n";
    for (const auto& line : lines) {
      session.out << separator
                  << fmt::format("  {}: {{\"value\": {}, \"origin\": {}}}", json_string(line.key),
                                 json_string(line.value), json_string(line.origin));
      separator = ",\n";
    }
    session.out << "\n}\n";
    return kClean;
  }
  for (const auto& line : lines) {
    session.out << terminal_text(fmt::format("{}: {}  # {}", line.key,
                                             line.value.empty() ? "-" : line.value, line.origin))
                << '\n';
  }
  return kClean;
}

}  // namespace

Command config_command() {
  return {.id = "config",
          .summary = "Show the configuration in force, each value with its origin",
          .details = "",
          .options = kOptions,
          .positionals = kPositionals,
          .run = run};
}

}  // namespace qualm::commands
