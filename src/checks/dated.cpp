// Check primitive `dated`: a date is one, means one day to every reader, and is a plausible one.

#include <array>
#include <optional>
#include <string>

#include <fmt/format.h>

#include "checks/check.hpp"
#include "checks/shared/each_stated.hpp"
#include "checks/shared/written_date.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<std::string_view, 4> kNot = {"invalid", "ambiguous", "future", "old"};
constexpr std::array<std::string_view, 2> kFormats = {"any", "iso"};

constexpr std::array<OptionSpec, 4> kOptions = {{
    {.name = "field",
     .type = OptionType::text,
     .help = "the field with the date; absent: the hit's own text"},
    {.name = "not",
     .type = OptionType::choices,
     .help = "what it may not be: invalid (no date, or a day that does not exist); ambiguous "
             "(03/04/2025; with format: iso, anything but YYYY-MM-DD); future (later than "
             "tomorrow); old (more than max_years ago)",
     .choices = kNot,
     .required = true},
    {.name = "format",
     .type = OptionType::choices,
     .help = "iso: only YYYY-MM-DD, perhaps with a time of day behind it",
     .fallback = "any",
     .choices = kFormats},
    {.name = "max_years",
     .type = OptionType::integer,
     .help = "how many years ago it may be, for old",
     .fallback = "10"},
}};
constexpr std::array<std::string_view, 2> kValues = {"found", "problem"};

/// Figures in the order of a day, whether or not there is such a day.
bool looks_like_a_day(std::string_view text) {
  constexpr std::string_view kForm = "dddd-dd-dd";
  if (text.size() < kForm.size()) return false;
  for (std::size_t i = 0; i < kForm.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (kForm[i] == '-' ? text[i] != '-' : !digit) return false;
  }
  return text.size() == kForm.size() || text[kForm.size()] < '0' || text[kForm.size()] > '9';
}

std::string words_for_invalid(const std::string& text) {
  const std::string found = fmt::format("\"{}\"", shorten(text, 40));
  const std::string_view trimmed = trim(text);
  const std::string_view day = trimmed.substr(0, 10);
  if (looks_like_a_day(trimmed) && !parse_date(day)) return found + " is no day of the calendar";
  return found + (looks_like_a_day(trimmed) ? " has no time of day that can be read"
                                            : " is no date; write it as YYYY-MM-DD");
}

/// The same day some years earlier, as a bound: it need not exist.
Date years_before(Date date, int years) {
  date.year -= years;
  return date;
}

/// What is wrong with a date that can be read, in words.
std::optional<std::string> problem_of_date(const Options& options, const std::string& text,
                                           const WrittenDate& date, Date today) {
  const std::string found = fmt::format("\"{}\"", shorten(text, 40));
  if (options.lists("format", "iso") && !date.is_iso && options.lists("not", "ambiguous"))
    return found + " is not written as YYYY-MM-DD";
  if (options.lists("not", "future") && days_between(today, date.days.first) > 1)
    return fmt::format("{} is still to come on {}", found, to_string(today));
  const int years = options.integer("max_years");
  if (options.lists("not", "old") && date.days.last < years_before(today, years))
    return fmt::format("{} is more than {} year{} ago", found, years, years == 1 ? "" : "s");
  return std::nullopt;
}

std::optional<std::string> problem_of(const Options& options, const std::string& text, Date today) {
  const auto date = read_written_date(text);
  if (date) return problem_of_date(options, text, *date, today);
  if (const auto two = ambiguous_date(text)) {
    if (!options.lists("not", "ambiguous")) return std::nullopt;
    return fmt::format("\"{}\" may be {} or {}", shorten(text, 40), to_string(two->day_first),
                       to_string(two->month_first));
  }
  if (!options.lists("not", "invalid")) return std::nullopt;
  return words_for_invalid(text);
}

Result<Judge> compile(const Options& options) {
  return Judge([options](const Subject& subject) {
    const std::string& field = options.text("field");
    return judge_each_stated(subject, field, [&](const documents::Item& item) {
      return problem_of(options, text_of(item, field), subject.around.today);
    });
  });
}

}  // namespace

Check dated_check() {
  return {.id = "dated",
          .summary = "A date is one, means one day to every reader, and is a plausible one.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
