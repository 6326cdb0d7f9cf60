// Regular expressions that cannot hang: RE2 behind our own name.

#include "support/pattern.hpp"

#include <algorithm>
#include <mutex>

#include <fmt/format.h>
#include <re2/re2.h>

#include "support/limits.hpp"
#include "support/text.hpp"

namespace qualm {

namespace {

/// Patterns that say no more than "there", "not there" or "this word" need no automaton.
enum class Plain { no, anything, nothing, word };

Plain plainness(std::string_view expression) {
  if (expression == ".") return Plain::anything;
  if (expression == "^$") return Plain::nothing;
  if (expression.size() < 3 || !expression.starts_with('^') || !expression.ends_with('$'))
    return Plain::no;
  const std::string_view inside = expression.substr(1, expression.size() - 2);
  const bool word = std::all_of(inside.begin(), inside.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == ' ';
  });
  return word ? Plain::word : Plain::no;
}

bool is_printable(char c) { return c >= 0x20 && c < 0x7F; }

}  // namespace

struct Pattern::Program {
  std::string expression;
  Plain plain = Plain::no;
  mutable std::once_flag once = {};
  mutable std::unique_ptr<const RE2> automaton = nullptr;

  /// The automaton, made when it is first asked for; safe to ask from several threads.
  [[nodiscard]] const RE2& compiled() const {
    std::call_once(once, [&] {
      constexpr std::int64_t kProgramBytes = 4 << 20;
      RE2::Options options;
      options.set_log_errors(false);
      options.set_max_mem(kProgramBytes);
      options.set_case_sensitive(false);
      options.set_never_capture(true);
      automaton = std::make_unique<const RE2>(expression, options);
    });
    return *automaton;
  }

  /// Whether a plain pattern is in `text`; nothing where only the automaton knows.
  [[nodiscard]] std::optional<bool> is_plainly_in(std::string_view text) const {
    switch (plain) {
      case Plain::nothing:
        return text.empty();
      case Plain::anything:
        if (text.empty()) return false;
        return is_printable(text.front()) ? std::optional(true) : std::nullopt;
      case Plain::word:
        // Folding case takes a few letters outside ASCII for letters in it.
        if (!std::all_of(text.begin(), text.end(), is_printable)) return std::nullopt;
        return ascii_lower(text) == std::string_view(expression).substr(1, expression.size() - 2);
      case Plain::no:
        break;
    }
    return std::nullopt;
  }
};

Result<Pattern> Pattern::compile(std::string_view expression, Compile when) {
  if (expression.size() > limits::kPatternBytes) {
    return fail(ErrorCode::limit,
                fmt::format("pattern is longer than {} bytes", limits::kPatternBytes));
  }
  Pattern pattern;
  pattern.program_ = std::shared_ptr<const Program>(
      new Program{.expression = std::string(expression), .plain = plainness(expression)});
  if (when == Compile::now && !pattern.program_->compiled().ok()) {
    return fail(ErrorCode::invalid, fmt::format("pattern \"{}\" is not one RE2 accepts: {}",
                                                expression, pattern.program_->compiled().error()));
  }
  return pattern;
}

std::optional<Pattern::Match> Pattern::find(std::string_view text, std::size_t from) const {
  re2::StringPiece found;
  const re2::StringPiece subject(text.data(), text.size());
  if (from > text.size() ||
      !program_->compiled().Match(subject, from, text.size(), RE2::UNANCHORED, &found, 1)) {
    return std::nullopt;
  }
  const auto begin = static_cast<std::size_t>(found.data() - text.data());
  return Match{.begin = begin, .end = begin + found.size()};
}

bool Pattern::is_in(std::string_view text) const {
  if (const auto plainly = program_->is_plainly_in(text)) return *plainly;
  const RE2& automaton = program_->compiled();
  return !automaton.ok() || automaton.Match(re2::StringPiece(text.data(), text.size()), 0,
                                            text.size(), RE2::UNANCHORED, nullptr, 0);
}

const std::string& Pattern::expression() const { return program_->expression; }

}  // namespace qualm
