// Check primitive `date_order`: one date of the document is not earlier than another.

#include <algorithm>
#include <array>
#include <optional>

#include "checks/check.hpp"
#include "language/dates.hpp"
#include "support/glob.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<OptionSpec, 2> kOptions = {{
    {.name = "earlier",
     .type = OptionType::texts,
     .help = "labels of the date that comes first, as globs",
     .required = true},
    {.name = "later",
     .type = OptionType::texts,
     .help = "labels of the date that may not precede it, as globs",
     .required = true},
}};
constexpr std::array<std::string_view, 4> kValues = {"found", "label", "other", "other_label"};

bool is_called(const documents::Item& item, const std::vector<Glob>& titles) {
  const std::string name =
      normal_title(text_of(item, item.find("label") != nullptr ? "label" : "title"));
  return any_matches(titles, name);
}

std::vector<Glob> globs_of(const std::vector<std::string>& titles) {
  return {titles.begin(), titles.end()};
}

Result<Judge> compile(const Options& options) {
  const std::vector<Glob> earlier = globs_of(options.texts("earlier"));
  const std::vector<Glob> later = globs_of(options.texts("later"));
  return Judge([earlier, later](const Subject& subject) {
    std::vector<Fault> faults;
    bool any = false;
    for (const documents::Item& late : subject.items) {
      const auto late_date = language::read_period(late.text);
      if (!late_date || !is_called(late, later)) continue;
      for (const documents::Item& early : subject.items) {
        const auto early_date = language::read_period(early.text);
        if (!early_date || !is_called(early, earlier)) continue;
        any = true;
        if (late_date->last >= early_date->first) continue;
        Fault fault = fault_at(late);
        fault.values.emplace_back("label", text_of(late, "title"));
        fault.values.emplace_back("other", shorten(early.text, 40));
        fault.values.emplace_back(
            "other_label", text_of(early, early.find("label") != nullptr ? "label" : "title"));
        faults.push_back(std::move(fault));
        break;
      }
    }
    return any ? Judgement::of(std::move(faults)) : Judgement::not_applicable();
  });
}

}  // namespace

Check date_order_check() {
  return {.id = "date_order",
          .summary = "One date of the document is not earlier than another.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
