// What a rule looks at: facts picked out of a document, in one shape whatever their form.

#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "documents/document.hpp"
#include "support/error.hpp"
#include "support/glob.hpp"
#include "support/result.hpp"
#include "support/value.hpp"

namespace qualm::documents {

/// A named part of an item: a cell, a key, a label.
struct Field {
  std::string name;
  std::string text;
  SourcePos where;
};

/// One hit of a selection; rules judge each by itself.
struct Item {
  std::string key;   ///< structural place within the document: `proxies/AUROC`
  std::string text;  ///< plain text, one line
  SourcePos where;   ///< of the first byte of `text`, or of where it should stand
  std::string form;  ///< "front matter", "section", "label", "table", "list", "value" …
  std::string path;  ///< another file it is about; empty: the document itself
  std::vector<Field> fields;
  bool emphasised = false;      ///< all of it is one emphasis, the form of template guidance
  bool code = false;            ///< holds a code span
  bool empty_code = false;      ///< holds an empty code span
  bool wordless = false;        ///< speaks by an image or by raw HTML, beside or instead of `text`
  bool recovered = false;       ///< read from behind an unclosed code fence
  bool says_none = false;       ///< "none", with `text` as the reason given
  std::size_t first_block = 0;  ///< Markdown: its blocks are [first_block, end_block)
  std::size_t end_block = 0;
  int part = -1;  ///< Markdown: the section it speaks about; -1: the document

  [[nodiscard]] const Field* find(std::string_view name) const;
};

/// A compiled `select:`.
class Selector {
 public:
  enum class Form { document, statement, section, entries, items, value, each };

  /// From a fact's name, one of `document sections headings labels links fences comments blocks`,
  /// or a map: `{statement: TITLES}`, `{section: TITLES}`, `{entries: TITLES, fields: {…}}`,
  /// `{value: PATH}`, `{facts: NAMES}` for what is stated under any of several facts, and
  /// `{each: sections, except: NAMES}` for all but what is stated under facts. `invalid` for
  /// anything else, with the nearest name.
  [[nodiscard]] static Result<Selector> compile(const Value& select, const Kind& kind,
                                                const std::string& file);

  [[nodiscard]] std::vector<Item> select(const Document& document) const;

  /// The same, picked once for all selectors that are compiled from the same words. They live as
  /// long as `document`.
  [[nodiscard]] const std::vector<Item>& hits(const Document& document) const;

  /// Names that a message may use: the fields of its items.
  [[nodiscard]] std::vector<std::string> field_names() const;
  [[nodiscard]] const std::string& name() const { return name_; }
  /// Whether any word may be a field: values have the keys that their author gave them.
  [[nodiscard]] bool has_any_field() const { return form_ == Form::value; }

 private:
  struct FieldTitles {
    std::string name;
    std::vector<Glob> titles;
    std::vector<std::string> phrases;
    Reference reference = Reference::none;
    bool takes_rest = false;
  };

  Form form_ = Form::document;
  std::string name_;
  std::string words_;  // what it was compiled from, kind and all
  GlobSet titles_;
  std::vector<FieldTitles> fields_;
  bool sentences_ = false;
  bool semicolons_ = false;
  std::vector<std::string> path_;                      // value: keys, `*` for every item
  GlobSet except_;                                     // each: titles and keys that are left out
  const std::vector<GlobSet>* kind_titles_ = nullptr;  // a statement ends where another fact begins
  std::vector<Selector> facts_;  // statement: the facts whose statements are picked in turn

  static Result<Selector> compile_form(const Value& select, const Kind& kind,
                                       const std::string& file);
  static Result<Selector> compile_word(const Value& select, const Kind& kind,
                                       const std::string& file);
  static Result<Selector> compile_facts(const Value& select, const Kind& kind,
                                        const std::string& file);
  static Result<Selector> compile_each(const Value& select, const Kind& kind,
                                       const std::string& file);

  friend class Picker;
};

/// The text of blocks [first, end), one line, blocks joined by a space; comments are left out.
[[nodiscard]] std::string text_of(const Markdown& markdown, std::size_t first, std::size_t end);

/// Whether `text_of` the same blocks is more than the empty text.
[[nodiscard]] bool has_text(const Markdown& markdown, std::size_t first, std::size_t end);

/// Whether `text` answers with a none: "none", "n/a", "not applicable", alone or with a reason
/// behind it; the reason, empty when there is none given.
[[nodiscard]] std::optional<std::string> reason_for_none(std::string_view text);

}  // namespace qualm::documents
