// From a rule as data to something that judges.

#include "rules/compile.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include <fmt/format.h>

#include "support/text.hpp"

namespace qualm::rules {
namespace {

tl::unexpected<Error> refuse(const Rule& rule, SourcePos where, std::string message,
                             std::string hint = {}) {
  return fail(Error{.code = ErrorCode::invalid,
                    .message = std::move(message),
                    .where = Location{rule.file, where.line > 0 ? where : rule.where},
                    .hint = std::move(hint)});
}

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
  const auto near = nearest(word, known);
  return near ? fmt::format("did you mean \"{}\"?", *near) : "known: " + join_words(known);
}

/// The `{words}` of a message.
std::vector<std::string> words_in(std::string_view message) {
  std::vector<std::string> words;
  for (std::size_t open = message.find('{'); open != std::string_view::npos;
       open = message.find('{', open + 1)) {
    const std::size_t close = message.find('}', open);
    if (close == std::string_view::npos) break;
    words.emplace_back(message.substr(open + 1, close - open - 1));
  }
  return words;
}

Result<void> check_message(const Rule& rule, const documents::Selector& selector,
                           const checks::Check& check) {
  std::vector<std::string> known = selector.field_names();
  known.insert(known.end(), check.values.begin(), check.values.end());
  known.insert(known.end(), {"found", "text", "path"});
  const bool open_ended = selector.has_any_field();
  for (const std::string& word : words_in(rule.message)) {
    if (!open_ended && std::find(known.begin(), known.end(), word) == known.end()) {
      return refuse(rule, rule.message_where, fmt::format("message: there is no {{{}}} here", word),
                    suggestion(word, known));
    }
  }
  return {};
}

/// The rule's options with those of the policy in place of them, key by key.
Value merged(const Value& own, const Value& given) {
  if (given.is_null()) return own;
  Value all = Value::map(given.where());
  for (const Value::Entry& entry : own.entries()) {
    if (given.find(entry.key) == nullptr) all.add(entry.key, entry.where, entry.value);
  }
  for (const Value::Entry& entry : given.entries()) all.add(entry.key, entry.where, entry.value);
  return all;
}

Result<void> compile_when(const Rule& rule, Compile patterns, CompiledRule& compiled) {
  if (rule.when.is_null()) return {};
  if (compiled.kind->gathered) {
    return refuse(rule, rule.when.where(),
                  fmt::format("when: {} is no document, so it has no keys", compiled.kind->id),
                  "leave out hits with only and unless");
  }
  Value whole = Value::map(rule.when.where());
  whole.add("value", rule.when.where(), Value::scalar(".", true, rule.when.where()));
  QUALM_ASSIGN(compiled.whole, documents::Selector::compile(whole, *compiled.kind, rule.file));
  QUALM_ASSIGN(compiled.when, checks::Conditions::read(rule.when, "when", rule.file, patterns));
  return {};
}

}  // namespace

Result<CompiledRule> compile_rule(const Rule& rule, const Value& with,
                                  const std::string& with_file) {
  CompiledRule compiled{.rule = &rule, .severity = rule.severity};
  compiled.kind = documents::find_kind(rule.document);
  if (compiled.kind == nullptr) {
    std::vector<std::string> known;
    for (const auto& kind : documents::all_kinds()) known.emplace_back(kind.id);
    return refuse(rule, rule.document_where,
                  fmt::format("document: there is no kind \"{}\"", rule.document),
                  suggestion(rule.document, known));
  }
  compiled.check = checks::find_check(rule.check);
  if (compiled.check == nullptr) {
    std::vector<std::string> known;
    for (const auto& check : checks::all_checks()) known.emplace_back(check.id);
    return refuse(rule, rule.check_where,
                  fmt::format("check: there is no check \"{}\"", rule.check),
                  suggestion(rule.check, known));
  }
  // The build has compiled the built-in rules once; what the policy sets is new.
  const Compile patterns = rule.built_in ? Compile::when_used : Compile::now;
  QUALM_TRY(compile_when(rule, patterns, compiled));
  QUALM_ASSIGN(compiled.selector,
               documents::Selector::compile(rule.select, *compiled.kind, rule.file));
  QUALM_ASSIGN(compiled.only, checks::Conditions::read(rule.only, "only", rule.file, patterns));
  QUALM_ASSIGN(compiled.unless,
               checks::Conditions::read(rule.unless, "unless", rule.file, patterns));
  QUALM_ASSIGN(checks::Options options, checks::Options::read(rule.with, compiled.check->options,
                                                              rule.file, rule.where, patterns));
  if (!with.is_null()) {  // the rule's own options are fine: what is wrong now stands in the policy
    QUALM_ASSIGN(options, checks::Options::read(merged(rule.with, with), compiled.check->options,
                                                with_file, with.where()));
  }
  auto judge = compiled.check->compile(options);
  if (!judge) {
    Error error = std::move(judge).error();
    const Value& said = with.is_null() ? rule.with : with;
    error.where = Location{with.is_null() ? rule.file : with_file,
                           said.where().line > 0 ? said.where() : rule.check_where};
    return fail(std::move(error));
  }
  compiled.judge = *std::move(judge);
  QUALM_TRY(check_message(rule, compiled.selector, *compiled.check));
  return compiled;
}

bool is_about(const CompiledRule& rule, const documents::Document& document) {
  if (rule.when.empty()) return true;
  if (document.broken_front_matter) return false;
  const auto& whole = rule.whole.hits(document);
  return !whole.empty() && rule.when.all_hold(whole.front());
}

const std::vector<documents::Item>& left_by_conditions(const CompiledRule& rule,
                                                       const std::vector<documents::Item>& items,
                                                       std::vector<documents::Item>& left) {
  if (rule.only.empty() && rule.unless.empty()) return items;
  const auto is_left = [&](const documents::Item& item) {
    return rule.only.all_hold(item) && !rule.unless.any_holds(item);
  };
  const auto first = std::find_if_not(items.begin(), items.end(), is_left);
  if (first == items.end()) return items;
  left.assign(items.begin(), first);
  std::copy_if(std::next(first), items.end(), std::back_inserter(left), is_left);
  return left;
}

std::string render_message(const Rule& rule, const checks::Fault& fault) {
  std::string message;
  std::string_view rest = rule.message;
  for (std::size_t open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
    const std::size_t close = rest.find('}', open);
    if (close == std::string_view::npos) break;
    message += rest.substr(0, open);
    const std::string_view word = rest.substr(open + 1, close - open - 1);
    const auto value = std::find_if(fault.values.begin(), fault.values.end(),
                                    [&](const auto& one) { return one.first == word; });
    if (value != fault.values.end()) message += value->second;
    rest.remove_prefix(close + 1);
  }
  message += rest;
  return collapse_space(message);
}

}  // namespace qualm::rules
