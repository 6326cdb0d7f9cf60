// Check primitive `plain`: each hit is in plain language: short, no unexplained capitals, no code.

#include <array>
#include <optional>

#include <fmt/format.h>

#include "checks/check.hpp"
#include "checks/shared/each_stated.hpp"
#include "language/objective.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<OptionSpec, 3> kOptions = {{
    {.name = "max_words", .type = OptionType::integer, .help = "most words", .fallback = "35"},
    {.name = "max_capitals",
     .type = OptionType::integer,
     .help = "most abbreviations that the document does not spell out",
     .fallback = "1"},
    {.name = "code",
     .type = OptionType::boolean,
     .help = "whether code may stand in it",
     .fallback = "false"},
}};
constexpr std::array<std::string_view, 2> kValues = {"problem", "found"};

/// "Area under the curve (AUC)" anywhere in the document explains AUC.
bool is_spelt_out(const documents::Document& document, std::string_view abbreviation) {
  return document.source.find(fmt::format("({})", abbreviation)) != std::string::npos ||
         document.source.find(fmt::format("{} (", abbreviation)) != std::string::npos;
}

std::optional<std::string> problem_of(const Options& options, const Subject& subject,
                                      const documents::Item& item) {
  const std::string& text = item.text;
  const language::Plainness plainness = language::plainness_of(
      text, [&](std::string_view word) { return is_spelt_out(subject.document, word); });
  if (plainness.words > options.integer("max_words"))
    return fmt::format("{} words long", plainness.words);
  if (plainness.unexplained_capitals.size() >
      static_cast<std::size_t>(options.integer("max_capitals"))) {
    return fmt::format("full of abbreviations ({}, {})", plainness.unexplained_capitals[0],
                       plainness.unexplained_capitals[1]);
  }
  if ((plainness.has_code || item.code) && !options.flag("code")) return "partly code";
  return std::nullopt;
}

Result<Judge> compile(const Options& options) {
  return Judge([options](const Subject& subject) {
    return judge_each_stated(subject, {}, [&](const documents::Item& item) {
      return problem_of(options, subject, item);
    });
  });
}

}  // namespace

Check plain_check() {
  return {.id = "plain",
          .summary = "Each hit is in plain language: short, no unexplained capitals, no code.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
