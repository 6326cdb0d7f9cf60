// Check primitive `party`: each hit names a person, not a team, a role, a vendor or a mailbox.

#include <algorithm>
#include <array>

#include "checks/check.hpp"
#include "checks/shared/party_of.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<std::string_view, 9> kKinds = {"person", "several_people", "team",
                                                    "role",   "vendor",         "shared_mailbox",
                                                    "bot",    "placeholder",    "unclear"};

constexpr std::array<OptionSpec, 2> kOptions = {{
    {.name = "not",
     .type = OptionType::choices,
     .help = "what it may not name; unclear is a name nobody here is known by",
     .choices = kKinds},
    {.name = "field",
     .type = OptionType::text,
     .help = "the field to read; absent: the hit's own text"},
}};
constexpr std::array<std::string_view, 4> kValues = {"found", "reason", "name", "others"};

std::string_view word_for(language::PartyKind kind) {
  return kKinds.at(static_cast<std::size_t>(kind));
}

Result<Judge> compile(const Options& options) {
  return Judge([options](const Subject& subject) {
    bool any = false;
    std::vector<Fault> faults;
    const std::string& field = options.text("field");
    for (const documents::Item& item : subject.items) {
      if (item.says_none) continue;
      any = true;
      const language::Party party = party_of(item, field, subject);
      if (!options.lists("not", word_for(party.kind))) continue;
      Fault fault = fault_at(item, field);
      fault.values.emplace_back("reason", party.reason);
      fault.values.emplace_back("name", party.name);
      fault.values.emplace_back("others", std::to_string(party.others.size()));
      faults.push_back(std::move(fault));
    }
    return any ? Judgement::of(std::move(faults)) : Judgement::not_applicable();
  });
}

}  // namespace

Check party_check() {
  return {.id = "party",
          .summary = "Each hit names a person, not a team, a role, a vendor or a mailbox.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
