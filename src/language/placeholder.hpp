// Text that stands where somebody still has to write something.

#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace qualm::language {

enum class PlaceholderKind {
  more_information,   ///< `[More Information Needed]`
  optional_tag,       ///< `[optional]` left at the end of a heading
  template_variable,  ///< `{{ developers }}`
  shell_variable,     ///< `${MODEL_NAME}`
  angle_slot,         ///< `<<model owner>>`, `<your name>`
  curly_slot,         ///< `{Model Name}`
  square_slot,        ///< `[Model Name]`
  guidance,           ///< an instruction to the author: "Describe what this model is for."
  to_be_done,         ///< TBD, TBC and their kin
  to_come,            ///< "coming soon"
  not_applicable,     ///< N/A, none: an answer where the question was optional
  blank,              ///< nothing, dashes, a question mark, an ellipsis
  filler,             ///< lorem ipsum
  dummy_identity,     ///< "Your Name", jane.doe
};

/// A placeholder and where it stands, as byte offsets.
struct Placeholder {
  PlaceholderKind kind = PlaceholderKind::blank;
  std::size_t begin = 0;
  std::size_t end = 0;
  bool whole = false;  ///< the text holds nothing else
  bool sure = true;    ///< false: may be an ordinary word here ("length TBD"), worth a note at most
};

/// Whether `text` as a whole (a node, a table cell, a value) is a placeholder. `emphasised` says
/// that all of it stood in italics, as templates set their guidance. `not_applicable` and `blank`
/// are reported as such: an optional question may well be answered by them.
/// ("Shipping Responsible AI Without Slowing Down", What Lands in the Repo: statements are written
/// by people, not left over from a template.)
[[nodiscard]] std::optional<Placeholder> whole_placeholder(std::string_view text,
                                                           bool emphasised = false);

/// Placeholders inside longer text, in order and without overlap; code, HTML comments and link
/// targets should be gone. Citations, mask tokens, check boxes, BibTeX, LaTeX and JSX are left
/// alone.
[[nodiscard]] std::vector<Placeholder> find_placeholders(std::string_view text);

/// The `[optional]` that a template left at the end of a heading.
[[nodiscard]] std::optional<Placeholder> optional_tag(std::string_view heading);

/// The kind in words that fit into a message: "a template variable", "a \"to be done\" marker".
[[nodiscard]] std::string_view name_of(PlaceholderKind kind);

}  // namespace qualm::language
