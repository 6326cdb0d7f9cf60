// Who may do more under one policy than under another: roles, keys, addresses, owners.

#include <array>
#include <string>

#include <fmt/format.h>

#include "engine/change_policy_parts.hpp"
#include "support/date.hpp"
#include "support/text.hpp"

namespace qualm::engine {
namespace {

/// Roles that allow something which others may not do. An engineer has no more rights than anybody
/// else, so a newcomer without another role gains nothing.
constexpr std::array<std::string_view, 4> kGranting = {"owner", "reviewer", "board",
                                                       "ombudsperson"};

std::vector<std::string> granting_roles(const Person& person) {
  std::vector<std::string> roles;
  for (const std::string& role : person.roles) {
    if (std::find(kGranting.begin(), kGranting.end(), role) != kGranting.end())
      roles.push_back(role);
  }
  return roles;
}

std::string folded(const std::string& text) { return ascii_lower(collapse_space(text)); }

std::vector<std::string> folded(const std::vector<std::string>& texts) {
  std::vector<std::string> all;
  for (const std::string& text : texts) all.push_back(folded(text));
  return all;
}

bool shares_address(const Person& one, const Person& other) {
  const auto known = folded(one.emails);
  return std::any_of(other.emails.begin(), other.emails.end(),
                     [&](const std::string& email) { return holds(known, folded(email)); });
}

/// Who a person was: by an address, else by name.
const Person* earlier(const std::vector<Person>& people, const Person& person) {
  const auto same_address = std::find_if(
      people.begin(), people.end(), [&](const Person& one) { return shares_address(one, person); });
  if (same_address != people.end()) return &*same_address;
  const auto same_name = std::find_if(people.begin(), people.end(), [&](const Person& one) {
    return folded(one.name) == folded(person.name);
  });
  return same_name == people.end() ? nullptr : &*same_name;
}

std::string counted(std::size_t count, const char* one, const char* several) {
  return count == 1 ? std::string(one) : fmt::format("{} {}", count, several);
}

/// Whether somebody is here, or here for longer, who had left.
bool is_back(const Person& old, const Person& now) {
  if (old.left.empty()) return false;
  if (now.left.empty()) return true;
  const auto before = parse_date(old.left);
  const auto after = parse_date(now.left);
  return before && after && *after > *before;
}

}  // namespace

void PolicyComparison::compare_people() {
  for (const Person& now : after_.people) {
    const Person* old = earlier(before_.people, now);
    const std::string key = "people/" + folded(now.emails.empty() ? now.name : now.emails.front());
    const auto granted =
        added_to(old == nullptr ? std::vector<std::string>() : old->roles, granting_roles(now));
    if (!granted.empty()) {
      add(WeakeningKind::role, key, now.where,
          fmt::format("gives {} the role{} {}", now.name, granted.size() == 1 ? "" : "s",
                      join_words(granted)));
    }
    if (old == nullptr) continue;
    if (is_back(*old, now) && granted.size() < granting_roles(now).size()) {
      add(WeakeningKind::role, key, now.where,
          fmt::format("brings {} back, who had left on {}", now.name, old->left));
    }
    // Whoever writes from an address or signs with a key is taken for that person.
    const auto keys = added_to(old->keys, now.keys);
    if (!keys.empty()) {
      add(WeakeningKind::key, key + "/keys", now.where,
          fmt::format("lets {} sign with {}", now.name,
                      counted(keys.size(), "another key", "other keys")));
    }
    const auto emails = added_to(folded(old->emails), folded(now.emails));
    if (!emails.empty()) {
      add(WeakeningKind::key, key + "/emails", now.where,
          fmt::format("takes whoever writes from {} for {}", join_words(emails), now.name));
    }
  }
}

void PolicyComparison::compare_systems() {
  for (const DeclaredSystem& old : before_.systems) {
    const auto same = std::find_if(after_.systems.begin(), after_.systems.end(),
                                   [&](const auto& one) { return one.path == old.path; });
    // A system that moved keeps what it covers under its new folder.
    const auto now =
        same != after_.systems.end()
            ? same
            : std::find_if(
                  after_.systems.begin(), after_.systems.end(), [&](const DeclaredSystem& one) {
                    const bool is_new =
                        std::none_of(before_.systems.begin(), before_.systems.end(),
                                     [&](const auto& was) { return was.path == one.path; });
                    return is_new && one.covers == old.covers;
                  });
    if (now == after_.systems.end()) {
      add(WeakeningKind::systems, "systems/" + old.path, place_of(after_, "systems"),
          fmt::format("no longer declares the system {}", old.path));
      continue;
    }
    for (const std::string& glob : added_to(now->covers, old.covers)) {
      const bool covered =
          std::any_of(now->covers.begin(), now->covers.end(),
                      [&](const std::string& wide) { return glob_covers(wide, glob); });
      if (!covered)
        add(WeakeningKind::systems, fmt::format("systems/{}/covers", now->path), now->where,
            fmt::format("takes {} out of the system {}", glob, now->path));
    }
    if (!now->owner.empty() && folded(now->owner) != folded(old.owner)) {
      add(WeakeningKind::owner, fmt::format("systems/{}/owner", now->path), now->where,
          old.owner.empty() ? fmt::format("makes {} the owner of {}", now->owner, now->path)
                            : fmt::format("makes {} the owner of {} in the place of {}", now->owner,
                                          now->path, old.owner));
    }
  }
}

}  // namespace qualm::engine
