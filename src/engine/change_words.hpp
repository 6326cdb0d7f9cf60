// What two versions of a text say, compared word by word: layout and punctuation are no words.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "documents/document.hpp"
#include "support/error.hpp"

namespace qualm::engine {

/// The words of a text, in lower case and with one space between them. Letters, digits and numbers
/// with a point stand as they are; `_`, `-` and other punctuation part words; comparison signs, `%`
/// and the minus sign of a number are words too.
[[nodiscard]] std::string plain_words(std::string_view text);

/// Whether the words `needle` stand in the words `hay`, one behind the other. Both are as
/// `plain_words` gives them; no words stand nowhere.
[[nodiscard]] bool holds_words(std::string_view hay, std::string_view needle);

/// A stretch of a document that says one thing: a paragraph, a list item, the row of a table, a
/// heading, a line of code or of front matter.
struct TextUnit {
  std::string text;   ///< as written, without marks
  std::string words;  ///< `plain_words` of it; never empty
  SourcePos where;    ///< columns count code points
  bool heading = false;
};

/// The units of a document in their order, comments left out. For what is no Markdown, or cannot be
/// read as such, its lines.
[[nodiscard]] std::vector<TextUnit> units_of(const documents::Document& document);

/// Whether one text becomes the other by mending slips of the pen: one letter each in few, longer
/// words of running text. Both are as `plain_words` gives them.
[[nodiscard]] bool is_slip_mended(std::string_view before, std::string_view after);

/// Places in one text, with columns in code points.
class ShownPlaces {
 public:
  explicit ShownPlaces(std::string_view source) : source_(source) {}

  /// The same place as `where`, whose column counts bytes.
  [[nodiscard]] SourcePos of(SourcePos where);

 private:
  std::string_view source_;
  std::vector<std::string_view> lines_;  // once somebody asks
};

}  // namespace qualm::engine
