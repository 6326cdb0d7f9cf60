// Check primitive `measured`: the name of each hit turns up again where something is measured.

#include <algorithm>
#include <array>

#include "checks/check.hpp"
#include "language/metrics.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<OptionSpec, 2> kOptions = {{
    {.name = "field",
     .type = OptionType::text,
     .help = "the field with the name; absent: the hit's own text"},
    {.name = "or_fields",
     .type = OptionType::texts,
     .help = "fields that say where it is measured; one that is filled in is enough"},
}};
constexpr std::array<std::string_view, 1> kValues = {"found"};

/// The body of the document without the blocks the hits themselves stand in.
std::string elsewhere(const Subject& subject) {
  std::string text;
  if (subject.document.markdown) {
    const auto& markdown = *subject.document.markdown;
    std::vector<bool> own(markdown.blocks.size(), false);
    for (const documents::Item& item : subject.items) {
      for (std::size_t i = 0; i < markdown.blocks.size(); ++i) {
        const auto& block = markdown.blocks[i];
        const bool here =
            (i >= item.first_block && i < item.end_block) ||
            (block.where.line <= item.where.line && item.where.line <= block.end_line);
        if (here) own[i] = true;
      }
    }
    for (std::size_t i = 0; i < markdown.blocks.size(); ++i) {
      if (!own[i]) text += documents::text_of(markdown, i, i + 1) + " \n ";
    }
    for (const auto& section : markdown.sections) text += section.title.text + "\n";
    for (const auto& table : markdown.tables) {
      for (const auto& cell : table.header) text += cell.text + "\n";
    }
  }
  for (const documents::Document* document : subject.around.siblings) {
    const bool data =
        document->kind != nullptr && document->kind->format == documents::Format::yaml;
    if (data) text += document->source + "\n";
  }
  return text;
}

bool turns_up(const std::string& normal_text, const std::vector<language::MetricMention>& mentions,
              const std::string& name) {
  if (const auto canonical = language::canonical_metric(name)) {
    const bool mentioned = std::any_of(
        mentions.begin(), mentions.end(),
        [&](const language::MetricMention& mention) { return mention.canonical == *canonical; });
    if (mentioned) return true;
  }
  return normal_text.find(normal_title(name)) != std::string::npos;
}

Result<Judge> compile(const Options& options) {
  return Judge([field = options.text("field"),
                or_fields = options.has("or_fields")
                                ? options.texts("or_fields")
                                : std::vector<std::string>()](const Subject& subject) {
    const bool any =
        std::any_of(subject.items.begin(), subject.items.end(),
                    [&](const documents::Item& item) { return is_stated(item, field); });
    if (!any) return Judgement::not_applicable();
    const std::string text = elsewhere(subject);
    const auto mentions = language::find_metrics(text);
    const std::string normal = normal_title(text);
    std::vector<Fault> faults;
    for (const documents::Item& item : subject.items) {
      const std::string& name = text_of(item, field);
      const bool linked =
          std::any_of(or_fields.begin(), or_fields.end(), [&](const std::string& other) {
            return item.find(other) != nullptr && is_stated(item, other);
          });
      if (is_stated(item, field) && !linked && !turns_up(normal, mentions, name))
        faults.push_back(fault_at(item, field));
    }
    return Judgement::of(std::move(faults));
  });
}

}  // namespace

Check measured_check() {
  return {.id = "measured",
          .summary = "The name of each hit turns up again where something is measured.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
