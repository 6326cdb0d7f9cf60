// Check primitive `shares_words`: one hit at least speaks of what another document speaks of.

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "checks/check.hpp"
#include "checks/shared/other_entries.hpp"
#include "checks/shared/tree_path.hpp"
#include "language/words.hpp"
#include "support/text.hpp"

namespace qualm::checks {
namespace {

constexpr std::array<OptionSpec, 4> kOptions = {{
    {.name = "fields",
     .type = OptionType::texts,
     .help = "the fields of a hit that are read; absent: its own text"},
    {.name = "file",
     .type = OptionType::text,
     .help = "the field that names a file, whose text is read as well"},
    {.name = "in",
     .type = OptionType::text,
     .help = "the kind of the other document, of the same system",
     .required = true},
    {.name = "of",
     .type = OptionType::texts,
     .help = "its facts; where none of them says anything, nothing is judged",
     .required = true},
}};
constexpr std::array<std::string_view, 3> kValues = {"found", "count", "where"};

using Words = std::set<std::string, std::less<>>;

constexpr std::size_t kShortest = 4;       // letters of a word that says what a text is about
constexpr std::size_t kRead = 64 * 1024;   // bytes of a file that are read
constexpr std::size_t kLongestEnding = 4;  // "claim" and "claimants" are about the same
constexpr std::size_t kFewestOfOther = 3;  // fewer words leave nothing to share
constexpr auto kCommon = std::to_array<std::string_view>(
    {"about",   "after",   "again",   "against", "agent",     "also",    "another",  "answer",
     "answers", "because", "been",    "before",  "being",     "between", "both",     "cannot",
     "case",    "cases",   "could",   "data",    "describes", "does",    "each",     "every",
     "example", "expect",  "false",   "file",    "first",     "from",    "give",     "given",
     "have",    "help",    "here",    "human",   "input",     "inputs",  "instead",  "intended",
     "into",    "item",    "items",   "just",    "kind",      "like",    "made",     "make",
     "makes",   "many",    "misuse",  "model",   "models",    "more",    "most",     "must",
     "name",    "never",   "none",    "null",    "once",      "only",    "other",    "others",
     "output",  "outputs", "over",    "people",  "person",    "prompt",  "prompts",  "purpose",
     "result",  "results", "same",    "shall",   "should",    "some",    "somebody", "someone",
     "such",    "system",  "systems", "task",    "test",      "tests",   "text",     "than",
     "that",    "their",   "them",    "then",    "there",     "these",   "they",     "this",
     "those",   "through", "true",    "type",    "under",     "until",   "used",     "user",
     "users",   "uses",    "using",   "very",    "want",      "were",    "what",     "when",
     "where",   "which",   "while",   "with",    "without",   "would",   "your"});

void add_words(std::string_view text, Words& words) {
  for (const language::Word& word : language::words_of(text)) {
    const bool says_something =
        word.lower.size() >= kShortest && !language::is_number(word.lower) &&
        std::find(kCommon.begin(), kCommon.end(), word.lower) == kCommon.end();
    if (says_something) words.insert(word.lower);
  }
}

/// Whether two words are forms of one: "claim" and "claimants", "policy" and "policies".
bool akin(std::string_view one, std::string_view other) {
  const std::size_t shorter = std::min(one.size(), other.size());
  const auto differ =
      std::mismatch(one.begin(), one.begin() + static_cast<std::ptrdiff_t>(shorter), other.begin());
  const auto shared = static_cast<std::size_t>(differ.first - one.begin());
  return shared >= std::max(kShortest, shorter - 1) &&
         std::max(one.size(), other.size()) - shared <= std::min(shared - 1, kLongestEnding);
}

bool share(const Words& here, const Words& there) {
  return std::any_of(here.begin(), here.end(), [&](const std::string& word) {
    // Forms of a word begin alike, so they stand beside each other.
    auto near = there.lower_bound(std::string_view(word).substr(0, kShortest));
    for (; near != there.end() && near->compare(0, kShortest, word, 0, kShortest) == 0; ++near) {
      if (akin(word, *near)) return true;
    }
    return false;
  });
}

/// The words of a hit, and of the file that it names.
Result<Words> words_of(const Options& options, const Subject& subject,
                       const documents::Item& item) {
  Words words;
  for (const std::string& field : options.texts("fields")) {
    if (is_stated(item, field)) add_words(text_of(item, field), words);
  }
  if (!options.has("file") || !is_stated(item, options.text("file"))) return words;
  QUALM_ASSIGN(const std::string path, named_file(subject, text_of(item, options.text("file"))));
  if (path.empty()) return words;
  QUALM_ASSIGN(const auto text, subject.around.read_file(path));
  if (text) add_words(std::string_view(*text).substr(0, kRead), words);
  return words;
}

Result<std::vector<OtherFact>> read_facts(const Options& options) {
  std::vector<OtherFact> facts;
  for (const std::string& name : options.texts("of")) {
    OtherFact fact;
    fact.kind = documents::find_kind(options.text("in"));
    if (fact.kind == nullptr)
      return fail(ErrorCode::invalid, "with: in: there is no kind \"" + options.text("in") + "\"");
    QUALM_ASSIGN(fact.selector,
                 documents::Selector::compile(Value::scalar(name, false), *fact.kind, "with: of"));
    facts.push_back(std::move(fact));
  }
  return facts;
}

Judgement judge(const Options& options, const std::vector<OtherFact>& facts,
                const Subject& subject) {
  Words there;
  std::string where;
  for (const OtherFact& fact : facts) {
    for (const auto& [document, item] : fact.hits(subject)) {
      if (!is_stated(*item)) continue;
      add_words(item->text, there);
      where = document->path;
    }
  }
  if (subject.items.empty() || there.size() < kFewestOfOther) return Judgement::not_applicable();
  std::optional<Error> unread;
  bool any = false;
  for (const documents::Item& item : subject.items) {
    const auto here = words_of(options, subject, item);
    if (!here) {
      unread = here.error();
      continue;
    }
    any = any || !here->empty();
    if (share(*here, there)) return Judgement{};
  }
  if (unread) return Judgement::not_judged(*unread);
  if (!any) return Judgement::not_applicable();
  Fault fault = fault_at(subject.items.front());
  fault.values.emplace_back("count", std::to_string(subject.items.size()));
  fault.values.emplace_back("where", where);
  return Judgement::of({std::move(fault)});
}

Result<Judge> compile(const Options& options) {
  QUALM_ASSIGN(auto facts, read_facts(options));
  return Judge([options, facts = std::move(facts)](const Subject& subject) {
    return judge(options, facts, subject);
  });
}

}  // namespace

Check shares_words_check() {
  return {.id = "shares_words",
          .summary = "One hit at least speaks of what another document speaks of.",
          .options = kOptions,
          .values = kValues,
          .compile = compile};
}

}  // namespace qualm::checks
