// Check primitive `named_by`: a hit that another document names is as such a one must be.

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "checks/check.hpp"
#include "checks/shared/other_entries.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<OptionSpec, 6> kOptions = {{
    {.name = "field",
     .type = OptionType::text,
     .help = "the field with the name of the hit; absent: the hit's own text"},
    {.name = "in",
     .type = OptionType::text,
     .help = "the kind of document that names hits",
     .required = true},
    {.name = "of",
     .type = OptionType::text,
     .help = "its fact, or a path of values such as cases[*]",
     .required = true},
    {.name = "by",
     .type = OptionType::text,
     .help = "the field that names one hit, or several behind commas",
     .required = true},
    {.name = "must",
     .type = OptionType::conditions,
     .help = "what a hit that is named must be like; a field it does not state is left to other "
             "rules",
     .required = true},
    kScopeOption,
}};
constexpr std::array<std::string_view, 3> kValues = {"found", "problem", "other"};

/// The names in "denials, `letters`".
std::set<std::string> names_in(std::string_view text) {
  std::set<std::string> names;
  for (const std::string_view part : split(text, ',')) {
    std::string name(trim(part));
    std::erase_if(name, [](char c) { return c == '`' || c == '"' || c == '\''; });
    if (!name.empty()) names.insert(std::move(name));
  }
  return names;
}

/// Every name that `hits` give, and the first document that gives it.
std::map<std::string, const documents::Document*> namers(const OtherHits& hits,
                                                         const std::string& by) {
  std::map<std::string, const documents::Document*> all;
  for (const auto& [document, item] : hits) {
    if (!is_stated(*item, by)) continue;
    for (const std::string& name : names_in(text_of(*item, by))) all.emplace(name, document);
  }
  return all;
}

Judgement judge(const Options& options, const OtherFact& fact, const Subject& subject) {
  const OtherHits hits = fact.hits(subject);
  const documents::Document* unread = unreadable_one(subject, fact);
  // A document whose body names something does not name the rest in a broken front matter.
  const bool is_silent =
      std::none_of(hits.begin(), hits.end(), [&](const auto& hit) { return hit.first == unread; });
  if (unread != nullptr && is_silent) {
    return Judgement::not_judged(
        {.code = ErrorCode::incomplete,
         .message = fmt::format("{} cannot be read, so nobody knows what it names", unread->path),
         .where = Location{subject.document.path, {.line = 1, .column = 1}},
         .hint = "mend that file first"});
  }
  const auto named = namers(hits, options.text("by"));
  bool any = false;
  std::vector<Fault> faults;
  for (const documents::Item& item : subject.items) {
    if (!is_stated(item, options.text("field"))) continue;
    const auto namer = named.find(std::string(trim(text_of(item, options.text("field")))));
    if (namer == named.end()) continue;
    any = true;
    const std::string unmet = options.conditions("must").first_unmet(item);
    if (unmet.empty() || !is_stated(item, unmet)) continue;
    Fault fault = fault_at(item, unmet);
    fault.values.emplace_back(
        "problem", fmt::format("its {} is \"{}\"", unmet, shorten(text_of(item, unmet), 60)));
    fault.values.emplace_back("other", namer->second->path);
    faults.push_back(std::move(fault));
  }
  return any ? Judgement::of(std::move(faults)) : Judgement::not_applicable();
}

Result<Judge> compile(const Options& options) {
  QUALM_ASSIGN(OtherFact fact, OtherFact::read(options));
  return Judge([options, fact = std::move(fact)](const Subject& subject) {
    return judge(options, fact, subject);
  });
}

}  // namespace

Check named_by_check() {
  return {.id = "named_by",
          .summary = "A hit that another document names is as such a one must be.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
