// `qualm man`: manual pages, from the table that parses.

#include <algorithm>
#include <array>
#include <ostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "commands/command.hpp"
#include "support/text.hpp"
#include "support/version.hpp"

namespace qualm::commands {
namespace {

constexpr std::array<Positional, 1> kPositionals = {{
    {.name = "COMMAND", .help = "the command to describe; without, the program"},
}};

constexpr std::string_view kWhat =
    "Qualm judges a Git repository by the documents that ought to stand beside an AI model, keeps "
    "the safety concerns of the people who build it, and holds back what should not ship while one "
    "is open. It reads Git objects, needs no network and no daemon, and never passes what it could "
    "not judge.";

/// Text as roff shows it, on one line: nothing in it is a request or an escape.
std::string roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
  }
  if (out.starts_with('.') || out.starts_with('\'')) out.insert(0, "\\&");
  return out;
}

std::string heading(std::string_view name, std::string_view summary) {
  std::string upper(name);
  std::ranges::transform(upper, upper.begin(), [](char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  });
  return fmt::format(".TH {} 1 \"\" \"qualm {}\" \"Qualm\"\n.SH NAME\n{} \\- {}\n", roff(upper),
                     version(), roff(name), roff(summary));
}

/// What stands below the options of `--help`: filled where it is prose, as it is where it is a
/// list.
std::string details(std::string_view text) {
  std::string out;
  bool as_is = false;
  for (const std::string_view line : split_lines(text)) {
    const bool listed = line.starts_with(' ');
    if (listed != as_is) out += listed ? ".PP\n.nf\n" : ".fi\n";
    as_is = listed;
    if (line.empty()) {
      out += ".PP\n";
    } else {
      out += roff(line) + "\n";
    }
  }
  return as_is ? out + ".fi\n" : out;
}

/// What may be said in the place of a placeholder, on a line of its own; nothing where the help
/// says it already.
std::string choices(std::span<const std::string_view> words, std::string_view help) {
  const bool said = std::ranges::all_of(
      words, [&](std::string_view word) { return help.find(word) != std::string_view::npos; });
  if (said) return {};
  std::string out;
  for (const std::string_view word : words) out += (out.empty() ? "" : ", ") + roff(word);
  return fmt::format(".br\nOne of {}.\n", out);
}

/// An entry of a list: a term in bold, a placeholder in italics, and what it is.
std::string entry(std::string_view term, std::string_view value, std::string_view help) {
  std::string line = fmt::format(".TP\n\\fB{}\\fR", roff(term));
  if (!value.empty()) line += fmt::format(" \\fI{}\\fR", roff(value));
  return fmt::format("{}\n{}\n", line, roff(help));
}

std::string options(const Command& command) {
  std::string out = ".SH OPTIONS\n";
  for (const auto group : {command.options, common_options()}) {
    for (const Option& option : group) {
      out += entry(option.name, option.value, option.help);
      out += choices(option.choices, option.help);
      if (option.repeatable && option.help.find("repeatable") == std::string_view::npos)
        out += ".br\nMay be given several times.\n";
    }
  }
  return out + entry("--help", "", "Print a short form of this page");
}

std::string arguments_of(const Command& command) {
  if (command.positionals.empty()) return {};
  std::string out = ".SH ARGUMENTS\n";
  for (const Positional& one : command.positionals) {
    out += fmt::format(".TP\n\\fI{}\\fR\n{}\n", roff(one.name), roff(one.help));
    out += choices(one.choices, one.help);
  }
  return out;
}

std::string usage(const Command& command) {
  std::string out = fmt::format(".SH SYNOPSIS\n\\fBqualm {}\\fR [\\fIoptions\\fR]", command.id);
  for (const Positional& one : command.positionals) {
    const std::string name =
        fmt::format("\\fI{}\\fR{}", roff(one.name), one.repeatable ? "..." : "");
    out += one.required ? " " + name : fmt::format(" [{}]", name);
  }
  return out + "\n";
}

std::string page_of(const Command& command) {
  std::string out = heading(fmt::format("qualm-{}", command.id), command.summary);
  out += usage(command) + arguments_of(command) + options(command);
  if (!command.details.empty()) out += ".SH DESCRIPTION\n" + details(command.details);
  return out + ".SH SEE ALSO\n\\fBqualm\\fR(1)\n";
}

std::string page_of_program() {
  std::string out = heading("qualm", "ship AI without qualms");
  out += ".SH SYNOPSIS\n\\fBqualm\\fR \\fIcommand\\fR [\\fIoptions\\fR]\n.SH DESCRIPTION\n";
  out += roff(kWhat) + "\n.SH COMMANDS\n";
  for (const Command& command : all_commands())
    out += fmt::format(".TP\n\\fBqualm\\-{}\\fR(1)\n{}\n", roff(command.id), roff(command.summary));
  out += ".SH OPTIONS\n" + entry("--help", "", "Print the commands") +
         entry("--version", "", "Print the version, and those of the libraries in use");
  out += ".SH EXIT STATUS\n" + entry("0", "", "clean, or allowed") +
         entry("1", "", "findings at or above the severity that fails, or refused") +
         entry("2", "", "usage, configuration, or could not judge") +
         entry("3", "", "internal error");
  out += ".SH FILES\n" + entry(".qualm.yaml", "", "the policy of a repository") +
         entry(".qualm/rules/", "", "rules of a team's own");
  out += ".SH ENVIRONMENT\n" +
         entry("QUALM_CONFIG", "", "a policy to read in place of .qualm.yaml") +
         entry("NO_COLOR", "", "no colour, whatever it is set to");
  return out + ".SH SEE ALSO\n\\fBgit\\fR(1), \\fBgithooks\\fR(5)\n";
}

Result<int> run(Session& session, const Arguments& arguments) {
  if (!arguments.has("COMMAND")) {
    session.out << page_of_program();
    return kClean;
  }
  const std::string wanted = arguments.value("COMMAND");
  const Command* command = find_command(wanted);
  if (command == nullptr) {
    std::vector<std::string> known;
    for (const Command& one : all_commands()) known.emplace_back(one.id);
    return fail(ErrorCode::usage, fmt::format("there is no command \"{}\"", shorten(wanted, 40)),
                "commands: " + join_words(known));
  }
  session.out << page_of(*command);
  return kClean;
}

}  // namespace

Command man_command() {
  return {.id = "man",
          .summary = "Print the manual page of the program or of a command",
          .details = "To read one: qualm man gate | man -l -",
          .options = {},
          .positionals = kPositionals,
          .run = run};
}

}  // namespace qualm::commands
