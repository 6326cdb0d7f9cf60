// Check primitive `borne_out`: what a document claims, no other rule contradicts.

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "checks/check.hpp"
#include "checks/shared/records.hpp"
#include "support/glob.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<OptionSpec, 1> kOptions = {{
    {.name = "rules",
     .type = OptionType::texts,
     .help = "rules whose findings contradict a hit, as globs: accountable-owner/*",
     .required = true},
}};
constexpr std::array<std::string_view, 4> kValues = {"found", "rule", "where", "says"};

bool is_below(std::string_view path, std::string_view folder) {
  return folder.empty() ||
         (path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/');
}

/// The innermost system that a file stands in.
std::optional<std::string> system_of_path(const Surroundings& around, std::string_view path) {
  std::optional<std::string> innermost;
  for (const std::string& system : around.systems()) {
    if (is_below(path, system) && (!innermost || system.size() > innermost->size()))
      innermost = system;
  }
  return innermost;
}

/// The document of `kind` at `path`; null when there is none.
const documents::Document* document_at(const Surroundings& around, std::string_view kind,
                                       std::string_view path) {
  if (!around.all_of || documents::find_kind(kind) == nullptr) return nullptr;
  const auto all = around.all_of(kind);
  const auto found = std::find_if(all.begin(), all.end(),
                                  [&](const auto* document) { return document->path == path; });
  return found == all.end() ? nullptr : *found;
}

/// The system that what stands at `path` speaks of: the one that a record names, or the one whose
/// folder it stands in.
std::optional<std::string> system_of(const Surroundings& around, std::string_view kind,
                                     std::string_view path) {
  if (const documents::Document* document = document_at(around, kind, path)) {
    if (auto named = system_of_record(*document, around)) return named;
  }
  return system_of_path(around, path);
}

/// A claim about a system is contradicted by what was found in its documents and in records that
/// name it; one that stands above all systems, by anything.
bool concerns(const std::optional<std::string>& claimed, const Finding& finding,
              const Surroundings& around) {
  if (!claimed) return true;
  return system_of(around, finding.rule->document, finding.path) == claimed;
}

Result<Judge> compile(const Options& options) {
  std::vector<Glob> rules;
  for (const std::string& rule : options.texts("rules")) rules.emplace_back(rule);
  return Judge([rules](const Subject& subject) {
    std::vector<Fault> faults;
    const std::string_view kind = subject.document.kind->id;
    for (const documents::Item& item : subject.items) {
      // A waiver lets the finding pass; it does not make the claim true.
      const auto claimed = system_of(subject.around, kind, item.path);
      const auto against = std::find_if(subject.around.findings.begin(),
                                        subject.around.findings.end(), [&](const Finding& finding) {
                                          return any_matches(rules, finding.rule->name) &&
                                                 concerns(claimed, finding, subject.around);
                                        });
      if (against == subject.around.findings.end()) continue;
      Fault fault = fault_at(item);
      fault.values.emplace_back("rule", against->rule->name);
      fault.values.emplace_back("where", fmt::format("{}:{}", against->path, against->where.line));
      fault.values.emplace_back("says", shorten(against->message, 80));
      faults.push_back(std::move(fault));
    }
    return subject.items.empty() ? Judgement::not_applicable() : Judgement::of(std::move(faults));
  });
}

}  // namespace

Check borne_out_check() {
  return {.id = "borne_out",
          .summary = "What a document claims, no other rule contradicts.",
          .options = kOptions,
          .values = kValues,
          .compile = compile,
          .reach = Reach::findings};
}

}  // namespace qualm::checks
