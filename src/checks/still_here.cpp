// Check primitive `still_here`: the person a hit names has not left, as the policy knows.

#include <array>

#include "checks/check.hpp"
#include "checks/shared/party_of.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<OptionSpec, 1> kOptions = {{
    {.name = "field",
     .type = OptionType::text,
     .help = "the field to read; absent: the hit's own text"},
}};
constexpr std::array<std::string_view, 3> kValues = {"found", "name", "left"};

Result<Judge> compile(const Options& options) {
  return Judge([field = options.text("field")](const Subject& subject) {
    bool any = false;
    std::vector<Fault> faults;
    for (const documents::Item& item : subject.items) {
      const language::Party party = party_of(item, field, subject);
      const Person* person = find_person(*subject.around.policy, party);
      if (person == nullptr) continue;
      any = true;
      const auto left = parse_date(person->left);
      if (!left || *left > subject.around.today) continue;
      Fault fault = fault_at(item, field);
      fault.values.emplace_back("name", person->name);
      fault.values.emplace_back("left", person->left);
      faults.push_back(std::move(fault));
    }
    return any ? Judgement::of(std::move(faults)) : Judgement::not_applicable();
  });
}

}  // namespace

Check still_here_check() {
  return {.id = "still_here",
          .summary = "The person a hit names has not left, as the policy knows.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
