// Check primitive `refers`: what a field names is an entry of another document.

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "checks/check.hpp"
#include "checks/shared/other_entries.hpp"
#include "checks/shared/records.hpp"
#include "checks/shared/tree_path.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<OptionSpec, 11> kOptions = {{
    {.name = "field",
     .type = OptionType::text,
     .help = "the field that refers, to one name or several behind commas; absent: the hit's own "
             "text"},
    {.name = "in",
     .type = OptionType::text,
     .help = "the kind of document that has the entry",
     .required = true},
    {.name = "of",
     .type = OptionType::text,
     .help = "its fact, or a path of values such as cases[*]",
     .required = true},
    {.name = "named",
     .type = OptionType::text,
     .help = "the field of the entry that is compared; absent: the entry's own text"},
    kScopeOption,
    {.name = "fold",
     .type = OptionType::boolean,
     .help = "compare without case, hyphens and underscores",
     .fallback = "false"},
    {.name = "as_file",
     .type = OptionType::boolean,
     .help = "compare the files that both name, each relative to its own document or to the root",
     .fallback = "false"},
    {.name = "whose",
     .type = OptionType::conditions,
     .help = "what the entry must be like; names that no entry has are left to other rules then"},
    {.name = "if_there",
     .type = OptionType::boolean,
     .help = "stay silent where there is no such entry at all: other rules speak of that",
     .fallback = "false"},
    kDatedOption,
    kForDaysOption,
}};
constexpr std::array<std::string_view, 4> kValues = {"found", "problem", "name", "other"};

/// The names in "ood_recall_7d, review_rate".
std::vector<std::string> names_in(const std::string& text) {
  std::vector<std::string> names;
  for (const std::string_view part : split(text, ',')) {
    std::string name(trim(part));
    for (const char mark : {'`', '"', '\''})
      name.erase(std::remove(name.begin(), name.end(), mark), name.end());
    if (!name.empty()) names.push_back(std::move(name));
  }
  return names;
}

std::string_view article_of(std::string_view word) {
  return std::string_view("aeiou").find(word.front()) == std::string_view::npos ? "a" : "an";
}

/// An entry that may be meant, and its name as it is compared.
struct Entry {
  const documents::Document* document = nullptr;
  const documents::Item* item = nullptr;
  std::string key;
};
using Hits = std::vector<Entry>;

/// Beyond so many entries nobody reads their names, and comparing each with each takes too long.
constexpr std::size_t kMostSuggested = 50;

class Reference {
 public:
  Reference(Options options, OtherFact fact)
      : options_(std::move(options)), fact_(std::move(fact)) {}

  [[nodiscard]] Judgement judge(const Subject& subject) const {
    Hits hits;
    for (const auto& [document, item] : fact_.hits(subject))
      hits.push_back({document, item, comparable(text_of(*item, options_.text("named")))});
    if (options_.flag("if_there") && hits.empty() && unreadable_one(subject, fact_) == nullptr)
      return Judgement::not_applicable();
    bool any = false;
    std::vector<Fault> faults;
    for (const documents::Item& item : subject.items) {
      const std::string& field = options_.text("field");
      if (!is_stated(item, field)) continue;
      if (!is_still_judged(options_, item, subject.around.today)) continue;
      any = true;
      for (const std::string& name : names_in(text_of(item, field))) {
        const auto problem = problem_of(name, hits, subject);
        if (!problem) return Judgement::not_judged(problem.error());
        if (problem->first.empty()) continue;
        Fault fault = fault_at(item, field);
        fault.values.emplace_back("problem", problem->first);
        fault.values.emplace_back("name", name);
        fault.values.emplace_back("other", problem->second);
        faults.push_back(std::move(fault));
      }
    }
    return any ? Judgement::of(std::move(faults)) : Judgement::not_applicable();
  }

 private:
  [[nodiscard]] std::string comparable(const std::string& text) const {
    return options_.flag("fold") ? normal_title(text) : text;
  }

  /// What is wrong with `name`, and the document it is wrong in; empty when all is well.
  [[nodiscard]] Result<std::pair<std::string, std::string>> problem_of(
      const std::string& name, const Hits& hits, const Subject& subject) const {
    const std::string key = comparable(name);
    const auto is_named = [&](const Entry& entry) {
      if (!options_.flag("as_file")) return entry.key == key;
      return names_same_file(subject.document.path, name, entry.document->path, entry.key);
    };
    const Conditions& whose = options_.conditions("whose");
    const bool named = std::any_of(hits.begin(), hits.end(), is_named);
    if (whose.empty()) {
      if (named) return std::pair<std::string, std::string>();
      if (const documents::Document* unread = unreadable_one(subject, fact_)) {
        return fail(ErrorCode::incomplete,
                    fmt::format("{} cannot be read, so nobody knows whether it has \"{}\"",
                                unread->path, shorten(name, 60)),
                    "mend that file first");
      }
      return std::pair(unknown(name, hits), std::string());
    }
    std::pair<std::string, std::string> problem;
    for (const Entry& hit : hits) {
      if (!is_named(hit)) continue;
      const std::string unmet = whose.first_unmet(*hit.item);
      if (unmet.empty()) return std::pair<std::string, std::string>();
      const std::string& text = text_of(*hit.item, unmet);
      problem = {text.empty() ? fmt::format("it has no {}", unmet)
                              : fmt::format("its {} is \"{}\"", unmet, shorten(text, 60)),
                 hit.document->path};
    }
    return problem;
  }

  [[nodiscard]] std::string unknown(const std::string& name, const Hits& hits) const {
    if (hits.size() > kMostSuggested) return fmt::format("none of {} is called so", hits.size());
    std::vector<std::string> known;
    for (const Entry& hit : hits) {
      const std::string& text = text_of(*hit.item, options_.text("named"));
      if (!text.empty() && std::find(known.begin(), known.end(), text) == known.end())
        known.push_back(text);
    }
    if (known.empty() && !hits.empty())
      return fmt::format("none of the {} of the {} says {}", fact_.selector.name(), fact_.kind->id,
                         options_.text("named"));
    if (known.empty())
      return fmt::format("this {} has no {} of {} {}",
                         fact_.whole_repository ? "repository" : "system", fact_.selector.name(),
                         article_of(fact_.kind->id), fact_.kind->id);
    const auto near = nearest(name, known);
    return near ? fmt::format("did you mean \"{}\"?", *near) : "known: " + join_words(known);
  }

  Options options_;
  OtherFact fact_;
};

Result<Judge> compile(const Options& options) {
  QUALM_ASSIGN(OtherFact fact, OtherFact::read(options));
  QUALM_TRY(check_dated(options));
  return Judge([reference = Reference(options, std::move(fact))](const Subject& subject) {
    return reference.judge(subject);
  });
}

}  // namespace

Check refers_check() {
  return {.id = "refers",
          .summary = "What a field names is an entry of another document.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
