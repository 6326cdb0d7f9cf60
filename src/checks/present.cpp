// Check primitive `present`: the document makes the statement, or has the entries, at all.

#include <algorithm>
#include <array>

#include "checks/check.hpp"
#include "language/never_event.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<OptionSpec, 8> kOptions = {{
    {.name = "least",
     .type = OptionType::integer,
     .help = "fewest items there may be",
     .fallback = "1"},
    {.name = "most",
     .type = OptionType::integer,
     .help = "most items there may be; absent: any number"},
    {.name = "none_with_reason",
     .type = OptionType::integer,
     .help = "accept \"none\" with a reason of at least this many words; 0: never",
     .fallback = "0"},
    {.name = "stated",
     .type = OptionType::boolean,
     .help = "count only hits that say something: neither empty nor a placeholder",
     .fallback = "false"},
    {.name = "ignores",
     .type = OptionType::patterns,
     .help = "leave out hits whose text matches one of these"},
    {.name = "or_says",
     .type = OptionType::patterns,
     .help = "accept a document whose text matches one of these"},
    {.name = "or_lead",
     .type = OptionType::boolean,
     .help = "accept a document that says something in front of its first heading",
     .fallback = "false"},
    {.name = "or_policy_owner",
     .type = OptionType::boolean,
     .help = "accept a document of a system whose owner the policy states, as a person",
     .fallback = "false"},
}};
constexpr std::array<std::string_view, 2> kValues = {"count", "selection"};

/// The plain text of the whole body, for statements that stand inside other sections.
bool says_elsewhere(const documents::Document& document, const std::vector<Pattern>& patterns) {
  if (patterns.empty() || !document.markdown) return false;
  const std::string text =
      documents::text_of(*document.markdown, 0, document.markdown->blocks.size());
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const Pattern& pattern) { return pattern.is_in(text); });
}

/// Whether something stands in front of the first heading, and is no placeholder.
bool has_lead(const documents::Document& document) {
  if (!document.markdown) return false;
  const documents::Section& before = document.markdown->sections.front();
  documents::Item lead;
  lead.text = documents::text_of(*document.markdown, before.first, before.last);
  lead.emphasised =
      before.first < before.last && document.markdown->blocks[before.first].content.emphasised;
  return is_stated(lead);
}

/// A reason why there is nothing to state; that nothing has happened yet is a report, no reason.
bool is_reason(const std::string& text, int least_words) {
  return least_words > 0 && count_words(text) >= least_words &&
         !language::reports_none("none " + text);
}

bool counts(const documents::Item& item, bool stated, const std::vector<Pattern>& ignores) {
  if (stated && !item.wordless && !is_stated(item)) return false;
  return std::none_of(ignores.begin(), ignores.end(),
                      [&](const Pattern& pattern) { return pattern.is_in(item.text); });
}

/// A team or a vendor in the policy is no more an owner than one in the document.
bool policy_names_owner(const Surroundings& around) {
  if (around.policy_owner.empty()) return false;
  using language::PartyKind;
  const PartyKind kind = language::read_party(around.policy_owner, around.known).kind;
  return kind == PartyKind::person || kind == PartyKind::unclear;
}

/// Where the missing thing should stand: the last item, else the first heading, else the top.
Fault missing(const Subject& subject, std::size_t count) {
  Fault fault{.where = {.line = 1, .column = 1}, .key = "document", .content = ""};
  if (!subject.items.empty()) {
    fault = fault_at(subject.items.back());
  } else if (subject.document.markdown && subject.document.markdown->sections.size() > 1) {
    const auto& first = subject.document.markdown->sections[1];
    fault.where = first.where;
    fault.width = std::max(1, static_cast<int>(first.title.text.size()));
  }
  fault.values.emplace_back("count", std::to_string(count));
  return fault;
}

Result<Judge> compile(const Options& options) {
  const auto least = static_cast<std::size_t>(options.integer("least"));
  const std::size_t most =
      options.has("most") ? static_cast<std::size_t>(options.integer("most")) : SIZE_MAX;
  const int reason_words = options.integer("none_with_reason");
  return Judge([=, stated = options.flag("stated"), ignores = options.patterns("ignores"),
                or_says = options.patterns("or_says"), or_lead = options.flag("or_lead"),
                or_policy_owner = options.flag("or_policy_owner")](const Subject& subject) {
    std::size_t count = 0;
    for (const documents::Item& item : subject.items) {
      if (item.says_none && is_reason(item.text, reason_words)) return Judgement{};
      if (!item.says_none && counts(item, stated, ignores)) ++count;
    }
    if (count >= least && count <= most) return Judgement{};
    if (count < least && or_lead && has_lead(subject.document)) return Judgement{};
    if (count < least && says_elsewhere(subject.document, or_says)) return Judgement{};
    if (count < least && or_policy_owner && policy_names_owner(subject.around)) return Judgement{};
    // It may well stand in the front matter that nobody could read.
    if (count < least && subject.document.broken_front_matter)
      return Judgement::not_judged(*subject.document.broken_front_matter);
    return Judgement::of({missing(subject, count)});
  });
}

}  // namespace

Check present_check() {
  return {.id = "present",
          .summary = "The document makes the statement, or has the entries, at all.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
