// Reading `.qualm.yaml`: the policy its keys make, and what its shape alone cannot tell.

#include "documents/policy.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "documents/kind.hpp"
#include "documents/yaml.hpp"
#include "support/calendar.hpp"
#include "support/date.hpp"
#include "support/text.hpp"

namespace qualm::documents {
namespace {

/// The text under `key`; empty when there is none.
std::string text_at(const Value& map, std::string_view key) {
  const Value* value = map.find(key);
  return value != nullptr && value->is_scalar() && !value->is_null() ? value->text()
                                                                     : std::string();
}

std::vector<std::string> texts_of(const Value& value) {
  std::vector<std::string> texts;
  if (value.is_scalar() && !value.is_null()) texts.push_back(value.text());
  for (const Value& item : value.items()) texts.push_back(item.text());
  return texts;
}

std::vector<std::string> texts_at(const Value& map, std::string_view key) {
  const Value* value = map.find(key);
  return value == nullptr ? std::vector<std::string>() : texts_of(*value);
}

const Value kNothing;

const Value& at(const Value& map, std::string_view key) {
  const Value* value = map.find(key);
  return value == nullptr ? kNothing : *value;
}

Person person_of(const Value& map) {
  return {.name = text_at(map, "name"),
          .emails = texts_at(map, "emails"),
          .roles = texts_at(map, "roles"),
          .keys = texts_at(map, "keys"),
          .left = text_at(map, "left"),
          .where = map.where()};
}

RuleSetting setting_of(const Value::Entry& entry) {
  RuleSetting setting{.name = entry.key, .where = entry.where};
  if (entry.value.is_scalar()) {
    setting.off = entry.value.text() == "off";
    setting.severity = parse_severity(entry.value.text());
    return setting;
  }
  setting.severity = parse_severity(text_at(entry.value, "severity"));
  setting.with = at(entry.value, "with");
  return setting;
}

Waiver waiver_of(const Value& map, const std::string& file) {
  return {.rule = text_at(map, "rule"),
          .path = text_at(map, "path"),
          .key = text_at(map, "key"),
          .digest = text_at(map, "digest"),
          .reason = text_at(map, "reason"),
          .owner = text_at(map, "owner"),
          .expires = text_at(map, "expires"),
          .file = file,
          .where = map.where()};
}

/// Days of the week as the table's choices name them; the default where none are given.
Calendar calendar_of(const Value& map) {
  Calendar calendar;
  if (const Value* weekend = map.find("weekend")) {
    const std::vector<std::string> days = texts_of(*weekend);
    for (std::size_t i = 0; i < kWeekdays.size(); ++i)
      calendar.weekend.at(i) = std::find(days.begin(), days.end(), kWeekdays.at(i)) != days.end();
  }
  for (const std::string& holiday : texts_at(map, "holidays")) {
    if (const auto date = parse_date(holiday)) calendar.holidays.push_back(*date);
  }
  std::sort(calendar.holidays.begin(), calendar.holidays.end());
  calendar.holidays.erase(std::unique(calendar.holidays.begin(), calendar.holidays.end()),
                          calendar.holidays.end());
  return calendar;
}

/// The default of a top-level key, as a value.
Value fallback_of(std::string_view name) {
  for (const Key& key : policy_shape().keys) {
    if (key.name != name || key.fallback.empty()) continue;
    if (auto value = parse_yaml(key.fallback, {.file = "default"})) return *std::move(value);
  }
  return {};
}

std::vector<std::string> texts_or_default(const Value& policy, std::string_view name) {
  const Value* value = policy.find(name);
  return texts_of(value == nullptr ? fallback_of(name) : *value);
}

Policy policy_of(Value source, const std::string& file) {
  Policy policy;
  if (const auto level = at(source, "level").as_integer()) policy.level = static_cast<int>(*level);
  for (const Value& person : at(source, "people").items())
    policy.people.push_back(person_of(person));
  for (const Value& system : at(source, "systems").items()) {
    policy.systems.push_back({.path = text_at(system, "path"),
                              .owner = text_at(system, "owner"),
                              .covers = texts_at(system, "covers"),
                              .where = system.where()});
  }
  for (const Value::Entry& entry : at(source, "documents").entries()) {
    policy.documents.emplace_back(entry.key, texts_of(entry.value));
  }
  policy.hugging_face_readmes = at(source, "hugging_face_readmes").as_bool().value_or(false);
  policy.artefacts = texts_or_default(source, "artefacts");
  policy.exclude = texts_or_default(source, "exclude");
  policy.vendors = texts_at(source, "vendors");
  policy.baseline = texts_or_default(source, "baseline").front();
  policy.fail_on = parse_severity(text_at(at(source, "gate"), "fail_on")).value_or(Severity::error);
  policy.slo_actions = texts_at(at(source, "slo"), "actions");
  policy.calendar = calendar_of(at(source, "calendar"));
  for (const Value::Entry& entry : at(source, "rules").entries()) {
    policy.rules.push_back(setting_of(entry));
  }
  for (const Value& waiver : at(source, "waivers").items()) {
    policy.waivers.push_back(waiver_of(waiver, file));
  }
  policy.source = std::move(source);
  policy.file = file;
  return policy;
}

/// `14d`, `36h`, `2w`: a whole number of hours, days or weeks.
bool is_duration(const std::string& text) {
  return text.size() >= 2 && text.size() <= 6 && text.front() != '0' &&
         std::string_view("hdw").find(text.back()) != std::string_view::npos &&
         std::all_of(text.begin(), text.end() - 1, [](char c) { return c >= '0' && c <= '9'; });
}

void check_durations(const Value& policy, std::vector<Mismatch>& wrong) {
  for (const char* key : {"review_within", "accept_at_most"}) {
    const Value& value = at(at(policy, "concerns"), key);
    if (!value.is_scalar() || value.is_null() || is_duration(value.text())) continue;
    wrong.push_back({.where = value.where(),
                     .message = fmt::format("{} should be a number of hours, days or weeks, not "
                                            "\"{}\"",
                                            key, shorten(value.text(), 40)),
                     .hint = "write 36h, 14d or 2w"});
  }
}

/// With a weekend of seven days no clause in business days could ever be broken.
void check_weekend(const Value& policy, std::vector<Mismatch>& wrong) {
  const Value& weekend = at(at(policy, "calendar"), "weekend");
  const std::vector<std::string> days = texts_of(weekend);
  const bool is_all = std::all_of(kWeekdays.begin(), kWeekdays.end(), [&](std::string_view day) {
    return std::find(days.begin(), days.end(), day) != days.end();
  });
  if (!is_all) return;
  wrong.push_back({.where = weekend.where(),
                   .message = "weekend leaves no business day",
                   .hint = "name the days on which nobody is expected to work"});
}

/// `documents:` by kinds that have a file.
void check_kinds(const Value& policy, std::vector<Mismatch>& wrong) {
  std::vector<std::string> known;
  for (const Kind& kind : all_kinds()) {
    if (!kind.paths.empty()) known.emplace_back(kind.id);
  }
  for (const Value::Entry& entry : at(policy, "documents").entries()) {
    if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
    const auto near = nearest(entry.key, known);
    wrong.push_back(
        {.where = entry.where,
         .message = fmt::format("documents: there is no kind \"{}\"", shorten(entry.key, 60)),
         .hint =
             near ? fmt::format("did you mean \"{}\"?", *near) : "known: " + join_words(known)});
  }
}

/// A folder of the repository, in the one spelling that paths of the tree have.
bool is_folder(const std::string& path) {
  if (path.empty() || path.front() == '/' || path.find('\\') != std::string::npos) return false;
  const auto parts = split(path, '/');
  return std::find(parts.begin(), parts.end(), "..") == parts.end() &&
         (path == "." || path == "./" || std::find(parts.begin(), parts.end(), ".") == parts.end());
}

void check_systems(const Value& policy, std::vector<Mismatch>& wrong) {
  for (const Value& system : at(policy, "systems").items()) {
    const Value& path = at(system, "path");
    if (!path.is_scalar() || path.is_null() || is_folder(path.text())) continue;
    wrong.push_back(
        {.where = path.where(),
         .message = fmt::format("path should be a folder of this repository, not \"{}\"",
                                shorten(path.text(), 60)),
         .hint = "write it from the root, as in models/claims-triage; the root is \".\""});
  }
}

/// An address is how commits and events find their person: it cannot belong to two.
void check_addresses(const Value& policy, std::vector<Mismatch>& wrong) {
  std::map<std::string, std::string> owners;
  for (const Value& person : at(policy, "people").items()) {
    for (const Value& email : at(person, "emails").items()) {
      const auto [owner, is_new] =
          owners.emplace(ascii_lower(email.text()), text_at(person, "name"));
      if (is_new) continue;
      wrong.push_back(
          {.where = email.where(),
           .message = fmt::format("the address {} is also that of {}", shorten(email.text(), 60),
                                  shorten(owner->second, 60)),
           .hint = "give each person addresses of their own"});
    }
  }
}

/// Tools that read YAML 1.1 write `off` back as `false`; people write `no`.
void hint_at_off(const Value& policy, std::vector<Mismatch>& wrong) {
  constexpr std::array<std::string_view, 6> kMeantOff = {"false",    "no",      "off",
                                                         "disabled", "disable", "none"};
  for (const Value::Entry& entry : at(policy, "rules").entries()) {
    if (!entry.value.is_scalar()) continue;
    const std::string word = ascii_lower(entry.value.text());
    if (std::find(kMeantOff.begin(), kMeantOff.end(), word) == kMeantOff.end()) continue;
    for (Mismatch& one : wrong) {
      if (one.where == entry.value.where()) one.hint = "did you mean \"off\"?";
    }
  }
}

/// What the shape alone cannot tell, in the order of the file.
std::vector<Mismatch> departures(const Value& policy) {
  std::vector<Mismatch> wrong = mismatches(policy, policy_shape());
  hint_at_off(policy, wrong);
  check_durations(policy, wrong);
  check_weekend(policy, wrong);
  check_kinds(policy, wrong);
  check_systems(policy, wrong);
  check_addresses(policy, wrong);
  std::stable_sort(wrong.begin(), wrong.end(),
                   [](const Mismatch& a, const Mismatch& b) { return a.where < b.where; });
  return wrong;
}

/// A value on one line, as YAML flow.
std::string flow(const Value& value) {
  if (value.is_scalar()) return value.quoted() ? fmt::format("\"{}\"", value.text()) : value.text();
  std::string text;
  for (const Value& item : value.items()) text += (text.empty() ? "" : ", ") + flow(item);
  for (const Value::Entry& entry : value.entries()) {
    text += fmt::format("{}{}: {}", text.empty() ? "" : ", ", entry.key, flow(entry.value));
  }
  return value.is_list() ? "[" + text + "]" : "{" + text + "}";
}

void add_lines(const Policy& policy, const Value& map, std::span<const Key> keys,
               const std::string& prefix, std::vector<ConfigLine>& lines) {
  for (const Key& key : keys) {
    const std::string name = prefix + std::string(key.name);
    const Value* value = map.find(key.name);
    if (key.shape->type == ShapeType::map) {
      add_lines(policy, value == nullptr ? kNothing : *value, key.shape->keys, name + ".", lines);
    } else if (value != nullptr) {
      lines.push_back({.key = name,
                       .value = flow(*value),
                       .origin = fmt::format("{}:{}:{}", policy.file, value->where().line,
                                             value->where().column)});
    } else {
      lines.push_back({.key = name, .value = std::string(key.fallback), .origin = "default"});
    }
  }
}

}  // namespace

Policy default_policy() { return policy_of(Value::map(), ""); }

Result<Policy> read_policy(std::string_view text, const std::string& file) {
  QUALM_TRY(check_encoding(text, file));
  QUALM_ASSIGN(Value source, parse_yaml(text, {.file = file}));
  if (source.is_null()) source = Value::map({.line = 1, .column = 1});
  const std::vector<Mismatch> wrong = departures(source);
  if (!wrong.empty()) {
    Error error{.code = ErrorCode::invalid,
                .message = wrong.front().message,
                .where = Location{file, wrong.front().where},
                .hint = wrong.front().hint};
    for (std::size_t i = 1; i < wrong.size(); ++i) {
      error.context.push_back(fmt::format("also {}:{}:{}: {}", file, wrong[i].where.line,
                                          wrong[i].where.column, wrong[i].message));
    }
    return fail(std::move(error));
  }
  return policy_of(std::move(source), file);
}

Value value_or_default(const Policy& policy, std::initializer_list<std::string_view> path) {
  const Value* stated = &policy.source;
  std::span<const Key> keys = policy_shape().keys;
  const Key* key = nullptr;
  for (const std::string_view name : path) {
    stated = stated == nullptr ? nullptr : stated->find(name);
    const auto found =
        std::find_if(keys.begin(), keys.end(), [&](const Key& one) { return one.name == name; });
    if (found == keys.end()) return {};
    key = &*found;
    keys = key->shape->keys;
  }
  if (stated != nullptr && !stated->is_null()) return *stated;
  if (key == nullptr || key->fallback.empty()) return {};
  auto value = parse_yaml(key->fallback, {.file = "default"});
  return value ? *std::move(value) : Value();
}

std::vector<ConfigLine> config_lines(const Policy& policy) {
  std::vector<ConfigLine> lines;
  add_lines(policy, policy.source, policy_shape().keys, "", lines);
  return lines;
}

}  // namespace qualm::documents
