// What raw HTML in a document keeps from whoever reads it: hidden elements, templates, scripts,
// and what is struck out.

#pragma once

#include <string>
#include <string_view>

namespace qualm::documents {

/// Follows the tags of a document in their order.
class HiddenHtml {
 public:
  /// Whether what stands behind the last tag is hidden.
  [[nodiscard]] bool hides() const { return depth_ > 0; }
  /// Takes a tag, `<…>`; what is none changes nothing.
  void tag(std::string_view tag);
  /// Takes a stretch of HTML, and gives it back with blanks for what it hides; lines stay lines.
  [[nodiscard]] std::string shown(std::string_view html);
  /// Takes Markdown that is hidden, for the end tag that may stand in it.
  void pass(std::string_view markdown);

 private:
  std::string name_;  ///< of the outermost element that hides, in lower case
  int depth_ = 0;     ///< of elements of that name in each other
};

/// Whether HTML shows anything at all: words, or a picture.
[[nodiscard]] bool shows_anything(std::string_view html);

}  // namespace qualm::documents
