// `qualm rules`: list the rules.

#include <algorithm>
#include <array>
#include <ostream>

#include <fmt/format.h>

#include "commands/command.hpp"
#include "commands/shared/output.hpp"
#include "commands/shared/workspace.hpp"
#include "gate/judged_by.hpp"
#include "git/snapshot.hpp"
#include "rules/built_in.hpp"
#include "support/encode.hpp"
#include "support/json_text.hpp"

namespace qualm::commands {
namespace {

constexpr std::array<Option, 3> kOptions = {{
    {.name = "--level", .value = "LEVEL", .help = "only what this level turns on: 2 to 5"},
    {.name = "--output", .value = "FORMAT", .help = "text, json or markdown"},
    {.name = "--built-in", .help = "leave out the rules of the repository"},
}};
constexpr std::array<Positional, 1> kPositionals = {{
    {.name = "PACK", .help = "packs, rules or globs; all of them without", .repeatable = true},
}};
constexpr std::array<std::string_view, 3> kFormats = {"text", "json", "markdown"};

Result<std::vector<Rule>> listed(const Session& session, const Arguments& arguments) {
  int level = 5;
  if (arguments.has("--level")) {
    const auto number = Value::scalar(arguments.value("--level"), false).as_integer();
    if (!number || *number < 2 || *number > 5)
      return fail(ErrorCode::usage, "--level: should be a number from 2 to 5");
    level = static_cast<int>(*number);
  }
  std::vector<Rule> all = rules::built_in_rules();
  if (!arguments.has("--built-in")) {
    const auto repository = open_repository(session, arguments);
    if (repository && !repository->is_bare()) {
      QUALM_ASSIGN(const auto tree, git::worktree_snapshot(*repository));
      QUALM_ASSIGN(all, gate::rules_of(tree.get()));
    }
  }
  const std::vector<std::string> wanted = arguments.values("PACK");
  for (const std::string& pattern : wanted) {
    if (std::none_of(all.begin(), all.end(),
                     [&](const Rule& rule) { return rules::names_rule(pattern, rule.name); })) {
      return fail(ErrorCode::usage, fmt::format("there is no rule or pack \"{}\"", pattern),
                  "`qualm rules` lists every rule");
    }
  }
  std::erase_if(all, [&](const Rule& rule) {
    const bool named =
        wanted.empty() || std::any_of(wanted.begin(), wanted.end(), [&](const std::string& one) {
          return rules::names_rule(one, rule.name);
        });
    return !named || rule.level > level;
  });
  std::sort(all.begin(), all.end(), [](const Rule& a, const Rule& b) { return a.name < b.name; });
  return all;
}

void write_json(std::ostream& out, const std::vector<Rule>& all) {
  out << "[";
  const char* separator = "\n";
  for (const Rule& rule : all) {
    out << separator
        << fmt::format(
               "  {{\"name\": {}, \"severity\": {}, \"level\": {}, \"locked\": {}, \"document\": "
               "{}, \"check\": {}, \"summary\": {}, \"sources\": {}}}",
               json_string(rule.name), json_string(to_string(rule.severity)), rule.level,
               rule.locked, json_string(rule.document), json_string(rule.check),
               json_string(rule.summary), json_strings(rule.sources));
    separator = ",\n";
  }
  out << "\n]\n";
}

void write_markdown(std::ostream& out, const std::vector<Rule>& all) {
  out << "# Rules\n\nGenerated from `rules/`; each page says what a rule looks at, why, and how to "
         "mend it.\n";
  std::string_view pack;
  for (const Rule& rule : all) {
    if (rule.pack() != pack) {
      pack = rule.pack();
      out << fmt::format(
          "\n## {}\n\n| rule | severity | level | a finding means |\n|---|---|---|---|\n", pack);
    }
    const std::string fault = rule.name.substr(rule.name.find('/') + 1);
    out << fmt::format("| [{}]({}/{}.md) | {} | {} | {} |\n", fault, pack, fault,
                       to_string(rule.severity), rule.level, markdown_text(rule.summary));
  }
}

void write_text(std::ostream& out, const std::vector<Rule>& all) {
  std::size_t longest = 0;
  for (const Rule& rule : all) longest = std::max(longest, rule.name.size());
  for (const Rule& rule : all) {
    out << terminal_text(fmt::format("{:<{}}  {:<7}  level {}  {}", rule.name, longest,
                                     to_string(rule.severity), rule.level, rule.summary))
        << '\n';
  }
}

Result<int> run(Session& session, const Arguments& arguments) {
  QUALM_ASSIGN(const std::string format, plain_format(arguments, kFormats));
  QUALM_ASSIGN(const std::vector<Rule> all, listed(session, arguments));
  if (format == "json") {
    write_json(session.out, all);
  } else if (format == "markdown") {
    write_markdown(session.out, all);
  } else {
    write_text(session.out, all);
  }
  return kClean;
}

}  // namespace

Command rules_command() {
  return {.id = "rules",
          .summary = "List the rules",
          .details = "A level is a preset: it turns on every rule of that level and below.",
          .options = kOptions,
          .positionals = kPositionals,
          .run = run};
}

}  // namespace qualm::commands
