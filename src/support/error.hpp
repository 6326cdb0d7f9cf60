// What went wrong, as a value: every failure the world can cause travels as an `Error`.

#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace qualm {

/// A place in a text. Lines and columns count from 1; columns count bytes until a finding is made,
/// where they become code points. Zero means "no particular place".
struct SourcePos {
  int line = 0;
  int column = 0;

  friend bool operator==(const SourcePos&, const SourcePos&) = default;
  // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 misreads the generated comparison
  friend auto operator<=>(const SourcePos&, const SourcePos&) = default;
};

/// A place in a file of the repository; `file` is relative to the repository root, `/`-separated.
struct Location {
  std::string file;
  SourcePos pos;

  friend bool operator==(const Location&, const Location&) = default;
};

enum class ErrorCode {
  usage,        ///< the command line asks for something that does not exist
  invalid,      ///< a policy, rule or document says something it may not say
  not_found,    ///< a named thing (revision, file, rule) is not there
  unsupported,  ///< a repository or format this build cannot read
  incomplete,   ///< history or objects are missing: what we need was never fetched
  limit,        ///< an input limit was reached (design: limits on input)
  io,           ///< the operating system refused
};

/// A failure: what was found, where, and what to do next.
struct Error {
  ErrorCode code = ErrorCode::invalid;
  std::string message;               ///< lower case, no full stop
  std::optional<Location> where;     ///< when a file is to blame
  std::string hint;                  ///< what to do next; may be empty
  std::vector<std::string> context;  ///< outermost last: "while reading the policy"

  /// The error with one more line of context.
  [[nodiscard]] Error within(std::string what) && {
    context.push_back(std::move(what));
    return std::move(*this);
  }
};

/// `file:line:column: message (while …)`, followed by the hint on a line of its own.
[[nodiscard]] std::string describe(const Error& error);

}  // namespace qualm
