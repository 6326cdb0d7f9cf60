// Reading a .mailmap. The forms are Git's:
//
//   Proper Name <commit@address>
//   <proper@address> <commit@address>
//   Proper Name <proper@address> <commit@address>
//   Proper Name <proper@address> Commit Name <commit@address>

#include <optional>

#include "git/identity.hpp"
#include "support/text.hpp"

namespace qualm::git {
namespace {

/// `Name <address>` at the front of `line`, taken off it.
std::optional<Identity> take_person(std::string_view& line) {
  const std::size_t open = line.find('<');
  if (open == std::string_view::npos) return std::nullopt;
  const std::size_t close = line.find('>', open);
  if (close == std::string_view::npos) return std::nullopt;
  Identity person{.name = std::string(trim(line.substr(0, open))),
                  .email = std::string(trim(line.substr(open + 1, close - open - 1)))};
  line.remove_prefix(close + 1);
  return person;
}

std::pair<std::string, std::string> key_of(const Identity& recorded) {
  return {ascii_lower(recorded.email), ascii_lower(recorded.name)};
}

}  // namespace

Mailmap Mailmap::parse(std::string_view text) {
  Mailmap mailmap;
  for (std::string_view line : split_lines(text)) {
    if (line.starts_with('#')) continue;
    auto proper = take_person(line);
    if (!proper || proper->email.empty()) continue;
    auto recorded = take_person(line);
    if (!recorded) {
      recorded = Identity{.name = {}, .email = std::move(proper->email)};
      proper->email.clear();
    }
    // A later line adds to or replaces what an earlier one says of the same recorded identity.
    Identity& entry = mailmap.entries_[key_of(*recorded)];
    if (!proper->name.empty()) entry.name = std::move(proper->name);
    if (!proper->email.empty()) entry.email = std::move(proper->email);
  }
  return mailmap;
}

Identity Mailmap::map(Identity identity) const {
  auto found = entries_.find(key_of(identity));
  if (found == entries_.end()) found = entries_.find({ascii_lower(identity.email), {}});
  if (found == entries_.end()) return identity;
  if (!found->second.name.empty()) identity.name = found->second.name;
  if (!found->second.email.empty()) identity.email = found->second.email;
  return identity;
}

}  // namespace qualm::git
