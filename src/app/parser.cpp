// The command line, parsed by CLI11 from the table of commands.

#include "app/parser.hpp"

#include <algorithm>
#include <deque>
#include <map>
#include <vector>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "commands/shared/build.hpp"
#include "support/text.hpp"

namespace qualm::app {
namespace {

using commands::Command;

/// CLI11 writes into these while it parses; a deque keeps their places.
struct Slots {
  std::deque<std::pair<std::string_view, std::vector<std::string>>> values;
  std::deque<std::pair<std::string_view, bool>> switches;
};

std::vector<std::string> words(std::span<const std::string_view> choices) {
  return {choices.begin(), choices.end()};
}

/// `{install,uninstall,status}`
std::string listed(std::span<const std::string_view> choices) {
  return fmt::format("{{{}}}", fmt::join(choices, ","));
}

void add_option(CLI::App& app, const commands::Option& option, Slots& slots) {
  if (option.value.empty()) {
    app.add_flag(std::string(option.name), slots.switches.emplace_back(option.name, false).second,
                 std::string(option.help));
    return;
  }
  auto* added =
      app.add_option(std::string(option.name),
                     slots.values.emplace_back(option.name, std::vector<std::string>()).second,
                     std::string(option.help));
  added->type_name(std::string(option.value))->expected(1)->allow_extra_args(false);
  added->multi_option_policy(option.repeatable ? CLI::MultiOptionPolicy::TakeAll
                                               : CLI::MultiOptionPolicy::TakeLast);
  if (!option.choices.empty()) added->check(CLI::IsMember(words(option.choices)));
}

void describe_command(const Command& command, CLI::App& app, Slots& slots) {
  for (const auto options : {command.options, commands::common_options()}) {
    for (const commands::Option& option : options) add_option(app, option, slots);
  }
  for (const commands::Positional& positional : command.positionals) {
    auto* added = app.add_option(
        std::string(positional.name),
        slots.values.emplace_back(positional.name, std::vector<std::string>()).second,
        std::string(positional.help));
    added->required(positional.required)->type_name("");
    added->expected(positional.repeatable ? -1 : 1)->allow_extra_args(positional.repeatable);
    if (positional.choices.empty()) continue;
    added->check(CLI::IsMember(words(positional.choices)));
    added->option_text(listed(positional.choices));  // by itself CLI11 shows a colon in front
  }
  app.footer(std::string(command.details));
}

/// What `qualm --help` and `qualm --version` print.
void describe_program(CLI::App& app) {
  app.set_version_flag("--version", commands::version_text());
  app.require_subcommand(1);
  app.footer(
      "`qualm COMMAND --help` explains a command. Exit status: 0 clean, 1 findings, 2 usage, "
      "configuration or could not judge, 3 internal error.");
  for (const Command& command : commands::all_commands())
    app.add_subcommand(std::string(command.id), std::string(command.summary));
}

/// "--outptu: did you mean --output?"
std::string suggestion(std::span<const std::string> arguments) {
  const Command* command = arguments.empty() ? nullptr : commands::find_command(arguments.front());
  if (command == nullptr) {
    std::vector<std::string> known;
    for (const Command& one : commands::all_commands()) known.emplace_back(one.id);
    const auto near = arguments.empty() ? std::nullopt : nearest(arguments.front(), known);
    return near ? fmt::format("did you mean \"{}\"?", *near) : "commands: " + join_words(known);
  }
  std::vector<std::string> known;
  for (const auto options : {command->options, commands::common_options()}) {
    for (const commands::Option& option : options) known.emplace_back(option.name);
  }
  for (const std::string& argument : arguments.subspan(1)) {
    const std::string name = argument.substr(0, argument.find('='));
    if (!name.starts_with("--") || std::find(known.begin(), known.end(), name) != known.end())
      continue;
    if (const auto near = nearest(name, known)) return fmt::format("did you mean \"{}\"?", *near);
  }
  return fmt::format("`qualm {} --help` shows how it is used", command->id);
}

/// The first option the command does not have, or else its first word too many.
std::string unexpected(std::span<const std::string> arguments) {
  const Command* command = commands::find_command(arguments.front());
  for (const std::string& argument : arguments.subspan(1)) {
    if (!argument.starts_with('-') || argument == "-") continue;
    const std::string name = argument.substr(0, argument.find('='));
    bool known = false;
    for (const auto options : {command->options, commands::common_options()}) {
      known = known || std::any_of(options.begin(), options.end(),
                                   [&](const commands::Option& one) { return one.name == name; });
    }
    if (!known) return argument;
  }
  return arguments.back();
}

std::string first_line(std::string_view text) {
  std::string line(text.substr(0, text.find('\n')));
  if (line.ends_with('.')) line.pop_back();
  return line;
}

}  // namespace

Result<Parsed> parse(std::span<const std::string> arguments) {
  if (arguments.empty()) {
    return fail(ErrorCode::usage, "no command was given", suggestion(arguments));
  }
  Parsed parsed;
  parsed.command = commands::find_command(arguments.front());
  if (parsed.command == nullptr && !arguments.front().starts_with('-')) {
    return fail(ErrorCode::usage, fmt::format("there is no command \"{}\"", arguments.front()),
                suggestion(arguments));
  }
  // A command is parsed by itself: what follows may well be the name of another one, as in
  // `qualm new rule`.
  const bool chosen = parsed.command != nullptr;
  CLI::App app(chosen ? std::string(parsed.command->summary)
                      : std::string("qualm: ship AI without qualms\n"),
               chosen ? fmt::format("qualm {}", parsed.command->id) : "qualm");
  Slots own;
  if (chosen) {
    describe_command(*parsed.command, app, own);
  } else {
    describe_program(app);
  }
  const auto words_of_it = arguments.subspan(chosen ? 1 : 0);
  std::vector<std::string> reversed(words_of_it.rbegin(), words_of_it.rend());
  try {
    app.parse(reversed);
  } catch (const CLI::CallForHelp&) {
    parsed.text = app.help();
    return parsed;
  } catch (const CLI::CallForVersion& version_text) {
    parsed.text = std::string(version_text.what()) + "\n";
    return parsed;
  } catch (const CLI::ExtrasError&) {
    return fail(ErrorCode::usage,
                fmt::format("\"{}\" is not understood here", unexpected(arguments)),
                suggestion(arguments));
  } catch (const CLI::ParseError& error) {
    return fail(ErrorCode::usage, first_line(error.what()), suggestion(arguments));
  }
  for (const auto& [name, values] : own.values) {
    for (const std::string& value : values) parsed.arguments.add(name, value);
  }
  for (const auto& [name, on] : own.switches) {
    if (on) parsed.arguments.add(name, "");
  }
  return parsed;
}

}  // namespace qualm::app
