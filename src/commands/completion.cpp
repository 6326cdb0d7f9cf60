// `qualm completion`: completions for bash, zsh and fish, from the table that parses.

#include <array>
#include <ostream>
#include <string>

#include <fmt/format.h>

#include "commands/command.hpp"

namespace qualm::commands {
namespace {

constexpr std::array<std::string_view, 3> kShells = {"bash", "zsh", "fish"};
constexpr std::array<Positional, 1> kPositionals = {{
    {.name = "SHELL", .help = "bash, zsh or fish", .required = true, .choices = kShells},
}};

std::string words_of(const Command& command) {
  std::string words = "--help";
  for (const auto options : {command.options, common_options()}) {
    for (const Option& option : options) words += fmt::format(" {}", option.name);
  }
  for (const Positional& positional : command.positionals) {
    for (const std::string_view choice : positional.choices) words += fmt::format(" {}", choice);
  }
  return words;
}

std::string names() {
  std::string all;
  for (const Command& command : all_commands())
    all += fmt::format("{}{}", all.empty() ? "" : " ", command.id);
  return all;
}

std::string bash() {
  std::string cases;
  for (const Command& command : all_commands())
    cases += fmt::format("    {}) words=\"{}\" ;;\n", command.id, words_of(command));
  return fmt::format(
      "# bash completion for qualm: source this file, or put it where bash-completion looks.\n"
      "_qualm() {{\n"
      "  local words current=${{COMP_WORDS[COMP_CWORD]}}\n"
      "  case ${{COMP_CWORD}}:${{COMP_WORDS[1]}} in 1:*) words=\"{} --help --version\" ;; *) case "
      "${{COMP_WORDS[1]}} in\n{}"
      "  esac ;; esac\n"
      "  COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
      "}}\n"
      "complete -o default -F _qualm qualm\n",
      names(), cases);
}

/// In single quotes, as all three shells read them.
std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string zsh() {
  std::string cases;
  std::string commands;
  for (const Command& command : all_commands()) {
    commands += fmt::format("    {}\n", quoted(fmt::format("{}:{}", command.id, command.summary)));
    cases += fmt::format("    {}) compadd -- {} ; _files ;;\n", command.id, words_of(command));
  }
  return fmt::format(
      "#compdef qualm\n"
      "# zsh completion for qualm: put this file on $fpath as _qualm.\n"
      "local -a commands\n"
      "commands=(\n{})\n"
      "if (( CURRENT == 2 )); then _describe command commands; else\n"
      "  case $words[2] in\n{}  esac\n"
      "fi\n",
      commands, cases);
}

std::string fish() {
  std::string lines =
      "# fish completion for qualm: put this file into the completions folder as qualm.fish.\n";
  for (const Command& command : all_commands()) {
    lines += fmt::format("complete -c qualm -n __fish_use_subcommand -a {} -d {}\n", command.id,
                         quoted(command.summary));
    for (const auto options : {command.options, common_options()}) {
      for (const Option& option : options) {
        lines += fmt::format(
            "complete -c qualm -n '__fish_seen_subcommand_from {}' -l {}{} -d {}\n", command.id,
            option.name.substr(2), option.value.empty() ? "" : " -r", quoted(option.help));
      }
    }
    for (const Positional& positional : command.positionals) {
      for (const std::string_view choice : positional.choices) {
        lines += fmt::format("complete -c qualm -n '__fish_seen_subcommand_from {}' -a {}\n",
                             command.id, choice);
      }
    }
  }
  return lines;
}

Result<int> run(Session& session, const Arguments& arguments) {
  const std::string shell = arguments.value("SHELL");
  session.out << (shell == "bash" ? bash() : shell == "zsh" ? zsh() : fish());
  return kClean;
}

}  // namespace

Command completion_command() {
  return {.id = "completion",
          .summary = "Print completions for a shell",
          .details = "",
          .options = {},
          .positionals = kPositionals,
          .run = run};
}

}  // namespace qualm::commands
