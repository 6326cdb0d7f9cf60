// Check primitive `window`: the window of an SLO is one, and fits its name and its target.

#include <array>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "checks/check.hpp"
#include "checks/shared/each_stated.hpp"
#include "language/slo_target.hpp"
#include "language/slo_window.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<std::string_view, 3> kNot = {"invalid", "contradicts_name",
                                                  "rolling_of_a_rate"};

constexpr std::array<OptionSpec, 4> kOptions = {{
    {.name = "field",
     .type = OptionType::text,
     .help = "the field with the window",
     .fallback = "window"},
    {.name = "named",
     .type = OptionType::text,
     .help = "the field with the SLO's name",
     .fallback = "name"},
    {.name = "target",
     .type = OptionType::text,
     .help = "the field with the target",
     .fallback = "target"},
    {.name = "not",
     .type = OptionType::choices,
     .help = "what it may not be: invalid (neither 30m, 24h, 7d, 2w nor rolling); contradicts_name "
             "(24h for ood_recall_7d); rolling_of_a_rate (rolling, and the target is not == 0)",
     .choices = kNot,
     .required = true},
}};
constexpr std::array<std::string_view, 2> kValues = {"found", "problem"};

std::optional<std::string> contradiction(const language::Window& window, const std::string& text,
                                         const std::string& name) {
  const auto named = language::window_in_name(name);
  if (window.rolling || !named || *named == window) return std::nullopt;
  return fmt::format(R"("{}" is not the {} that "{}" says)", shorten(text, 40),
                     language::to_string(*named), shorten(name, 60));
}

std::optional<std::string> endless_rate(const language::Window& window, const std::string& target) {
  if (!window.rolling) return std::nullopt;
  const auto asked = language::target_in(target);
  if (!asked || language::asks_for_zero(*asked)) return std::nullopt;
  return fmt::format(R"("rolling" has no length to measure "{}" over; write one, as in "7d")",
                     shorten(target, 40));
}

/// What is wrong with the window of `item`, in words; nothing when it is as asked for.
std::optional<std::string> problem_of(const Options& options, const documents::Item& item) {
  const std::string& text = text_of(item, options.text("field"));
  const auto window = language::read_window(text);
  if (!window) {
    if (!options.lists("not", "invalid")) return std::nullopt;
    return fmt::format("{}; {}", window.error().message, window.error().hint);
  }
  if (options.lists("not", "contradicts_name")) {
    if (auto problem = contradiction(*window, text, text_of(item, options.text("named"))))
      return problem;
  }
  const std::string& target = options.text("target");
  if (!options.lists("not", "rolling_of_a_rate") || !is_stated(item, target)) return std::nullopt;
  return endless_rate(*window, text_of(item, target));
}

Result<Judge> compile(const Options& options) {
  return Judge([options](const Subject& subject) {
    return judge_each_stated(subject, options.text("field"), [&](const documents::Item& item) {
      return problem_of(options, item);
    });
  });
}

}  // namespace

Check window_check() {
  return {.id = "window",
          .summary = "The window of an SLO is one, and fits its name and its target.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
