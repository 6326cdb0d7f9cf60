// Path patterns, as in .gitignore and the policy.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace qualm {

/// A path pattern: `*` and `?` stay within one component, `**` crosses them, `[…]` is a class,
/// `{a,b}` an alternative. Compared byte by byte; matching is linear in pattern times path.
class Glob {
 public:
  explicit Glob(std::string_view pattern, bool ignore_case = false);

  [[nodiscard]] bool matches(std::string_view path) const;
  [[nodiscard]] const std::string& pattern() const { return pattern_; }
  [[nodiscard]] bool ignores_case() const { return ignore_case_; }
  /// Whether it matches its own pattern and nothing else.
  [[nodiscard]] bool is_literal() const;

 private:
  /// Most globs are a literal, or one with a star in front, behind, or both.
  struct Alternative {
    std::string literal;
    bool star_before = false;
    bool star_behind = false;
    bool simple = false;  ///< otherwise `literal` is a pattern
  };
  [[nodiscard]] static bool matches(const Alternative& alternative, std::string_view path);

  std::string pattern_;
  bool ignore_case_ = false;
  std::vector<Alternative> alternatives_;
};

/// Many globs asked at once: the literal ones by one look-up, the rest one by one.
class GlobSet {
 public:
  GlobSet() = default;
  explicit GlobSet(std::vector<Glob> globs);

  [[nodiscard]] bool matches(std::string_view text) const;
  [[nodiscard]] bool empty() const { return literals_.empty() && others_.empty(); }

 private:
  struct Other {
    Glob glob;
    std::uint64_t letters = 0;  ///< that every match holds: a text without them is none
  };
  std::vector<std::string> literals_;  // sorted
  std::vector<Other> others_;
};

/// Whether any of `globs` matches `path`.
[[nodiscard]] bool any_matches(const std::vector<Glob>& globs, std::string_view path);

}  // namespace qualm
