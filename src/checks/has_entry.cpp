// Check primitive `has_entry`: where the rule's hits are, there is an entry of a certain kind.

#include <algorithm>
#include <array>
#include <span>
#include <vector>

#include <fmt/format.h>

#include "checks/check.hpp"
#include "checks/shared/other_entries.hpp"
#include "documents/foreign_format.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<std::string_view, 3> kScopes = {"document", "system", "repository"};

constexpr std::array<OptionSpec, 7> kOptions = {{
    {.name = "in",
     .type = OptionType::text,
     .help = "the kind of document that has the entry",
     .required = true},
    {.name = "of",
     .type = OptionType::text,
     .help = "its fact, a path of values such as cases[*], or document for the document itself",
     .required = true},
    {.name = "scope",
     .type = OptionType::choices,
     .help = "where to look: in the document judged, in those of the same system, or in the whole "
             "repository",
     .fallback = "system",
     .choices = kScopes},
    {.name = "whose",
     .type = OptionType::conditions,
     .help = "what the entry must be like; that there is no entry at all is left to other rules "
             "then"},
    {.name = "matches",
     .type = OptionType::patterns,
     .help = "one of these must be found in what the entry says, all its fields taken together; "
             "no entry at all is left to other rules then as well"},
    {.name = "least",
     .type = OptionType::integer,
     .help = "how many such entries there must be",
     .fallback = "1"},
    {.name = "if_there",
     .type = OptionType::boolean,
     .help = "stay silent where there is no document of that kind: other rules speak of that",
     .fallback = "false"},
}};
constexpr std::array<std::string_view, 3> kValues = {"found", "count", "least"};

/// Whether a hit is there at all. The text of a map is only what it is called, whatever that is.
bool is_there(const documents::Item& item) {
  const bool is_map = item.form == Value::map().kind_name();
  return !item.says_none && (is_map || is_stated(item));
}

/// The first hit that asks for an entry. One without any text stands for its document.
const documents::Item* first_asking(std::span<const documents::Item> items) {
  const auto asks = std::find_if(items.begin(), items.end(), [](const documents::Item& item) {
    return is_there(item) || (!item.says_none && item.text.empty());
  });
  return asks == items.end() ? nullptr : &*asks;
}

std::string all_of(const documents::Item& item) {
  std::string text = item.text;
  for (const documents::Field& field : item.fields) text += " \n " + field.text;
  return text;
}

bool is_like(const Options& options, const documents::Item& entry) {
  if (entry.form != "document" && !is_there(entry)) return false;
  if (!options.conditions("whose").all_hold(entry)) return false;
  const auto& matches = options.patterns("matches");
  if (matches.empty()) return true;
  const std::string text = all_of(entry);
  return std::any_of(matches.begin(), matches.end(),
                     [&](const Pattern& one) { return one.is_in(text); });
}

/// The entries in documents that are of our format; nothing when all of them are of another.
std::optional<OtherHits> own_hits(const Options& options, const OtherFact& fact,
                                  const Subject& subject, bool near) {
  OtherHits hits = fact.hits(subject, near);
  if (options.text("scope") == "document")
    std::erase_if(hits, [&](const auto& hit) { return hit.first != &subject.document; });
  const auto is_foreign = [&](const documents::Document& document) {
    return !documents::foreign_format(*document.kind, document.data).empty();
  };
  if (subject.document.kind == fact.kind && is_foreign(subject.document)) return std::nullopt;
  bool foreign = false;
  std::erase_if(hits, [&](const auto& hit) {
    const bool other = is_foreign(*hit.first);
    foreign = foreign || other;
    return other;
  });
  return foreign && hits.empty() ? std::nullopt : std::optional(std::move(hits));
}

Judgement judge(const Options& options, const OtherFact& fact, const Subject& subject) {
  const documents::Item* item = first_asking(subject.items);
  if (item == nullptr) return Judgement::not_applicable();
  const auto like = [&](const OtherHits& hits) {
    return std::count_if(hits.begin(), hits.end(),
                         [&](const auto& hit) { return is_like(options, *hit.second); });
  };
  if (fact.whole_repository) {
    const auto near = own_hits(options, fact, subject, true);
    if (near && !near->empty() && like(*near) >= options.integer("least")) return Judgement{};
  }
  if (options.flag("if_there") && !has_document(subject, fact)) return Judgement::not_applicable();
  const auto hits = own_hits(options, fact, subject, false);
  if (!hits) return Judgement::not_applicable();
  const auto count = like(*hits);
  if (count >= options.integer("least")) return Judgement{};
  if (const documents::Document* unread = unreadable_one(subject, fact)) {
    return Judgement::not_judged(
        {.code = ErrorCode::incomplete,
         .message = fmt::format("{} cannot be read, so nobody knows what it has", unread->path),
         .where = Location{subject.document.path, item->where},
         .hint = "mend that file first"});
  }
  const bool of_a_kind = !options.conditions("whose").empty() || options.has("matches");
  if (hits->empty() && of_a_kind) return Judgement::not_applicable();
  Fault fault = fault_at(*item);
  fault.values.emplace_back("count", std::to_string(count));
  fault.values.emplace_back("least", std::to_string(options.integer("least")));
  return Judgement::of({std::move(fault)});
}

Result<Judge> compile(const Options& options) {
  QUALM_ASSIGN(OtherFact fact, OtherFact::read(options));
  return Judge([options, fact = std::move(fact)](const Subject& subject) {
    return judge(options, fact, subject);
  });
}

}  // namespace

Check has_entry_check() {
  return {.id = "has_entry",
          .summary = "Where the rule's hits are, there is an entry of a certain kind.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
