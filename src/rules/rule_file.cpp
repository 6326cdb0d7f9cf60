// Rule files: one YAML file, one rule.

#include "rules/rule_file.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "documents/kind.hpp"
#include "documents/yaml.hpp"
#include "support/limits.hpp"
#include "support/text.hpp"

namespace qualm::rules {
namespace {

using documents::Key;
using documents::Shape;
using documents::ShapeType;

constexpr std::array<std::string_view, 3> kSeverities = {"info", "warning", "error"};
constexpr Shape kSeverity{.type = ShapeType::choice, .choices = kSeverities};
constexpr Shape kLevel{.type = ShapeType::integer, .least = 2, .most = 5};
constexpr Shape kAnyMap{.type = ShapeType::table, .item = &documents::kAny};
constexpr Shape kTextTable{.type = ShapeType::table, .item = &documents::kText};
constexpr Shape kTextsTable{.type = ShapeType::table, .item = &documents::kTexts};

constexpr std::array<Key, 4> kFileKeys = {{
    {.name = "link", .shape = &documents::kText, .help = "a symbolic link, and its target"},
    {.name = "submodule", .shape = &documents::kText, .help = "a submodule, and its commit"},
    {.name = "moved_from",
     .shape = &documents::kText,
     .help = "push: the file or folder that is moved here"},
    {.name = "removed",
     .shape = &documents::kBoolean,
     .help = "push: whether the file or folder is gone"},
}};
constexpr Shape kFileMap{.type = ShapeType::map, .keys = kFileKeys};
constexpr Shape kFile{.type = ShapeType::text, .or_else = &kFileMap};
constexpr Shape kFileTable{.type = ShapeType::table, .item = &kFile};
constexpr std::array<std::string_view, 2> kConcernStates = {"open", "settled"};
constexpr Shape kConcernState{.type = ShapeType::choice, .choices = kConcernStates};
constexpr std::array<Key, 4> kNotCountedKeys = {{
    {.name = "event", .shape = &documents::kText, .required = true, .help = "its 16 hex digits"},
    {.name = "type", .shape = &documents::kText, .required = true, .help = "resolved, accepted …"},
    {.name = "by", .shape = &documents::kText, .help = "who it says wrote it"},
    {.name = "reason", .shape = &documents::kText, .required = true, .help = "as a clause"},
}};
constexpr Shape kNotCounted{.type = ShapeType::map, .keys = kNotCountedKeys};
constexpr Shape kNotCountedList{.type = ShapeType::list, .item = &kNotCounted};
constexpr std::array<Key, 6> kConcernKeys = {{
    {.name = "id", .shape = &documents::kText, .required = true, .help = "its 16 hex digits"},
    {.name = "system",
     .shape = &documents::kText,
     .help = "the folder of the system it is about, or *; absent: it does not say"},
    {.name = "state", .shape = &kConcernState, .help = "open or settled", .fallback = "open"},
    {.name = "title", .shape = &documents::kText, .help = "as raised"},
    {.name = "review_due", .shape = &documents::kDate, .help = "when a review has to be there"},
    {.name = "not_counted", .shape = &kNotCountedList, .help = "its events without effect"},
}};
constexpr Shape kConcern{.type = ShapeType::map, .keys = kConcernKeys};
constexpr Shape kConcernList{.type = ShapeType::list, .item = &kConcern};
constexpr std::array<std::string_view, 1> kUnknown = {"unknown"};
constexpr Shape kConcerns{.type = ShapeType::choice, .choices = kUnknown, .or_else = &kConcernList};

constexpr std::array<Key, 11> kExampleKeys = {{
    {.name = "name",
     .shape = &documents::kText,
     .required = true,
     .help = "what the example shows"},
    {.name = "text", .shape = &documents::kText, .help = "one document of the rule's kind"},
    {.name = "files", .shape = &kTextTable, .help = "several files: path and content"},
    {.name = "before",
     .shape = &kFileTable,
     .help = "rules over a change: the files of the protected side"},
    {.name = "push",
     .shape = &kFileTable,
     .help = "rules over a change: what is written, moved or removed"},
    {.name = "concerns",
     .shape = &kConcerns,
     .help = "rules over a change or the ledger: the concerns there are; absent: none; or "
             "`unknown`"},
    {.name = "policy", .shape = &documents::kText, .help = "the policy it is judged by"},
    {.name = "authors",
     .shape = &documents::kTexts,
     .help = "commit authors, `Name <address>` each"},
    {.name = "commits",
     .shape = &kTextsTable,
     .help = "earlier commits by id, and the paths of the files in each"},
    {.name = "now", .shape = &documents::kDate, .help = "the day it is judged on"},
    {.name = "expect", .shape = &documents::kTexts, .help = "`line:column message`, in order"},
}};
constexpr Shape kExample{.type = ShapeType::map, .keys = kExampleKeys};
constexpr Shape kExampleList{.type = ShapeType::list, .item = &kExample};
constexpr std::array<Key, 2> kExamplesKeys = {{
    {.name = "pass",
     .shape = &kExampleList,
     .required = true,
     .help = "documents without a finding"},
    {.name = "fail",
     .shape = &kExampleList,
     .required = true,
     .help = "documents with exactly the findings expected"},
}};
constexpr Shape kExamples{.type = ShapeType::map, .keys = kExamplesKeys};
constexpr Shape kSelect{.type = ShapeType::text, .or_else = &kAnyMap};

constexpr std::array<Key, 16> kRuleKeys = {{
    {.name = "summary",
     .shape = &documents::kText,
     .required = true,
     .help = "the fault in one line"},
    {.name = "severity",
     .shape = &kSeverity,
     .required = true,
     .help = "error blocks, warning reports, info counts"},
    {.name = "level", .shape = &kLevel, .help = "lowest level that turns it on", .fallback = "2"},
    {.name = "locked",
     .shape = &documents::kBoolean,
     .help = "cannot be waived, lowered, turned off or baselined",
     .fallback = "false"},
    {.name = "document",
     .shape = &documents::kText,
     .required = true,
     .help = "the document kind it reads"},
    {.name = "when",
     .shape = &kAnyMap,
     .help = "keys of the document or of its front matter, and patterns: looks only at documents "
             "that meet them all"},
    {.name = "select",
     .shape = &kSelect,
     .required = true,
     .help = "what it looks at; each hit is judged by itself"},
    {.name = "only",
     .shape = &kAnyMap,
     .help = "fields and patterns: looks only at hits that meet them all"},
    {.name = "unless",
     .shape = &kAnyMap,
     .help = "fields and patterns: leaves out hits that meet one of them"},
    {.name = "check", .shape = &documents::kText, .required = true, .help = "the check primitive"},
    {.name = "with", .shape = &kAnyMap, .help = "options of the check"},
    {.name = "message",
     .shape = &documents::kText,
     .required = true,
     .help = "what a finding says; {field} is replaced"},
    {.name = "why", .shape = &documents::kText, .required = true, .help = "why it matters"},
    {.name = "fix", .shape = &documents::kText, .required = true, .help = "how to mend it"},
    {.name = "source",
     .shape = &documents::kTextOrTexts,
     .required = true,
     .help = "the clause it implements, `title, clause`, or a list of them"},
    {.name = "examples",
     .shape = &kExamples,
     .required = true,
     .help = "documents that pass and that fail"},
}};
constexpr Shape kRuleShape{.type = ShapeType::map, .keys = kRuleKeys};

std::string text_at(const Value& map, std::string_view key) {
  const Value* value = map.find(key);
  return value == nullptr ? std::string() : value->text();
}

tl::unexpected<Error> refuse(const std::string& file, SourcePos where, std::string message,
                             std::string hint = {}) {
  return fail(Error{.code = ErrorCode::invalid,
                    .message = std::move(message),
                    .where = Location{file, where.line > 0 ? where : SourcePos{1, 1}},
                    .hint = std::move(hint)});
}

/// `Ana Souza <ana@example.com>`.
Identity identity_of(const std::string& text) {
  const std::size_t open = text.find('<');
  const std::size_t close = text.rfind('>');
  if (open == std::string::npos || close == std::string::npos || close < open)
    return {.name = text};
  return {.name = std::string(trim(std::string_view(text).substr(0, open))),
          .email = text.substr(open + 1, close - open - 1)};
}

/// Where the text of an example stands: the kind's default path, in a folder of its own for what
/// stands beside a model, and `safety/incidents/example.yaml` for a record.
std::string example_path(const std::string& kind_id) {
  const documents::Kind* kind = documents::find_kind(kind_id);
  if (kind == nullptr || kind->paths.empty()) return "models/example/model-card.md";
  std::string path(kind->paths.front());
  const bool anywhere = path.starts_with("**/");
  if (anywhere) path.erase(0, 3);
  const bool is_record = path.find('*') != std::string::npos;
  for (std::size_t star = path.find('*'); star != std::string::npos; star = path.find('*'))
    path.replace(star, 1, "example");
  return anywhere && !is_record ? "models/example/" + path : path;
}

ExampleFile example_file(const Value::Entry& entry) {
  using What = ExampleFile::What;
  std::string path = entry.key;
  while (path.ends_with('/')) path.pop_back();
  if (entry.value.is_scalar()) return {.path = path, .content = entry.value.text()};
  if (const Value* target = entry.value.find("link"))
    return {.path = path, .what = What::link, .content = target->text()};
  if (const Value* commit = entry.value.find("submodule"))
    return {.path = path, .what = What::submodule, .content = commit->text()};
  if (const Value* from = entry.value.find("moved_from")) {
    std::string source = from->text();
    while (source.ends_with('/')) source.pop_back();
    return {.path = path, .what = What::moved, .content = std::move(source)};
  }
  return {.path = path, .what = What::removed, .content = {}};
}

/// The parts of an example over a change: both sides, and the concerns it is judged beside.
Result<void> read_change(const Value& map, const Rule& rule, Example& example) {
  const Value* before = map.find("before");
  const Value* push = map.find("push");
  const bool is_change = rule.document == "change";
  if (is_change != (before != nullptr) || is_change != (push != nullptr)) {
    return refuse(rule.file, map.where(),
                  is_change
                      ? fmt::format("example \"{}\" needs before and push", example.name)
                      : fmt::format("example \"{}\": before and push are for rules over a change",
                                    example.name),
                  is_change ? "write in before what stands there, and in push what changes" : "");
  }
  if (!is_change) return {};
  if (map.find("text") != nullptr || map.find("files") != nullptr) {
    return refuse(
        rule.file, map.where(),
        fmt::format("example \"{}\" has before and push, so no text or files", example.name));
  }
  for (const Value::Entry& entry : before->entries()) example.before.push_back(example_file(entry));
  for (const Value::Entry& entry : push->entries()) example.push.push_back(example_file(entry));
  return {};
}

ExampleConcern example_concern(const Value& map) {
  ExampleConcern concern{.id = text_at(map, "id"),
                         .system = text_at(map, "system"),
                         .open = text_at(map, "state") != "settled",
                         .title = text_at(map, "title"),
                         .review_due = parse_date(text_at(map, "review_due"))};
  const Value* not_counted = map.find("not_counted");
  if (not_counted == nullptr) return concern;
  for (const Value& one : not_counted->items()) {
    concern.not_counted.push_back({.event = text_at(one, "event"),
                                   .type = text_at(one, "type"),
                                   .by = text_at(one, "by"),
                                   .reason = text_at(one, "reason")});
  }
  return concern;
}

/// The concerns beside an example: none unless they are listed, and unknown where it says so.
Result<void> read_concerns(const Value& map, const Rule& rule, Example& example) {
  const Value* concerns = map.find("concerns");
  if (rule.document != "change" && rule.document != "ledger") {
    if (concerns == nullptr) return {};
    return refuse(rule.file, concerns->where(),
                  fmt::format("example \"{}\": concerns are for rules over a change or the ledger",
                              example.name));
  }
  if (concerns != nullptr && concerns->is_scalar()) return {};
  example.concerns.emplace();
  if (concerns == nullptr) return {};
  for (const Value& one : concerns->items()) example.concerns->push_back(example_concern(one));
  return {};
}

Result<Example> read_example(const Value& map, bool passes, const Rule& rule) {
  Example example{.name = text_at(map, "name"),
                  .passes = passes,
                  .policy = text_at(map, "policy"),
                  .where = map.where()};
  const Value* text = map.find("text");
  const Value* files = map.find("files");
  if (text != nullptr && files != nullptr) {
    return refuse(rule.file, files->where(),
                  fmt::format("example \"{}\" has both text and files", example.name));
  }
  QUALM_TRY(read_change(map, rule, example));
  QUALM_TRY(read_concerns(map, rule, example));
  if (text != nullptr) example.files.emplace_back(example_path(rule.document), text->text());
  if (files != nullptr) {
    for (const Value::Entry& file : files->entries())
      example.files.emplace_back(file.key, file.value.text());
  }
  if (const Value* authors = map.find("authors")) {
    for (const Value& author : authors->items())
      example.authors.push_back(identity_of(author.text()));
  }
  if (const Value* commits = map.find("commits")) {
    for (const Value::Entry& commit : commits->entries()) {
      auto& [id, paths] = example.commits.emplace_back();
      id = commit.key;
      for (const Value& path : commit.value.items()) paths.push_back(path.text());
    }
  }
  if (const Value* now = map.find("now")) example.now = parse_date(now->text());
  if (const Value* expect = map.find("expect")) {
    if (passes)
      return refuse(rule.file, expect->where(),
                    fmt::format("passing example \"{}\" expects findings", example.name));
    for (const Value& line : expect->items()) example.expect.push_back(line.text());
  }
  if (!passes && example.expect.empty()) {
    return refuse(rule.file, map.where(),
                  fmt::format("failing example \"{}\" expects no finding", example.name),
                  "add `expect:` with `line:column message` for each finding");
  }
  return example;
}

Result<void> read_examples(const Value& examples, Rule& rule) {
  for (const char* kind : {"pass", "fail"}) {
    const Value* list = examples.find(kind);
    if (list == nullptr || list->items().empty()) {
      return refuse(rule.file, examples.where(),
                    fmt::format("a rule needs at least one example that should {}", kind));
    }
    for (const Value& one : list->items()) {
      QUALM_ASSIGN(Example example, read_example(one, std::string_view(kind) == "pass", rule));
      rule.examples.push_back(std::move(example));
    }
  }
  return {};
}

/// One clause, or a list of them; a rule answers to at least one.
Result<void> read_sources(const Value& source, Rule& rule) {
  if (source.is_scalar()) {
    rule.sources.push_back(collapse_space(source.text()));
    return {};
  }
  for (const Value& one : source.items()) rule.sources.push_back(collapse_space(one.text()));
  if (rule.sources.empty()) {
    return refuse(rule.file, source.where(), "source is an empty list",
                  "name the clause this rule implements: `title, clause`");
  }
  return {};
}

bool is_name(std::string_view part) {
  return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

/// `rules/model-card/objective-missing.yaml` is `model-card/objective-missing`.
Result<std::string> name_of(const std::string& file) {
  std::string_view path = file;
  path = path.substr(0, path.rfind('.'));
  const std::size_t slash = path.rfind('/');
  const std::string_view fault = slash == std::string_view::npos ? path : path.substr(slash + 1);
  std::string_view folder =
      slash == std::string_view::npos ? std::string_view() : path.substr(0, slash);
  folder = folder.substr(folder.rfind('/') + 1);
  if (!is_name(fault) || !is_name(folder)) {
    return refuse(file, {.line = 1, .column = 1},
                  "a rule file is called pack/fault.yaml, in lower case with hyphens");
  }
  return fmt::format("{}/{}", folder, fault);
}

}  // namespace

const Shape& rule_shape() { return kRuleShape; }

Result<Rule> read_rule(std::string_view text, const std::string& file) {
  QUALM_TRY(documents::check_encoding(text, file));
  QUALM_ASSIGN(const Value data, documents::parse_yaml(text, {.file = file}));
  const auto wrong = documents::mismatches(data, kRuleShape);
  if (!wrong.empty())
    return refuse(file, wrong.front().where, wrong.front().message, wrong.front().hint);
  Rule rule;
  QUALM_ASSIGN(rule.name, name_of(file));
  rule.file = file;
  rule.where = {.line = 1, .column = 1};
  rule.summary = text_at(data, "summary");
  rule.severity = parse_severity(text_at(data, "severity")).value_or(Severity::error);
  const Value* level = data.find("level");
  rule.level = level == nullptr ? 2 : static_cast<int>(level->as_integer().value_or(2));
  const Value* locked = data.find("locked");
  rule.locked = locked != nullptr && locked->as_bool().value_or(false);
  rule.document = text_at(data, "document");
  if (const Value* when = data.find("when")) rule.when = *when;
  rule.select = *data.find("select");
  rule.check = text_at(data, "check");
  if (const Value* only = data.find("only")) rule.only = *only;
  if (const Value* unless = data.find("unless")) rule.unless = *unless;
  if (const Value* with = data.find("with")) rule.with = *with;
  rule.message = text_at(data, "message");
  rule.why = collapse_space(text_at(data, "why"));
  rule.fix = collapse_space(text_at(data, "fix"));
  QUALM_TRY(read_sources(*data.find("source"), rule));
  rule.document_where = data.find("document")->where();
  rule.check_where = data.find("check")->where();
  rule.message_where = data.find("message")->where();
  QUALM_TRY(read_examples(*data.find("examples"), rule));
  return rule;
}

Result<LoadedRules> load_rules(const Snapshot& tree) {
  LoadedRules loaded;
  std::vector<TreeEntry> entries;
  const std::string prefix = std::string(kRulesFolder) + "/";
  QUALM_TRY(tree.walk(
      [&](std::string_view folder) {
        return folder == ".qualm" || folder == kRulesFolder || folder.starts_with(prefix);
      },
      [&](const TreeEntry& entry) {
        if (entry.path.starts_with(prefix) &&
            (entry.path.ends_with(".yaml") || entry.path.ends_with(".yml")))
          entries.push_back(entry);
      }));
  for (const TreeEntry& entry : entries) {
    const auto text = tree.read(entry, limits::kDocumentBytes);
    auto rule =
        text ? read_rule(*text, entry.path) : Result<Rule>(tl::unexpected<Error>(text.error()));
    if (rule) {
      loaded.rules.push_back(*std::move(rule));
    } else {
      Error error = std::move(rule).error();
      if (!error.where) error.where = Location{entry.path, {}};
      loaded.broken.push_back(std::move(error));
    }
  }
  return loaded;
}

}  // namespace qualm::rules
