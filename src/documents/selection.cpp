// Compiling `select:`, and the selections that need no reading of entries.

#include "documents/selection.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include <fmt/format.h>

#include "documents/picker.hpp"
#include "support/text.hpp"

namespace qualm::documents {
namespace {

constexpr std::array<std::string_view, 9> kEach = {"sections", "headings",     "labels",
                                                   "links",    "fences",       "comments",
                                                   "blocks",   "front_matter", "document"};

tl::unexpected<Error> refuse_at(const std::string& file, const Value& place, std::string message,
                                std::string hint) {
  return fail(Error{.code = ErrorCode::invalid,
                    .message = std::move(message),
                    .where = Location{file, place.where()},
                    .hint = std::move(hint)});
}

std::vector<std::string> texts_of(const Value& value) {
  std::vector<std::string> texts;
  if (value.is_scalar() && !value.is_null()) texts.push_back(value.text());
  for (const Value& item : value.items()) texts.push_back(item.text());
  return texts;
}

std::vector<Glob> globs_of(const std::vector<std::string>& titles) {
  std::vector<Glob> globs;
  for (const std::string& title : titles) globs.emplace_back(ascii_lower(title));
  return globs;
}

std::vector<Glob> globs_of(std::span<const std::string_view> titles) {
  std::vector<Glob> globs;
  for (const std::string_view title : titles) globs.emplace_back(title);
  return globs;
}

/// `slos[*].target` as keys: `slos`, `*`, `target`.
std::vector<std::string> path_of(std::string_view text) {
  std::vector<std::string> path;
  for (std::string_view part : split(text, '.')) {
    const bool each = part.ends_with("[*]");
    if (each) part.remove_suffix(3);
    if (!part.empty()) path.emplace_back(part);
    if (each) path.emplace_back("*");
  }
  return path;
}

/// The facts of `kind` that `names` lists.
Result<std::vector<const FactSpec*>> facts_called(const Value& names, const Kind& kind,
                                                  const std::string& file) {
  std::vector<const FactSpec*> facts;
  std::vector<std::string> known;
  for (const FactSpec& fact : kind.facts) known.emplace_back(fact.name);
  for (const std::string& name : texts_of(names)) {
    const auto fact = std::find_if(kind.facts.begin(), kind.facts.end(),
                                   [&](const FactSpec& one) { return one.name == name; });
    if (fact == kind.facts.end()) {
      const auto near = nearest(name, known);
      return refuse_at(
          file, names, fmt::format("select: a {} has no fact \"{}\"", kind.id, name),
          near ? fmt::format("did you mean \"{}\"?", *near) : "known: " + join_words(known));
    }
    facts.push_back(&*fact);
  }
  if (facts.empty())
    return refuse_at(file, names, "select: needs at least one fact", "known: " + join_words(known));
  return facts;
}

/// A `select:` in one line that no other one has.
std::string words_of(const Value& select) {
  std::string words;
  const auto add = [&](std::string_view text) {
    words += fmt::format("{}:{}", text.size(), text);  // its size first: nothing to escape
  };
  if (select.is_scalar()) add(select.text());
  if (select.is_list()) words += '[';
  for (const Value& item : select.items()) words += words_of(item);
  if (select.is_map()) words += '{';
  for (const Value::Entry& entry : select.entries()) {
    add(entry.key);
    words += words_of(entry.value);
  }
  return select.is_scalar() ? words : words + '.';
}

}  // namespace

const Field* Item::find(std::string_view name) const {
  const auto field = std::find_if(fields.begin(), fields.end(),
                                  [&](const Field& one) { return one.name == name; });
  return field == fields.end() ? nullptr : &*field;
}

/// A fact's name, or the name of a kind of thing.
Result<Selector> Selector::compile_word(const Value& select, const Kind& kind,
                                        const std::string& file) {
  Selector selector;
  const std::string& word = select.text();
  selector.name_ = word;
  if (word == "document") return selector;
  std::vector<std::string> known(kEach.begin(), kEach.end());
  for (const FactSpec& fact : kind.facts) {
    known.emplace_back(fact.name);
    if (fact.name != word) continue;
    if (!fact.path.empty()) {
      selector.form_ = Form::value;
      selector.path_ = path_of(fact.path);
      return selector;
    }
    selector.form_ = fact.form == FactForm::entries ? Form::entries
                     : fact.form == FactForm::items ? Form::items
                                                    : Form::statement;
    selector.titles_ = GlobSet(globs_of(fact.titles));
    for (const FieldSpec& field : fact.fields) {
      selector.fields_.push_back(
          {.name = std::string(field.name), .titles = globs_of(field.titles)});
      selector.fields_.back().phrases.assign(field.phrases.begin(), field.phrases.end());
      selector.fields_.back().reference = field.reference;
      selector.fields_.back().takes_rest = field.takes_rest;
    }
    selector.sentences_ = fact.sentences;
    selector.semicolons_ = fact.semicolons;
    return selector;
  }
  if (std::find(kEach.begin(), kEach.end(), word) != kEach.end()) {
    selector.form_ = Form::each;
    return selector;
  }
  const auto near = nearest(word, known);
  return refuse_at(
      file, select, fmt::format("select: a {} has no \"{}\"", kind.id, word),
      near ? fmt::format("did you mean \"{}\"?", *near) : "known: " + join_words(known));
}

Result<Selector> Selector::compile(const Value& select, const Kind& kind, const std::string& file) {
  QUALM_ASSIGN(Selector selector, compile_form(select, kind, file));
  selector.words_ = fmt::format("{}/{}", kind.id, words_of(select));
  selector.kind_titles_ = &fact_titles(kind);
  for (Selector& fact : selector.facts_) fact.kind_titles_ = selector.kind_titles_;
  return selector;
}

Result<Selector> Selector::compile_form(const Value& select, const Kind& kind,
                                        const std::string& file) {
  const auto refuse = [&](std::string message, std::string hint = {}) {
    return refuse_at(file, select, std::move(message), std::move(hint));
  };
  if (select.is_scalar()) return compile_word(select, kind, file);
  Selector selector;
  if (select.find("facts") != nullptr) return compile_facts(select, kind, file);
  if (select.find("each") != nullptr) return compile_each(select, kind, file);
  const Value* statement = select.find("statement");
  const Value* section = select.find("section");
  const Value* entries = select.find("entries");
  const Value* value = select.find("value");
  const Value* fields = select.find("fields");
  const int forms = static_cast<int>(statement != nullptr) + static_cast<int>(section != nullptr) +
                    static_cast<int>(entries != nullptr) + static_cast<int>(value != nullptr);
  if (forms != 1 || select.entries().size() != (fields != nullptr ? 2U : 1U) ||
      (fields != nullptr && (entries == nullptr || !fields->is_map()))) {
    return refuse(
        "select: should be a fact's name, or one of statement, section, entries (with "
        "fields), value, facts or each (with except)",
        "for example {statement: [\"Data retention\", \"*retention*\"]}");
  }
  if (value != nullptr) {
    selector.form_ = Form::value;
    selector.name_ = value->text();
    selector.path_ = path_of(value->text());
    if (selector.path_.empty() && selector.name_ != ".")
      return refuse("select: value needs a path, such as slos[*].target");
    return selector;
  }
  const Value& titles = statement != nullptr ? *statement
                        : section != nullptr ? *section
                                             : *entries;
  selector.form_ = statement != nullptr ? Form::statement
                   : section != nullptr ? Form::section
                                        : Form::entries;
  const std::vector<std::string> texts = texts_of(titles);
  if (texts.empty()) return refuse("select: needs at least one title");
  selector.titles_ = GlobSet(globs_of(texts));
  selector.name_ = normal_title(texts.front());
  if (fields != nullptr) {
    for (const Value::Entry& entry : fields->entries()) {
      selector.fields_.push_back({.name = entry.key, .titles = globs_of(texts_of(entry.value))});
    }
  }
  return selector;
}

/// What is stated under any of several facts, each in whatever form it stands.
Result<Selector> Selector::compile_facts(const Value& select, const Kind& kind,
                                         const std::string& file) {
  if (select.entries().size() != 1) {
    return refuse_at(file, select, "select: facts stands alone",
                     "for example {facts: [intended_use, limitations]}");
  }
  QUALM_ASSIGN(const auto facts, facts_called(*select.find("facts"), kind, file));
  Selector selector;
  selector.form_ = Form::statement;
  selector.name_ = "facts";
  for (const FactSpec* fact : facts) {
    Selector part;
    part.form_ = Form::statement;
    part.name_ = std::string(fact->name);
    part.titles_ = GlobSet(globs_of(fact->titles));
    selector.facts_.push_back(std::move(part));
  }
  return selector;
}

/// All of a kind of thing but what is stated under the facts named.
Result<Selector> Selector::compile_each(const Value& select, const Kind& kind,
                                        const std::string& file) {
  const std::string what = select.find("each")->text();
  const Value* except = select.find("except");
  if (what == "document" || std::find(kEach.begin(), kEach.end(), what) == kEach.end() ||
      select.entries().size() != (except == nullptr ? 1U : 2U)) {
    return refuse_at(file, select, "select: each needs the kind of thing, and may have except",
                     "for example {each: sections, except: [human_objective]}");
  }
  Selector selector;
  selector.form_ = Form::each;
  selector.name_ = what;
  if (except != nullptr) {
    QUALM_ASSIGN(const auto facts, facts_called(*except, kind, file));
    std::vector<Glob> titles;
    for (const FactSpec* fact : facts) {
      auto globs = globs_of(fact->titles);
      std::move(globs.begin(), globs.end(), std::back_inserter(titles));
    }
    selector.except_ = GlobSet(std::move(titles));
  }
  return selector;
}

std::vector<Item> Selector::select(const Document& document) const {
  if (form_ == Form::document) {
    Item item;
    item.key = "document";
    item.where = {.line = 1, .column = 1};
    item.form = "document";
    return {std::move(item)};
  }
  if (facts_.empty()) return Picker(*this, document).pick();
  std::vector<Item> items;
  for (const Selector& fact : facts_) {
    for (Item& item : fact.select(document)) {
      // "Intended use and limitations" is a statement of both: it is looked at once.
      const bool again = std::any_of(items.begin(), items.end(),
                                     [&](const Item& other) { return other.where == item.where; });
      if (!again) items.push_back(std::move(item));
    }
  }
  return items;
}

const std::vector<Item>& Selector::hits(const Document& document) const {
  return document.picked.of(words_, [&] { return select(document); });
}

std::vector<std::string> Selector::field_names() const {
  std::vector<std::string> names;
  for (const FieldTitles& field : fields_) names.push_back(field.name);
  if (form_ == Form::each) {
    for (const char* name : {"title", "label", "target", "info", "headings", "section", "value"})
      names.emplace_back(name);
  }
  if (form_ == Form::statement || form_ == Form::section) names.emplace_back("title");
  return names;
}

namespace {

/// Calls `take` with each text of blocks [first, end) that says something, until it answers no.
template <typename Take>
void each_text(const Markdown& markdown, std::size_t first, std::size_t end, const Take& take) {
  for (std::size_t i = first; i < std::min(end, markdown.blocks.size()); ++i) {
    const Block& block = markdown.blocks[i];
    if (block.kind == BlockKind::paragraph || block.kind == BlockKind::item) {
      if (!block.content.text.empty() && !take(std::string_view(block.content.text))) return;
    } else if (block.kind == BlockKind::code) {
      const std::string_view code = trim(block.content.text);
      if (!code.empty() && !take(code)) return;
    } else if (block.kind == BlockKind::table) {
      for (const TableRow& row : markdown.tables[static_cast<std::size_t>(block.table)].rows) {
        for (const Inline& cell : row.cells) {
          if (!cell.text.empty() && !take(std::string_view(cell.text))) return;
        }
      }
    }
  }
}

}  // namespace

std::string text_of(const Markdown& markdown, std::size_t first, std::size_t end) {
  std::string text;
  each_text(markdown, first, end, [&](std::string_view part) {
    if (!text.empty()) text += ' ';
    text += part;
    return true;
  });
  return collapse_space(text);
}

bool has_text(const Markdown& markdown, std::size_t first, std::size_t end) {
  bool any = false;
  each_text(markdown, first, end, [&](std::string_view part) {
    any = !trim(part).empty();
    return !any;
  });
  return any;
}

std::optional<std::string> reason_for_none(std::string_view text) {
  static constexpr std::array<std::string_view, 10> kNone = {
      "none",           "n/a",     "not applicable", "no proxies",  "no proxy", "no never events",
      "no never event", "nothing", "there are none", "there are no"};
  const std::string_view body = trim(text);
  const std::string lower = ascii_lower(body.substr(0, 24));
  for (const std::string_view word : kNone) {
    if (!lower.starts_with(word)) continue;
    std::string_view rest = body.substr(word.size());
    if (rest.empty()) return std::string();
    if (std::string_view(".:,;( \n").find(rest.front()) == std::string_view::npos &&
        !rest.starts_with("–") && !rest.starts_with("—")) {
      continue;
    }
    while (!rest.empty() &&
           (std::string_view(".:,;( )\n-").find(rest.front()) != std::string_view::npos)) {
      rest.remove_prefix(1);
    }
    for (const std::string_view dash : {"–", "—"}) {
      if (rest.starts_with(dash)) rest.remove_prefix(dash.size());
    }
    return std::string(trim(rest));
  }
  return std::nullopt;
}

}  // namespace qualm::documents
