// Reading what Git tells its hooks.

#include "gate/ref_change.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "support/text.hpp"

namespace qualm::gate {
namespace {

constexpr std::size_t kShortId = 40;
constexpr std::size_t kLongId = 64;

bool is_id(std::string_view word) {
  return (word.size() == kShortId || word.size() == kLongId) &&
         word.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// An id; the empty one for the zeros that stand for "nothing", whatever their number.
std::optional<std::string> read_id(std::string_view word) {
  if (!is_id(word)) return std::nullopt;
  const bool nothing = word.find_first_not_of('0') == std::string_view::npos;
  return nothing ? std::string() : std::string(word);
}

/// Takes the last word off `line`.
std::string_view take_last(std::string_view& line) {
  const std::size_t space = line.rfind(' ');
  if (space == std::string_view::npos) {
    const std::string_view word = line;
    line = {};
    return word;
  }
  const std::string_view word = line.substr(space + 1);
  line = line.substr(0, space);
  return word;
}

std::string_view take_first(std::string_view& line) {
  const std::size_t space = std::min(line.find(' '), line.size());
  const std::string_view word = line.substr(0, space);
  line.remove_prefix(std::min(space + 1, line.size()));
  return word;
}

tl::unexpected<Error> strange(std::string_view line, std::string_view form) {
  return fail(
      ErrorCode::invalid,
      fmt::format("the hook was given \"{}\", which is not \"{}\"", shorten(line, 120), form),
      "run it as Git does: from a hook");
}

std::optional<RefChange> change_of(std::string_view name, std::string_view before,
                                   std::string_view after) {
  const auto old_id = read_id(before);
  const auto new_id = read_id(after);
  if (!old_id || !new_id || name.empty()) return std::nullopt;
  return RefChange{.name = std::string(name), .before = *old_id, .after = *new_id};
}

/// Git ends lines with LF alone; a CR would be part of a name.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines = split(text, '\n');
  if (!lines.empty() && lines.back().empty()) lines.pop_back();
  return lines;
}

}  // namespace

Result<std::vector<RefChange>> pre_push_lines(std::string_view text) {
  std::vector<RefChange> changes;
  for (const std::string_view line : lines_of(text)) {
    std::string_view rest = line;
    const std::string_view before = take_last(rest);
    const std::string_view name = take_last(rest);
    const std::string_view after = take_last(rest);
    auto change = change_of(name, before, after);
    if (!change || rest.empty())
      return strange(line, "<local ref> <local id> <remote ref> <remote id>");
    changes.push_back(*std::move(change));
  }
  return changes;
}

Result<std::vector<RefChange>> receive_lines(std::string_view text) {
  std::vector<RefChange> changes;
  for (const std::string_view line : lines_of(text)) {
    std::string_view rest = line;
    const std::string_view before = take_first(rest);
    const std::string_view after = take_first(rest);
    auto change = change_of(rest, before, after);
    if (!change) return strange(line, "<old id> <new id> <ref>");
    changes.push_back(*std::move(change));
  }
  return changes;
}

Result<std::vector<RefChange>> transaction_lines(std::string_view text) {
  std::string about_refs;
  for (const std::string_view line : lines_of(text)) {
    std::string_view rest = line;
    const std::string_view before = take_first(rest);
    const std::string_view after = take_first(rest);
    if (before.starts_with("ref:") || after.starts_with("ref:") || !rest.starts_with("refs/"))
      continue;
    about_refs += fmt::format("{}\n", line);
  }
  return receive_lines(about_refs);
}

Result<RefChange> update_arguments(const std::vector<std::string>& arguments) {
  if (arguments.size() == 3) {
    if (auto change = change_of(arguments[0], arguments[1], arguments[2])) return *change;
  }
  std::string given;
  for (const std::string& one : arguments) given += (given.empty() ? "" : " ") + one;
  return strange(given, "<ref> <old id> <new id>");
}

}  // namespace qualm::gate
