// One entry in prose: its name, what is said about it, and the fields that stand in its words.

#include <algorithm>
#include <array>
#include <utility>

#include "documents/enumeration.hpp"
#include "documents/picker.hpp"
#include "documents/references.hpp"
#include "support/text.hpp"

namespace qualm::documents {
namespace {

/// Where an entry's name ends in "AUROC: ranks …" or "AUROC – ranks …".
struct Separator {
  std::size_t at = std::string_view::npos;
  std::size_t length = 0;
};

Separator find_separator(std::string_view text) {
  constexpr std::array<std::string_view, 6> kSeparators = {": ", " – ", " — ", " - ", " → ", " ("};
  Separator first;
  for (const std::string_view one : kSeparators) {
    const std::size_t at = text.find(one);
    if (at < first.at) first = {.at = at, .length = one == " (" || one == " → " ? 1 : one.size()};
  }
  return first;
}

/// "CMO", "SRE": what somebody is, in capitals.
bool is_abbreviation(std::string_view text) {
  constexpr std::size_t kLongest = 5;
  return text.size() > 1 && text.size() <= kLongest &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

/// Whether one of `phrases` stands in `text` as whole words.
bool holds_one_of(const std::vector<std::string>& phrases, std::string_view text) {
  std::string folded = " ";
  for (const char c : ascii_lower(text)) {
    const bool letter =
        (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
    if (letter || !folded.ends_with(' ')) folded += letter ? c : ' ';
  }
  folded += ' ';
  return std::any_of(phrases.begin(), phrases.end(), [&](const std::string& phrase) {
    return folded.find(" " + phrase + " ") != std::string::npos;
  });
}

/// A piece of a text between two marks, and where the next one begins.
struct Piece {
  std::string_view text;
  std::size_t next = 0;
};

/// The piece of `text` that begins at `begin`.
Piece next_piece(std::string_view text, std::size_t begin) {
  constexpr std::array<std::string_view, 9> kCuts = {" – ", " — ", " - ", "; ", ", ",
                                                     " (",  ") ",  " · ", ". "};
  const auto may_cut = [](char c) {
    return c == ' ' || c == ',' || c == '.' || c == ';' || c == ')';
  };
  for (std::size_t at = begin; at < text.size(); ++at) {
    if (!may_cut(text[at])) continue;
    for (const std::string_view cut : kCuts) {
      if (text.substr(at, cut.size()) == cut)
        return {.text = text.substr(begin, at - begin), .next = at + cut.size()};
    }
  }
  return {.text = text.substr(std::min(begin, text.size())), .next = text.size()};
}

SourcePos shifted(SourcePos where, std::size_t bytes) {
  return {.line = where.line, .column = where.column + static_cast<int>(bytes)};
}

}  // namespace

/// Running text is one entry, unless it counts several: "(a) … (b) …".
void Picker::pick_running_text(const Inline& text, const Stand& stand) {
  auto parts = marked_parts(text.text);
  if (parts.empty() && selector_.semicolons_) parts = described_parts(text.text, takes_anything());
  if (parts.empty()) return add_prose_entry(text, stand);
  for (const std::string_view part : parts) {
    const auto offset = static_cast<std::size_t>(part.data() - text.text.data());
    add_prose_entry({.text = std::string(part), .where = shifted(text.where, offset)},
                    {.recovered = stand.recovered, .form = "list"});
  }
}

void Picker::add_prose_entry(const Inline& text, const Stand& stand) {
  const auto [first, end, recovered, form] = stand;
  const bool in_body = document_.markdown && end > 0;
  Item item;
  item.form = form;
  item.where = text.where;
  item.emphasised = text.emphasised;
  item.empty_code = text.empty_code;
  item.recovered = recovered;
  item.first_block = first;
  item.end_block = end;
  if (auto reason = reason_for_none(text.text)) {
    item.key = selector_.name_;
    item.says_none = true;
    item.text = *std::move(reason);
    add(std::move(item));
    return;
  }
  Prose prose{.all = text.text, .where = text.where};
  prose.body = without_references(
      text.text, in_body ? std::string_view(source_of(first, end)) : std::string_view(),
      prose.references);
  if (in_body) prose.more = text_of(markdown(), first + 1, end);
  read_name(prose);
  // "Packages, one repository" is one alternative; "Dana, Mira" are two people.
  const bool listed = item.form == std::string_view("list") && takes_anything();
  const bool alone = prose.rest.empty() && prose.more.empty() && prose.references.empty();
  const auto names = alone && !listed && !selector_.sentences_
                         ? names_in(prose.name)
                         : std::vector<std::string_view>{prose.name};
  for (const std::string_view name : names) {
    Item one = item;
    one.text = std::string(name);
    one.where = shifted(text.where, static_cast<std::size_t>(name.data() - text.text.data()));
    add_prose_fields(prose, one);
    add_entry(std::move(one));
  }
}

/// Where an entry's name ends and its description begins.
void Picker::read_name(Prose& prose) const {
  prose.name = trim(prose.body);
  if (selector_.sentences_) return;
  const Selector::FieldTitles* known = description();
  const bool has_known = known != nullptr && !known->phrases.empty();
  const Separator separator = find_separator(prose.body);
  if (separator.at != std::string_view::npos) {
    prose.name = trim(prose.body.substr(0, separator.at));
    prose.rest = trim(prose.body.substr(separator.at + separator.length));
    if (has_known && prose.rest.starts_with('(') && prose.rest.find(')') == prose.rest.size() - 1)
      prose.rest = trim(prose.rest.substr(1, prose.rest.size() - 2));
    // "Product: Mira Lindqvist" says the same as "Mira Lindqvist: product".
    if (has_known && !prose.rest.empty() && holds_one_of(known->phrases, prose.name) &&
        !holds_one_of(known->phrases, prose.rest)) {
      std::swap(prose.name, prose.rest);
    }
    return;
  }
  if (has_known) return split_at_comma(known->phrases, prose);
  // "AUROC, at the cost of rare claims": the phrase itself begins the description.
  const std::string lower = ascii_lower(prose.body);
  std::size_t begin = std::string_view::npos;
  for (const auto& field : selector_.fields_) {
    for (const std::string& phrase : field.phrases) begin = std::min(begin, lower.find(phrase));
  }
  if (begin == 0 || begin == std::string_view::npos) return;
  prose.name = trim(prose.body.substr(0, begin));
  while (prose.name.ends_with(',') || prose.name.ends_with(';')) prose.name.remove_suffix(1);
  prose.rest = trim(prose.body.substr(begin));
}

/// "Dana Whitfield, machine learning": what stands behind the first comma with a word by which the
/// description is known; or, in "Product, Mira Lindqvist", before it.
void Picker::split_at_comma(const std::vector<std::string>& words, Prose& prose) {
  const std::size_t comma = prose.body.find(',');
  if (comma == std::string_view::npos) return;
  std::size_t cut = comma;
  while (cut != std::string_view::npos) {
    const std::string_view next = prose.body.substr(cut + 1);
    const std::string_view part = trim(next.substr(0, next.find(',')));
    if (holds_one_of(words, part) || is_abbreviation(part)) break;
    cut = prose.body.find(',', cut + 1);
  }
  const std::string_view front = prose.body.substr(0, comma);
  const bool swapped = cut == std::string_view::npos && holds_one_of(words, front);
  if (cut == std::string_view::npos && !swapped) return;
  const std::size_t at = swapped ? comma : cut;
  prose.name = trim(prose.body.substr(0, at));
  prose.rest = trim(prose.body.substr(at + 1));
  if (swapped) std::swap(prose.name, prose.rest);
}

/// The fields of an entry in prose: from labels inside it, names in brackets behind it, links, and
/// phrases that give them away.
void Picker::add_prose_fields(const Prose& prose, Item& item) const {
  for (std::size_t i = 0; i < selector_.fields_.size(); ++i) {
    const auto& field = selector_.fields_[i];
    const bool is_name = i == 0;
    if (document_.markdown && item.end_block > 0) {
      for (const Label& label : labels_in(item.first_block, item.end_block)) {
        if (any_matches(field.titles, label.name) && !label.value.text.empty() &&
            item.find(field.name) == nullptr) {
          item.fields.push_back(
              {.name = field.name, .text = label.value.text, .where = label.value.where});
          if (is_name && label.block == item.first_block) item.text = label.value.text;
        }
      }
    }
    if (item.find(field.name) != nullptr) continue;
    if (is_name) {
      item.fields.push_back({.name = field.name, .text = item.text, .where = item.where});
      continue;
    }
    const auto reference =
        std::find_if(prose.references.begin(), prose.references.end(), [&](std::string_view name) {
          return field.reference == (is_path(name) ? Reference::path : Reference::identifier);
        });
    if (reference != prose.references.end()) {
      const auto at = static_cast<std::size_t>(reference->data() - prose.all.data());
      item.fields.push_back(
          {.name = field.name, .text = std::string(*reference), .where = shifted(prose.where, at)});
      continue;
    }
    if (field.reference == Reference::path && item.end_block > 0)
      add_linked_field(field.name, item);
    if (field.reference != Reference::none && item.find(field.name) == nullptr) {
      const std::string_view name = labelled_name(prose.all, field.titles, field.reference);
      if (!name.empty()) {
        const auto at = static_cast<std::size_t>(name.data() - prose.all.data());
        item.fields.push_back(
            {.name = field.name, .text = std::string(name), .where = shifted(prose.where, at)});
        continue;
      }
    }
    if (add_segment_field(prose, i, item)) continue;
    const std::string rest =
        collapse_space(std::string(prose.rest) + (prose.more.empty() ? "" : " " + prose.more));
    const std::string lower = ascii_lower(rest);
    const bool says = std::any_of(
        field.phrases.begin(), field.phrases.end(),
        [&](const std::string& phrase) { return lower.find(phrase) != std::string::npos; });
    if ((says || (field.takes_rest && !rest.empty())) && item.find(field.name) == nullptr)
      item.fields.push_back({.name = field.name, .text = rest, .where = item.where});
  }
}

/// "… – owner Tom Reyes – due 2026-06-20", "… (owner: Tom Reyes, due: 2026-06-20)": a piece that
/// begins with the field's title is the field.
bool Picker::add_segment_field(const Prose& prose, std::size_t index, Item& item) const {
  constexpr std::size_t kLongestTitle = 3;  // words
  const auto& field = selector_.fields_[index];
  if (field.reference != Reference::none || !field.phrases.empty() || item.form == "front matter")
    return false;
  const std::string_view all = prose.all;
  for (Piece piece = next_piece(all, 0); piece.next < all.size();) {
    piece = next_piece(all, piece.next);
    std::size_t space = 0;
    for (std::size_t words = 1; words <= kLongestTitle; ++words) {
      space = piece.text.find(' ', space == 0 ? 0 : space + 1);
      if (space == std::string_view::npos) break;
      if (!any_matches(field.titles, normal_title(piece.text.substr(0, space)))) continue;
      std::string_view text = trim(piece.text.substr(space));
      while (text.ends_with(')') || text.ends_with('.')) text.remove_suffix(1);
      const auto at = static_cast<std::size_t>(text.data() - all.data());
      item.fields.push_back(
          {.name = field.name, .text = std::string(text), .where = shifted(prose.where, at)});
      return true;
    }
  }
  return false;
}

/// A link to a file of the tree stands for its path.
void Picker::add_linked_field(const std::string& name, Item& item) const {
  const auto& blocks = markdown().blocks;
  if (item.first_block >= item.end_block || item.end_block > blocks.size()) return;
  const int first = blocks[item.first_block].where.line;
  const int last = blocks[item.end_block - 1].end_line;
  for (const Link& link : markdown().links) {
    if (link.image || link.where.line < first || link.where.line > last) continue;
    if (link.target.find("://") != std::string::npos || !is_path(link.target)) continue;
    item.fields.push_back({.name = name, .text = link.target, .where = link.where});
    return;
  }
}

/// The source of the lines that blocks [first, end) stand in.
std::string_view Picker::source_of(std::size_t first, std::size_t end) const {
  const auto& blocks = markdown().blocks;
  if (first >= end || end > blocks.size()) return {};
  const auto begin = static_cast<std::size_t>(std::max(1, blocks[first].where.line) - 1);
  const auto last = static_cast<std::size_t>(std::max(1, blocks[end - 1].end_line) - 1);
  if (begin > last || begin >= lines().size()) return {};
  const std::string_view top = lines()[begin];
  const std::string_view bottom = lines()[std::min(last, lines().size() - 1)];
  return {top.data(), static_cast<std::size_t>(bottom.data() + bottom.size() - top.data())};
}

}  // namespace qualm::documents
