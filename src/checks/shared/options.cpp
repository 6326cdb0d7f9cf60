// Reading the options of a check against its table.

#include <algorithm>

#include <fmt/format.h>

#include "checks/check.hpp"
#include "documents/yaml.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

std::string expectation(const OptionSpec& spec) {
  switch (spec.type) {
    case OptionType::text:
      return "a text";
    case OptionType::texts:
      return "a text or a list of texts";
    case OptionType::integer:
      return "a whole number";
    case OptionType::boolean:
      return "true or false";
    case OptionType::pattern:
    case OptionType::patterns:
      return "a pattern or a list of patterns";
    case OptionType::conditions:
      return "a map of fields and patterns";
    case OptionType::choices:
      break;
  }
  std::vector<std::string> words(spec.choices.begin(), spec.choices.end());
  return "one or more of " + join_words(words);
}

}  // namespace

Result<Options> Options::read(const Value& with, std::span<const OptionSpec> specs,
                              const std::string& file, SourcePos fallback_place, Compile compile) {
  const auto refuse = [&](SourcePos where, std::string message, std::string hint = {}) {
    return fail(Error{.code = ErrorCode::invalid,
                      .message = std::move(message),
                      .where = Location{file, where.line > 0 ? where : fallback_place},
                      .hint = std::move(hint)});
  };
  if (!with.is_map() && !with.is_null()) {
    return refuse(with.where(), fmt::format("with: should be a map, not {}", with.kind_name()));
  }
  std::vector<std::string> known;
  for (const OptionSpec& spec : specs) known.emplace_back(spec.name);
  for (const Value::Entry& entry : with.entries()) {
    if (std::find(known.begin(), known.end(), entry.key) != known.end()) continue;
    const auto near = nearest(entry.key, known);
    return refuse(entry.where, fmt::format("with: unknown option \"{}\"", shorten(entry.key, 60)),
                  near            ? fmt::format("did you mean \"{}\"?", *near)
                  : known.empty() ? "this check takes no options"
                                  : "known options: " + join_words(known));
  }
  Options options;
  for (const OptionSpec& spec : specs) {
    Decoded& decoded = options.decoded_.emplace_back(spec.name, Decoded()).second;
    Value value;
    if (const Value* given = with.find(spec.name)) {
      value = *given;
      decoded.given = true;
    } else if (!spec.fallback.empty()) {
      QUALM_ASSIGN(value, documents::parse_yaml(spec.fallback, {.file = "default"}));
    } else if (spec.required) {
      return refuse(with.where(), fmt::format("with: option \"{}\" is missing", spec.name),
                    std::string(spec.help));
    } else {
      continue;
    }
    const auto wrong = [&] {
      return refuse(value.where(),
                    fmt::format("with: {} should be {}", spec.name, expectation(spec)));
    };
    if (spec.type == OptionType::conditions) {
      QUALM_ASSIGN(decoded.conditions,
                   Conditions::read(value, fmt::format("with: {}", spec.name), file, compile));
      continue;
    }
    decoded.texts.clear();
    if (value.is_scalar()) decoded.texts.push_back(value.text());
    for (const Value& item : value.items()) {
      if (!item.is_scalar()) return wrong();
      decoded.texts.push_back(item.text());
    }
    if (value.is_map() || decoded.texts.empty()) return wrong();
    if (spec.type == OptionType::integer) {
      const auto number = value.as_integer();
      if (!number || *number < 0 || *number > 1'000'000) return wrong();
      decoded.integer = static_cast<int>(*number);
    } else if (spec.type == OptionType::boolean) {
      const auto flag = value.as_bool();
      if (!flag) return wrong();
      decoded.flag = *flag;
    } else if (spec.type == OptionType::text && !value.is_scalar()) {
      return wrong();
    } else if (spec.type == OptionType::choices) {
      for (const std::string& word : decoded.texts) {
        if (std::find(spec.choices.begin(), spec.choices.end(), word) == spec.choices.end())
          return wrong();
      }
    } else if (spec.type == OptionType::pattern || spec.type == OptionType::patterns) {
      if (decoded.texts.size() > static_cast<std::size_t>(limits::kPatterns)) return wrong();
      for (std::size_t i = 0; i < decoded.texts.size(); ++i) {
        auto pattern = Pattern::compile(decoded.texts[i], compile);
        const SourcePos where = value.is_list() ? value.items()[i].where() : value.where();
        if (!pattern) return refuse(where, "with: " + pattern.error().message);
        decoded.patterns.push_back(*std::move(pattern));
      }
    }
  }
  return options;
}

const Options::Decoded& Options::at(std::string_view name) const {
  static const Decoded kAbsent;
  const auto found = std::find_if(decoded_.begin(), decoded_.end(),
                                  [&](const auto& one) { return one.first == name; });
  return found == decoded_.end() ? kAbsent : found->second;
}

bool Options::has(std::string_view name) const { return at(name).given; }
const std::string& Options::text(std::string_view name) const { return at(name).texts.front(); }
const std::vector<std::string>& Options::texts(std::string_view name) const {
  return at(name).texts;
}
int Options::integer(std::string_view name) const { return at(name).integer; }
bool Options::flag(std::string_view name) const { return at(name).flag; }
const std::vector<Pattern>& Options::patterns(std::string_view name) const {
  return at(name).patterns;
}
const Conditions& Options::conditions(std::string_view name) const { return at(name).conditions; }

bool Options::lists(std::string_view name, std::string_view word) const {
  const auto& words = at(name).texts;
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace qualm::checks
