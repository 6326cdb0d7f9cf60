// Slots that templates leave for a value, recognised by their brackets.

#pragma once

#include <cstddef>
#include <string_view>

namespace qualm::language {

// Each tells how many bytes of `text` from `at` make up such a slot; 0 when none stands there.

/// `{{ x }}` and `{% x %}`, but neither JSX (`{{padding: 1}}`) nor braces of BibTeX or LaTeX.
[[nodiscard]] std::size_t template_variable_size(std::string_view text, std::size_t at);

/// `${MODEL_NAME}`
[[nodiscard]] std::size_t shell_variable_size(std::string_view text, std::size_t at);

/// `<<model owner>>` and `<your name>`, but no HTML tag, link or token such as `<pad>`.
[[nodiscard]] std::size_t angle_slot_size(std::string_view text, std::size_t at);

/// `[Describe the data]` and `[Model Name]`, but no link, citation or token such as `[MASK]`.
[[nodiscard]] std::size_t square_slot_size(std::string_view text, std::size_t at);

/// `[More Information Needed]`
[[nodiscard]] std::size_t more_information_size(std::string_view text, std::size_t at);

/// Whether the words between brackets name what belongs there: "Model Name", "describe the data".
[[nodiscard]] bool names_a_slot(std::string_view inside);

}  // namespace qualm::language
