// Check primitive `agree`: all hits say the same.

#include <algorithm>
#include <array>

#include "checks/check.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<OptionSpec, 1> kOptions = {{
    {.name = "per_part",
     .type = OptionType::boolean,
     .help = "whether statements under headings of different things may differ",
     .fallback = "false"},
}};
constexpr std::array<std::string_view, 3> kValues = {"found", "other", "where"};

/// The part of a statement that must agree: words without case, quotes and a final full stop.
std::string essence(const std::string& text) {
  std::string plain = text;
  for (const std::string_view mark : {"“", "”", "„", "«", "»"}) {
    for (std::size_t at = plain.find(mark); at != std::string::npos; at = plain.find(mark))
      plain.replace(at, mark.size(), "\"");
  }
  return normal_title(plain);
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
  return Judge([per_part = options.flag("per_part")](const Subject& subject) {
    const bool several = per_part && has_several_parts(subject);
    const auto comparable = [&](int a, int b) {
      if (!per_part) return true;
      if (several && (a < 0 || b < 0)) return a == b;
      return same_part(subject.document, a, b);
    };
    std::vector<Said> said;
    std::vector<Fault> faults;
    for (const documents::Item& item : subject.items) {
      if (!is_stated(item)) continue;
      const std::string mine = essence(item.text);
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
          .summary = "All hits say the same.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
