// Templates in layers: those of a folder that the user names, of the repository, and built in.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "support/result.hpp"

namespace qualm::scaffold {

/// Where the templates of a repository stand in it.
inline constexpr std::string_view kTemplatesFolder = ".qualm/templates";

/// Files by their path below a templates folder, as in `model-card/model-card.md`.
struct TemplateLayer {
  std::string label;  ///< for messages: what stands in front of the path
  std::map<std::string, std::string> files;
};

/// A template, wherever it was found.
struct FoundTemplate {
  std::string file;  ///< for messages
  std::string_view text;
};

/// The built-in templates, below any number of layers that replace some of them.
class TemplateSet {
 public:
  /// Puts a layer on top. A file replaces the built-in one of the same path; files beside the
  /// folders of templates, and folders called like none, are passed over. `invalid` for a file that
  /// looks like a template and replaces none: what is overlooked would go unnoticed.
  [[nodiscard]] Result<void> add(TemplateLayer layer);

  /// The template at `path`; there is a built-in one for each path that this program asks for.
  [[nodiscard]] FoundTemplate find(std::string_view path) const;

 private:
  std::vector<TemplateLayer> layers_;
};

/// The only template of the document kind `id`, by its path; empty when the kind has none.
[[nodiscard]] std::string template_of_kind(std::string_view id);

/// Every document kind with a template, sorted.
[[nodiscard]] std::vector<std::string_view> kinds_with_template();

/// Whether a folder of templates is called `name`, the examples not among them.
[[nodiscard]] bool is_template_folder(std::string_view name);

}  // namespace qualm::scaffold
