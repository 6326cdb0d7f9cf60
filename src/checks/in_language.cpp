// Check primitive `in_language`: the document is written in a language that the other rules read.

#include <algorithm>
#include <array>

#include "checks/check.hpp"
#include "language/language_of.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<OptionSpec, 2> kOptions = {{
    {.name = "languages",
     .type = OptionType::texts,
     .help = "languages that are read, as ISO 639-1 codes",
     .fallback = "[en]"},
    {.name = "min_words",
     .type = OptionType::integer,
     .help = "leave out documents shorter than this",
     .fallback = "40"},
}};
constexpr std::array<std::string_view, 1> kValues = {"language"};

/// Bytes of running text that settle which language it is.
constexpr std::size_t kSample = 600;

Result<Judge> compile(const Options& options) {
  return Judge([options](const Subject& subject) {
    if (!subject.document.markdown) return Judgement::not_applicable();
    const auto& markdown = *subject.document.markdown;
    std::string text;
    for (std::size_t i = 0; i < markdown.blocks.size() && text.size() < kSample; ++i) {
      text += documents::text_of(markdown, i, i + 1) + ' ';
    }
    if (count_words(text) < options.integer("min_words")) return Judgement::not_applicable();
    const std::string_view language = language::likely_language(text);
    if (language.empty() || options.lists("languages", language)) return Judgement{};
    Fault fault{
        .where = {.line = 1, .column = 1}, .key = "document", .content = std::string(language)};
    fault.values.emplace_back("language", std::string(language));
    return Judgement::of({std::move(fault)});
  });
}

}  // namespace

Check in_language_check() {
  return {.id = "in_language",
          .summary = "The document is written in a language that the other rules read.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
