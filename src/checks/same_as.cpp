// Check primitive `same_as`: a field says what another document says.

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "checks/check.hpp"
#include "checks/shared/other_entries.hpp"
#include "checks/shared/party_of.hpp"
#include "checks/shared/records.hpp"
#include "checks/shared/stated_digest.hpp"
#include "checks/shared/written_date.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<std::string_view, 3> kWays = {"text", "person", "digest"};

constexpr std::array<OptionSpec, 8> kOptions = {{
    {.name = "field",
     .type = OptionType::text,
     .help = "the field that is compared; absent: the hit's own text"},
    {.name = "in",
     .type = OptionType::text,
     .help = "the kind of the other document",
     .required = true},
    {.name = "of",
     .type = OptionType::text,
     .help = "its fact, or a path of values such as artefacts[*]",
     .required = true},
    {.name = "other_field",
     .type = OptionType::text,
     .help = "the field of that fact; absent: its own text"},
    {.name = "as",
     .type = OptionType::choices,
     .help = "how the two are compared: as texts without case and punctuation, as people by name "
             "and address, or as digests by their hex digits, of which one may be cut short",
     .fallback = "text",
     .choices = kWays},
    kScopeOption,
    {.name = "newest_by",
     .type = OptionType::text,
     .help = "the field with the date of a record: only the newest one of its system is compared, "
             "since the other document has moved on from what older ones say"},
    {.name = "since",
     .type = OptionType::texts,
     .help = "paths of values in the other document with the day since which it says what it says; "
             "what is younger than the record's own date is not compared"},
}};
constexpr std::array<std::string_view, 3> kValues = {"found", "other", "where"};

bool same(const Options& options, const Subject& subject, const documents::Item& item,
          const documents::Item& other) {
  const std::string& here = text_of(item, options.text("field"));
  const std::string& there = text_of(other, options.text("other_field"));
  const std::string& way = options.text("as");
  if (way == "digest") return same_digest(here, there);
  if (way == "text") return normal_title(here) == normal_title(there);
  const language::Party one = language::read_party(here, subject.around.known);
  const language::Party two = language::read_party(there, subject.around.known);
  // What is no person is the business of the rules about owners.
  if (one.kind != language::PartyKind::person || two.kind != language::PartyKind::person)
    return true;
  return !surely_differ(one, two, *subject.around.policy);
}

/// Whether `other` came to say what it says only after the record was written.
bool is_younger(const Options& options, const Subject& subject, const documents::Document& other) {
  if (!options.has("since")) return false;
  const auto own = read_written_date(text_in(subject.document, options.text("newest_by")));
  const auto& paths = options.texts("since");
  return own && std::any_of(paths.begin(), paths.end(), [&](const std::string& path) {
           const auto since = read_written_date(text_in(other, path));
           return since && since->days.first > own->days.last;
         });
}

Result<Judge> compile(const Options& options) {
  QUALM_ASSIGN(OtherFact fact, OtherFact::read(options));
  if (options.has("since") && !options.has("newest_by"))
    return fail(ErrorCode::invalid, "with: since needs newest_by",
                "name the field with the record's own date");
  return Judge([options, fact = std::move(fact)](const Subject& subject) {
    if (options.has("newest_by") && is_superseded(subject, options.text("newest_by")))
      return Judgement::not_applicable();
    const auto hits = fact.hits(subject);
    bool any = false;
    std::vector<Fault> faults;
    for (const documents::Item& item : subject.items) {
      if (!is_stated(item, options.text("field"))) continue;
      const OtherHits::value_type* other = nullptr;
      bool agreed = false;
      for (const auto& hit : hits) {
        if (!is_stated(*hit.second, options.text("other_field"))) continue;
        if (is_younger(options, subject, *hit.first)) continue;
        other = &hit;
        agreed = agreed || same(options, subject, item, *hit.second);
      }
      if (other == nullptr) continue;
      any = true;
      if (agreed) continue;
      Fault fault = fault_at(item, options.text("field"));
      fault.values.emplace_back("other",
                                shorten(text_of(*other->second, options.text("other_field")), 80));
      fault.values.emplace_back(
          "where", fmt::format("{}:{}", other->first->path, other->second->where.line));
      faults.push_back(std::move(fault));
    }
    return any ? Judgement::of(std::move(faults)) : Judgement::not_applicable();
  });
}

}  // namespace

Check same_as_check() {
  return {.id = "same_as",
          .summary = "A field says what another document says.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
