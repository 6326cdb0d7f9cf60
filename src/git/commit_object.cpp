// Reading commit objects byte by byte.
//
// Two libraries may name two different authors for one commit with two author lines, or with two
// pairs of angle brackets. Whoever decides by author needs one answer, so such a commit has none.

#include "git/commit_object.hpp"

#include <algorithm>
#include <charconv>

#include "support/text.hpp"

namespace qualm::git {
namespace {

constexpr std::size_t kHexDigits = 40;

/// Takes the line `key value` off the front of `bytes`; nothing when the next line has another key.
std::optional<std::string_view> take_line(std::string_view& bytes, std::string_view key) {
  if (!bytes.starts_with(key) || bytes.size() <= key.size() || bytes[key.size()] != ' ') {
    return std::nullopt;
  }
  const std::size_t end = bytes.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view value = bytes.substr(key.size() + 1, end - key.size() - 1);
  bytes.remove_prefix(end + 1);
  return value;
}

bool is_id(std::string_view text) {
  return text.size() == kHexDigits && std::ranges::all_of(text, [](char digit) {
           return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
         });
}

bool has_header(std::string_view headers, std::string_view key) {
  const auto lines = split(headers, '\n');
  return std::any_of(lines.begin(), lines.end(), [&](std::string_view line) {
    return line.starts_with(key) && line.substr(key.size()).starts_with(' ');
  });
}

}  // namespace

std::optional<Identity> parse_identity(std::string_view text) {
  const std::size_t open = text.find('<');
  if (open == std::string_view::npos || !text.ends_with('>')) return std::nullopt;
  const std::string_view name = text.substr(0, open);
  const std::string_view email = text.substr(open + 1, text.size() - open - 2);
  if (name.find('>') != std::string_view::npos) return std::nullopt;
  if (email.find_first_of("<>\n") != std::string_view::npos) return std::nullopt;
  return Identity{.name = std::string(trim(name)), .email = std::string(trim(email))};
}

std::optional<Signature> parse_signature(std::string_view text) {
  const std::size_t close = text.rfind('>');
  if (close == std::string_view::npos || text.find('\0') != std::string_view::npos) {
    return std::nullopt;
  }
  auto identity = parse_identity(text.substr(0, close + 1));
  if (!identity) return std::nullopt;
  Signature signature{.identity = *std::move(identity)};
  std::string_view clock = text.substr(close + 1);
  if (!clock.starts_with(' ')) return std::nullopt;
  clock.remove_prefix(1);
  const char* const end = clock.data() + clock.size();
  const auto [rest, error] = std::from_chars(clock.data(), end, signature.time);
  if (error != std::errc() || signature.time < 0) return std::nullopt;
  const std::string_view zone(rest, static_cast<std::size_t>(end - rest));
  const bool zoned = zone.size() == 6 && zone[0] == ' ' && (zone[1] == '+' || zone[1] == '-') &&
                     zone.find_first_not_of("0123456789", 2) == std::string_view::npos;
  if (!zoned) return std::nullopt;
  return signature;
}

Result<CommitObject> parse_commit(std::string_view bytes) {
  CommitObject commit;
  const auto tree = take_line(bytes, "tree");
  if (!tree || !is_id(*tree)) return fail(ErrorCode::invalid, "a commit names no tree");
  commit.tree = *tree;
  while (const auto parent = take_line(bytes, "parent")) {
    if (!is_id(*parent)) return fail(ErrorCode::invalid, "a commit names a parent that is no id");
    commit.parents.emplace_back(*parent);
  }
  const auto author = take_line(bytes, "author");
  const auto committer = take_line(bytes, "committer");
  const std::size_t end = bytes.starts_with('\n') ? 0 : bytes.find("\n\n");
  const std::string_view headers = bytes.substr(0, end);
  if (end != std::string_view::npos) commit.message = bytes.substr(end == 0 ? 1 : end + 2);
  const bool once = !has_header(headers, "author") && !has_header(headers, "committer") &&
                    !has_header(headers, "tree") && !has_header(headers, "parent");
  if (author && committer && once) {
    commit.author = parse_signature(*author);
    commit.committer = parse_signature(*committer);
  }
  if (!commit.author || !commit.committer) {
    commit.author.reset();
    commit.committer.reset();
  }
  return commit;
}

std::vector<Identity> co_authors(std::string_view message) {
  constexpr std::string_view kKey = "co-authored-by:";
  std::vector<std::string_view> lines = split_lines(message);
  while (!lines.empty() && trim(lines.back()).empty()) lines.pop_back();
  std::vector<Identity> people;
  for (auto line = lines.rbegin(); line != lines.rend() && !trim(*line).empty(); ++line) {
    const std::string_view text = trim(*line);
    if (ascii_lower(text.substr(0, kKey.size())) != kKey) continue;
    if (auto person = parse_identity(trim(text.substr(kKey.size())))) {
      people.push_back(*std::move(person));
    }
  }
  std::ranges::reverse(people);
  return people;
}

}  // namespace qualm::git
