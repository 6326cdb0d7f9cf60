// Dates as people write them in prose and labels.

#include "language/dates.hpp"

#include <array>
#include <string>
#include <vector>

#include "language/ascii.hpp"
#include "support/text.hpp"

namespace qualm::language {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
constexpr int kFirstYear = 1990;
constexpr int kLastYear = 2100;

/// Months by name or by an abbreviation of at least three letters; 0 for other words.
int month_of(std::string_view word) {
  if (word.size() < 3) return 0;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (kMonths[i].starts_with(word) || (word == "sept" && i == 8)) return static_cast<int>(i) + 1;
  }
  return 0;
}

int number_of(std::string_view word) {
  int value = 0;
  if (word.empty() || word.size() > 4) return -1;
  for (const char c : word) {
    if (!is_digit(c)) return -1;
    value = value * 10 + (c - '0');
  }
  return value;
}

/// "28th" as 28; -1 for what is no day.
int day_of(std::string_view word) {
  for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
    if (word.size() > 2 && word.ends_with(ending)) word.remove_suffix(ending.size());
  }
  const int day = number_of(word);
  return day >= 1 && day <= 31 ? day : -1;
}

bool is_year(std::string_view word) {
  const int year = number_of(word);
  return word.size() == 4 && year >= kFirstYear && year <= kLastYear;
}

std::optional<Date> date_of_parts(int year, int month, int day) {
  std::string text = std::to_string(year);
  text += (month < 10 ? "-0" : "-") + std::to_string(month);
  text += (day < 10 ? "-0" : "-") + std::to_string(day);
  return parse_date(text);
}

std::optional<Period> month_period(int year, int month) {
  const auto first = date_of_parts(year, month, 1);
  if (!first) return std::nullopt;
  for (int day = 31; day >= 28; --day) {
    if (const auto last = date_of_parts(year, month, day))
      return Period{.first = *first, .last = *last};
  }
  return std::nullopt;
}

std::optional<Period> day_period(int year, int month, int day) {
  const auto date = date_of_parts(year, month, day);
  if (!date) return std::nullopt;
  return Period{.first = *date, .last = *date};
}

/// Words of letters, digits and `-`, in lower case.
std::vector<std::string> words_of(std::string_view text) {
  constexpr std::size_t kLookedAt = 200;
  std::vector<std::string> words(1);
  for (const char c : ascii_lower(text.substr(0, kLookedAt))) {
    if (is_ascii_alnum(c) || c == '-' || c == '/') {
      words.back().push_back(c);
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  return words;
}

std::optional<Period> iso_period(const std::string& word) {
  if (const auto day = parse_date(word)) return Period{.first = *day, .last = *day};
  if (word.size() == 7 && word[4] == '-' && is_year(word.substr(0, 4))) {
    const int month = number_of(std::string_view(word).substr(5));
    if (month >= 1 && month <= 12)
      return month_period(number_of(std::string_view(word).substr(0, 4)), month);
  }
  return std::nullopt;
}

}  // namespace

std::optional<Period> read_period(std::string_view text) {
  const std::vector<std::string> words = words_of(text);
  const auto word = [&](std::size_t i) {
    return i < words.size() ? std::string_view(words[i]) : std::string_view();
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i].find('/') != std::string::npos && is_digit(words[i].front())) return std::nullopt;
    if (const auto iso = iso_period(words[i])) return iso;
    if (const int month = month_of(words[i]); month != 0) {
      if (day_of(word(i + 1)) > 0 && is_year(word(i + 2)))
        return day_period(number_of(word(i + 2)), month, day_of(word(i + 1)));
      if (is_year(word(i + 1))) return month_period(number_of(word(i + 1)), month);
    }
    if (const int month = month_of(word(i + 1));
        month != 0 && day_of(words[i]) > 0 && is_year(word(i + 2))) {
      return day_period(number_of(word(i + 2)), month, day_of(words[i]));
    }
    if (is_year(words[i])) {
      const int year = number_of(words[i]);
      const auto first = date_of_parts(year, 1, 1);
      const auto last = date_of_parts(year, 12, 31);
      if (first && last) return Period{.first = *first, .last = *last};
    }
  }
  return std::nullopt;
}

}  // namespace qualm::language
