// Check primitive `resolves`: what a field refers to is there, in the same tree.

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "checks/check.hpp"
#include "checks/shared/tree_path.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<std::string_view, 2> kTargets = {"file", "system"};

constexpr std::array<OptionSpec, 4> kOptions = {{
    {.name = "field",
     .type = OptionType::text,
     .help = "the field that refers; absent: the hit's own text"},
    {.name = "to",
     .type = OptionType::choices,
     .help =
         "what it refers to: a file, relative to the document or to the root; or a system, by its "
         "folder or the last part of it",
     .choices = kTargets,
     .required = true},
    {.name = "required",
     .type = OptionType::boolean,
     .help = "whether a hit that refers to nothing is at fault",
     .fallback = "false"},
    {.name = "in_full",
     .type = OptionType::boolean,
     .help = "a system: by its folder from the root alone; the last part of it will not do",
     .fallback = "false"},
}};
constexpr std::array<std::string_view, 2> kValues = {"found", "problem"};

/// A folder as people write it: `./` in front and `/` behind do not count, `.` is the root.
std::string_view folder_named(std::string_view name) {
  while (name.ends_with('/')) name.remove_suffix(1);
  while (name.starts_with("./")) name.remove_prefix(2);
  return name == "." ? std::string_view() : name;
}

/// Whether `text` names a system of this tree: its folder or, unless `in_full`, the last part of
/// it.
std::string problem_of_system(const Surroundings& around, const std::string& text, bool in_full) {
  const std::string name(folder_named(trim(text)));
  const auto& systems = around.systems();
  if (std::find(systems.begin(), systems.end(), name) != systems.end()) return {};
  const auto is_last = [&](const std::string& path) { return path.ends_with("/" + name); };
  const auto count = std::count_if(systems.begin(), systems.end(), is_last);
  if (count == 1 && !in_full) return {};
  if (count == 1) {
    return fmt::format("give its folder: {}",
                       *std::find_if(systems.begin(), systems.end(), is_last));
  }
  if (count > 1) return "more than one system is called that; give its folder";
  if (systems.empty()) return "there is no system in this tree";
  const auto near = nearest(name, systems);
  return near ? fmt::format("did you mean \"{}\"?", *near)
              : "known systems: " + join_words(systems);
}

Result<std::string> problem_of(const Options& options, const Subject& subject,
                               const std::string& text) {
  if (options.text("to") == "system")
    return problem_of_system(subject.around, text, options.flag("in_full"));
  QUALM_ASSIGN(const std::string file, named_file(subject, text));
  return std::string(file.empty() ? "there is no such file in this tree" : "");
}

Result<Judge> compile(const Options& options) {
  return Judge([options](const Subject& subject) {
    bool any = false;
    std::vector<Fault> faults;
    const std::string& field = options.text("field");
    for (const documents::Item& item : subject.items) {
      const std::string& text = text_of(item, field);
      if (item.says_none) continue;
      if (!is_stated(item, field) && !options.flag("required")) continue;
      if (options.text("to") == "file" && !options.flag("required") && !is_path_of_tree(text))
        continue;
      any = true;
      const auto problem = problem_of(options, subject, text);
      if (!problem) return Judgement::not_judged(problem.error());
      if (problem->empty()) continue;
      Fault fault = fault_at(item, field);
      fault.values.emplace_back("problem", *problem);
      faults.push_back(std::move(fault));
    }
    return any ? Judgement::of(std::move(faults)) : Judgement::not_applicable();
  });
}

}  // namespace

Check resolves_check() {
  return {.id = "resolves",
          .summary = "What a field refers to is there, in the same tree.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
