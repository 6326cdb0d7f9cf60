// What checks have in common: outcomes, and faults about items.

#include <algorithm>

#include "checks/check.hpp"
#include "language/language_of.hpp"
#include "language/placeholder.hpp"
#include "support/text.hpp"

namespace qualm::checks {

Judgement Judgement::not_judged(const Error& error) {
  return {.outcome = Outcome::not_judged,
          .reason = error.message,
          .hint = error.hint,
          .where = error.where ? error.where->pos : SourcePos{.line = 1, .column = 1}};
}

Judgement Judgement::of(std::vector<Fault> faults) {
  Judgement judgement;
  judgement.outcome = faults.empty() ? Outcome::passed : Outcome::failed;
  judgement.faults = std::move(faults);
  return judgement;
}

const Check* find_check(std::string_view id) {
  const auto checks = all_checks();
  const auto found = std::find_if(checks.begin(), checks.end(),
                                  [&](const Check& check) { return check.id == id; });
  return found == checks.end() ? nullptr : &*found;
}

const std::string& text_of(const documents::Item& item, std::string_view field) {
  static const std::string kNone;
  if (field.empty() || field == "text") return item.text;
  const documents::Field* found = item.find(field);
  return found == nullptr ? kNone : found->text;
}

Fault fault_at(const documents::Item& item) { return fault_at(item, {}); }

Fault fault_at(const documents::Item& item, std::string_view field) {
  constexpr std::size_t kShown = 80;
  Fault fault{.where = item.where, .key = item.key, .path = item.path};
  const std::string& text = text_of(item, field);
  if (const documents::Field* found = field.empty() ? nullptr : item.find(field)) {
    fault.where = found->where;
    fault.key += "/" + found->name;
  } else if (!field.empty() && field != "text") {
    fault.key += "/" + std::string(field);
  }
  fault.width = std::max(1, static_cast<int>(text.size()));
  fault.content = text;
  fault.values.emplace_back("found", shorten(text, kShown));
  fault.values.emplace_back("text", shorten(item.text, kShown));
  for (const documents::Field& one : item.fields) {
    fault.values.emplace_back(one.name, shorten(one.text, kShown));
  }
  return fault;
}

bool is_stated(const documents::Item& item, std::string_view field) {
  if (item.says_none) return false;
  const std::string& text = text_of(item, field);
  if (trim(text).empty()) return false;
  const auto placeholder = language::whole_placeholder(text, item.emphasised);
  return !placeholder || !placeholder->sure;
}

bool can_read_words(const documents::Document& document) {
  constexpr std::size_t kSample = 600;  // bytes of running text that settle it
  constexpr int kFewestWords = 40;
  if (!document.markdown) return true;
  const auto& markdown = *document.markdown;
  std::string text;
  for (std::size_t i = 0; i < markdown.blocks.size() && text.size() < kSample; ++i) {
    text += documents::text_of(markdown, i, i + 1) + ' ';
  }
  if (count_words(text) < kFewestWords) return true;
  const std::string_view language = language::likely_language(text);
  return language.empty() || language == "en";
}

}  // namespace qualm::checks
