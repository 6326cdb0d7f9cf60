// Subcommands: one `.cpp` each, found by a generated table. The same table makes `--help`, the
// completions and the parser.

#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "commands/session.hpp"
#include "support/result.hpp"

namespace qualm::commands {

/// An option of a command.
struct Option {
  std::string_view name;   ///< with its dashes
  std::string_view value;  ///< what its value is called; empty for a switch
  std::string_view help;
  bool repeatable = false;
  std::span<const std::string_view> choices = {};
};

/// A positional argument, or several.
struct Positional {
  std::string_view name;
  std::string_view help;
  bool required = false;
  bool repeatable = false;
  std::span<const std::string_view> choices = {};
};

/// What the user asked for.
class Arguments {
 public:
  void add(std::string_view name, std::string value) {
    values_[std::string(name)].push_back(std::move(value));
  }

  [[nodiscard]] bool has(std::string_view name) const {
    return values_.find(name) != values_.end();
  }
  /// The last value given; empty when there is none.
  [[nodiscard]] std::string value(std::string_view name) const;
  [[nodiscard]] std::vector<std::string> values(std::string_view name) const;

 private:
  std::map<std::string, std::vector<std::string>, std::less<>> values_;
};

/// Exit codes (design: command line).
inline constexpr int kClean = 0;
inline constexpr int kFindings = 1;
inline constexpr int kCannotJudge = 2;  ///< usage, configuration, or could not judge
inline constexpr int kInternal = 3;

struct Command {
  std::string_view id;  ///< the word on the command line
  std::string_view summary;
  std::string_view details;  ///< what `--help` says below the options
  std::span<const Option> options;
  std::span<const Positional> positionals;
  /// Runs it; the exit code, or an error that ends as `kCannotJudge`.
  Result<int> (*run)(Session& session, const Arguments& arguments) = nullptr;
};

/// Every command, sorted by id.
[[nodiscard]] std::span<const Command> all_commands();

/// The command called `id`; null when there is none.
[[nodiscard]] const Command* find_command(std::string_view id);

/// Options that every command takes.
[[nodiscard]] std::span<const Option> common_options();

}  // namespace qualm::commands
