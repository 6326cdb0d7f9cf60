// Whether one glob matches all that another does.

#include "support/glob_cover.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "support/glob.hpp"
#include "support/text.hpp"

namespace qualm {
namespace {

/// A policy may be hostile: comparing costs the product of two lengths, for each pair of globs.
constexpr std::size_t kLongestCompared = 128;
constexpr std::size_t kMostCompared = 64;

/// Whether the tokens `wide` cover the tokens `narrow`, where some of either stand for any number
/// of tokens. A star of `narrow` needs a star of `wide`, which then also takes what follows it.
template <typename Tokens, typename IsStar, typename CoversOne>
bool covers(const Tokens& wide, const Tokens& narrow, IsStar is_star, CoversOne covers_one) {
  // row[i]: whether wide from i on covers narrow from j on; from the end of `narrow` to its start.
  std::vector<char> row(wide.size() + 1, 0);
  row[wide.size()] = 1;
  for (std::size_t i = wide.size(); i-- > 0;) row[i] = is_star(wide[i]) && row[i + 1] != 0 ? 1 : 0;
  for (std::size_t j = narrow.size(); j-- > 0;) {
    std::vector<char> next(wide.size() + 1, 0);
    for (std::size_t i = wide.size(); i-- > 0;) {
      const bool star = is_star(wide[i]);
      if (is_star(narrow[j])) {
        // What `wide` has in front of its star may be nothing as well: a star may be passed over.
        next[i] = star && (row[i] != 0 || next[i + 1] != 0) ? 1 : 0;
      } else if (star) {
        next[i] = next[i + 1] != 0 || row[i] != 0 ? 1 : 0;
      } else {
        next[i] = row[i + 1] != 0 && covers_one(wide[i], narrow[j]) ? 1 : 0;
      }
    }
    row = std::move(next);
  }
  return row[0] != 0;
}

/// One component against another, character by character.
bool component_covers(std::string_view wide, std::string_view narrow) {
  return covers(
      wide, narrow, [](char c) { return c == '*'; },
      [](char one, char other) { return one == other || (one == '?' && other != '*'); });
}

/// The components of a glob; a `**` at its end, which stands for one component or more, becomes any
/// number of them and one. Nothing for a glob that cannot be taken apart.
std::vector<std::string_view> components_of(std::string_view glob) {
  if (glob.size() > kLongestCompared || glob.find_first_of("{[") != std::string_view::npos)
    return {};
  std::vector<std::string_view> parts;
  for (const std::string_view part : split(glob, '/')) {
    // `a**b` crosses folders.
    if (part != "**" && part.find("**") != std::string_view::npos) return {};
    parts.push_back(part);
  }
  if (!parts.empty() && parts.back() == "**") parts.emplace_back("*");
  return parts;
}

}  // namespace

bool surely_covers(std::string_view wide, std::string_view narrow) {
  if (wide == narrow) return true;
  if (Glob(narrow).is_literal()) return Glob(wide).matches(narrow);
  // Most globs are told apart by how they begin.
  if (!narrow.starts_with(wide.substr(0, wide.find_first_of("*?[{")))) return false;
  const auto outer = components_of(wide);
  const auto inner = components_of(narrow);
  if (outer.empty() || inner.empty()) return false;
  return covers(
      outer, inner, [](std::string_view part) { return part == "**"; }, component_covers);
}

bool any_surely_covers(const std::vector<std::string>& wide, std::string_view narrow) {
  if (std::find(wide.begin(), wide.end(), narrow) != wide.end()) return true;
  return wide.size() <= kMostCompared &&
         std::any_of(wide.begin(), wide.end(),
                     [&](const std::string& one) { return surely_covers(one, narrow); });
}

}  // namespace qualm
