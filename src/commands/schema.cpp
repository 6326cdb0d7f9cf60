// `qualm schema`: JSON Schemas for editors, from the tables that read the files.

#include <array>
#include <ostream>

#include <fmt/format.h>

#include "commands/command.hpp"
#include "documents/kind.hpp"
#include "documents/policy.hpp"
#include "rules/rule_file.hpp"
#include "support/text.hpp"

namespace qualm::commands {
namespace {

constexpr std::array<Positional, 1> kPositionals = {{
    {.name = "KIND", .help = "policy, rule, or a document kind that is YAML", .required = true},
}};

const documents::Shape* shape_of(const std::string& name) {
  if (name == "policy") return &documents::policy_shape();
  if (name == "rule") return &rules::rule_shape();
  const documents::Kind* kind = documents::find_kind(name);
  return kind == nullptr ? nullptr : kind->shape;
}

Result<int> run(Session& session, const Arguments& arguments) {
  const std::string name = arguments.value("KIND");
  const documents::Shape* shape = shape_of(name);
  if (shape == nullptr) {
    std::vector<std::string> known = {"policy", "rule"};
    for (const auto& kind : documents::all_kinds()) {
      if (kind.shape != nullptr) known.emplace_back(kind.id);
    }
    return fail(ErrorCode::usage, fmt::format("there is no schema \"{}\"", name),
                "known: " + join_words(known));
  }
  session.out << documents::json_schema(*shape, "qualm " + name);
  return kClean;
}

}  // namespace

Command schema_command() {
  return {.id = "schema",
          .summary = "Print the JSON Schema of the policy, of rules or of a document kind",
          .details =
              "Point your editor's YAML support at it to get completion and checks while writing.",
          .options = {},
          .positionals = kPositionals,
          .run = run};
}

}  // namespace qualm::commands
