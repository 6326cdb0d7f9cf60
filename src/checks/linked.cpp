// Check primitive `linked`: each hit names at least one thing that holds it to its word.

#include <algorithm>
#include <array>

#include "checks/check.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<OptionSpec, 1> kOptions = {{
    {.name = "fields",
     .type = OptionType::texts,
     .help = "fields of which at least one must be filled in",
     .required = true},
}};
constexpr std::array<std::string_view, 1> kValues = {"found"};

Result<Judge> compile(const Options& options) {
  return Judge([fields = options.texts("fields")](const Subject& subject) {
    bool any = false;
    std::vector<Fault> faults;
    for (const documents::Item& item : subject.items) {
      if (!is_stated(item)) continue;
      any = true;
      const bool linked = std::any_of(fields.begin(), fields.end(), [&](const std::string& field) {
        return item.find(field) != nullptr && is_stated(item, field);
      });
      if (!linked) faults.push_back(fault_at(item));
    }
    return any ? Judgement::of(std::move(faults)) : Judgement::not_applicable();
  });
}

}  // namespace

Check linked_check() {
  return {.id = "linked",
          .summary = "Each hit names at least one thing that holds it to its word.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
