// Path patterns, as in .gitignore and the policy.

#include "support/glob.hpp"

#include <algorithm>

#include "support/text.hpp"

namespace qualm {
namespace {

/// Expands the first `{a,b}`; nested braces are expanded in turn. Bounded: a pattern that would
/// become more than kMostAlternatives is kept as it is and then matches nothing by accident.
constexpr std::size_t kMostAlternatives = 64;

void expand(std::string_view pattern, std::vector<std::string>& out) {
  const std::size_t open = pattern.find('{');
  const std::size_t close = open == std::string_view::npos ? open : pattern.find('}', open);
  if (close == std::string_view::npos || out.size() >= kMostAlternatives) {
    out.emplace_back(pattern);
    return;
  }
  for (const std::string_view part : split(pattern.substr(open + 1, close - open - 1), ',')) {
    std::string one(pattern.substr(0, open));
    one.append(part).append(pattern.substr(close + 1));
    expand(one, out);
  }
}

/// Matches `[…]` at `p` against `c`; `p` is moved behind the class. An unclosed class is a literal.
bool match_class(std::string_view pattern, std::size_t& p, char c) {
  const std::size_t close = pattern.find(']', p + 2);
  if (close == std::string_view::npos) return pattern[p++] == c;
  std::size_t i = p + 1;
  const bool negated = pattern[i] == '!' || pattern[i] == '^';
  if (negated) ++i;
  bool hit = false;
  for (; i < close; ++i) {
    if (i + 2 < close && pattern[i + 1] == '-') {
      hit = hit || (pattern[i] <= c && c <= pattern[i + 2]);
      i += 2;
    } else {
      hit = hit || pattern[i] == c;
    }
  }
  p = close + 1;
  return hit != negated && c != '/';
}

struct Backtrack {
  std::size_t pattern = std::string_view::npos;
  std::size_t path = 0;
  bool whole_components = false;  // behind `**/`: only a component's start may match
};

/// Greedy matching with one remembered `*` and one remembered `**`: linear in pattern times path.
bool match(std::string_view pattern, std::string_view path) {
  std::size_t p = 0;
  std::size_t s = 0;
  Backtrack star;
  Backtrack deep;
  while (s < path.size() || p < pattern.size()) {
    if (p < pattern.size()) {
      if (pattern.substr(p, 2) == "**") {
        p += 2;
        const bool whole = p < pattern.size() && pattern[p] == '/';
        if (whole) ++p;  // `**/` also matches no directory
        deep = {.pattern = p, .path = s, .whole_components = whole};
        star = {};
        continue;
      }
      if (pattern[p] == '*') {
        star = {.pattern = ++p, .path = s};
        continue;
      }
      if (s < path.size()) {
        std::size_t next = p;
        const bool one = pattern[p] == '['   ? match_class(pattern, next, path[s])
                         : pattern[p] == '?' ? (next = p + 1, path[s] != '/')
                                             : (next = p + 1, pattern[p] == path[s]);
        if (one) {
          p = next;
          ++s;
          continue;
        }
      }
    }
    if (star.pattern != std::string_view::npos && star.path < path.size() &&
        path[star.path] != '/') {
      s = ++star.path;
      p = star.pattern;
      continue;
    }
    if (deep.pattern != std::string_view::npos && deep.path < path.size()) {
      ++deep.path;
      if (deep.whole_components) {
        const std::size_t slash = path.find('/', deep.path - 1);
        if (slash == std::string_view::npos) return false;
        deep.path = slash + 1;
      }
      s = deep.path;
      p = deep.pattern;
      star = {};
      continue;
    }
    return false;
  }
  return true;
}

}  // namespace

Glob::Glob(std::string_view pattern, bool ignore_case)
    : pattern_(pattern), ignore_case_(ignore_case) {
  expand(ignore_case ? ascii_lower(pattern) : std::string(pattern), alternatives_);
}

bool Glob::matches(std::string_view path) const {
  const std::string lower = ignore_case_ ? ascii_lower(path) : std::string();
  const std::string_view subject = ignore_case_ ? std::string_view(lower) : path;
  return std::any_of(alternatives_.begin(), alternatives_.end(),
                     [&](const std::string& one) { return match(one, subject); });
}

bool any_matches(const std::vector<Glob>& globs, std::string_view path) {
  return std::any_of(globs.begin(), globs.end(),
                     [&](const Glob& glob) { return glob.matches(path); });
}

}  // namespace qualm
