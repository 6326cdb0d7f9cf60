// One thing that changed, in the shape that rules look at.

#include "engine/change_item.hpp"

#include "engine/change_words.hpp"

namespace qualm::engine {

documents::Item change_item(std::string key, std::string text, const Location& where,
                            const FieldTexts& fields) {
  documents::Item item;
  item.key = std::move(key);
  item.text = std::move(text);
  item.path = where.file;
  item.where = where.pos.line > 0 ? where.pos : SourcePos{.line = 1, .column = 1};
  item.form = "change";
  for (const auto& [name, value] : fields)
    item.fields.push_back({.name = name, .text = value, .where = item.where});
  return item;
}

Location place_in(const documents::Document& document, SourcePos where) {
  return {document.path, ShownPlaces(document.source).of(where)};
}

std::string yes_or_no(bool yes) { return yes ? "yes" : "no"; }

}  // namespace qualm::engine
