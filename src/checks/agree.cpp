// Check primitive `agree`: all hits say the same, and the same as the policy where asked.

#include <algorithm>
#include <array>

#include "checks/check.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<std::string_view, 2> kWays = {"words", "people"};

constexpr std::array<OptionSpec, 3> kOptions = {{
    {.name = "compare",
     .type = OptionType::choices,
     .help = "compare the words, or the people they name",
     .fallback = "words",
     .choices = kWays},
    {.name = "with_policy",
     .type = OptionType::boolean,
     .help = "compare with the owner that the policy states for the system as well",
     .fallback = "false"},
    {.name = "per_part",
     .type = OptionType::boolean,
     .help = "whether statements under headings of different things may differ",
     .fallback = "false"},
}};
constexpr std::array<std::string_view, 3> kValues = {"found", "other", "where"};

/// The part of a statement that must agree: words without case, quotes and a final full stop.
std::string essence(const std::string& text, bool people, const language::KnownPeople& known) {
  if (people) {
    const language::Party party = language::read_party(text, known);
    return language::fold_name(party.name.empty() ? party.email : party.name);
  }
  return normal_title(text);
}

struct Said {
  std::string essence;
  std::string text;
  std::string where;
  int part = -1;
};

/// Whether what stands under one heading speaks of what stands under the other as well.
bool is_within(const documents::Document& document, int part, int other) {
  // The text before the first heading, and front matter, speak of the whole document.
  if (other == -1 || other == 0) return part >= -1;
  if (!document.markdown || part < 0) return part == other;
  while (part > 0 && part != other)
    part = document.markdown->sections[static_cast<std::size_t>(part)].parent;
  return part == other;
}

bool same_part(const documents::Document& document, int a, int b) {
  return is_within(document, a, b) || is_within(document, b, a);
}

/// Whether the document describes several things, each under a heading of its own: what its front
/// matter says of all of them contradicts none.
bool has_several_parts(const Subject& subject) {
  const auto& items = subject.items;
  return std::any_of(items.begin(), items.end(), [&](const documents::Item& one) {
    return std::any_of(items.begin(), items.end(), [&](const documents::Item& other) {
      return !same_part(subject.document, one.part, other.part);
    });
  });
}

Result<Judge> compile(const Options& options) {
  return Judge([people = options.lists("compare", "people"), per_part = options.flag("per_part"),
                with_policy = options.flag("with_policy")](const Subject& subject) {
    const bool several = per_part && has_several_parts(subject);
    const auto comparable = [&](int a, int b) {
      if (!per_part) return true;
      if (several && (a < 0 || b < 0)) return a == b;
      return same_part(subject.document, a, b);
    };
    std::vector<Said> said;
    if (with_policy && !subject.around.policy_owner.empty()) {
      said.push_back({.essence = essence(subject.around.policy_owner, people, subject.around.known),
                      .text = subject.around.policy_owner,
                      .where = "the policy"});
    }
    std::vector<Fault> faults;
    for (const documents::Item& item : subject.items) {
      if (!is_stated(item)) continue;
      const std::string mine = essence(item.text, people, subject.around.known);
      const auto first = std::find_if(said.begin(), said.end(), [&](const Said& one) {
        return comparable(one.part, item.part);
      });
      if (first != said.end() && first->essence != mine) {
        Fault fault = fault_at(item);
        fault.values.emplace_back("other", shorten(first->text, 80));
        fault.values.emplace_back("where", first->where);
        faults.push_back(std::move(fault));
      }
      said.push_back({.essence = mine,
                      .text = item.text,
                      .where = "line " + std::to_string(item.where.line),
                      .part = item.part});
    }
    return said.size() < 2 ? Judgement::not_applicable() : Judgement::of(std::move(faults));
  });
}

}  // namespace

Check agree_check() {
  return {.id = "agree",
          .summary = "All hits say the same, and the same as the policy where asked.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
