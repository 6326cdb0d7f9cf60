// Check primitive `target`: what an SLO asks for is a target that can be met and can be missed.

#include <array>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "checks/check.hpp"
#include "checks/shared/each_stated.hpp"
#include "language/slo_target.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<std::string_view, 4> kNot = {"unreadable", "vacuous", "impossible",
                                                  "percent_for_ratio"};

constexpr std::array<OptionSpec, 3> kOptions = {{
    {.name = "field",
     .type = OptionType::text,
     .help = "the field with the target",
     .fallback = "target"},
    {.name = "named",
     .type = OptionType::text,
     .help = "the field with the SLO's name, which tells a ratio from a count",
     .fallback = "name"},
    {.name = "not",
     .type = OptionType::choices,
     .help = "what it may not be: unreadable (no comparator, relative, no number); vacuous (it "
             "always holds); impossible (it never holds); percent_for_ratio (\">= 90\" for what "
             "lies between 0 and 1)",
     .choices = kNot,
     .required = true},
}};
constexpr std::array<std::string_view, 2> kValues = {"found", "problem"};

std::string_view word_of(language::Flaw flaw) {
  switch (flaw) {
    case language::Flaw::vacuous:
      return "vacuous";
    case language::Flaw::impossible:
      return "impossible";
    case language::Flaw::percent_for_ratio:
      break;
  }
  return "percent_for_ratio";
}

std::string words_for(language::Flaw flaw, const language::Target& target,
                      const std::string& text) {
  const std::string found = fmt::format(R"("{}")", shorten(text, 40));
  if (flaw == language::Flaw::vacuous) return found + " holds whatever is measured";
  if (flaw == language::Flaw::impossible) return found + " can never hold";
  const auto ratio = target.quantity.number.shifted(-2).value_or(Decimal());
  const auto sign = language::to_string(target.comparator);
  return fmt::format(R"({} asks a ratio for more than 1; write "{} {}" or "{} {} %")", found, sign,
                     to_string(ratio), sign, to_string(target.quantity.number));
}

/// What is wrong with the target of `item`, in words; nothing when it is as asked for.
std::optional<std::string> problem_of(const Options& options, const documents::Item& item) {
  const std::string& text = text_of(item, options.text("field"));
  const auto target = language::target_in(text);
  if (!target) {
    if (!options.lists("not", "unreadable")) return std::nullopt;
    const Error why = language::read_target(text).error();
    return fmt::format("{}; {}", why.message, why.hint);
  }
  const auto scale = language::scale_of(text_of(item, options.text("named")));
  const auto flaw = language::flaw_of(*target, scale);
  if (!flaw || !options.lists("not", word_of(*flaw))) return std::nullopt;
  return words_for(*flaw, *target, text);
}

Result<Judge> compile(const Options& options) {
  return Judge([options](const Subject& subject) {
    return judge_each_stated(subject, options.text("field"), [&](const documents::Item& item) {
      return problem_of(options, item);
    });
  });
}

}  // namespace

Check target_check() {
  return {.id = "target",
          .summary = "What an SLO asks for is a target that can be met and can be missed.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
