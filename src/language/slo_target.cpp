// Reading the targets of safety SLOs, and saying what is wrong with those that are none.

#include "language/slo_target.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include <fmt/format.h>

#include "language/ascii.hpp"
#include "support/text.hpp"

namespace qualm::language {
namespace {

constexpr std::size_t kMostBytes = 200;  // of a target that is worth reading

struct Sign {
  std::string_view text;
  Comparator comparator;
};
constexpr std::array<Sign, 7> kSigns = {{{">=", Comparator::at_least},
                                         {"<=", Comparator::at_most},
                                         {"==", Comparator::equal},
                                         {"\u2265", Comparator::at_least},
                                         {"\u2264", Comparator::at_most},
                                         {">", Comparator::above},
                                         {"<", Comparator::below}}};

/// Comparators in words; where one begins with another, the longer stands first.
constexpr auto kWords = std::to_array<Sign>({{"greater than or equal to", Comparator::at_least},
                                             {"more than or equal to", Comparator::at_least},
                                             {"less than or equal to", Comparator::at_most},
                                             {"at least", Comparator::at_least},
                                             {"no less than", Comparator::at_least},
                                             {"not less than", Comparator::at_least},
                                             {"no fewer than", Comparator::at_least},
                                             {"no lower than", Comparator::at_least},
                                             {"not below", Comparator::at_least},
                                             {"a minimum of", Comparator::at_least},
                                             {"minimum of", Comparator::at_least},
                                             {"minimum", Comparator::at_least},
                                             {"min", Comparator::at_least},
                                             {"at most", Comparator::at_most},
                                             {"no more than", Comparator::at_most},
                                             {"not more than", Comparator::at_most},
                                             {"no higher than", Comparator::at_most},
                                             {"not above", Comparator::at_most},
                                             {"up to", Comparator::at_most},
                                             {"within", Comparator::at_most},
                                             {"a maximum of", Comparator::at_most},
                                             {"maximum of", Comparator::at_most},
                                             {"maximum", Comparator::at_most},
                                             {"max", Comparator::at_most},
                                             {"more than", Comparator::above},
                                             {"greater than", Comparator::above},
                                             {"higher than", Comparator::above},
                                             {"above", Comparator::above},
                                             {"over", Comparator::above},
                                             {"less than", Comparator::below},
                                             {"fewer than", Comparator::below},
                                             {"lower than", Comparator::below},
                                             {"below", Comparator::below},
                                             {"under", Comparator::below},
                                             {"exactly", Comparator::equal},
                                             {"equal to", Comparator::equal},
                                             {"equals", Comparator::equal}});
constexpr auto kEndings = std::to_array<Sign>({{" or more", Comparator::at_least},
                                               {" or longer", Comparator::at_least},
                                               {" or higher", Comparator::at_least},
                                               {" minimum", Comparator::at_least},
                                               {" or less", Comparator::at_most},
                                               {" or fewer", Comparator::at_most},
                                               {" or lower", Comparator::at_most},
                                               {" or shorter", Comparator::at_most},
                                               {" or faster", Comparator::at_most},
                                               {" maximum", Comparator::at_most}});
constexpr auto kAbout = std::to_array<std::string_view>(
    {"approximately", "approx.", "approx", "about", "around", "circa", "ca.", "~", "\u2248"});

/// Words of a target that moves with something else.
constexpr auto kRelative = std::to_array<std::string_view>(
    {"better",      "worse",   "than",     "baseline", "previous", "last",   "relative",
     "improvement", "improve", "increase", "decrease", "drop",     "higher", "lower",
     "change",      "delta",   "current",  "today",    "x",        "fold"});

/// Takes `word` off the front of `text`, with the space behind it. `lower` is `text` in lower case.
bool take_word(std::string_view& text, std::string_view& lower, std::string_view word) {
  if (!lower.starts_with(word)) return false;
  std::string_view rest = lower.substr(word.size());
  if (is_ascii_letter(word.back()) && (rest.empty() || is_ascii_letter(rest.front()))) return false;
  text = trim(text.substr(word.size()));
  lower = trim(rest);
  return true;
}

std::optional<Comparator> take_sign(std::string_view& text) {
  const auto sign = std::find_if(kSigns.begin(), kSigns.end(),
                                 [&](const Sign& one) { return text.starts_with(one.text); });
  if (sign == kSigns.end()) return std::nullopt;
  text = trim(text.substr(sign->text.size()));
  return sign->comparator;
}

bool is_relative(std::string_view text) {
  const std::size_t plus = text.find('+');
  if (plus != std::string_view::npos && plus + 1 < text.size() && is_digit(text[plus + 1]))
    return true;
  if (text.starts_with('-') && text.find('%') != std::string_view::npos) return true;
  std::string lower = ascii_lower(text);
  std::replace_if(
      lower.begin(), lower.end(), [](char c) { return !is_ascii_letter(c); }, ' ');
  const auto words = split(lower, ' ');
  return std::any_of(words.begin(), words.end(), [](std::string_view word) {
    return std::find(kRelative.begin(), kRelative.end(), word) != kRelative.end();
  });
}

tl::unexpected<Error> refuse(std::string message, std::string hint) {
  return fail(ErrorCode::invalid, std::move(message), std::move(hint));
}

std::string quoted(std::string_view text) { return fmt::format("\"{}\"", shorten(text, 40)); }

/// The number and unit of a text with words around them, as they stand there.
std::string_view figure_in(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_of("-0123456789"), text.size()));
  const std::string lower = ascii_lower(text);
  for (const Sign& ending : kEndings) {
    if (std::string_view(lower).substr(0, text.size()).ends_with(ending.text))
      text.remove_suffix(ending.text.size());
  }
  return trim(text);
}

/// What is wrong with a text that has no comparator in symbols.
tl::unexpected<Error> refuse_without_sign(const std::string& text) {
  if (ascii_lower(text) == "zero") return refuse("\"zero\" is no number", "write \"== 0\"");
  const auto figure = read_figure(text);
  const std::string_view number = figure_in(text);
  if (figure && figure->comparator && !is_relative(number))
    return refuse(fmt::format("{} has words for a comparator", quoted(text)),
                  fmt::format("write \"{} {}\"", to_string(*figure->comparator), number));
  if (text.find_first_of("0123456789") != std::string::npos && is_relative(text))
    return refuse(fmt::format("{} moves with something else", quoted(text)),
                  "write the absolute figure, as in \">= 0.90\"");
  if (const auto quantity = read_quantity(text))
    return refuse(fmt::format("{} has no comparator", shorten(text, 40)),
                  quantity->number.is_zero() ? fmt::format("write \"== {}\"", text)
                                             : fmt::format(R"(write ">= {0}" or "<= {0}")", text));
  return refuse(fmt::format("{} is no target", quoted(text)),
                "write a comparator and a number, as in \">= 0.90\"");
}

/// What is wrong with the signs in front of `text`: `=>`, `=`, `!=`, `> =`.
std::optional<Error> wrong_sign(std::string_view text) {
  struct Slip {
    std::string_view text;
    std::string_view meant;
  };
  constexpr auto kSlips = std::to_array<Slip>({{"===", "=="},
                                               {">==", ">="},
                                               {"<==", "<="},
                                               {"=>", ">="},
                                               {"=<", "<="},
                                               {"> =", ">="},
                                               {"< =", "<="},
                                               {"= =", "=="},
                                               {">>", ">"},
                                               {"<<", "<"},
                                               {"!=", ""},
                                               {"<>", ""},
                                               {"\u2260", ""},
                                               {"=", "=="}});
  if (text.starts_with("==") && !text.starts_with("===")) return std::nullopt;
  const auto slip = std::find_if(kSlips.begin(), kSlips.end(),
                                 [&](const Slip& one) { return text.starts_with(one.text); });
  if (slip == kSlips.end()) return std::nullopt;
  const std::string_view number = trim(text.substr(slip->text.size()));
  const bool is_clear = !slip->meant.empty() && !is_relative(number) && read_quantity(number);
  return Error{.code = ErrorCode::invalid,
               .message = fmt::format("{} has \"{}\" for a comparator", quoted(text), slip->text),
               .hint = is_clear ? fmt::format("write \"{} {}\"", slip->meant, number)
                                : "write >=, >, <=, < or == and a number"};
}

/// What is wrong with `rest`, which stands behind the comparator of `text`.
tl::unexpected<Error> refuse_number(const std::string& text, std::string_view rest) {
  if (rest.empty())
    return refuse(fmt::format("{} has no number", quoted(text)),
                  "write one behind it, as in \">= 0.90\"");
  if (rest.find_first_of("<>=") != std::string_view::npos ||
      rest.find("\u2264") != std::string_view::npos ||
      rest.find("\u2265") != std::string_view::npos)
    return refuse(fmt::format("{} holds more than one condition", quoted(text)),
                  "give each an SLO of its own");
  if (is_relative(rest))
    return refuse(fmt::format("{} moves with something else", quoted(text)),
                  "write the absolute figure, as in \">= 0.90\"");
  if (rest.find_first_of("0123456789") == std::string_view::npos)
    return refuse(fmt::format("{} has no number", quoted(text)), "write one, as in \">= 0.90\"");
  if (rest.starts_with('.') && read_quantity("0" + std::string(rest)))
    return refuse(fmt::format("{} has no digit before its point", quoted(text)),
                  fmt::format("write \"{}0{}\"",
                              std::string_view(text).substr(0, text.size() - rest.size()), rest));
  return refuse(fmt::format("{} is no comparator, number and unit", quoted(text)),
                "write only these, the number with a point for its decimals, as in \">= 0.90\"");
}

}  // namespace

std::string_view to_string(Comparator comparator) {
  switch (comparator) {
    case Comparator::at_least:
      return ">=";
    case Comparator::above:
      return ">";
    case Comparator::at_most:
      return "<=";
    case Comparator::below:
      return "<";
    case Comparator::equal:
      break;
  }
  return "==";
}

std::optional<Figure> read_figure(std::string_view text) {
  if (text.size() > kMostBytes) return std::nullopt;
  const std::string plain = plain_spaces(text);
  const std::string lowered = ascii_lower(plain);
  std::string_view rest = plain;
  std::string_view lower = lowered;
  Figure figure;
  figure.comparator = take_sign(rest);
  if (figure.comparator) lower = lower.substr(lower.size() - rest.size());
  for (const Sign& word : kWords) {
    if (figure.comparator || !take_word(rest, lower, word.text)) continue;
    figure.comparator = word.comparator;
  }
  for (const std::string_view word : kAbout) {
    if (take_word(rest, lower, word)) break;
  }
  for (const Sign& ending : kEndings) {
    if (figure.comparator || !lower.ends_with(ending.text)) continue;
    figure.comparator = ending.comparator;
    rest.remove_suffix(ending.text.size());
  }
  const auto quantity = read_quantity(rest);
  if (!quantity) return std::nullopt;
  figure.quantity = *quantity;
  return figure;
}

std::optional<Target> target_in(std::string_view text) {
  if (text.size() > kMostBytes) return std::nullopt;
  const std::string plain = plain_spaces(text);
  if (wrong_sign(plain)) return std::nullopt;
  std::string_view rest = plain;
  const auto comparator = take_sign(rest);
  const auto quantity = comparator ? read_quantity(rest) : std::nullopt;
  if (!quantity || is_relative(rest)) return std::nullopt;
  return Target{.comparator = *comparator, .quantity = *quantity};
}

Result<Target> read_target(std::string_view text) {
  if (auto target = target_in(text)) return *std::move(target);
  if (text.size() > kMostBytes)
    return refuse(fmt::format("{} is no target", quoted(text)),
                  "write a comparator and a number, as in \">= 0.90\"");
  const std::string plain = plain_spaces(text);
  if (const auto slip = wrong_sign(plain)) return fail(*slip);
  std::string_view rest = plain;
  return take_sign(rest) ? refuse_number(plain, rest) : refuse_without_sign(plain);
}

}  // namespace qualm::language
