// Check primitive `on_scale`: a score lies on its scale.

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "checks/check.hpp"
#include "support/decimal.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<OptionSpec, 4> kOptions = {{
    {.name = "field",
     .type = OptionType::text,
     .help = "the field with the score: a number, or a list of how many gave each answer",
     .required = true},
    {.name = "least",
     .type = OptionType::text,
     .help = "the field with the lowest answer, a whole number",
     .required = true},
    {.name = "most",
     .type = OptionType::text,
     .help = "the field with the highest answer, a whole number",
     .required = true},
    {.name = "people",
     .type = OptionType::text,
     .help = "the field that says how many answered; absent: lists are not added up"},
}};
constexpr std::array<std::string_view, 2> kValues = {"found", "problem"};

std::optional<std::int64_t> whole(const std::string& text) {
  const auto number = Decimal::parse(trim(text));
  return number ? number->whole() : std::nullopt;
}

std::string problem_of_mean(const Decimal& score, std::int64_t least, std::int64_t most) {
  const auto low = Decimal::of(least);
  const auto high = Decimal::of(most);
  if (low && score < *low) return fmt::format("{} is less than {}", to_string(score), least);
  if (high && *high < score) return fmt::format("{} is more than {}", to_string(score), most);
  return {};
}

std::string problem_of_counts(const std::string& text, std::int64_t least, std::int64_t most,
                              std::optional<std::int64_t> people) {
  std::int64_t sum = 0;
  std::int64_t answers = 0;
  for (const std::string_view part : split(text, ',')) {
    const auto count = whole(std::string(part));
    constexpr std::int64_t kMost = 1'000'000;
    if (!count || *count < 0 || *count > kMost)
      return fmt::format("\"{}\" is not a number of people", shorten(trim(part), 40));
    sum += *count;
    ++answers;
  }
  if (answers != most - least + 1)
    return fmt::format("{} numbers for the {} answers from {} to {}", answers, most - least + 1,
                       least, most);
  if (people && sum != *people)
    return fmt::format("the numbers add up to {}, and {} answered", sum, *people);
  return {};
}

/// What is wrong with the score of `item`; empty when nothing is, or nothing can be compared.
std::string problem_of(const Options& options, const documents::Item& item) {
  const auto least = whole(text_of(item, options.text("least")));
  const auto most = whole(text_of(item, options.text("most")));
  constexpr std::int64_t kFurthest = 1'000'000;
  if (!least || !most || *least < -kFurthest || kFurthest < *most) return {};
  if (*most <= *least) return fmt::format("a scale from {} to {} is none", *least, *most);
  const std::string& text = text_of(item, options.text("field"));
  if (const auto mean = Decimal::parse(trim(text))) return problem_of_mean(*mean, *least, *most);
  if (text.find(',') == std::string::npos)
    return fmt::format("\"{}\" is not a number", shorten(text, 40));
  const std::string& people = options.text("people");
  return problem_of_counts(text, *least, *most,
                           people.empty() ? std::nullopt : whole(text_of(item, people)));
}

Result<Judge> compile(const Options& options) {
  return Judge([options](const Subject& subject) {
    bool any = false;
    std::vector<Fault> faults;
    for (const documents::Item& item : subject.items) {
      const std::string& field = options.text("field");
      if (!is_stated(item, field)) continue;
      any = true;
      std::string problem = problem_of(options, item);
      if (problem.empty()) continue;
      Fault fault = fault_at(item, field);
      fault.values.emplace_back("problem", std::move(problem));
      faults.push_back(std::move(fault));
    }
    return any ? Judgement::of(std::move(faults)) : Judgement::not_applicable();
  });
}

}  // namespace

Check on_scale_check() {
  return {.id = "on_scale",
          .summary = "A score lies on its scale.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
