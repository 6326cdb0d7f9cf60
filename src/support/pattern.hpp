// Regular expressions that cannot hang: RE2 behind our own name.

#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "support/result.hpp"

namespace qualm {

/// When a pattern is compiled: most of those of the built-in rules are never matched.
enum class Compile : std::uint8_t {
  now,
  when_used  ///< only for what is known to compile; where it does not, it is in every text
};

/// A compiled RE2 pattern, matched in time linear in the text. Copies share the program.
class Pattern {
 public:
  struct Match {
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  /// `limit` for one longer than 512 bytes, `invalid` for one that RE2 refuses, if it is asked now.
  /// Case is ignored.
  [[nodiscard]] static Result<Pattern> compile(std::string_view expression,
                                               Compile when = Compile::now);

  /// The leftmost match at or after `from`.
  [[nodiscard]] std::optional<Match> find(std::string_view text, std::size_t from = 0) const;
  /// Whether there is a match; quicker than finding where.
  [[nodiscard]] bool is_in(std::string_view text) const;
  [[nodiscard]] const std::string& expression() const;

 private:
  struct Program;
  std::shared_ptr<const Program> program_;
};

}  // namespace qualm
