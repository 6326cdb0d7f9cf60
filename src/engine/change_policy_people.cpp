// Who may do more under one policy than under another, and whom it no longer knows.
//
// What somebody loses weakens the policy as much as what somebody gains. An address, a name or a
// key is how their work and their objections are told to be theirs: whoever is forgotten looks
// neutral towards a system that they changed, and may be made to deploy against their conscience.
// And a reviewer or a member of the board less is one less who can say no, or settle anything. So
// somebody who leaves gets `left` and stays in the list; only of those who hold no role is that
// free.

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engine/change_policy_parts.hpp"
#include "support/date.hpp"
#include "support/text.hpp"

namespace qualm::engine {

std::string folded(const std::string& text) { return ascii_lower(collapse_space(text)); }

std::vector<std::string> folded(const std::vector<std::string>& texts) {
  std::vector<std::string> all;
  all.reserve(texts.size());
  for (const std::string& text : texts) all.push_back(folded(text));
  return all;
}

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

/// People, to be looked up by what they are known by.
class Directory {
 public:
  explicit Directory(const std::vector<Person>& people) : people_(people) {
    for (std::size_t i = 0; i < people.size(); ++i) {
      names_.emplace(folded(people[i].name), i);
      for (const std::string& email : people[i].emails) addresses_.emplace(folded(email), i);
    }
  }

  /// Who of them is `person`: who has most of their addresses, and of several the one with their
  /// name; else whoever has their name. Null when nobody is.
  [[nodiscard]] const Person* find(const Person& person) const {
    std::map<std::size_t, std::size_t> likeness;
    for (const std::string& email : person.emails) {
      const auto [first, last] = addresses_.equal_range(folded(email));
      std::for_each(first, last, [&](const auto& entry) { likeness[entry.second] += 2; });
    }
    const auto [first, last] = names_.equal_range(folded(person.name));
    std::for_each(first, last, [&](const auto& entry) { likeness[entry.second] += 1; });
    const auto best = std::max_element(
        likeness.begin(), likeness.end(),
        [](const auto& one, const auto& other) { return one.second < other.second; });
    return best == likeness.end() ? nullptr : &people_[best->first];
  }

 private:
  const std::vector<Person>& people_;
  std::multimap<std::string, std::size_t> names_;
  std::multimap<std::string, std::size_t> addresses_;
};

/// Addresses as rights are given by them: the part before the `@` to the letter, so that a change
/// of its case takes somebody's rights and work from them.
std::vector<std::string> exact(const std::vector<std::string>& addresses) {
  std::vector<std::string> all;
  all.reserve(addresses.size());
  for (const std::string& address : addresses) {
    const std::size_t at = std::min(address.rfind('@'), address.size());
    all.push_back(address.substr(0, at) + ascii_lower(address.substr(at)));
  }
  return all;
}

std::string counted(std::size_t count, const char* one, const char* several) {
  return count == 1 ? std::string(one) : fmt::format("{} {}", count, several);
}

std::string with_roles(const std::vector<std::string>& roles) {
  return fmt::format("the role{} {}", roles.size() == 1 ? "" : "s", join_words(roles));
}

/// `Ben Okafor, who holds the role reviewer`, or the name alone.
std::string shown(const Person& person) {
  const auto roles = granting_roles(person);
  return roles.empty() ? person.name
                       : fmt::format("{}, who holds {},", person.name, with_roles(roles));
}

std::string key_of(const Person& person) {
  return "people/" + folded(person.emails.empty() ? person.name : person.emails.front());
}

/// Whether `left` is a later day than `than`, or no day at all where that is one.
bool leaves_later(const std::string& left, const std::string& than) {
  if (than.empty() || left == than) return false;
  if (left.empty()) return true;
  const auto day = parse_date(left);
  const auto other = parse_date(than);
  return day && other && *day > *other;
}

}  // namespace

void PolicyComparison::compare_people() {
  const Directory before(before_.people);
  const Directory after(after_.people);
  for (const Person& now : after_.people) compare_gains(before.find(now), now);
  for (const Person& old : before_.people) compare_losses(old, after.find(old));
}

/// What somebody may do now, or is taken for. Without `old` they are new.
void PolicyComparison::compare_gains(const Person* old, const Person& now) {
  const Person nobody;
  const Person& known = old == nullptr ? nobody : *old;
  const std::string key = key_of(now);
  const auto granted = added_to(known.roles, granting_roles(now));
  if (!granted.empty())
    add(WeakeningKind::role, key, now.where,
        fmt::format("gives {} {}", now.name, with_roles(granted)));
  if (leaves_later(now.left, known.left) && granted.size() < granting_roles(now).size())
    add(WeakeningKind::role, key, now.where,
        fmt::format("brings {} back, who had left on {}", now.name, known.left));
  // Whoever writes from an address or signs with a key is taken for that person. Of a newcomer that
  // goes for a key, with which a stranger's concern could be withdrawn, and for a second address:
  // it makes one person of two, of whom either may then speak for the other.
  const auto keys = added_to(known.keys, now.keys);
  if (!keys.empty())
    add(WeakeningKind::key, key + "/keys", now.where,
        fmt::format("lets {} sign with {}", now.name,
                    old == nullptr ? counted(keys.size(), "a key", "keys")
                                   : counted(keys.size(), "another key", "other keys")));
  const auto emails = added_to(exact(known.emails), exact(now.emails));
  if (emails.size() > (old == nullptr ? 1U : 0U))
    add(WeakeningKind::key, key + "/emails", now.where,
        fmt::format("takes whoever writes from {} for {}", join_words(emails), now.name));
}

/// By what somebody is no longer known, and what they can no longer do. Without `now` they are
/// gone.
void PolicyComparison::compare_losses(const Person& old, const Person* now) {
  const std::string key = key_of(old);
  if (now == nullptr) {
    std::string who = shown(old);
    if (who.ends_with(',')) who.pop_back();
    add(WeakeningKind::person, key, place_of(after_, "people"),
        fmt::format("no longer knows {}", who));
    return;
  }
  const auto taken = added_to(now->roles, granting_roles(old));
  if (!taken.empty())
    add(WeakeningKind::person, key, now->where,
        fmt::format("takes {} from {}", with_roles(taken), old.name));
  if (leaves_later(old.left, now->left) && !granting_roles(old).empty())
    add(WeakeningKind::person, key, now->where,
        fmt::format("lets {} leave on {}{}", shown(old), now->left,
                    old.left.empty() ? std::string() : " instead of " + old.left));
  if (folded(old.name) != folded(now->name))
    add(WeakeningKind::key, key + "/name", now->where,
        fmt::format("calls {} {}, and forgets the old name", old.name, now->name));
  const auto emails = added_to(exact(now->emails), exact(old.emails));
  if (!emails.empty())
    add(WeakeningKind::key, key + "/emails", now->where,
        fmt::format("forgets that {} {} {}", join_words(emails), emails.size() == 1 ? "is" : "are",
                    old.name));
  const auto keys = added_to(now->keys, old.keys);
  if (!keys.empty())
    add(WeakeningKind::key, key + "/keys", now->where,
        fmt::format("forgets {} of {}", counted(keys.size(), "a key", "keys"), old.name));
}

}  // namespace qualm::engine
