// An SLO as a comparison sees it.

#include "engine/slo_diff_read.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "checks/shared/fold.hpp"
#include "documents/foreign_format.hpp"
#include "documents/selection.hpp"
#include "engine/slo_results.hpp"
#include "language/quantity.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

using language::Target;
using language::Unit;
using language::Window;

constexpr std::size_t kMostWords = 100;  // of an objective that are compared

tl::unexpected<Error> refuse(const documents::Document& document, SourcePos where,
                             std::string message, std::string hint) {
  if (where.line < 1) where = {.line = 1, .column = 1};
  return fail(Error{.code = ErrorCode::invalid,
                    .message = std::move(message),
                    .where = Location{document.path, where},
                    .hint = std::move(hint),
                    .context = {}});
}

/// A value on one line: a list as `[a, b]`, a map as `{a: b}`. Values are of bounded depth.
void flatten(const Value& value, std::string& out) {
  const char* separator = "";
  if (value.is_scalar()) {
    out += value.is_null() ? std::string() : collapse_space(value.text());
  } else if (value.is_list()) {
    out += '[';
    for (const Value& item : value.items()) {
      out += separator;
      flatten(item, out);
      separator = ", ";
    }
    out += ']';
  } else {
    out += '{';
    for (const Value::Entry& entry : value.entries()) {
      out += separator + collapse_space(entry.key) + ": ";
      flatten(entry.value, out);
      separator = ", ";
    }
    out += '}';
  }
}

std::vector<SloKey> keys_of(const Value& map, std::string_view but_for) {
  std::vector<SloKey> keys;
  for (const Value::Entry& entry : map.entries()) {
    if (entry.key == but_for) continue;
    std::string text;
    flatten(entry.value, text);
    if (text.empty()) continue;
    keys.push_back({.key = entry.key, .text = std::move(text), .where = entry.value.where()});
  }
  return keys;
}

const SloKey* find_key(const std::vector<SloKey>& keys, std::string_view key) {
  const auto found =
      std::find_if(keys.begin(), keys.end(), [&](const SloKey& one) { return one.key == key; });
  return found == keys.end() ? nullptr : &*found;
}

std::string text_of(const SloRecord& slo, std::string_view key) {
  const SloKey* found = slo.find(key);
  return found == nullptr ? std::string() : found->text;
}

/// A target in words that mean the same as the symbols: "at least 0.90".
std::optional<Target> target_in_words(const std::string& text) {
  const auto figure = language::read_figure(text);
  if (!figure || !figure->comparator || figure->quantity.unit == Unit::other) return std::nullopt;
  if (text.find('+') != std::string::npos || figure->quantity.number.is_negative())
    return std::nullopt;
  return Target{.comparator = *figure->comparator, .quantity = figure->quantity};
}

SloReading<Target> read_target_of(const SloRecord& slo) {
  SloReading<Target> reading{.text = text_of(slo, "target"), .value = {}, .problem = {}};
  if (reading.text.empty()) return reading;
  auto target = language::read_target(reading.text);
  if (target) {
    reading.value = *std::move(target);
  } else {
    reading.value = target_in_words(reading.text);
  }
  if (!reading.value) {
    reading.problem = target.error().message;
    return reading;
  }
  if (reading.value->quantity.unit != Unit::none) return reading;
  const std::string unit = text_of(slo, "unit");
  reading.value->quantity = in_unit(reading.value->quantity, {unit});
  if (reading.value->quantity.unit != Unit::none) reading.text += " " + unit;
  return reading;
}

SloReading<Window> read_window_of(const SloRecord& slo) {
  SloReading<Window> reading{.text = text_of(slo, "window"), .value = {}, .problem = {}};
  if (reading.text.empty()) return reading;
  if (const auto window = language::read_window(reading.text)) {
    reading.value = *window;
    return reading;
  }
  reading.problem = fmt::format("\"{}\" is no window", shorten(reading.text, 40));
  // "7 days" says what is meant, though a policy has to write it as 7d.
  const auto quantity = language::read_quantity(reading.text);
  if (!quantity || language::dimension_of(quantity->unit) != language::Dimension::time)
    return reading;
  const auto extent = language::in_base(*quantity);
  const auto seconds =
      extent && extent->least == extent->most ? extent->least.whole() : std::nullopt;
  if (!seconds || *seconds <= 0 || *seconds % 60 != 0) return reading;
  const auto window = language::read_window(fmt::format("{}m", *seconds / 60));
  if (!window) return reading;
  reading.value = *window;
  reading.problem.clear();
  return reading;
}

std::vector<std::string> sorted(std::vector<std::string> words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

/// The words that say what is measured: without "7d".
std::vector<std::string> telling_words(const std::string& name) {
  std::vector<std::string> words = language::name_words(name);
  words.erase(std::remove_if(
                  words.begin(), words.end(),
                  [](const std::string& word) { return language::read_window(word).has_value(); }),
              words.end());
  return sorted(std::move(words));
}

std::vector<std::string> words_of(const std::string& sentence) {
  const std::string plain = normal_title(sentence);
  std::vector<std::string> words;
  for (const std::string_view word : split(plain, ' ')) {
    if (word.empty()) continue;
    words.emplace_back(word);
    if (words.size() == kMostWords) break;
  }
  return sorted(std::move(words));
}

SloRecord record_of(const documents::Document& document, const Value& item) {
  SloRecord slo;
  slo.document = &document;
  slo.where = item.where();
  slo.keys = keys_of(item, {});
  slo.name = text_of(slo, "name");
  slo.folded_name = checks::folded_word(slo.name);
  std::replace(slo.folded_name.begin(), slo.folded_name.end(), ' ', '_');
  slo.objective = text_of(slo, "objective");
  slo.scale = language::scale_of(slo.name);
  slo.target = read_target_of(slo);
  slo.window = read_window_of(slo);
  slo.action = text_of(slo, "action_on_breach");
  slo.name_words = telling_words(slo.name);
  slo.objective_words = words_of(slo.objective);
  return slo;
}

/// The list of SLOs; empty where there is none.
Result<std::vector<Value>> list_in(const documents::Document& document) {
  const Value& data = document.data;
  if (!data.is_map() && !data.is_null())
    return refuse(document, data.where(),
                  fmt::format("the file is {}, not a map with `slos:`", data.kind_name()),
                  "put the list under `slos:`");
  const Value* list = data.find("slos");
  if (list == nullptr || list->is_null()) return std::vector<Value>();
  if (!list->is_list())
    return refuse(document, list->where(),
                  fmt::format("slos should be a list, not {}", list->kind_name()),
                  "begin each item with \"- name:\"");
  const auto& items = list->items();
  const auto odd =
      std::find_if(items.begin(), items.end(), [](const Value& item) { return !item.is_map(); });
  if (odd != items.end())
    return refuse(document, odd->where(),
                  fmt::format("this item of slos is {}, not an SLO", odd->kind_name()),
                  "begin each item with \"- name:\"");
  return items;
}

}  // namespace

const SloKey* SloRecord::find(std::string_view key) const { return find_key(keys, key); }

SloSide SloRecord::side(std::string_view key) const {
  const SloKey* found = find(key);
  return {.name = name,
          .text = found == nullptr ? std::string() : found->text,
          .where = {document->path, found == nullptr ? where : found->where}};
}

SloSide SloRecord::whole() const {
  std::string text;
  const auto add = [&](std::string_view label, const std::string& value) {
    if (!value.empty()) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", label, value);
  };
  add("target", target.text);
  add("window", window.text);
  add("action", action);
  return {.name = name, .text = std::move(text), .where = {document->path, where}};
}

SloSide SloFile::side(std::string_view key) const {
  const SloKey* found = find_key(keys, key);
  SourcePos where = found == nullptr ? document->data.where() : found->where;
  if (where.line < 1) where = {.line = 1, .column = 1};
  return {.name = {},
          .text = found == nullptr ? std::string() : found->text,
          .where = {document->path, where}};
}

Result<SloFile> read_slo_file(const documents::Document& document) {
  if (document.unreadable) return fail(*document.unreadable);
  SloFile file;
  file.document = &document;
  if (!documents::foreign_format(*document.kind, document.data).empty()) return file;
  QUALM_ASSIGN(const std::vector<Value> items, list_in(document));
  if (items.size() > kMostSlosCompared)
    return fail(Error{.code = ErrorCode::limit,
                      .message = fmt::format("{} SLOs, of which at most {} are compared",
                                             items.size(), kMostSlosCompared),
                      .where = Location{document.path, {.line = 1, .column = 1}},
                      .hint = "split the policy by system",
                      .context = {}});
  file.keys = keys_of(document.data, "slos");
  const SloKey* service = find_key(file.keys, "service");
  file.no_service = service != nullptr && documents::reason_for_none(service->text).has_value();
  file.slos.reserve(items.size());
  for (const Value& item : items) file.slos.push_back(record_of(document, item));
  return file;
}

}  // namespace qualm::engine
