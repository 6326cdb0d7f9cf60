// Looking a template up, layer by layer.

#include "scaffold/template_set.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "documents/kind.hpp"
#include "scaffold/templates.hpp"
#include "support/text.hpp"

namespace qualm::scaffold {
namespace {

constexpr std::string_view kExamples = "example";

std::string_view first_part(std::string_view path) { return path.substr(0, path.find('/')); }

std::vector<std::string> template_paths(std::string_view folder) {
  std::vector<std::string> paths;
  for (const TemplateFile& file : template_files()) {
    if (first_part(file.path) == folder) paths.emplace_back(file.path);
  }
  return paths;
}

/// Why a file of a layer is no template; empty when it is one, or clearly something else.
std::string fault_of(const std::string& path, std::string& hint) {
  if (path.find('/') == std::string::npos) return {};
  const std::string folder(first_part(path));
  if (is_template_folder(folder)) {
    if (find_template(path) != nullptr) return {};
    hint = "it can replace " + join_words(template_paths(folder));
    return "replaces no template";
  }
  std::vector<std::string> folders;
  for (const TemplateFile& file : template_files()) {
    const std::string one(first_part(file.path));
    if (is_template_folder(one) && (folders.empty() || folders.back() != one))
      folders.push_back(one);
  }
  const auto near = nearest(folder, folders);
  if (!near) return {};
  hint = fmt::format("did you mean \"{}\"?", *near);
  return "stands in a folder that is called like no kind of template";
}

}  // namespace

bool is_template_folder(std::string_view name) {
  return name != kExamples && !name.empty() && !template_paths(name).empty();
}

Result<void> TemplateSet::add(TemplateLayer layer) {
  for (const auto& [path, text] : layer.files) {
    std::string hint;
    std::string fault = fault_of(path, hint);
    if (!fault.empty()) {
      return fail(Error{.code = ErrorCode::invalid,
                        .message = std::move(fault),
                        .where = Location{fmt::format("{}/{}", layer.label, path), {}},
                        .hint = std::move(hint)});
    }
  }
  layers_.push_back(std::move(layer));
  return {};
}

FoundTemplate TemplateSet::find(std::string_view path) const {
  for (auto layer = layers_.rbegin(); layer != layers_.rend(); ++layer) {
    const auto found = layer->files.find(std::string(path));
    if (found != layer->files.end())
      return {.file = fmt::format("{}/{}", layer->label, path), .text = found->second};
  }
  const TemplateFile* file = find_template(path);
  return {.file = fmt::format("templates/{}", path),
          .text = file == nullptr ? std::string_view() : file->text};
}

std::string template_of_kind(std::string_view id) {
  const auto paths = template_paths(id);
  return paths.empty() ? std::string() : paths.front();
}

std::vector<std::string_view> kinds_with_template() {
  std::vector<std::string_view> kinds;
  for (const documents::Kind& kind : documents::all_kinds()) {
    if (!template_paths(kind.id).empty()) kinds.push_back(kind.id);
  }
  return kinds;
}

}  // namespace qualm::scaffold
