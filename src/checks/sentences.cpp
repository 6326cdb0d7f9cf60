// Check primitive `sentences`: each hit has no more sentences than allowed.

#include "language/sentences.hpp"

#include <array>

#include "checks/check.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<OptionSpec, 2> kOptions = {{
    {.name = "most",
     .type = OptionType::integer,
     .help = "most sentences there may be",
     .fallback = "1"},
    {.name = "language",
     .type = OptionType::text,
     .help = "language of the text",
     .fallback = "en"},
}};
constexpr std::array<std::string_view, 3> kValues = {"count", "next", "found"};

Result<Judge> compile(const Options& options) {
  return Judge([most = static_cast<std::size_t>(options.integer("most")),
                locale = options.text("language")](const Subject& subject) {
    bool any = false;
    std::vector<Fault> faults;
    for (const documents::Item& item : subject.items) {
      if (!is_stated(item)) continue;
      any = true;
      const std::string prose = language::prose_of(item.text);
      const auto sentences = language::split_sentences(prose, locale);
      if (sentences.size() <= most) continue;
      const auto& next = sentences[most];
      Fault fault = fault_at(item);
      fault.values.emplace_back("count", std::to_string(sentences.size()));
      fault.values.emplace_back(
          "next", shorten(std::string_view(prose).substr(next.begin, next.end - next.begin), 60));
      faults.push_back(std::move(fault));
    }
    return any ? Judgement::of(std::move(faults)) : Judgement::not_applicable();
  });
}

}  // namespace

Check sentences_check() {
  return {.id = "sentences",
          .summary = "Each hit has no more sentences than allowed.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
