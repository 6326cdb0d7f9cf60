// Conditions on the parts of a hit.

#include "checks/shared/conditions.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "checks/check.hpp"

namespace qualm::checks {
namespace {

bool holds(const std::vector<Pattern>& patterns, const std::string& text) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const Pattern& pattern) { return pattern.is_in(text); });
}

tl::unexpected<Error> refuse(const std::string& file, SourcePos where, std::string message,
                             std::string hint) {
  return fail(Error{.code = ErrorCode::invalid,
                    .message = std::move(message),
                    .where = Location{file, where},
                    .hint = std::move(hint)});
}

}  // namespace

Result<Conditions> Conditions::read(const Value& value, const std::string& key,
                                    const std::string& file, Compile compile) {
  Conditions conditions;
  if (value.is_null()) return conditions;
  if (!value.is_map()) {
    return refuse(file, value.where(),
                  fmt::format("{}: should be a map of fields, not {}", key, value.kind_name()),
                  "for example {kind: \"^tail$\"}");
  }
  for (const Value::Entry& entry : value.entries()) {
    std::vector<Value> texts = entry.value.items();
    if (entry.value.is_scalar()) texts.push_back(entry.value);
    if (texts.empty()) {
      return refuse(file, entry.where,
                    fmt::format("{}: {} should be a pattern or a list of patterns", key, entry.key),
                    "\".\" asks for anything, \"^$\" for nothing");
    }
    std::vector<Pattern> patterns;
    for (const Value& text : texts) {
      auto pattern = Pattern::compile(text.text(), compile);
      if (!pattern)
        return refuse(file, text.where(), fmt::format("{}: {}", key, pattern.error().message),
                      pattern.error().hint);
      patterns.push_back(*std::move(pattern));
    }
    conditions.fields_.emplace_back(entry.key, std::move(patterns));
  }
  return conditions;
}

bool Conditions::all_hold(const documents::Item& item) const { return first_unmet(item).empty(); }

bool Conditions::any_holds(const documents::Item& item) const {
  return std::any_of(fields_.begin(), fields_.end(), [&](const Field& field) {
    return holds(field.second, text_of(item, field.first));
  });
}

std::string Conditions::first_unmet(const documents::Item& item) const {
  const auto unmet = std::find_if(fields_.begin(), fields_.end(), [&](const Field& field) {
    return !holds(field.second, text_of(item, field.first));
  });
  return unmet == fields_.end() ? std::string() : unmet->first;
}

}  // namespace qualm::checks
