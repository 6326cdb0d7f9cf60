// Check primitive `says`: each hit says something, in the way asked for.

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>
#include <string>

#include <fmt/format.h>

#include "checks/check.hpp"
#include "language/never_event.hpp"
#include "language/placeholder.hpp"
#include "language/triviality.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<std::string_view, 6> kNot = {"empty",   "placeholder", "not_applicable",
                                                  "trivial", "untestable",  "blank"};

constexpr std::string_view kUntestable = "no condition that a test could set up";

constexpr std::array<OptionSpec, 10> kOptions = {{
    {.name = "field",
     .type = OptionType::text,
     .help = "the field to read; absent: the hit's own text"},
    {.name = "min_words", .type = OptionType::integer, .help = "fewest words", .fallback = "0"},
    {.name = "max_words", .type = OptionType::integer, .help = "most words; absent: any number"},
    {.name = "not",
     .type = OptionType::choices,
     .help = "what it may not be: empty; blank (a dash, a question mark); a placeholder; "
             "not_applicable without a reason; trivial (a stock phrase about failure); untestable "
             "(a never event nobody could test)",
     .choices = kNot},
    {.name = "matches", .type = OptionType::patterns, .help = "one of these must be found in it"},
    {.name = "lacks", .type = OptionType::patterns, .help = "none of these may be found in it"},
    {.name = "if_stated",
     .type = OptionType::boolean,
     .help =
         "leave out hits that are empty, a placeholder or a \"none\": other rules speak of those",
     .fallback = "false"},
    {.name = "unless_another",
     .type = OptionType::boolean,
     .help = "leave out a fact that another hit states",
     .fallback = "false"},
    {.name = "forms", .type = OptionType::texts, .help = "judge only hits of these forms"},
    {.name = "about",
     .type = OptionType::patterns,
     .help = "judge only hits whose label or title matches"},
}};
constexpr std::array<std::string_view, 3> kValues = {"found", "problem", "words"};

/// Options, looked up once: hits are many.
struct Asked {
  std::string field;
  int min_words = 0;
  std::optional<int> max_words;
  std::set<std::string, std::less<>> nots;  // what it may not be
  std::vector<Pattern> matches;
  std::vector<Pattern> lacks;
  std::optional<Pattern> lacks_any;  // all of `lacks` in one
  bool if_stated = false;
  bool unless_another = false;
  std::vector<std::string> forms;
  std::vector<Pattern> about;

  [[nodiscard]] bool refuses(std::string_view what) const { return nots.contains(what); }
};

std::optional<std::string> placeholder_problem(const Asked& asked, const documents::Item& item,
                                               const std::string& text) {
  if (asked.nots.empty()) return std::nullopt;
  const bool own = text.data() == item.text.data();
  if (own && item.empty_code && asked.refuses("placeholder")) return "an empty code span";
  const auto found = language::whole_placeholder(text, own && item.emphasised);
  if (!found || !found->sure) return std::nullopt;
  using Kind = language::PlaceholderKind;
  const std::string_view word = found->kind == Kind::not_applicable ? "not_applicable"
                                : found->kind == Kind::blank
                                    ? (trim(text).empty() ? "empty" : "blank")
                                    : "placeholder";
  if (!asked.refuses(word)) return std::nullopt;
  return std::string(language::name_of(found->kind));
}

/// How many words are too few or too many, in words.
std::optional<std::string> length_problem(const Asked& asked, const std::string& text) {
  if (asked.min_words == 0 && !asked.max_words) return std::nullopt;
  const int words = count_words(text);
  if (words < asked.min_words) return fmt::format("{} word{}", words, words == 1 ? "" : "s");
  if (asked.max_words && words > *asked.max_words) return fmt::format("{} words", words);
  return std::nullopt;
}

/// All of several patterns in one, so that a text which holds none of them is read once; nothing
/// where that gains nothing.
std::optional<Pattern> one_of_all(const std::vector<Pattern>& patterns) {
  if (patterns.size() < 2) return std::nullopt;
  std::string all;
  for (const Pattern& one : patterns)
    all += (all.empty() ? "(?:" : "|(?:") + one.expression() + ")";
  auto compiled = Pattern::compile(all, Compile::when_used);  // together they may be too long
  return compiled ? std::optional(*std::move(compiled)) : std::nullopt;
}

/// What is wrong with `text`, in words; nothing when it is as asked for.
std::optional<std::string> problem_of(const Asked& asked, const documents::Item& item,
                                      const std::string& text) {
  if (trim(text).empty()) {
    if (item.wordless && text.data() == item.text.data()) return std::nullopt;
    const bool wanted = asked.refuses("empty") || asked.min_words > 0 || !asked.matches.empty();
    return wanted ? std::optional<std::string>("nothing") : std::nullopt;
  }
  if (auto problem = placeholder_problem(asked, item, text)) return problem;
  if (asked.refuses("trivial")) {
    const std::string& name = item.fields.empty() ? item.text : item.fields.front().text;
    if (language::trivial_failure(text, name)) return "a stock phrase";
  }
  if (asked.refuses("untestable") && !language::testable_never_event(text)) {
    return std::string(kUntestable);
  }
  if (auto problem = length_problem(asked, text)) return problem;
  const auto hits = [&](const Pattern& pattern) { return pattern.is_in(text); };
  const auto& matches = asked.matches;
  if (!matches.empty() && std::none_of(matches.begin(), matches.end(), hits))
    return "none of what is asked for";
  if (asked.lacks_any && !asked.lacks_any->is_in(text)) return std::nullopt;
  for (const Pattern& pattern : asked.lacks) {
    if (const auto match = pattern.find(text)) {
      return fmt::format(
          "\"{}\"",
          shorten(std::string_view(text).substr(match->begin, match->end - match->begin), 60));
    }
  }
  return std::nullopt;
}

bool is_judged(const Asked& asked, const documents::Item& item) {
  if (item.says_none) return false;
  const auto& forms = asked.forms;
  if (!forms.empty() && std::find(forms.begin(), forms.end(), item.form) == forms.end())
    return false;
  // An entry that is a placeholder as a whole is no entry yet; its parts are not asked for.
  const std::string& field = asked.field;
  if (!field.empty() && !item.text.empty() && item.find(field) == nullptr && !is_stated(item))
    return false;
  if (asked.if_stated && !is_stated(item, field)) return false;
  const auto& about = asked.about;
  if (about.empty()) return true;
  const std::string& title = item.fields.empty() ? item.key : item.fields.front().text;
  return std::any_of(about.begin(), about.end(),
                     [&](const Pattern& one) { return one.is_in(title); });
}

/// The facts that some hit states, by the key that hits of one fact share.
std::set<std::string> stated_facts(std::span<const documents::Item> items) {
  std::set<std::string> facts;
  for (const documents::Item& item : items) {
    if (item.wordless || is_stated(item)) facts.insert(item.key.substr(0, item.key.find('#')));
  }
  return facts;
}

Asked read(const Options& options) {
  Asked asked{.field = options.text("field"),
              .min_words = options.integer("min_words"),
              .matches = options.patterns("matches"),
              .lacks = options.patterns("lacks"),
              .lacks_any = one_of_all(options.patterns("lacks")),
              .if_stated = options.flag("if_stated"),
              .unless_another = options.flag("unless_another"),
              .about = options.patterns("about")};
  if (options.has("max_words")) asked.max_words = options.integer("max_words");
  if (options.has("forms")) asked.forms = options.texts("forms");
  for (const std::string_view what : kNot) {
    if (options.lists("not", what)) asked.nots.emplace(what);
  }
  return asked;
}

Result<Judge> compile(const Options& options) {
  return Judge([asked = read(options)](const Subject& subject) {
    bool any = false;
    std::vector<Fault> faults;
    const auto stated =
        asked.unless_another ? stated_facts(subject.items) : std::set<std::string>();
    for (const documents::Item& item : subject.items) {
      if (!is_judged(asked, item)) continue;
      if (!stated.empty() && stated.contains(item.key.substr(0, item.key.find('#')))) continue;
      any = true;
      const std::string& text = text_of(item, asked.field);
      const auto problem = problem_of(asked, item, text);
      if (!problem || (*problem == kUntestable && !can_read_words(subject.document))) continue;
      Fault fault = fault_at(item, asked.field);
      fault.values.emplace_back("problem", *problem);
      fault.values.emplace_back("words", std::to_string(count_words(text)));
      faults.push_back(std::move(fault));
    }
    return any ? Judgement::of(std::move(faults)) : Judgement::not_applicable();
  });
}

}  // namespace

Check says_check() {
  return {.id = "says",
          .summary = "Each hit says something, in the way asked for.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
