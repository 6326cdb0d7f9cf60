// Measured values of safety SLOs, held against what their policy asks for.

#include "engine/slo_results.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "documents/foreign_format.hpp"
#include "documents/selection.hpp"
#include "language/quantity.hpp"
#include "language/slo_name.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

using language::Quantity;
using language::Scale;
using language::Target;
using language::Unit;
using language::Window;

constexpr std::int64_t kSecondsPerMinute = 60;
constexpr std::int64_t kSecondsPerDay = 86400;
constexpr std::int64_t kClockSkew =
    5 * kSecondsPerMinute;  // between two clocks that are both right
constexpr std::size_t kShown = 60;

std::string text_at(const Value& map, std::string_view key) {
  const Value* value = map.find(key);
  return value == nullptr || value->is_null() ? std::string() : collapse_space(value->text());
}

tl::unexpected<Error> refuse(ErrorCode code, const documents::Document& document, SourcePos where,
                             std::string message, std::string hint) {
  if (where.line < 1) where = {.line = 1, .column = 1};
  return fail(Error{.code = code,
                    .message = std::move(message),
                    .where = Location{document.path, where},
                    .hint = std::move(hint)});
}

/// The list under `key`; an error where it is none, and nothing where there is no such key.
Result<std::optional<std::vector<Value>>> list_under(const documents::Document& document,
                                                     std::string_view key) {
  if (document.unreadable) return fail(*document.unreadable);
  const Value& data = document.data;
  const Value* list = data.find(key);
  if (list == nullptr || list->is_null()) {
    if (data.is_map() || data.is_null()) return std::optional<std::vector<Value>>();
    return refuse(ErrorCode::invalid, document, data.where(),
                  fmt::format("the file is {}, not a map with `{}:`", data.kind_name(), key),
                  fmt::format("put the list under `{}:`", key));
  }
  if (!list->is_list())
    return refuse(ErrorCode::invalid, document, list->where(),
                  fmt::format("{} should be a list, not {}", key, list->kind_name()),
                  "begin each item with \"- name:\"");
  return std::optional(list->items());
}

/// A time as the first and the last second it may mean, counted from 1970.
struct Span {
  std::int64_t first = 0;
  std::int64_t last = 0;
};

Span span_of(const Instant& instant) {
  const std::int64_t midnight = days_between(Date{}, instant.date) * kSecondsPerDay;
  if (!instant.second) return {.first = midnight, .last = midnight + kSecondsPerDay};
  const std::int64_t second =
      midnight + *instant.second - instant.utc_offset.value_or(0) * kSecondsPerMinute;
  return {.first = second, .last = second};
}

std::string age_in_words(std::int64_t seconds) {
  constexpr std::int64_t kHour = 60 * kSecondsPerMinute;
  const auto words = [](std::int64_t count, std::string_view noun) {
    return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
  };
  if (seconds < 2 * kHour) return words(seconds / kSecondsPerMinute, "minute");
  if (seconds < 2 * kSecondsPerDay) return words(seconds / kHour, "hour");
  return words(seconds / kSecondsPerDay, "day");
}

/// The unit called `text`, as a quantity of one; words that say there is none have none.
std::optional<Quantity> unit_called(std::string_view text) {
  constexpr auto kNone = std::to_array<std::string_view>(
      {"", "-", "none", "n/a", "ratio", "number", "count", "fraction"});
  const std::string lower = ascii_lower(trim(text));
  if (std::find(kNone.begin(), kNone.end(), lower) != kNone.end()) return Quantity{};
  return language::read_quantity("1 " + lower);
}

/// `1e-05`, as programs write small numbers.
std::optional<Quantity> read_scientific(std::string_view text) {
  const std::size_t e = text.find_first_of("eE");
  if (e == std::string_view::npos) return std::nullopt;
  const auto number = Decimal::parse(text.substr(0, e));
  std::string_view exponent = text.substr(e + 1);
  if (exponent.starts_with('+')) exponent.remove_prefix(1);
  const auto places = Decimal::parse(exponent);
  const auto whole = places ? places->whole() : std::nullopt;
  if (!number || !whole || *whole < -Decimal::kMostPlaces || *whole > Decimal::kMostPlaces)
    return std::nullopt;
  const auto value = number->shifted(static_cast<int>(*whole));
  if (!value) return std::nullopt;
  return Quantity{.number = *value, .unit = Unit::none, .word = {}};
}

std::optional<Quantity> read_value(const std::string& text) {
  if (auto quantity = language::read_quantity(text)) return quantity;
  return read_scientific(trim(text));
}

/// Why a value cannot be what its SLO measures; empty when it can.
std::string impossible_value(const Quantity& value, Scale scale) {
  if (scale == Scale::unknown || scale == Scale::unbounded) return {};
  const bool negative = value.number.is_negative();
  if (scale == Scale::count) return negative ? "a count is never below zero" : "";
  const bool percent = value.unit == Unit::percent;
  if (value.unit != Unit::none && !percent) return {};
  const auto most = Decimal::of(percent ? 100 : 1).value_or(Decimal());
  if (!negative && value.number <= most) return {};
  return percent ? "a share lies between 0 % and 100 %" : "a ratio lies between 0 and 1";
}

std::string_view flaw_in_words(language::Flaw flaw) {
  switch (flaw) {
    case language::Flaw::vacuous:
      return "holds whatever is measured";
    case language::Flaw::impossible:
      return "can never hold";
    case language::Flaw::percent_for_ratio:
      break;
  }
  return "asks a ratio for more than 1";
}

/// One SLO on its way to a verdict.
class Judgement {
 public:
  Judgement(const Slo& slo, std::span<const Measured> results, const Instant& now,
            const std::optional<Window>& max_age)
      : results_(results), now_(span_of(now)), max_age_(max_age) {
    verdict_.slo = slo;
  }

  [[nodiscard]] SloVerdict take() {
    if (read_target() && find_latest() && read_quantity()) compare();
    return std::move(verdict_);
  }

 private:
  bool end(SloState state, std::string reason, std::string hint = {}) {
    verdict_.state = state;
    verdict_.reason = std::move(reason);
    verdict_.hint = std::move(hint);
    return false;
  }
  bool leave(std::string reason, std::string hint = {}) {
    return end(SloState::not_judged, std::move(reason), std::move(hint));
  }

  bool read_target() {
    const Slo& slo = verdict_.slo;
    if (slo.name.empty()) return leave("it has no name", "name it");
    if (slo.target.empty()) return leave("it has no target", "write one, as in \">= 0.90\"");
    auto target = language::read_target(slo.target);
    if (!target) return leave(target.error().message, target.error().hint);
    target_ = *std::move(target);
    scale_ = language::scale_of(slo.name);
    target_.quantity = in_unit(target_.quantity, {slo.unit});
    if (scale_ == Scale::percent) target_.quantity = in_unit(target_.quantity, {"percent"});
    if (const auto flaw = language::flaw_of(target_, scale_))
      return leave(fmt::format("\"{}\" {}", slo.target, flaw_in_words(*flaw)),
                   "`qualm check` says what is wrong with it");
    return true;
  }

  /// The latest of several values; where that cannot be told, none of them.
  bool find_latest() {
    struct Dated {
      const Measured* measured;
      std::int64_t second;
    };
    std::vector<Dated> own;
    const Measured* undated = nullptr;
    for (const Measured& one : results_) {
      if (one.name != verdict_.slo.name) continue;
      const auto when = parse_instant(trim(one.measured_at));
      if (!when) undated = &one;
      own.push_back({&one, when ? span_of(*when).last : 0});
    }
    if (own.empty()) return end(SloState::missing, "no value was measured");
    if (own.size() > 1 && undated != nullptr)
      return leave(fmt::format(R"(it has {} values, and measured_at of one is "{}")", own.size(),
                               shorten(undated->measured_at, kShown)),
                   "write each time as in 2026-11-20T09:00Z, or keep one value");
    const Dated& latest = *std::max_element(
        own.begin(), own.end(), [](const Dated& a, const Dated& b) { return a.second < b.second; });
    const auto rival = std::find_if(own.begin(), own.end(), [&](const Dated& one) {
      return one.second == latest.second && one.measured->value != latest.measured->value;
    });
    if (rival != own.end())
      return leave(fmt::format(R"(it has two values of {}, "{}" and "{}")",
                               shorten(latest.measured->measured_at, kShown),
                               shorten(latest.measured->value, kShown),
                               shorten(rival->measured->value, kShown)),
                   "keep one of them");
    verdict_.measured = *latest.measured;
    return true;
  }

  bool read_quantity() {
    const Measured& measured = *verdict_.measured;
    if (measured.value.empty()) return end(SloState::missing, "its value is empty");
    const auto value = read_value(measured.value);
    if (!value)
      return leave(fmt::format("\"{}\" is no number with or without a unit",
                               shorten(measured.value, kShown)),
                   "write what was measured, as in 0.93, 180 ms or 12 %");
    for (const std::string& unit : {measured.unit, verdict_.slo.unit}) {
      if (!unit_called(unit))
        return leave(fmt::format("\"{}\" is no unit", shorten(unit, kShown)),
                     "write a word such as ms, percent or claims");
    }
    value_ = in_unit(*value, {measured.unit, verdict_.slo.unit});
    if (scale_ == Scale::percent) value_ = in_unit(value_, {"percent"});
    const std::string problem = impossible_value(value_, scale_);
    if (!problem.empty())
      return leave(
          fmt::format("\"{}\" cannot be right: {}", shorten(measured.value, kShown), problem),
          "write a ratio as in 0.93, or a share with its sign as in 93 %");
    return true;
  }

  void compare() {
    const auto holds = language::holds(target_, value_);
    if (!holds) {
      leave(fmt::format(R"("{}" cannot be compared with "{}")",
                        shorten(verdict_.measured->value, kShown),
                        shorten(verdict_.slo.target, kShown)),
            fmt::format("give the value as {}",
                        language::name_of(target_.quantity.unit, target_.quantity.word)));
      return;
    }
    const bool fresh = judge_age();
    if (*holds) {
      if (fresh) verdict_.state = SloState::met;
      return;
    }
    end(SloState::breached, verdict_.late ? verdict_.reason : std::string());
  }

  /// Whether the value is young enough; the verdict otherwise, as if the target were met.
  bool judge_age() {
    const std::string& text = verdict_.measured->measured_at;
    const auto when = parse_instant(trim(text));
    if (!when)
      return leave(text.empty() ? std::string("nobody knows when it was measured")
                                : fmt::format("measured_at \"{}\" is no date or time",
                                              shorten(text, kShown)),
                   "write it as in 2026-11-20T09:00Z, or the day alone");
    const Span measured = span_of(*when);
    if (measured.first - now_.last > kClockSkew)
      return leave(fmt::format("measured_at \"{}\" is still to come", shorten(text, kShown)),
                   "mend the time, or the clock");
    const std::int64_t age = std::max<std::int64_t>(0, now_.first - measured.last);
    const auto limit = limit_of_age();
    if (!limit) return false;
    if (age <= limit->first * kSecondsPerMinute) return true;
    verdict_.late = true;
    return end(SloState::stale, fmt::format("{} old, {}", age_in_words(age), limit->second));
  }

  /// How many minutes old the value may be, and why, in words.
  std::optional<std::pair<std::int64_t, std::string>> limit_of_age() {
    if (max_age_)
      return std::pair<std::int64_t, std::string>(
          max_age_->minutes, "more than the " + to_string(*max_age_) + " of --max-age");
    const auto window = language::read_window(verdict_.slo.window);
    if (!window) {
      const bool none = verdict_.slo.window.empty();
      leave(none ? std::string("it has no window") : window.error().message,
            none ? std::string("write one, as in 7d") : window.error().hint);
      return std::nullopt;
    }
    if (!window->rolling)
      return std::pair<std::int64_t, std::string>(window->minutes,
                                                  "more than its window of " + verdict_.slo.window);
    return std::pair<std::int64_t, std::string>(
        kRollingMinutes,
        "more than the " + to_string(Window{.minutes = kRollingMinutes}) + " of a rolling one");
  }

  std::span<const Measured> results_;
  Span now_;
  const std::optional<Window>& max_age_;
  SloVerdict verdict_;
  Target target_;
  Scale scale_ = Scale::unknown;
  Quantity value_;
};

}  // namespace

Quantity in_unit(Quantity quantity, std::initializer_list<std::string_view> units) {
  for (const std::string_view text : units) {
    if (quantity.unit != Unit::none || trim(text).empty()) continue;
    const auto unit = unit_called(text);
    if (!unit) continue;
    quantity.unit = unit->unit;
    quantity.word = unit->word;
    break;
  }
  return quantity;
}

Result<SloPolicy> read_slo_policy(const documents::Document& document) {
  if (document.unreadable) return fail(*document.unreadable);
  const auto format = documents::foreign_format(*document.kind, document.data);
  if (!format.empty())
    return refuse(ErrorCode::unsupported, document, {},
                  fmt::format("this is a file for {}, not a policy of safety SLOs", format),
                  "write what must hold for safety into safety-slos.yaml");
  SloPolicy policy;
  if (const auto reason = documents::reason_for_none(text_at(document.data, "service"))) {
    policy.no_service = true;
    policy.reason = reason->empty() ? text_at(document.data, "service_reason") : *reason;
  }
  QUALM_ASSIGN(const auto items, list_under(document, "slos"));
  if ((!items || items->empty()) && !policy.no_service)
    return refuse(ErrorCode::invalid, document, {}, "no SLO stands under `slos:`",
                  "list what must hold, or write `service: none` and why");
  if (!items) return policy;
  for (const Value& item : *items) {
    policy.slos.push_back({.name = text_at(item, "name"),
                           .target = text_at(item, "target"),
                           .window = text_at(item, "window"),
                           .action = text_at(item, "action_on_breach"),
                           .source = text_at(item, "source"),
                           .unit = text_at(item, "unit"),
                           .where = item.where()});
  }
  return policy;
}

Result<std::vector<Measured>> read_measured(const documents::Document& document) {
  QUALM_ASSIGN(const auto items, list_under(document, "results"));
  std::vector<Measured> results;
  if (!items) return results;
  for (const Value& item : *items) {
    results.push_back({.name = text_at(item, "name"),
                       .value = text_at(item, "value"),
                       .unit = text_at(item, "unit"),
                       .measured_at = text_at(item, "measured_at"),
                       .source = text_at(item, "source"),
                       .file = document.path,
                       .where = item.where()});
  }
  return results;
}

std::string_view to_string(SloState state) {
  constexpr std::array<std::string_view, 5> kNames = {"met", "breached", "missing", "stale",
                                                      "not judged"};
  return kNames.at(static_cast<std::size_t>(state));
}

std::vector<SloVerdict> hold(std::span<const Slo> slos, std::span<const Measured> results,
                             const Instant& now, const std::optional<Window>& max_age) {
  std::vector<SloVerdict> verdicts;
  verdicts.reserve(slos.size());
  for (const Slo& slo : slos) verdicts.push_back(Judgement(slo, results, now, max_age).take());
  return verdicts;
}

std::vector<UnknownResult> unknown_results(std::span<const Measured> results,
                                           const std::vector<std::string>& known) {
  constexpr std::size_t kSuggested = 50;  // each takes a look at every name there is
  std::vector<UnknownResult> unknown;
  for (const Measured& one : results) {
    if (std::find(known.begin(), known.end(), one.name) != known.end()) continue;
    const bool suggest = unknown.size() < kSuggested;
    unknown.push_back(
        {.result = one, .nearest = suggest ? nearest(one.name, known).value_or("") : ""});
  }
  return unknown;
}

}  // namespace qualm::engine
