// The files of `templates/` and `hooks/`, compiled into the binary, and how a template becomes a
// document.

#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "support/result.hpp"

namespace qualm::scaffold {

/// A file of such a folder, by its path below it.
struct TemplateFile {
  std::string_view path;
  std::string_view text;
};

/// All of `templates/`, by path.
[[nodiscard]] std::span<const TemplateFile> template_files();

/// All of `hooks/`: for each hook that Qualm can install, the file that Git is to run.
[[nodiscard]] std::span<const TemplateFile> hook_files();

/// The template at `path`; null when there is none.
[[nodiscard]] const TemplateFile* find_template(std::string_view path);

/// A Mustache template (https://mustache.github.io/mustache.5.html) filled in: `{{name}}` is
/// replaced by the value of that name, as it is. `invalid` for a template that cannot be parsed.
[[nodiscard]] Result<std::string> render(std::string_view text,
                                         const std::map<std::string, std::string>& values);

}  // namespace qualm::scaffold
