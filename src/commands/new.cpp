// `qualm new`: one thing to start from, written where it belongs.

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "commands/command.hpp"
#include "commands/shared/new_document.hpp"
#include "commands/shared/new_rule.hpp"
#include "commands/shared/scaffold_templates.hpp"
#include "scaffold/template_set.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

constexpr std::array<Option, 6> kOptions = {{
    {.name = "--system", .value = "FOLDER", .help = "the folder of the system it is about"},
    {.name = "--title", .value = "TEXT", .help = "what it is called"},
    {.name = "--version", .value = "VERSION", .help = "deployment, deliberation-note: of which"},
    {.name = "--path", .value = "FILE", .help = "write it here instead"},
    kTemplatesOption,
    {.name = "--now", .value = "DATE", .help = "the day to write down, YYYY-MM-DD"},
}};

/// Every kind with a template, and rules.
const std::vector<std::string_view>& kinds() {
  static const std::vector<std::string_view> kKinds = [] {
    std::vector<std::string_view> all = scaffold::kinds_with_template();
    all.insert(std::upper_bound(all.begin(), all.end(), "rule"), "rule");
    return all;
  }();
  return kKinds;
}

std::span<const Positional> positionals() {
  static const std::array<Positional, 2> kPositionals = {{
      {.name = "KIND", .help = "what to write", .required = true, .choices = kinds()},
      {.name = "NAME",
       .help = "rule: PACK/NAME, named after the fault; incident, root-cause-analysis: the id"},
  }};
  return kPositionals;
}

/// What says nothing to this kind is a mistake, and never passed over.
Result<void> check_arguments(const Arguments& arguments, const std::string& kind) {
  const bool takes_name = kind == "rule" || kind == "incident" || kind == "root-cause-analysis";
  if (arguments.has("NAME") && !takes_name)
    return fail(
        ErrorCode::usage,
        fmt::format("\"{}\" says nothing to a {}", shorten(arguments.value("NAME"), 60), kind),
        "its place and name follow from the policy; say otherwise with --path");
  if (kind != "rule") return {};
  if (!arguments.has("NAME"))
    return fail(ErrorCode::usage, "a rule needs a name", "qualm new rule PACK/NAME");
  for (const Option& option : kOptions) {
    if (arguments.has(option.name) && option.name != kTemplatesOption.name)
      return fail(ErrorCode::usage, fmt::format("{} says nothing to a rule", option.name));
  }
  return {};
}

Result<int> run(Session& session, const Arguments& arguments) {
  const std::string kind = arguments.value("KIND");
  QUALM_TRY(check_arguments(arguments, kind));
  return kind == "rule" ? new_rule(session, arguments) : new_document(session, arguments, kind);
}

}  // namespace

Command new_command() {
  return {.id = "new",
          .summary = "Write one thing to start from: a document, a record, a rule of your own",
          .details =
              "It is written where the policy puts it, filled in from the policy, the repository "
              "and the options, and never over something. What is left for a person is listed. "
              "qualm new rule PACK/NAME writes .qualm/rules/PACK/NAME.yaml: a rule that works "
              "as it stands, with examples ready to be changed.",
          .options = kOptions,
          .positionals = positionals(),
          .run = run};
}

}  // namespace qualm::commands
