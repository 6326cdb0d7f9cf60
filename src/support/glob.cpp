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

/// A set of the bytes of `text`, 64 kinds of them: enough to tell most texts apart.
std::uint64_t letters_of(std::string_view text) {
  std::uint64_t letters = 0;
  for (const char c : text) letters |= std::uint64_t{1} << (static_cast<unsigned char>(c) & 63U);
  return letters;
}

/// The bytes that every text holds which `glob` matches; fewer where the glob leaves a choice.
std::uint64_t letters_of_matches(const Glob& glob) {
  std::string plain = glob.pattern();
  if (glob.ignores_case() || plain.find_first_of("?[{") != std::string::npos) return 0;
  std::erase(plain, '*');
  const bool deep = glob.pattern().find("**") != std::string::npos;  // `**/x` matches `x`
  if (deep) std::erase(plain, '/');
  return letters_of(plain);
}

/// The order of texts, by their first bytes alone where those differ: they mostly do.
struct FirstLetterFirst {
  bool operator()(std::string_view a, std::string_view b) const {
    if (a.empty() || b.empty() || a.front() == b.front()) return a < b;
    return static_cast<unsigned char>(a.front()) < static_cast<unsigned char>(b.front());
  }
};

}  // namespace

Glob::Glob(std::string_view pattern, bool ignore_case)
    : pattern_(pattern), ignore_case_(ignore_case) {
  std::vector<std::string> expanded;
  expand(ignore_case ? ascii_lower(pattern) : std::string(pattern), expanded);
  for (std::string& one : expanded) {
    Alternative alternative{.literal = std::move(one)};
    std::string_view core = alternative.literal;
    const bool deep = core.find("**") != std::string_view::npos;
    const bool before = core.starts_with('*');
    if (before) core.remove_prefix(1);
    const bool behind = core.ends_with('*');
    if (behind) core.remove_suffix(1);
    if (!deep && core.find_first_of("*?[") == std::string_view::npos) {
      alternative = {.literal = std::string(core),
                     .star_before = before,
                     .star_behind = behind,
                     .simple = true};
    }
    alternatives_.push_back(std::move(alternative));
  }
}

bool Glob::matches(const Alternative& alternative, std::string_view path) {
  const std::string_view literal = alternative.literal;
  if (!alternative.simple) return match(literal, path);
  if (!alternative.star_before && !alternative.star_behind) return path == literal;
  if (path.size() < literal.size()) return false;
  if (!alternative.star_before) {
    return path.starts_with(literal) && path.find('/', literal.size()) == std::string_view::npos;
  }
  if (!alternative.star_behind) {
    return path.ends_with(literal) &&
           path.substr(0, path.size() - literal.size()).find('/') == std::string_view::npos;
  }
  if (path.find('/') != std::string_view::npos) {
    return match("*" + alternative.literal + "*", path);
  }
  return path.find(literal) != std::string_view::npos;
}

bool Glob::matches(std::string_view path) const {
  const std::string lower = ignore_case_ ? ascii_lower(path) : std::string();
  const std::string_view subject = ignore_case_ ? std::string_view(lower) : path;
  return std::any_of(alternatives_.begin(), alternatives_.end(),
                     [&](const Alternative& one) { return matches(one, subject); });
}

bool Glob::is_literal() const {
  return !ignore_case_ && alternatives_.size() == 1 && alternatives_.front().simple &&
         !alternatives_.front().star_before && !alternatives_.front().star_behind;
}

GlobSet::GlobSet(std::vector<Glob> globs) {
  for (Glob& glob : globs) {
    if (glob.is_literal()) {
      literals_.push_back(glob.pattern());
    } else {
      const std::uint64_t letters = letters_of_matches(glob);
      others_.push_back({.glob = std::move(glob), .letters = letters});
    }
  }
  std::sort(literals_.begin(), literals_.end());
}

bool GlobSet::matches(std::string_view text) const {
  if (std::binary_search(literals_.begin(), literals_.end(), text, FirstLetterFirst())) return true;
  const std::uint64_t letters = letters_of(text);
  return std::any_of(others_.begin(), others_.end(), [&](const Other& other) {
    return (other.letters & ~letters) == 0 && other.glob.matches(text);
  });
}

bool any_matches(const std::vector<Glob>& globs, std::string_view path) {
  return std::any_of(globs.begin(), globs.end(),
                     [&](const Glob& glob) { return glob.matches(path); });
}

}  // namespace qualm
