// `qualm rule`: explain one rule: what it looks at, why, how to mend it, and examples of both.

#include <algorithm>
#include <array>
#include <ostream>

#include <fmt/format.h>

#include "checks/check.hpp"
#include "commands/command.hpp"
#include "commands/shared/output.hpp"
#include "commands/shared/workspace.hpp"
#include "git/snapshot.hpp"
#include "rules/built_in.hpp"
#include "rules/rule_file.hpp"
#include "support/encode.hpp"
#include "support/json_text.hpp"
#include "support/layout.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

constexpr std::array<Option, 1> kOptions = {{
    {.name = "--output", .value = "FORMAT", .help = "text, json or markdown"},
}};
constexpr std::array<Positional, 1> kPositionals = {{
    {.name = "NAME", .help = "a rule, as reports print it", .required = true},
}};
constexpr std::array<std::string_view, 3> kFormats = {"text", "json", "markdown"};

/// A rule of the repository or a built-in one. A bare fault name will do when only one rule has it.
Result<Rule> find_rule(const Session& session, const Arguments& arguments,
                       const std::string& name) {
  std::vector<std::string> known;
  std::vector<std::string> matches;
  const auto consider = [&](const std::string& one) {
    known.push_back(one);
    if (one == name || one.substr(one.find('/') + 1) == name) matches.push_back(one);
  };
  for (const Rule& rule : rules::built_in_rules()) consider(rule.name);
  if (matches.size() == 1) return rules::built_in_rule(matches.front());
  if (matches.size() > 1)
    return fail(ErrorCode::usage, fmt::format("\"{}\" is the name of several rules", name),
                "say which: " + join_words(matches));
  const auto repository = open_repository(session, arguments);
  if (repository && !repository->is_bare()) {
    QUALM_ASSIGN(const auto tree, git::worktree_snapshot(*repository));
    QUALM_ASSIGN(rules::LoadedRules own, rules::load_rules(*tree));
    for (Rule& rule : own.rules) {
      consider(rule.name);
      if (!matches.empty()) return std::move(rule);
    }
  }
  for (const std::string& one : std::vector<std::string>(known))
    known.push_back(one.substr(one.find('/') + 1));
  const auto near = nearest(name, known);
  return fail(ErrorCode::not_found, fmt::format("there is no rule \"{}\"", name),
              near ? fmt::format("did you mean \"{}\"?", *near) : "`qualm rules` lists every rule");
}

/// The options of the rule's check, each with the value it has here.
struct OptionLine {
  std::string name;
  std::string value;
  std::string help;
};

std::string flow(const Value& value) {
  if (value.is_scalar()) return value.text();
  std::string text;
  for (const Value& item : value.items()) text += (text.empty() ? "" : ", ") + flow(item);
  return text;
}

std::vector<OptionLine> options_of(const Rule& rule) {
  std::vector<OptionLine> lines;
  const checks::Check* check = checks::find_check(rule.check);
  if (check == nullptr) return lines;
  for (const checks::OptionSpec& spec : check->options) {
    const Value* given = rule.with.find(spec.name);
    lines.push_back({.name = std::string(spec.name),
                     .value = given != nullptr ? flow(*given) : std::string(spec.fallback),
                     .help = std::string(spec.help)});
  }
  return lines;
}

std::string indented(std::string_view text, std::string_view prefix) {
  std::string out;
  for (const std::string_view line : split_lines(text))
    out += line.empty() ? "\n" : fmt::format("{}{}\n", prefix, line);
  return out;
}

/// A file of an example over a change, or what a push does to it.
std::string shown(const ExampleFile& file, std::string_view prefix) {
  using What = ExampleFile::What;
  switch (file.what) {
    case What::text:
      break;
    case What::link:
      return fmt::format("{}{}: a symbolic link to {}\n", prefix, file.path, file.content);
    case What::submodule:
      return fmt::format("{}{}: a submodule at {}\n", prefix, file.path, file.content);
    case What::removed:
      return fmt::format("{}{}: removed\n", prefix, file.path);
    case What::moved:
      return fmt::format("{}{}: moved here from {}\n", prefix, file.path, file.content);
  }
  return fmt::format("{}{}:\n{}", prefix, file.path,
                     indented(file.content, std::string(prefix) + "  "));
}

/// Both sides of a change, and the concerns beside it.
std::string shown_change(const Example& example, std::string_view prefix) {
  std::string out = fmt::format("{}before the push\n\n", prefix);
  for (const ExampleFile& file : example.before) out += shown(file, prefix);
  out += fmt::format("\n{}the push\n\n", prefix);
  for (const ExampleFile& file : example.push) out += shown(file, prefix);
  if (!example.concerns) out += fmt::format("\n{}which concerns there are is not known\n", prefix);
  if (!example.concerns || example.concerns->empty()) return out;
  out += fmt::format("\n{}concerns\n\n", prefix);
  for (const ExampleConcern& one : *example.concerns) {
    out += fmt::format("{}{}: {}, about {}\n", prefix, one.id, one.open ? "open" : "settled",
                       one.system.empty() ? "it does not say what" : one.system);
  }
  return out;
}

/// One example as people read it: its files, then what is found.
std::string shown(const Example& example, std::string_view prefix) {
  std::string out;
  const bool several = example.files.size() > 1 || !example.policy.empty();
  if (!example.policy.empty())
    out += fmt::format("{}.qualm.yaml:\n{}\n", prefix,
                       indented(example.policy, std::string(prefix) + "  "));
  if (!example.before.empty()) return out + shown_change(example, prefix);
  for (const auto& [path, content] : example.files) {
    if (several) out += fmt::format("{}{}:\n", prefix, path);
    out += indented(content, std::string(prefix) + (several ? "  " : ""));
  }
  return out;
}

std::string text_page(const Rule& rule, int width) {
  std::string page = fmt::format("{}: {}\n\n", rule.name, rule.summary);
  page += wrapped("  severity: ",
                  fmt::format("{}, from level {}{}", to_string(rule.severity), rule.level,
                              rule.locked ? ", locked" : ""),
                  width);
  page +=
      wrapped("  reads:    ",
              fmt::format("{}, {}", rule.document,
                          rule.select.is_scalar() ? rule.select.text() : "a selection of its own"),
              width);
  page += wrapped("  why:      ", rule.why, width);
  page += wrapped("  fix:      ", rule.fix, width);
  std::string_view label = "  source:   ";
  for (const std::string& one : rule.sources) {
    page += wrapped(label, one, width);
    label = "            ";
  }
  const auto options = options_of(rule);
  if (!options.empty())
    page += "\n  options (rules: {" + rule.name + ": {with: {…}}} in the policy):\n";
  for (const OptionLine& line : options)
    page += fmt::format("    {}: {}  # {}\n", line.name, line.value, line.help);
  for (const bool passes : {false, true}) {
    const auto example = std::find_if(rule.examples.begin(), rule.examples.end(),
                                      [&](const Example& one) { return one.passes == passes; });
    if (example == rule.examples.end()) continue;
    page += fmt::format("\n  {} ({}):\n\n{}", passes ? "passes" : "fails", example->name,
                        shown(*example, "    "));
    for (const std::string& line : example->expect) page += fmt::format("\n    -> {}\n", line);
  }
  return page;
}

/// Every clause the rule answers to. A clause has commas of its own.
std::string joined_sources(const Rule& rule) {
  std::string text;
  for (const std::string& one : rule.sources) text += (text.empty() ? "" : "; ") + one;
  return text;
}

std::string markdown_page(const Rule& rule) {
  std::string page = fmt::format("# {}\n\n{}.\n\n", rule.name, markdown_text(rule.summary));
  page += fmt::format(
      "| severity | level | reads | check |\n|---|---|---|---|\n| {}{} | {} | {} | `{}` |\n\n",
      to_string(rule.severity), rule.locked ? ", locked" : "", rule.level, rule.document,
      rule.check);
  page += fmt::format("**Why.** {}\n\n**Fix.** {}\n\n**Source.** {}\n", markdown_text(rule.why),
                      markdown_text(rule.fix), markdown_text(joined_sources(rule)));
  const auto options = options_of(rule);
  if (!options.empty()) page += "\n## Options\n\n| option | value | meaning |\n|---|---|---|\n";
  for (const OptionLine& line : options)
    page += fmt::format("| `{}` | {} | {} |\n", line.name, markdown_text(line.value),
                        markdown_text(line.help));
  for (const bool passes : {false, true}) {
    page += passes ? "\n## Passes\n" : "\n## Fails\n";
    for (const Example& example : rule.examples) {
      if (example.passes != passes) continue;
      page += fmt::format("\n{}:\n\n~~~~text\n{}~~~~\n", markdown_text(example.name),
                          shown(example, ""));
      for (const std::string& line : example.expect)
        page += fmt::format("\n> {}\n", markdown_text(line));
    }
  }
  return page;
}

std::string json_page(const Rule& rule) {
  return fmt::format(
      "{{\"name\": {}, \"summary\": {}, \"severity\": {}, \"level\": {}, \"locked\": {}, "
      "\"document\": {}, \"check\": {}, \"why\": {}, "
      "\"fix\": {}, \"sources\": {}, \"file\": {}}}\n",
      json_string(rule.name), json_string(rule.summary), json_string(to_string(rule.severity)),
      rule.level, rule.locked, json_string(rule.document), json_string(rule.check),
      json_string(rule.why), json_string(rule.fix), json_strings(rule.sources),
      json_string(rule.file));
}

Result<int> run(Session& session, const Arguments& arguments) {
  QUALM_ASSIGN(const std::string format, plain_format(arguments, kFormats));
  QUALM_ASSIGN(const Rule rule, find_rule(session, arguments, arguments.value("NAME")));
  if (format == "json") {
    session.out << json_page(rule);
  } else if (format == "markdown") {
    session.out << markdown_page(rule);
  } else {
    const std::string page = text_page(rule, session.width);
    for (const std::string_view line : split_lines(page))
      session.out << terminal_text(line) << '\n';
  }
  return kClean;
}

}  // namespace

Command rule_command() {
  return {.id = "rule",
          .summary = "Explain a rule: why it is there, how to mend what it finds, examples",
          .details = "",
          .options = kOptions,
          .positionals = kPositionals,
          .run = run};
}

}  // namespace qualm::commands
