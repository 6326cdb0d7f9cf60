// `Result<T>`: a value, or the reason why there is none.

#pragma once

#include <string>
#include <utility>

#include <tl/expected.hpp>

#include "support/error.hpp"

namespace qualm {

template <typename T>
using Result = tl::expected<T, Error>;

/// An `Error` ready to be returned from a function that returns a `Result`.
[[nodiscard]] inline tl::unexpected<Error> fail(ErrorCode code, std::string message,
                                                std::string hint = {}) {
  return tl::unexpected<Error>(
      Error{.code = code, .message = std::move(message), .hint = std::move(hint)});
}

[[nodiscard]] inline tl::unexpected<Error> fail(Error error) {
  return tl::unexpected<Error>(std::move(error));
}

}  // namespace qualm

#define QUALM_CONCAT_INNER(a, b) a##b
#define QUALM_CONCAT(a, b) QUALM_CONCAT_INNER(a, b)

/// Returns the error of `expression` to the caller, or goes on.
#define QUALM_TRY(expression)                                                   \
  do {                                                                          \
    if (auto qualm_result = (expression); !qualm_result) {                      \
      return ::tl::unexpected<::qualm::Error>(std::move(qualm_result).error()); \
    }                                                                           \
  } while (false)

// NOLINTBEGIN(bugprone-macro-parentheses): a declaration cannot stand in parentheses
/// Declares `declaration` with the value of `expression`, or returns its error to the caller.
#define QUALM_ASSIGN(declaration, expression) \
  QUALM_ASSIGN_INNER(QUALM_CONCAT(qualm_result_, __LINE__), declaration, expression)
#define QUALM_ASSIGN_INNER(name, declaration, expression)             \
  auto name = (expression);                                           \
  if (!name) {                                                        \
    return ::tl::unexpected<::qualm::Error>(std::move(name).error()); \
  }                                                                   \
  declaration = *std::move(name)
// NOLINTEND(bugprone-macro-parentheses)
