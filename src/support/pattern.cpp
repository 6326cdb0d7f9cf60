// Regular expressions that cannot hang: RE2 behind our own name.

#include "support/pattern.hpp"

#include <fmt/format.h>
#include <re2/re2.h>

#include "support/limits.hpp"

namespace qualm {

struct Pattern::Program {
  std::string expression;
  RE2 compiled;
};

Result<Pattern> Pattern::compile(std::string_view expression, bool ignore_case) {
  if (expression.size() > limits::kPatternBytes) {
    return fail(ErrorCode::limit,
                fmt::format("pattern is longer than {} bytes", limits::kPatternBytes));
  }
  constexpr std::int64_t kProgramBytes = 4 << 20;
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kProgramBytes);
  options.set_case_sensitive(!ignore_case);
  options.set_never_capture(true);
  Pattern pattern;
  auto program = std::shared_ptr<const Program>(
      new Program{std::string(expression), RE2(std::string(expression), options)});
  if (!program->compiled.ok()) {
    return fail(ErrorCode::invalid, fmt::format("pattern \"{}\" is not one RE2 accepts: {}",
                                                expression, program->compiled.error()));
  }
  pattern.program_ = std::move(program);
  return pattern;
}

std::optional<Pattern::Match> Pattern::find(std::string_view text, std::size_t from) const {
  re2::StringPiece found;
  const re2::StringPiece subject(text.data(), text.size());
  if (from > text.size() ||
      !program_->compiled.Match(subject, from, text.size(), RE2::UNANCHORED, &found, 1)) {
    return std::nullopt;
  }
  const auto begin = static_cast<std::size_t>(found.data() - text.data());
  return Match{.begin = begin, .end = begin + found.size()};
}

const std::string& Pattern::expression() const { return program_->expression; }

}  // namespace qualm
