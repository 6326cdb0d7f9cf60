// Check primitive `same_person`: all hits that name a person name the same one, and the one the
// policy names.

#include <array>

#include "checks/check.hpp"
#include "checks/shared/party_of.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<OptionSpec, 1> kOptions = {{
    {.name = "with_policy",
     .type = OptionType::boolean,
     .help = "compare with the owner that the policy states for the system as well",
     .fallback = "false"},
}};
constexpr std::array<std::string_view, 4> kValues = {"found", "name", "other", "where"};

/// A name and where it was first said.
struct Said {
  language::Party party;
  const documents::Item* item = nullptr;  ///< null: the policy
};

/// A card about several models repeats "Owner:" in the section of each: these may differ.
bool stands_once_for_each(const Subject& subject, const documents::Item& a,
                          const documents::Item& b) {
  if (a.form != b.form || (a.form != "label" && a.form != "table")) return false;
  const auto& blocks = subject.document.markdown->blocks;
  return blocks[a.first_block].section != blocks[b.first_block].section;
}

std::string shown(const language::Party& party) {
  return shorten(party.name.empty() ? party.email : party.name, 80);
}

Judgement judge(const Subject& subject, bool with_policy) {
  std::vector<Said> said;
  const auto say = [&](language::Party party, const documents::Item* item) {
    if (party.kind == language::PartyKind::person) said.push_back({std::move(party), item});
  };
  if (with_policy && !subject.around.policy_owner.empty())
    say(language::read_party(subject.around.policy_owner, subject.around.known), nullptr);
  for (const documents::Item& item : subject.items) {
    if (is_stated(item)) say(party_of(item, {}, subject), &item);
  }
  if (said.size() < 2) return Judgement::not_applicable();
  const Said& first = said.front();
  std::vector<Fault> faults;
  for (std::size_t i = 1; i < said.size(); ++i) {
    const Said& here = said[i];
    if (!surely_differ(first.party, here.party, *subject.around.policy)) continue;
    if (first.item != nullptr && stands_once_for_each(subject, *first.item, *here.item)) continue;
    Fault fault = fault_at(*here.item);
    fault.values.emplace_back("name", shown(here.party));
    fault.values.emplace_back("other", shown(first.party));
    fault.values.emplace_back("where", first.item == nullptr
                                           ? "the policy"
                                           : "line " + std::to_string(first.item->where.line));
    faults.push_back(std::move(fault));
  }
  return Judgement::of(std::move(faults));
}

Result<Judge> compile(const Options& options) {
  return Judge([with_policy = options.flag("with_policy")](const Subject& subject) {
    return judge(subject, with_policy);
  });
}

}  // namespace

Check same_person_check() {
  return {.id = "same_person",
          .summary = "All hits that name a person name the same one, and the one the policy names.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
