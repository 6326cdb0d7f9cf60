// Examples stand in templates/example/NAME/N-STAGE/, each stage with only what it changes.

#include "scaffold/example.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "scaffold/templates.hpp"
#include "support/text.hpp"

namespace qualm::scaffold {
namespace {

constexpr std::string_view kFolder = "example/";

/// A file of an example, taken apart.
struct Piece {
  std::string_view example;
  std::string_view stage;  ///< with its number: "2-launch-week"
  std::string_view path;
};

bool take_apart(std::string_view path, Piece& piece) {
  if (!path.starts_with(kFolder)) return false;
  path.remove_prefix(kFolder.size());
  const std::size_t first = path.find('/');
  const std::size_t second = path.find('/', first + 1);
  if (first == std::string_view::npos || second == std::string_view::npos) return false;
  piece = {.example = path.substr(0, first),
           .stage = path.substr(first + 1, second - first - 1),
           .path = path.substr(second + 1)};
  return true;
}

/// The stage `1-before-launch` of an example is called like the example; others are named behind.
std::string name_of(const Piece& piece) {
  const std::size_t dash = piece.stage.find('-');
  if (piece.stage.starts_with("1-") || dash == std::string_view::npos)
    return std::string(piece.example);
  return fmt::format("{}/{}", piece.example, piece.stage.substr(dash + 1));
}

}  // namespace

std::vector<std::string> example_names() {
  std::vector<std::string> names;
  for (const TemplateFile& file : template_files()) {
    Piece piece;
    if (!take_apart(file.path, piece)) continue;
    std::string name = name_of(piece);
    if (names.empty() || names.back() != name) names.push_back(std::move(name));
  }
  return names;
}

Result<std::vector<Wanted>> example_files(std::string_view name) {
  const std::string_view example = name.substr(0, name.find('/'));
  std::string_view last;
  for (const TemplateFile& file : template_files()) {
    Piece piece;
    if (take_apart(file.path, piece) && name_of(piece) == name) last = piece.stage;
  }
  if (last.empty()) {
    return fail(ErrorCode::usage, fmt::format("there is no example \"{}\"", shorten(name, 60)),
                "known: " + join_words(example_names()));
  }
  std::map<std::string, std::string> files;
  for (const TemplateFile& file : template_files()) {
    Piece piece;
    if (!take_apart(file.path, piece) || piece.example != example || piece.stage > last) continue;
    files[std::string(piece.path)] = file.text;
  }
  std::vector<Wanted> wanted;
  for (auto& [path, text] : files)
    wanted.push_back({.path = path, .text = std::move(text), .merge = Merge::none});
  return wanted;
}

}  // namespace qualm::scaffold
