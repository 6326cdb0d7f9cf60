// Check primitive `declared`: a metric that the text says was optimised is among the hits.

#include <algorithm>
#include <array>

#include "checks/check.hpp"
#include "language/metrics.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<OptionSpec, 2> kOptions = {{
    {.name = "said_by",
     .type = OptionType::patterns,
     .help = "how a text says that a metric was optimised; the metric follows within the sentence",
     .required = true},
    {.name = "unless_says",
     .type = OptionType::patterns,
     .help = "leave out blocks of text that match one of these"},
}};
constexpr std::array<std::string_view, 2> kValues = {"found", "metric"};

constexpr std::size_t kReach = 40;  // bytes between the phrase and its metric

bool is_declared(const Subject& subject, const language::MetricMention& mention) {
  return std::any_of(subject.items.begin(), subject.items.end(), [&](const documents::Item& item) {
    const auto named = language::canonical_metric(item.text);
    if (named && *named == mention.canonical) return true;
    const auto inside = language::find_metrics(item.text);
    return std::any_of(inside.begin(), inside.end(),
                       [&](const auto& one) { return one.canonical == mention.canonical; });
  });
}

/// The first metric behind a phrase such as "selected by", in the same block of text.
const language::MetricMention* optimised(const std::vector<language::MetricMention>& mentions,
                                         const std::string& text,
                                         const std::vector<Pattern>& said_by) {
  for (const Pattern& pattern : said_by) {
    const auto match = pattern.find(text);
    if (!match) continue;
    const std::size_t stop = std::min(text.find(". ", match->end), text.size());
    for (const auto& mention : mentions) {
      if (mention.begin >= match->begin && mention.begin <= match->end + kReach &&
          mention.end <= stop)
        return &mention;
    }
  }
  return nullptr;
}

Result<Judge> compile(const Options& options) {
  return Judge([said_by = options.patterns("said_by"),
                unless = options.patterns("unless_says")](const Subject& subject) {
    if (!subject.document.markdown) return Judgement::not_applicable();
    using documents::BlockKind;
    std::vector<Fault> faults;
    std::vector<std::string_view> reported;
    bool any = false;
    const auto& blocks = subject.document.markdown->blocks;
    for (const documents::Block& block : blocks) {
      if (block.kind != BlockKind::paragraph && block.kind != BlockKind::item) continue;
      const std::string& text = block.content.text;
      const auto hits = [&](const Pattern& one) { return one.is_in(text); };
      if (std::none_of(said_by.begin(), said_by.end(), hits) ||
          std::any_of(unless.begin(), unless.end(), hits))
        continue;
      const auto mentions = language::find_metrics(text);
      const auto* mention = optimised(mentions, text, said_by);
      if (mention == nullptr) continue;
      any = true;
      if (is_declared(subject, *mention) ||
          std::find(reported.begin(), reported.end(), mention->canonical) != reported.end()) {
        continue;
      }
      reported.push_back(mention->canonical);
      Fault fault{.where = block.content.where,
                  .width = static_cast<int>(text.size()),
                  .key = "metrics/" + std::string(mention->canonical),
                  .content = text};
      fault.values.emplace_back("found", shorten(text, 80));
      fault.values.emplace_back("metric",
                                text.substr(mention->begin, mention->end - mention->begin));
      faults.push_back(std::move(fault));
    }
    return any ? Judgement::of(std::move(faults)) : Judgement::not_applicable();
  });
}

}  // namespace

Check declared_check() {
  return {.id = "declared",
          .summary = "A metric that the text says was optimised is among the hits.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
