// Check primitive `remnant`: no hit holds what a template left behind.

#include <array>
#include <optional>

#include "checks/check.hpp"
#include "language/placeholder.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<OptionSpec, 1> kOptions = {{
    {.name = "certain",
     .type = OptionType::boolean,
     .help = "only what cannot be an ordinary text; false: also a TBD inside a sentence",
     .fallback = "true"},
}};
constexpr std::array<std::string_view, 3> kValues = {"found", "kind", "section"};

/// Whether `item` is all that its section says: a section that is a placeholder as a whole is left
/// to the rules about missing and empty parts.
bool fills_section(const documents::Document& document, const documents::Item& item) {
  if (!document.markdown || item.first_block >= document.markdown->blocks.size()) return false;
  const auto& markdown = *document.markdown;
  const auto& section =
      markdown.sections[static_cast<std::size_t>(markdown.blocks[item.first_block].section)];
  return documents::text_of(markdown, section.first, section.end) == collapse_space(item.text);
}

/// The first remnant inside `item`.
std::optional<language::Placeholder> remnant_in(const documents::Document& document,
                                                const documents::Item& item, bool certain) {
  using Kind = language::PlaceholderKind;
  if (item.form == "heading") {
    if (const auto tag = language::optional_tag(item.text)) return tag;
  } else if (const auto whole = language::whole_placeholder(item.text, item.emphasised);
             whole && whole->sure) {
    const bool answer = whole->kind == Kind::blank || whole->kind == Kind::not_applicable;
    if (answer || fills_section(document, item)) return std::nullopt;
    return whole;
  }
  if (item.empty_code && certain) {
    return language::Placeholder{.kind = Kind::blank, .begin = 0, .end = item.text.size()};
  }
  for (const language::Placeholder& found : language::find_placeholders(item.text)) {
    if (found.sure == certain) return found;
  }
  return std::nullopt;
}

Result<Judge> compile(const Options& options) {
  return Judge([certain = options.flag("certain")](const Subject& subject) {
    std::vector<Fault> faults;
    for (const documents::Item& item : subject.items) {
      const auto found = remnant_in(subject.document, item, certain);
      if (!found) continue;
      const std::string text = item.text.substr(found->begin, found->end - found->begin);
      Fault fault = fault_at(item);
      fault.content = text;
      fault.width = static_cast<int>(text.size());
      fault.where.column += static_cast<int>(found->begin);
      fault.values.front().second = shorten(text, 60);
      fault.values.emplace_back("kind",
                                item.empty_code && found->kind == language::PlaceholderKind::blank
                                    ? "an empty code span"
                                    : std::string(language::name_of(found->kind)));
      faults.push_back(std::move(fault));
    }
    return subject.items.empty() ? Judgement::not_applicable() : Judgement::of(std::move(faults));
  });
}

}  // namespace

Check remnant_check() {
  return {.id = "remnant",
          .summary = "No hit holds what a template left behind.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
